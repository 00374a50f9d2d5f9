"""The desk as somebody uses it who knows Excel: in Chromium, while a script saves as Excel does."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.desk.conftest import DUTIES_OF_SAMPLE, Desk, opened, save_as_excel, write_cell
from tests.render.barriers import JUDGE
from tests.render.test_in_browser import CLIPPED
from tests.support import LANGUAGES, SAMPLE

from zkkk_factsheet.language import catalogue

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 320
PLACE = """(() => {
  const entry = document.activeElement.closest('.entry');
  return [entry.id, Math.round(entry.getBoundingClientRect().top)];
})()"""
"""Where somebody is: what has the focus, and where it is on the screen."""


IN_ITS_BOX = """cell => {
  const is = cell.getBoundingClientRect(), box = cell.closest('.wide').getBoundingClientRect();
  return is.left > box.left - 1 && is.right < box.right + 1;
}"""
"""Whether a cell is seen without moving the picture that it is in."""


def bars_nobody(page: Page) -> None:
    """Axe finds no barrier, narrow and wide, light and dark; nobody has to scroll sideways."""
    for width in (WIDE, NARROW):
        assert JUDGE.barriers(page, width) == []
    fits(page)


def fits(page: Page) -> None:
    """Nobody has to scroll sideways on a telephone, and no text is cut."""
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    # The picture of some cells may be scrolled, by keyboard, too.
    page.evaluate("document.querySelectorAll('.entry details').forEach(e => { e.open = false; })")
    assert page.evaluate(CLIPPED) == []
    page.set_viewport_size({"width": WIDE, "height": 900})


def spoken(page: Page, desk: Desk, language: str, path: str) -> int:
    """Go to a page in a language; give its status."""
    answer = page.goto(f"{desk.origin}/language/{language}?to={path}")
    assert answer
    return answer.status


def choose(page: Page, language: str) -> None:
    """Choose a language by its link."""
    page.get_by_role("link", name=catalogue(language, "desk").text("language.name")).click()
    tag = catalogue(language, "desk").text("language.tag")
    expect(page.locator("html")).to_have_attribute("lang", tag)


def test_a_finding_comes_and_goes_as_the_workbook_is_saved(page: Page, served: Desk) -> None:
    """It is in its place within seconds, told to a screen reader; focus, filter and place stay."""
    book = served.data / "zkkk-2019.xlsx"
    say = catalogue("en", "desk")
    choose(page, "en")
    page.goto(f"{served.origin}/year/2019")
    page.set_viewport_size({"width": WIDE, "height": 300})
    expect(page.locator(".verdict")).to_contain_text("warnings")
    assert page.locator(".entry.error").count() == 0
    warnings = page.locator(".entry.warning")
    assert warnings.count() > 3
    # Somebody looks at a cell further down, and filters.
    page.get_by_label(say.text("filter.label")).fill("blank for")
    page.locator(".entry:not([hidden])").filter(has_text="F25").locator("summary").click()
    shown = page.locator(".entry:not([hidden])").count()
    assert 1 < shown < warnings.count()
    page.evaluate("window.scrollBy(0, -20)")
    before = page.evaluate(PLACE)

    write_cell(book, DUTIES_OF_SAMPLE, "G9", "perhaps")
    error = page.locator(".entry.error")
    expect(error).to_have_count(1)
    expect(error).to_be_hidden()  # by the filter
    expect(page.locator("#news")).to_have_text(say.text("news.both", solved=1, new=1))
    assert page.evaluate(PLACE) == before
    assert page.locator(".entry:not([hidden])").count() == shown - 1  # which was a blank
    assert page.locator(".entry:not([hidden]) details[open]").count() == 1
    page.get_by_label(say.text("filter.label")).fill("")
    page.get_by_label(say.text("filter.only")).select_option("new")
    expect(error).to_be_visible()
    expect(error).to_contain_text("“perhaps” is not an answer.")
    expect(error.locator(".address")).to_have_text("G9")
    error.locator("summary").click()
    expect(error.locator(".around td.here")).to_have_text("perhaps")
    assert error.locator(".around tr.own th").inner_text() == "9"
    page.set_viewport_size({"width": NARROW, "height": 900})
    error.locator("summary").click()
    error.locator("summary").click()
    expect(error.locator("details[open]")).to_be_visible()
    assert error.locator(".around td.here").evaluate(IN_ITS_BOX)
    page.set_viewport_size({"width": WIDE, "height": 900})
    expect(page.locator("#verdict")).to_contain_text(say.text("workbooks.opened"))
    bars_nobody(page)

    page.get_by_label(say.text("filter.only")).select_option("")
    error.locator("summary").focus()
    write_cell(book, DUTIES_OF_SAMPLE, "G9", "po")
    expect(error).to_have_count(0)
    expect(page.locator("#news")).to_contain_text("solved")
    # What had the focus is gone, so that the focus is on the list.
    assert page.evaluate("document.activeElement.id") == "findings"
    book.with_name(f"~${book.name}").unlink()
    expect(page.locator("#verdict")).not_to_contain_text(say.text("workbooks.opened"))


BLANK = {2: ("D4", "D27", "C18"), DUTIES_OF_SAMPLE: ("G9", "H17", "H36", "F25")}
"""What nobody answered in the sample year: by the number of the worksheet."""


def test_where_nothing_is_to_be_corrected_it_is_said(
    page: Page, served: Desk, tmp_path: Path
) -> None:
    """Once everything is answered, and once; there is nothing to filter, and the way goes on."""
    book = served.data / "zkkk-2019.xlsx"
    before = book.read_bytes()
    page.goto(f"{served.origin}/year/2019")
    expect(page.locator(".entry")).not_to_have_count(0)
    answered = Path(shutil.copy(book, tmp_path))
    for sheet, cells in BLANK.items():
        for cell in cells:
            write_cell(answered, sheet, cell, "yes")
    save_as_excel(book, answered.read_bytes())
    for language in LANGUAGES:
        spoken(page, served, language, "/year/2019")
        said = catalogue(language, "messages").text("report.clean")
        expect(page.locator(".verdict > p")).to_have_text([said])
        expect(page.locator(".entry")).to_have_count(0)
        expect(page.locator(".filter")).to_be_hidden()
        expect(page.locator("#onward a")).to_have_count(2)
        fits(page)
    bars_nobody(page)
    save_as_excel(book, before)
    book.with_name(f"~${book.name}").unlink()
    expect(page.locator(".entry")).not_to_have_count(0)


def test_a_folder_that_vanishes_and_comes_back(page: Page, served: Desk) -> None:
    """What was there last stays to be seen, with a word; nothing has to be done when it is back."""
    page.goto(f"{served.origin}/")
    elsewhere = served.data.with_name("unplugged")
    served.data.rename(elsewhere)
    expect(page.locator("#away")).to_be_visible()
    expect(page.locator("#year-2019")).to_be_visible()
    assert JUDGE.of_elements(page, WIDE) == []
    expect(page.locator("form[action='/new'] button")).to_be_disabled()
    refused = served.post("/new", b"year=2031&language=en")
    assert catalogue("en", "desk").text("problem.away") in refused.text
    assert not served.data.exists()
    page.goto(f"{served.origin}/")
    elsewhere.rename(served.data)
    expect(page.locator("#away")).to_have_count(0)
    expect(page.locator("#year-2019")).to_be_visible()


def test_a_workbook_that_is_dropped_is_checked_and_taken_on_request(
    page: Page, served: Desk, tmp_path: Path
) -> None:
    """It is not stored until somebody says so, and never in the place of another one."""
    say, year = catalogue("sr", "desk"), 2005
    page.goto(f"{served.origin}/")
    choose(page, "sr")
    dropped = Path(shutil.copy(SAMPLE / "zkkk-2016.xlsx", tmp_path / f"zkkk-{year}.xlsx"))
    write_cell(dropped, DUTIES_OF_SAMPLE, "C4", "&lt;b&gt;?&lt;/b&gt;")
    page.locator("#file").set_input_files(dropped)
    page.get_by_role("button", name=say.text("drop.button")).click()
    expect(page.locator(".entry.error").first).to_be_visible()
    expect(page.locator(".entry.error").filter(has_text="<b>?</b>")).to_have_count(1)
    assert not (served.data / dropped.name).exists()
    assert JUDGE.of_elements(page, WIDE) == []
    page.get_by_role("button", name=say.text("dropped.take")).click()
    expect(page.locator(f"#year-{year} .state.error")).to_be_visible()
    assert (served.data / dropped.name).read_bytes() == dropped.read_bytes()
    # On any other page it is taken as well; the browser does not open it in the page's place.
    page.goto(f"{served.origin}/year/2019")
    with page.expect_navigation():
        page.evaluate(DROPPED, dropped.name)
    expect(page.locator("h1")).to_have_text(dropped.name)
    (served.data / dropped.name).unlink()


DROPPED = """name => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(['?'], name));
  for (const kind of ['dragover', 'drop']) {
    document.querySelector('h1').dispatchEvent(
      new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
  }
}"""
"""Somebody drops a file on the page."""


OPEN_ALL = """document.querySelectorAll('main details').forEach(each => {
  each.open = !each.closest('.entry');
})"""
"""Opens whatever can be opened on a page, but for the pictures of cells."""


@pytest.mark.parametrize(
    ("path", "status", "languages"),
    [("/", 200, LANGUAGES), ("/year/2019", 200, LANGUAGES), ("/year/1999", 404, ("sq",))],
)
def test_every_page_is_in_the_language_and_bars_nobody(
    page: Page, served: Desk, path: str, status: int, languages: tuple[str, ...]
) -> None:
    """The language that is chosen stays; no page has a barrier or is too wide in any of them."""
    private = {each: catalogue(each, "desk").text("desk.private") for each in LANGUAGES}
    for language in languages:
        assert spoken(page, served, language, path) == status
        page.evaluate(OPEN_ALL)
        words = page.locator("body").inner_text()
        assert [each for each, text in private.items() if text in words] == [language]
        fits(page)
        if language == "sq":  # the others say the same in other words
            bars_nobody(page)


def test_all_of_it_is_reached_by_keyboard(page: Page, served: Desk) -> None:
    """Tab goes through every link, field and button in the order in which they stand."""
    page.goto(f"{served.origin}/year/2019")
    expect(page.locator(".filter")).to_be_visible()
    all_of_it = "a, button, summary, input:not([type=hidden]), select"
    wanted = page.evaluate(
        f"[...document.querySelectorAll('{all_of_it}')].filter(e => e.checkVisibility()).length"
    )
    assert wanted > 10
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                f"[...document.querySelectorAll('{all_of_it}')].filter(e => e.checkVisibility())"
                ".indexOf(document.activeElement)"
            )
        )
    assert reached == list(range(wanted))


def test_without_a_script_the_pages_say_the_same(page: Page, served: Desk) -> None:
    """Nothing is dead: the filter, which needs the script, is not there."""
    page.route("**/desk.js", lambda route: route.fulfill(body=""))
    spoken(page, served, "en", "/")
    expect(page.locator("#year-2019")).to_be_visible()
    page.goto(f"{served.origin}/year/2019")
    expect(page.locator(".entry").first).to_be_visible()
    expect(page.locator(".filter")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name=catalogue("en", "desk").text("findings.marked")).click()
    assert download.value.suggested_filename == "zkkk-2019 marked.xlsx"
    content = io.BytesIO(download.value.path().read_bytes())
    sheets = load_workbook(content, read_only=True).sheetnames
    assert len(sheets) == 5
    page.unroute("**/desk.js")


SLOW = """
import asyncio
from pathlib import Path
from zkkk_factsheet.desk import room
room.FIRST_CHECK = 0.1
survey = room.Room._survey
async def slow(self):
    while not Path("read").exists():
        await asyncio.sleep(0.05)
    return await survey(self)
