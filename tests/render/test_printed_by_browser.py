"""The web page, printed from a browser on A4."""

import io
import re
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from playwright.sync_api import Browser
from tests.support import LANGUAGES, rendered, sample_sheet

pytestmark = [pytest.mark.browser, pytest.mark.poppler]

A4_HEIGHT = 841.89


@pytest.fixture(scope="module")
def printed(browser: Browser) -> dict[str, bytes]:
    """The page of 2019 as Chromium prints it, with the backgrounds left out as by default."""
    pdfs = {}
    for language in LANGUAGES:
        page = browser.new_page()
        page.set_content(rendered(sample_sheet(2019, language), "html").decode())
        pdfs[language] = page.pdf(prefer_css_page_size=True, print_background=False)
        page.close()
    return pdfs


def words(pdf: bytes, page: int) -> list[tuple[str, float, float, float, float]]:
    """The words of a page with their boxes in points from its top left corner."""
    shown = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"],
        input=pdf,
        capture_output=True,
        check=True,
    ).stdout.decode()
    pattern = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    return [(text, *(float(each) for each in box)) for *box, text in re.findall(pattern, shown)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_three_pages_of_a4_are_enough(printed: dict[str, bytes], language: str) -> None:
    """The page takes no more than three sheets of A4, in letters as large as the PDF's."""
    pages = pikepdf.open(io.BytesIO(printed[language])).pages
    assert 2 <= len(pages) <= 3
    for page in pages:
        assert float(page.mediabox[3]) == pytest.approx(A4_HEIGHT, abs=1)
    # A line of the typeface is 1.257 times as high as its size; no page was shrunk to fit.
    heights = [bottom - top for _, _, top, _, bottom in words(printed[language], 1)]
    assert sorted(heights)[len(heights) // 2] / 1.257 > 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_is_the_last_on_its_page(printed: dict[str, bytes], language: str) -> None:
    """Under each heading there are at least two lines of what it announces."""
    headings = [section.heading for section in sample_sheet(2019, language).sections]
    count = len(pikepdf.open(io.BytesIO(printed[language])).pages)
    found = 0
    for number in range(1, count + 1):
        page = words(printed[language], number)
        lowest = max(bottom for *_, bottom in page)
        for heading in headings:
            first, *rest = heading.split()
            for (one, _, _, _, bottom), (other, *_) in pairwise(page):
                if one == first and (not rest or other == rest[0]) and bottom > lowest - 22:
                    pytest.fail(f"{heading} stands at the foot of page {number}")
            found += " ".join(text for text, *_ in page).count(heading)
    assert found >= len(headings)


def test_marks_are_printed_as_they_are_shown(printed: dict[str, bytes]) -> None:
    """A tick is white on its own dark ground, also where backgrounds are left out."""
    page, tick = next(
        (page, word) for page in (2, 3) for word in words(printed["en"], page) if word[0] == "✓"
    )
    _, left, top, right, bottom = tick
    scale = 150 / 72
    frame = {"-x": left, "-y": top, "-W": right - left, "-H": bottom - top}
    crop = [text for option, size in frame.items() for text in (option, str(int(size * scale)))]
    picture = subprocess.run(
        ["pdftoppm", "-r", "150", "-f", str(page), "-l", str(page), "-gray", *crop, "-"],
        input=printed["en"],
        capture_output=True,
        check=True,
    ).stdout
    shades = picture.split(b"\n", 3)[3]
    assert min(shades) < 0x70
    assert max(shades) > 0xE0


def test_what_can_t_be_clicked_is_left_out(printed: dict[str, bytes]) -> None:
    """Neither the offer of a PDF nor what opens a table is printed."""
    label = sample_sheet(2019, "en").labels.data_table
    shown = subprocess.run(
        ["pdftotext", "-", "-"], input=printed["en"], capture_output=True, check=True
    ).stdout.decode()
    assert "Municipal Offices" in shown
    assert label not in shown
