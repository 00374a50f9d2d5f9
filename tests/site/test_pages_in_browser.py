"""The pages that lead to the editions as Chromium shows them, with and without JavaScript."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request
from tests.render.barriers import Judge, widen
from tests.render.test_colours_in_browser import TEXTS
from tests.render.test_in_browser import CLIPPED
from tests.support import LANGUAGES

from zkkk_factsheet.language import sort_key
from zkkk_factsheet.reference import municipality

pytestmark = pytest.mark.browser

TELLING = [
    "site/index-sq.html",
    "site/municipalities/gjakova/index-sq.html",
    "site/municipalities/rahovec/index-sr.html",
    "site/municipalities/zubin-potok/index-en.html",
    "site/corrections/index-en.html",
    "2019/charts/zkkk-2019-sq.html",
    "../corrected/site/corrections/index-sr.html",
    "../corrected/site/municipalities/gjilan/index-sr.html",
    "index.html",
]
"""One page of each kind, for what is the same in every language: the others say it in others."""

PAGES = [
    *TELLING,
    *(f"site/index-{language}.html" for language in ("sr", "en")),
    *(f"site/municipalities/rahovec/index-{language}.html" for language in ("sq", "en")),
    *(f"../corrected/site/corrections/index-{language}.html" for language in ("sq", "en")),
]
TYPED = {
    "sq": ("djakovica", "gjakova", "Ђаковица", "ĐAKOVICA", " yakova", "gjakov"),
    "sr": ("gjakov",),
    "en": (" yakova",),
}
"""What is typed: all of it once, since every page has the same names."""

NOT_FOUND = {
    "sq": "Asnjë komunë nuk e ka këtë emër.",
    "sr": "Nijedna opština nema takav naziv.",
    "en": "No municipality has such a name.",
}
NAMES = "[...document.querySelectorAll('.places li:not([hidden])')].map(e => e.textContent)"
# In forced colours a browser lays a plate of the page's colour under each text whose colours it
# chooses; a text of that colour can't be read then, whatever stands behind it.
ON_PLATES = """() => {
  const own = element => [...element.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
  const page = getComputedStyle(document.body).backgroundColor;
  return [...document.querySelectorAll('body *:not(.spoken)')].filter(own).filter(each => {
    const style = getComputedStyle(each);
    return style.forcedColorAdjust !== 'none' && style.color === page;
  }).map(each => each.textContent);
}"""

# What stands in each row of the table that can be sorted.
ROWS = """[...document.querySelectorAll('table.sortable tbody tr')].map(
  row => [...row.cells].map(cell => cell.innerText.trim()))"""
# How wide and how high each element is that stands in the middle of the page.
SIZES = """[...document.querySelectorAll('.inner, .inner *')].map(
  each => [each.offsetWidth, each.offsetHeight])"""
# Whether each element of some kind is shown.
ARE_SHOWN = """what => [...document.querySelectorAll(what)].map(
  each => each.getClientRects().length > 0 && getComputedStyle(each).visibility === 'visible')"""


@dataclass
class Shown:
    """A page in a browser, and what went wrong on the way."""

    page: Page
    messages: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


Show = Callable[..., Page]

ROLES: tuple[Literal["searchbox"], Literal["status"]] = ("searchbox", "status")
"""Of what is typed into, and of what tells what was found."""


def open_page(page: Page, file: Path) -> None:
    """Show a page from its file, with its typeface."""
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")


@pytest.fixture(scope="module")
def show(tab: Page, output: Path) -> Iterator[Show]:
    """Open a page for a test that changes it, with scripts or without any."""
    browser = tab.context.new_cdp_session(tab)

    def opened(name: str, *, with_scripts: bool = True) -> Page:
        browser.send("Emulation.setScriptExecutionDisabled", {"value": not with_scripts})
        widen(tab, 1280)
        open_page(tab, output / name)
        return tab

    yield opened
    browser.detach()  # with which scripts run again


@pytest.fixture(scope="module")
def window(tab: Page) -> Iterator[Shown]:
    """A window for one page after another."""
    shown = Shown(tab)

    def hear(said: ConsoleMessage | Error) -> None:
        shown.messages.append(said.text if isinstance(said, ConsoleMessage) else str(said))

    def fail(request: Request) -> None:
        shown.messages.append(request.url)

    def ask(request: Request) -> None:
        shown.asked.append(request.url)

    listeners = {"console": hear, "pageerror": hear, "requestfailed": fail, "request": ask}
    for event, listener in listeners.items():
        tab.on(event, listener)  # type: ignore[call-overload] # an overload for each event
    yield shown
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)


@pytest.fixture(scope="module", params=PAGES)
def shown(request: pytest.FixtureRequest, window: Shown, output: Path) -> Shown:
    """One page after the other, for all that changes nothing on it."""
    window.messages.clear()
    window.asked.clear()
    open_page(window.page, output / request.param)
    return window


def test_the_page_is_quiet_and_in_its_typeface(shown: Shown) -> None:
    """Nothing fails or is asked for elsewhere, under the strict policy; both weights are used."""
    faces = shown.page.evaluate("[...document.fonts].map(f => f.weight + f.status)")
    assert sorted(faces) == ["400loaded", "600loaded"]
    assert shown.messages == []
    assert len(shown.asked) > 3
    assert [url for url in shown.asked if not url.startswith("file:")] == []


def test_nobody_has_to_scroll_sideways(shown: Shown) -> None:
    """The page is no wider than the window, and no text reaches out of it or is cut.

    It is in a window as of a desk, a tablet, and two telephones. In a wider one it is the same.
    """
    for width in (1280, 768, 360, 320):
        widen(shown.page, width)
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert shown.page.evaluate(CLIPPED) == [], width


@pytest.mark.parametrize("shown", TELLING, indirect=True)
def test_nothing_bars_the_way(shown: Shown, judge: Judge) -> None:
    """Axe finds no barrier, narrow and wide, in light colours and in dark ones."""
    for width in (320, 1280):
        assert judge.barriers(shown.page, width) == [], width


@pytest.mark.parametrize("shown", TELLING, indirect=True)
def test_no_text_is_lost_in_forced_colours(shown: Shown) -> None:
    """Each is of another colour than what it stands on; also in the head of the sorted column."""
    shown.page.emulate_media(forced_colors="active")
    texts, on_plates = shown.page.evaluate(TEXTS), shown.page.evaluate(ON_PLATES)
    shown.page.emulate_media(forced_colors="none")
    assert len(texts) > 2
    assert [text for text, colour, behind in texts if colour == behind] == []
    assert on_plates == []


@pytest.fixture
def on_paper(shown: Shown) -> Iterator[Page]:
    """The page as it would be printed."""
    shown.page.emulate_media(media="print")
    yield shown.page
    shown.page.emulate_media(media="screen")


@pytest.mark.parametrize("shown", TELLING, indirect=True)
def test_on_paper_nothing_only_leads_elsewhere(on_paper: Page) -> None:
    """Neither languages, contents, search, files nor feed are printed; headings and contact are."""
    page = on_paper
    for what in (".languages", ".contents", ".search", ".home", ".ways", ".year-box ul"):
        assert True not in page.evaluate(ARE_SHOWN, what), what
    assert page.locator("h1").count() == 1
    for what in ("h1", "h2", ".foot p"):
        assert False not in page.evaluate(ARE_SHOWN, what), what


def test_in_a_wider_window_a_page_is_the_same(show: Show) -> None:
    """What is on it is as wide and as high as on a desk, in the middle."""
    page = show("site/index-sq.html")
    sizes = []
    for width in (1280, 1920):
        widen(page, width)
        sizes.append(page.evaluate(SIZES))
    assert len(sizes[0]) > 100
    assert sizes[0] == sizes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_is_found_by_any_name(show: Show, language: str) -> None:
    """Whatever is typed of its names, in any script, it alone stays; Enter opens its page.

    That no municipality has such a name is said.
    """
    page = show(f"site/index-{language}.html")
    everything = page.evaluate(NAMES)
    assert len(everything) == 38
    # By their roles once: for that the browser works out those of all elements of the page.
    field, told = (page.get_by_role(role).element_handle() for role in ROLES)
    for typed in TYPED[language]:
        field.fill(typed)
        assert page.evaluate(NAMES) == [municipality("gjakova").name(language)]
        assert told.inner_text().endswith(": 1")
        field.fill("")
        assert page.evaluate(NAMES) == everything
        assert told.inner_text() == ""
    field.fill("Tirana")
    assert page.evaluate(NAMES) == []
    assert told.inner_text() == NOT_FOUND[language]
    field.fill("")
    page.keyboard.type("Ђаковица")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/municipalities/gjakova/index-{language}.html")


def column(page: Page, number: int) -> list[str]:
    """What stands in a column of the table, from top to bottom, where rows have all columns."""
    rows: list[list[str]] = page.evaluate(ROWS)
    assert len(rows) == 38
    return [each[number] for each in rows if len(each) == 14]


def test_the_table_is_sorted_by_keyboard(show: Show) -> None:
    """Tab reaches a button in each header; Enter sorts, once more turns round; it is announced."""
    page = show("site/index-sq.html")
    heads = page.locator("table.sortable thead th")
    assert heads.count() == 14
    assert heads.locator("button").count() == 14
    names = column(page, 0)
    assert names == sorted(names, key=lambda name: sort_key(name, "sq"))
    heads.nth(0).locator("button").focus()
    for _ in range(9):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.parentElement.cellIndex") == 9
    least = [int(text.split("–")[0]) for text in column(page, 9)]
    assert len(set(least)) > 4
    assert least == sorted(least, reverse=True)
    assert orders(page) == {9: "descending"}
    # Where there is no number, the row is last, whichever way the table is sorted.
    last = page.locator("table.sortable tbody tr").last
    assert last.locator(".instead").count() == 1
    page.keyboard.press("Space")
    least = [int(text.split("–")[0]) for text in column(page, 9)]
    assert least == sorted(least)
    assert last.locator(".instead").count() == 1
    assert orders(page) == {9: "ascending"}
    heads.nth(0).locator("button").press("Enter")
    assert column(page, 0) == names
    assert orders(page) == {0: "ascending"}


def orders(page: Page) -> dict[int, str]:
    """How the table is sorted, by column, as it is announced."""
    found = page.evaluate(
        "[...document.querySelectorAll('[aria-sort]')].map(e => [e.cellIndex, e.ariaSort])"
    )
    return {int(number): str(order) for number, order in found}


def test_without_javascript_no_control_is_dead(show: Show) -> None:
    """Neither search nor buttons are shown; list, map and table are there."""
    page = show("site/index-sr.html", with_scripts=False)
    assert page.locator("button").count() == 0
    assert not page.locator("form").is_visible()
    assert not page.locator(".sort").is_visible()
    for where in (".places li a", ".tiles a", "table.sortable tbody th a"):
        assert page.locator(where).count() == 38
        assert page.locator(where).first.is_visible()


def test_a_tile_says_whose_it_is_and_leads_there(show: Show) -> None:
    """One tile at a time tells its name: the own one, else that which has the focus."""
    page = show("site/municipalities/gjakova/index-en.html")
    told = (
        "[...document.querySelectorAll('.tip')].filter(e => e.offsetWidth > 1)"
        ".map(e => e.firstChild.textContent)"
    )
    assert page.evaluate(told) == [municipality("gjakova").name("en")]
    page.locator(".tiles a[href*='/rahovec/']").focus()
    assert page.evaluate(told) == [municipality("rahovec").name("en")]
    page.keyboard.press("Enter")
    page.wait_for_url("**/municipalities/rahovec/index-en.html")
