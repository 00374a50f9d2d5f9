"""Municipal pages as Chromium shows them: each kind of office, in all kinds of colours."""

import pytest
from playwright.sync_api import Page
from tests.effort import in_turn
from tests.render.barriers import WIDTHS, Judge, widen
from tests.render.test_in_browser import CLIPPED
from tests.sheets import Sheet
from tests.support import LANGUAGES, extreme_published, rendered, sample_with_years

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.municipal import compose

pytestmark = pytest.mark.browser

PAGES = [
    ("2019", language, id_) for id_, language in in_turn(["kamenica", "zubin-potok"], LANGUAGES)
]
PAGES += [("2016", "sr", "zvecan"), ("2019", "en", "mitrovica-south"), ("2019", "en", "mamusha")]
PAGES += [(name, "sq", "hani-i-elezit") for name in ("nothing answered", "long texts")]


def published(name: str) -> Published:
    """A sample year, or an extreme one."""
    return sample_with_years(int(name)) if name.isdigit() else extreme_published(name)


@pytest.fixture(scope="module", params=PAGES, ids=" ".join)
def page(request: pytest.FixtureRequest, tab: Page) -> Page:
    """The page of a municipality."""
    name, language, id_ = request.param
    sheet = Sheet(compose(published(name), language, id_))
    tab.set_content(rendered(sheet, "html", "sheet.pdf", "../../whole.html").decode())
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


def test_what_is_coloured_is_told_apart_in_forced_colours(page: Page) -> None:
    """Where the reader's colours rule, steps differ by their edges and by what fills them."""
    page.emulate_media(forced_colors="active")
    looks = page.evaluate(
        "[...document.querySelectorAll('.swatch')].map(each => getComputedStyle(each)).map("
        "s => [s.backgroundColor, s.backgroundImage, s.borderBottomWidth, s.borderStyle].join())"
    )
    page.emulate_media(forced_colors="none")
    assert looks
    assert len(set(looks)) == len(looks)


def test_the_page_has_one_heading_and_its_tables_are_tables(page: Page) -> None:
    """The municipality is the page's name; each table has a caption and all its heads."""
    assert page.locator("h1").count() == 1
    place = page.locator("h1 .place").inner_text()
    assert place
    assert place in page.locator(".own .tip strong").inner_text()
    for table in page.locator("table").all():
        assert table.locator("caption").count() == 1
        rows = table.locator("tbody tr").count()
        assert rows
        assert table.locator("tbody th[scope=row]").count() == rows
        assert table.locator("thead th[scope=col]").count() > 1