room.Room._survey = slow
"""
"""A desk whose folder is so slow that it isn't read until somebody lets it be."""


@pytest.fixture(scope="module", name="slow")
def slow_desk(another_page: Page, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on an empty folder that is read once there is a file ``read`` beside it.

    The other page shows it.
    """
    folder = tmp_path_factory.mktemp("slow")
    (folder / "data").mkdir()
    desk = opened(folder, first=SLOW)
    another_page.goto(desk.address)
    yield desk
    desk.close()
    another_page.goto("about:blank")


def test_a_folder_that_is_read_slowly_is_waited_for(another_page: Page, slow: Desk) -> None:
    """The page says so in the language of whoever waits, and goes on by itself."""
    page = another_page
    for language in LANGUAGES:
        spoken(page, slow, language, "/")
        expect(page.locator("h1")).to_have_text(catalogue(language, "desk").text("unchecked.title"))
        fits(page)
    bars_nobody(page)
    (slow.folder / "read").touch()
    expect(page.locator("#none")).to_be_visible()


def test_a_page_of_a_desk_that_is_gone_says_so(another_page: Page, slow: Desk) -> None:
    """Whoever still has the page open is told what to do."""
    page = another_page
    (slow.folder / "read").touch()
    expect(page.locator("#none")).to_be_visible()
    choose(page, "en")
    expect(page.locator("#none")).to_be_visible()
    slow.close()
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#news")).to_have_text(catalogue("en", "desk").text("desk.closed"))
