"""What people write in a workbook comes out as that text, whatever it looks like."""

import subprocess
from functools import cache

import pytest
from tests.render.markup import read_page
from tests.sheets import Sheet
from tests.support import (
    answers,
    office,
    rendered,
    sheet_of,
    staff,
    year_rows,
)

TEXTS = [
    "<script>alert(1)</script>",
    "</style></title><b>x</b>",
    '#import "@preview/x:1.0.0": y',
    "#panic() #[x] \\#y",
    "$x$ and $ x + y $",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "{page} of {pages} {count} %s %(x)s",
    "*bold* _italic_ `code` = heading",
    "&amp; &lt; &#65; < & >",
    "\"double\" and 'single' quotes",
    '=cmd|"/c calc"!A1',
    "<label> @reference // comment /* x */",
    "[bold]rich[/bold] \\u{41} \\n ~ -- --- ...",
    "Ёлка Ђорђе Çağlar ‘quoted’ — 100 %",
]


def squeezed(text: str) -> str:
    """A text without its spaces and line ends."""
    return "".join(text.split())


@cache
def hostile_sheet() -> Sheet:
    """A sheet with the texts above wherever a workbook has a text, as many as it takes."""
    half = len(TEXTS) // 2
    rows = year_rows(
        [
            office("peja", "similar", all=" | ".join(TEXTS[:half])),
            office("klina", "established", all=" | ".join(TEXTS[half:])),
        ],
        [staff("klina", "roma", 1, 1)],
        [answers("klina", None)],
        publisher=TEXTS[0] + TEXTS[2] + TEXTS[4] + TEXTS[9],
        contact=TEXTS[3] + TEXTS[8] + TEXTS[10],
        source=TEXTS[1] + TEXTS[5] + TEXTS[7],
        note=TEXTS[6] + TEXTS[11] + TEXTS[12],
    )
    return sheet_of(rows, "en")


def user_texts() -> list[str]:
    """The texts of the sheet that hold what was written in the workbook."""
    sheet = hostile_sheet()
    notes = (*sheet.section("establishment").notes, *sheet.section("method").notes[1:])
    found = [sheet.publisher, *notes, *sheet.section("source").paragraphs[1:]]
    assert len(found) == 7  # publisher; a remark; note, a remark; source, contact, date
    assert all(squeezed(text) in squeezed(" ".join(found)) for text in TEXTS)
    return found


def test_html_shows_what_was_written() -> None:
    """Every text is on the page as it was written, and is no markup of any kind."""
    html = read_page(rendered(hostile_sheet(), "html"))
    shown = squeezed(html.text())
    assert [text for text in user_texts() if squeezed(text) not in shown] == []
    assert html.all("script") == []
    assert html.all("b") == []


def test_html_keeps_texts_in_attributes() -> None:
    """Quotes in the publisher's name don't end the attribute that it stands in."""
    html = read_page(rendered(hostile_sheet(), "html"))
    (author,) = (meta for meta in html.all("meta") if meta.get("name") == "author")
    assert author.get("content") == hostile_sheet().publisher


@pytest.mark.poppler
def test_pdf_shows_what_was_written() -> None:
    """Every text is in the PDF as it was written: nothing of it is typst code."""
    file = rendered(hostile_sheet(), "pdf")
    run = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=file, capture_output=True, check=True
    )
    text = squeezed(run.stdout.decode())
    assert [each for each in user_texts() if squeezed(each) not in text] == []


def test_a_text_taken_for_markup_would_be_noticed() -> None:
    """A page that lets markup through fails the comparison."""
    page = (
        rendered(hostile_sheet(), "html")
        .replace(b"&lt;b&gt;", b"<b>")
        .replace(b"&lt;/b&gt;", b"</b>")
    )
    html = read_page(page)
    assert html.all("b")
    assert [text for text in user_texts() if squeezed(text) not in squeezed(html.text())]
