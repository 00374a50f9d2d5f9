"""The desk as somebody uses it who knows Excel: in Chromium, while a script saves as Excel does."""

import io
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from tests.desk.conftest import Desk, opened, save_as_excel, write_cell
from tests.render.barriers import Judge, barriers
from tests.render.test_in_browser import CLIPPED
from tests.support import LANGUAGES, SAMPLE

from zkkk_factsheet.language import catalogue

pytestmark = pytest.mark.browser

WIDE, NARROW = 1280, 320
JUDGE = Judge()
PLACE = """(() => {
  const entry = document.activeElement.closest('.entry');
  return [entry.id, Math.round(entry.getBoundingClientRect().top)];
})()"""
"""Where somebody is: what has the focus, and where it is on the screen."""


@pytest.fixture(scope="module", name="served")
def served_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the sample years 2018 and 2019."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "data").mkdir()
    for year in (2018, 2019):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", folder / "data")
    desk = opened(folder)
    yield desk
    desk.close()


@pytest.fixture(scope="module", name="page")
def page_of_desk(browser: Browser, served: Desk) -> Iterator[Page]:
    """A page of the desk, in a browser that was let in; nothing goes wrong in it."""
    wrong: list[str] = []
    context = browser.new_context(locale="en-GB", viewport={"width": WIDE, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text + message.location["url"]))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: wrong.append(request.url) if served.host not in request.url else None,
    )
    page.goto(served.address)
    assert page.url == f"{served.origin}/"
    yield page
    context.close()
    expected = ("/year/1999", "/new", "/take")
    assert [each for each in wrong if not each.endswith(expected)] == []


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


def choose(page: Page, language: str) -> None:
    """Choose a language by its link."""
    page.get_by_role("link", name=catalogue(language, "desk").text("language.name")).click()
    tag = catalogue(language, "desk").text("language.tag")
    expect(page.locator("html")).to_have_attribute("lang", tag)


def saved(path: Path) -> None:
    """Have the desk see a save that changes nothing of what is in the workbook."""
    save_as_excel(path, load_workbook(path))


def test_a_finding_comes_and_goes_as_the_workbook_is_saved(page: Page, served: Desk) -> None:
    """It is in its place within seconds, told to a screen reader; focus, filter and place stay."""
    book = served.data / "zkkk-2019.xlsx"
    say = catalogue("en", "desk")
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

    began = time.monotonic()
    write_cell(book, "duties", "G9", "perhaps")
    error = page.locator(".entry.error")
    expect(error).to_have_count(1)
    assert time.monotonic() - began < 10
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
    expect(page.locator("#verdict")).to_contain_text(say.text("workbooks.opened"))
    bars_nobody(page)

    page.get_by_label(say.text("filter.only")).select_option("")
    error.locator("summary").focus()
    write_cell(book, "duties", "G9", "po")
    expect(error).to_have_count(0)
    expect(page.locator("#news")).to_contain_text("solved")
    # What had the focus is gone, so that the focus is on the list.
    assert page.evaluate("document.activeElement.id") == "findings"
    book.with_name(f"~${book.name}").unlink()
    expect(page.locator("#verdict")).not_to_contain_text(say.text("workbooks.opened"))


