"""The web page, printed from a browser on A4."""

import io
import re
import subprocess
from functools import cache

import pikepdf
import pytest
from playwright.sync_api import Page
from tests.effort import THOROUGH
from tests.sheets import Sheet
from tests.support import (
    LANGUAGES,
    ROSTER,
    people,
    rendered,
    sample_sheet,
    sample_with_years,
)

from zkkk_factsheet.disclosure import THRESHOLD
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents import municipal

pytestmark = [pytest.mark.browser, pytest.mark.poppler]

A4_HEIGHT = 841.89


def as_printed(tab: Page, sheet: Sheet) -> bytes:
    """A sheet as Chromium prints it, with the backgrounds left out as by default."""
    tab.set_content(rendered(sheet, "html").decode())
    return tab.pdf(prefer_css_page_size=True, print_background=False)


PRINTED = LANGUAGES if THOROUGH else ("sr", "en")
"""The languages in which the page of 2019 is printed: it is fullest in the last one."""


@pytest.fixture(scope="module")
def printed(tab: Page) -> dict[str, bytes]:
    """The page of 2019 in some languages."""
    return {language: as_printed(tab, sample_sheet(2019, language)) for language in PRINTED}


@cache
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


# 2017 has most to say on its first page, and in Albanian.
@pytest.mark.parametrize(
    ("year", "language"),
    [(2017, each) for each in (LANGUAGES if THOROUGH else ["sq"])]
    + [(2019, each) for each in PRINTED],
)
def test_two_pages_of_a4_are_enough(
    tab: Page, printed: dict[str, bytes], year: int, language: str
) -> None:
    """Front and back, as the PDF: the table begins the second, in letters as large as the PDF's."""
    pdf = printed[language] if year == 2019 else as_printed(tab, sample_sheet(year, language))
    pages = pikepdf.open(io.BytesIO(pdf)).pages
    assert len(pages) == 2
    for page in pages:
        assert float(page.mediabox[3]) == pytest.approx(A4_HEIGHT, abs=1)
    # A line of the typeface is 1.257 times as high as its size; no page was shrunk to fit.
    heights = [bottom - top for _, _, top, _, bottom in words(pdf, 1)]
    assert sorted(heights)[len(heights) // 2] / 1.257 > 8
    heading = sample_sheet(year, language).section("municipalities").heading.split()
    assert [text for text, *_ in words(pdf, 2)[: len(heading)]] == heading


def test_a_municipality_takes_one_page(tab: Page) -> None:
    """Also the one that has most left to do, in the longest language."""
    sheet = Sheet(municipal.compose(sample_with_years(2019), "sq", "kamenica"))
    pdf = as_printed(tab, sheet)
    assert len(pikepdf.open(io.BytesIO(pdf)).pages) == 1
    assert sheet.section("contact").notes[-1].split()[-1] in {text for text, *_ in words(pdf, 1)}


@pytest.mark.parametrize("language", LANGUAGES if THOROUGH else ["sq"])
def test_a_municipality_of_which_persons_and_residents_are_told_takes_one_page(
    tab: Page, language: str
) -> None:
    """Two sections more are set smaller, so that no page begins with the last two lines."""
    rows, earlier = people(2019), [people(2017), people(2018)]
    published = published_of(rows, earlier[-1], THRESHOLD, earlier)
    sheet = Sheet(municipal.compose(published, language, ROSTER[1]))
    assert {"caseload", "population", "years"} <= {section.id for section in sheet.sections}
    assert len(pikepdf.open(io.BytesIO(as_printed(tab, sheet))).pages) == 1


def test_what_an_office_is_for_has_the_width_of_its_column_in_print(tab: Page) -> None:
    """Where there is none, the heading stands above the text, not beside it in half a column."""
    sheet = Sheet(municipal.compose(sample_with_years(2019), "en", "leposavic"))
    printed = words(as_printed(tab, sheet), 1)
    heading = sheet.section("mandate").heading.split()
    shown = [text for text, *_ in printed]
    (at,) = (n for n in range(len(shown)) if shown[n : n + len(heading)] == heading)
    (_, left, _, _, bottom), (_, left_of_text, top, *_) = printed[at], printed[at + len(heading)]
    assert left_of_text == pytest.approx(left, abs=1)
    assert top > bottom


@pytest.mark.parametrize("language", PRINTED)
def test_no_heading_is_the_last_on_its_page(printed: dict[str, bytes], language: str) -> None:
    """Under each heading there are at least two lines of what it announces."""
    beside = ("mandate", "source")  # their texts stand beside their headings
    sections = sample_sheet(2019, language).sections
    headings = [section.heading for section in sections if section.id not in beside]
    count = len(pikepdf.open(io.BytesIO(printed[language])).pages)
    found = 0
    for number in range(1, count + 1):
        page = words(printed[language], number)
        lowest = max(bottom for *_, bottom in page)
        for heading in headings:
            said = heading.split()
            for start in range(len(page) - len(said) + 1):
                same = [text for text, *_ in page[start : start + len(said)]] == said
                if same and page[start][-1] > lowest - 22:
                    pytest.fail(f"{heading} stands at the foot of page {number}")
            found += " ".join(text for text, *_ in page).count(heading)
    assert found >= len(headings)


def test_marks_are_printed_as_they_are_shown(printed: dict[str, bytes]) -> None:
    """A tick is white on its own dark ground, also where backgrounds are left out."""
    _, left, top, right, bottom = next(word for word in words(printed["en"], 2) if word[0] == "✓")
    scale = 150 / 72
    frame = {"-x": left, "-y": top, "-W": right - left, "-H": bottom - top}
    crop = [text for option, size in frame.items() for text in (option, str(int(size * scale)))]
    picture = subprocess.run(
        ["pdftoppm", "-r", "150", "-f", "2", "-l", "2", "-gray", *crop, "-"],
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
