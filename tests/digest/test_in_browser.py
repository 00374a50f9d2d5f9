"""A digest as Chromium shows it, narrow and wide, in light colours and in dark ones."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.digest.digests import sample_sheet
from tests.render.barriers import barriers
from tests.render.test_in_browser import CLIPPED
from tests.support import rendered

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["sq", "en"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """The page of a digest."""
    context = browser.new_context()
    page = context.new_page()
    page.set_content(rendered(sample_sheet("2025", request.param), "html", "digest.pdf").decode())
    page.evaluate("document.fonts.ready")
    yield page
    context.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nobody_has_to_scroll_sideways(page: Page, width: int) -> None:
    """The page is no wider than the window, and no text reaches out of it or is cut."""
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CLIPPED) == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_nothing_bars_the_way(page: Page, width: int, scheme: Any) -> None:
    """Axe finds no barrier."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = barriers(page, "all")
    page.emulate_media(color_scheme="light")
    assert found == []