def test_a_folder_that_vanishes_and_comes_back(page: Page, served: Desk) -> None:
    """What was there last stays to be seen, with a word; nothing has to be done when it is back."""
    page.goto(f"{served.origin}/")
    elsewhere = served.data.with_name("unplugged")
    served.data.rename(elsewhere)
    expect(page.locator("#away")).to_be_visible()
    expect(page.locator("#year-2019")).to_be_visible()
    assert barriers(page, "others") == []
    page.get_by_role("button", name=catalogue("en", "desk").text("new.button")).click()
    expect(page.locator("main")).to_contain_text(catalogue("en", "desk").text("problem.away"))
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
    dropped = tmp_path / f"zkkk-{year}.xlsx"
    book = load_workbook(SAMPLE / "zkkk-2016.xlsx")
    book["duties"]["C4"] = "<b>?</b>"
    book.save(dropped)
    page.locator("#file").set_input_files(dropped)
    page.get_by_role("button", name=say.text("drop.button")).click()
    expect(page.locator(".entry.error").first).to_be_visible()
    expect(page.locator(".entry.error").filter(has_text="<b>?</b>")).to_have_count(1)
    assert not (served.data / dropped.name).exists()
    assert barriers(page, "others") == []
    page.get_by_role("button", name=say.text("dropped.take")).click()
    expect(page.locator(f"#year-{year} .state.error")).to_be_visible()
    assert (served.data / dropped.name).read_bytes() == dropped.read_bytes()
    page.locator("#file").set_input_files(dropped)
    page.get_by_role("button", name=say.text("drop.button")).click()
    page.get_by_role("button", name=say.text("dropped.take")).click()
    expect(page.locator("main")).to_contain_text(say.text("problem.exists", name=dropped.name))
    (served.data / dropped.name).unlink()
    choose(page, "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/", "/year/2019", "/year/1999"])
def test_every_page_is_in_the_language_and_bars_nobody(
    page: Page, served: Desk, path: str, language: str
) -> None:
    """The language that is chosen stays; no page has a barrier or is too wide in any of them."""
    page.goto(f"{served.origin}/language/{language}?to=/")
    with_status = page.goto(f"{served.origin}{path}")
    assert with_status
    assert with_status.status == (404 if "1999" in path else 200)
    for summary in page.locator("main details:not(.entry details) summary").all():
        summary.click()
    words = page.locator("body").inner_text()
    others = {
        catalogue(each, "desk").text("desk.private") for each in LANGUAGES if each != language
    }
    assert catalogue(language, "desk").text("desk.private") in words
    assert [each for each in others if each in words] == []
    fits(page)
    if language == "sq":  # the others say the same in other words
        bars_nobody(page)
    page.goto(f"{served.origin}/language/en?to=/")


def test_the_browser_s_language_is_spoken_until_another_one_is_chosen(
    browser: Browser, served: Desk
) -> None:
    """A browser that asks for Macedonian, then Albanian, is answered in Albanian."""
    again = opened(served.folder)
    again.close()
    context = browser.new_context(extra_http_headers={"Accept-Language": "mk, sq;q=0.8, en;q=0.5"})
    page = context.new_page()
    page.goto(again.address)
    expect(page.locator("html")).to_have_attribute("lang", "sq")
    choose(page, "sr")
    page.goto(f"{served.origin}/year/2019")
    expect(page.locator("html")).to_have_attribute("lang", "sr-Latn")
    context.close()


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


def test_without_a_script_the_pages_say_the_same(browser: Browser, served: Desk) -> None:
    """Nothing is dead: the filter, which needs the script, is not there."""
    again = opened(served.folder)
    again.close()
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(again.address)
    expect(page.locator("#year-2019")).to_be_visible()
    page.goto(f"{served.origin}/year/2019")
    expect(page.locator(".entry").first).to_be_visible()
    expect(page.locator(".filter")).to_be_hidden()
    with page.expect_download() as download:
        page.get_by_role("link", name=catalogue("en", "desk").text("findings.marked")).click()
    assert download.value.suggested_filename == "zkkk-2019 marked.xlsx"
    sheets = load_workbook(io.BytesIO(download.value.path().read_bytes())).sheetnames
    assert len(sheets) == 5
    context.close()


def test_a_page_of_a_desk_that_is_gone_says_so(browser: Browser, tmp_path: Path) -> None:
    """Whoever still has the page open is told what to do."""
    (tmp_path / "data").mkdir()
    desk = opened(tmp_path)
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(desk.address)
    expect(page.locator("#none")).to_be_visible()
    desk.close()
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator("#news")).to_have_text(catalogue("en", "desk").text("desk.closed"))
    context.close()
