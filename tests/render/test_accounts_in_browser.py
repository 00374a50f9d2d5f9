"""The pages on figures, and sheets that lead to them, as Chromium shows them."""

from dataclasses import replace
from functools import cache

import pytest
from playwright.sync_api import Page
from tests.render.barriers import WIDTHS, Judge, widen
from tests.render.test_in_browser import CLIPPED
from tests.sheets import Sheet
from tests.support import ROSTER, rendered, sample_rows, sample_with_years

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.documents.kinds import ACCOUNTS, MUNICIPAL, NATIONAL
from zkkk_factsheet.reference import municipality
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.resources import templates_folder

pytestmark = pytest.mark.browser

ALL = {page: f"figures/{page}.html" for page in PAGES}
# The longest languages; every block and every width of column is on one of them.
SHOWN = [
    (ACCOUNTS, "composition", "sq"),
    (ACCOUNTS, "change.work_plan", "sq"),
    (ACCOUNTS, "annual_report", "en"),
    (NATIONAL, "", "sr"),
    (MUNICIPAL, "gjakova", "sq"),
]


@cache
def of_few() -> Published:
    """What is published of a year in which only the offices with the longest names are known.

    Of all of them a page has fourteen tables of up to 36 rows, each like the others.
    """
    few = sorted(ROSTER, key=lambda id_: -len(municipality(id_).name("sq")))[:8]
    rows = sample_rows(2019)
    rows = replace(
        rows,
        offices=tuple(each for each in rows.offices if each.municipality in few),
        staff=tuple(each for each in rows.staff if each.municipality in few),
        duties=tuple(each for each in rows.duties if each.municipality in few),
    )
    return published_of(rows, None, THRESHOLD)


@pytest.fixture(scope="module", params=SHOWN, ids=lambda each: " ".join((each[0].id, *each[1:])))
def page(request: pytest.FixtureRequest, tab: Page) -> Page:
    """A page; the style sheet that is beside it in an edition is put into it."""
    kind, subject, language = request.param
    published = of_few() if subject == "composition" else sample_with_years(2019)
    sheet = Sheet(kind.compose(published, language, subject))
    html = rendered(sheet, "html", accounts={} if kind is ACCOUNTS else ALL).decode()
    style = HtmlRenderer(templates_folder(), web_fonts).style_sheet().decode()
    html = html.replace('<link rel="stylesheet" href="style.css">', f"<style>{style}</style>")
    tab.set_content(html)
    tab.evaluate("document.fonts.ready")
    return tab


@pytest.mark.parametrize("width", WIDTHS)
def test_nobody_has_to_scroll_sideways(page: Page, width: int) -> None:
    """The page is no wider than the window, and no text reaches out of it or is cut."""
    widen(page, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED) == []


def test_nothing_bars_the_way(page: Page, judge: Judge) -> None:
    """Axe finds no barrier, narrow and wide, in light colours and in dark ones."""
    assert judge.barriers(page, 320, 1280) == []


def test_a_number_that_leads_on_is_seen_without_colour(page: Page) -> None:
    """It is underlined at rest, otherwise when it has the focus, and marked then."""
    number = page.locator("main a.made").first
    if not number.count():
        return
    at_rest = number.evaluate("e => getComputedStyle(e).textDecorationStyle")
    number.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    focused = number.evaluate("e => getComputedStyle(e).textDecorationStyle")
    outline = number.evaluate("e => getComputedStyle(e).outlineStyle")
    assert (at_rest, focused, outline) == ("dotted", "solid", "solid")
