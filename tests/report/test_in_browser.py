"""Reports and digests as Chromium shows them: narrow and wide, in light colours and dark ones."""

import pytest
from playwright.sync_api import Page
from tests.digest.digests import sample_sheet
from tests.render.barriers import Judge, widen
from tests.render.test_in_browser import CLIPPED
from tests.report.reports import sample_report
from tests.support import rendered

pytestmark = pytest.mark.browser

PAGES = {
    "report sq": lambda: sample_report("2025-Q1", "gracanica", "sq"),
    "report sr": lambda: sample_report("2025-Q2", "rahovec", "sr"),
    "digest sq": lambda: sample_sheet("2025", "sq"),
    "digest en": lambda: sample_sheet("2025", "en"),
}


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, tab: Page) -> Page:
    """The page of a report or a digest."""
    tab.set_content(rendered(PAGES[request.param](), "html", "sheet.pdf").decode())
    tab.evaluate("document.fonts.ready")
    return tab


@pytest.mark.parametrize("width", [1280, 768, 320])
def test_nobody_has_to_scroll_sideways(page: Page, width: int) -> None:
    """The page is no wider than the window, and no text reaches out of it or is cut."""
    widen(page, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_bars_the_way(page: Page, judge: Judge, width: int) -> None:
    """Axe finds no barrier, narrow and wide, in light colours and in dark ones."""
    assert judge.barriers(page, width) == []
