"""The PDF as a file: its standards, tags, fonts and descriptions."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest
from tests.support import (
    LANGUAGES,
    PRINTED_YEARS,
    YEARS,
    forget,
    rendered,
    sample_sheet,
)

from zkkk_factsheet.documents.blocks import Chart, Map
from zkkk_factsheet.render.pdf import page_count

printed_sheets = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)

A4 = (595.276, 841.89)


@cache
def pdf(year: int, language: str) -> pikepdf.Pdf:
    """A sample sheet's PDF."""
    return pikepdf.open(io.BytesIO(rendered(sample_sheet(year, language), "pdf")))


@printed_sheets
def test_two_pages_of_a4(year: int, language: str) -> None:
    """A sheet is two upright A4 pages in every language."""
    pages = pdf(year, language).pages
    assert len(pages) == 2
    for page in pages:
        left, bottom, right, top = (float(each) for each in page.mediabox)
        assert (right - left, top - bottom) == pytest.approx(A4, abs=0.1)
        assert "/Rotate" not in page


@printed_sheets
def test_archival_and_accessible_at_once(year: int, language: str) -> None:
    """The file declares PDF/A-2a and PDF/UA-1."""
    with pdf(year, language).open_metadata() as xmp:
        assert xmp["pdfaid:part"] == "2"
        assert xmp["pdfaid:conformance"] == "A"
        assert xmp["pdfuaid:part"] == "1"


@printed_sheets
def test_language_title_and_author_are_set(year: int, language: str) -> None:
    """A reader is told the language, and sees the title in the window's bar."""
    file, sheet = pdf(year, language), sample_sheet(year, language)
    assert str(file.Root.Lang).split("-")[0] == language
    assert str(file.docinfo["/Title"]) == sheet.title
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
    with file.open_metadata() as xmp:
        assert xmp["dc:title"] == sheet.title
        assert xmp["dc:creator"] == [sheet.publisher]


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The elements of a structure tree, in reading order."""
    if isinstance(element, pikepdf.Array):
        for each in element:
            yield from structure(each)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        if "/K" in element:
            yield from structure(element.K)


@printed_sheets
def test_the_file_is_tagged(year: int, language: str) -> None:
    """Headings, lists, tables and pictures are tagged as such."""
    root = pdf(year, language).Root
    assert bool(root.MarkInfo.Marked)
    kinds = [str(element.S) for element in structure(root.StructTreeRoot)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 8
    assert {"/P", "/L", "/LI", "/Table", "/TR", "/TH", "/TD"} <= set(kinds)


def within(element: pikepdf.Object, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The kinds of a structure tree's elements, each with those of all it stands in."""
    for each in element if isinstance(element, pikepdf.Array) else [element]:
        if isinstance(each, pikepdf.Dictionary) and "/K" in each:
            here = (*above, str(each.S)) if "/S" in each else above
            yield here
            yield from within(each.K, here)


@printed_sheets
def test_a_heading_stands_on_its_own(year: int, language: str) -> None:
    """No heading is part of a paragraph, and a notice is a paragraph, not a loose text."""
    places = list(within(pdf(year, language).Root.StructTreeRoot))
    headings = [place for place in places if place[-1:] and place[-1][:2] == "/H"]
    assert len(headings) > 10
    assert [place for place in headings if "/P" in place] == []
    assert ("/Document", "/Span") not in places


def attributes(element: pikepdf.Object) -> dict[str, Any]:
    """What an element of a table says of itself as such."""
    return {
        str(key): value
        for group in element.get("/A", [])
        if group.get("/O") == "/Table"
        for key, value in group.items()
    }


@printed_sheets
def test_every_cell_has_the_headers_of_its_row_and_column(year: int, language: str) -> None:
    """A row begins with its header; every other cell names it, and the header of its column."""
    root = pdf(year, language).Root.StructTreeRoot
    tables = [each for each in structure(root) if each.S == "/Table"]
    assert len(tables) == (3 if year - 1 in YEARS else 2)  # two parts of one, and the strips
    for table in tables:
        head, *rows = [each for each in structure(table) if each.S == "/TR"]
        columns = [str(each.ID) for each in head.K]
        assert rows
        for row in rows:
            first, *others = row.K
            assert first.S == "/TH"
            assert attributes(first)["/Scope"] == "/Row"
            assert [str(each) for each in attributes(first)["/Headers"]] == columns[:1]
            assert [str(other.S) for other in others] == ["/TD"] * len(others)
            named = [[str(each) for each in attributes(other)["/Headers"]] for other in others]
            assert {headers[0] for headers in named} == {str(first.ID)}
            assert [name for headers in named for name in headers[1:]] == columns[1:]


@printed_sheets
def test_every_name_of_an_element_is_registered(year: int, language: str) -> None:
    """The tree of names is in order and leads to the element that has the name."""
    root = pdf(year, language).Root.StructTreeRoot
    names = [str(each) for each in root.IDTree.Names[::2]]
    elements = {str(each.ID): each for each in structure(root) if "/ID" in each}
    assert len(names) > 40
    assert names == sorted(elements)
    for name, element in zip(names, root.IDTree.Names[1::2], strict=True):
        assert element == elements[name]


@printed_sheets
def test_every_sign_is_read_as_its_words(year: int, language: str) -> None:
    """A tick, a dash and a question mark have the words of the key as their text."""
    root = pdf(year, language).Root.StructTreeRoot
    matrix = sample_sheet(year, language).section("municipalities").matrix
    assert matrix is not None
    words = [str(each.ActualText) for each in structure(root) if "/ActualText" in each]
    columns = (*matrix.duties, matrix.total, *matrix.documents, *matrix.numbers)
    heads = [each.words for each in columns]
    half = (len(matrix.rows) + 1) // 2
    expected = [
        word
        for rows in (matrix.rows[:half], matrix.rows[half:])
        for word in (
            *heads,
            *(matrix.meanings[mark] for row in rows for mark in (*row.marks, *row.documents)),
        )
    ]
    assert len(expected) > 300
    assert words == expected


def test_a_name_is_not_taken_for_pages_or_tags() -> None:
    """Pages are counted and cells are tagged whatever a publisher is called."""
    name = "/Type/Page /Type/Page <</Type/StructElem/S/TD/P 7 0 R/A[<</O/Table/Headers[(U1x0y0)]"
    sheet = sample_sheet(2019, "en").with_head(publisher=name, title=f"{name} xref startxref 0")
    data = rendered(sheet, "pdf")
    file = pikepdf.open(io.BytesIO(data))
    assert page_count(data) == len(file.pages) == 2
    assert str(file.docinfo["/Title"]) == sheet.title
    assert file.check_pdf_syntax() == []


@printed_sheets
def test_every_chart_is_described(year: int, language: str) -> None:
    """Each picture has the chart's message as its alternative text, in reading order."""
    figures = [
        element
        for element in structure(pdf(year, language).Root.StructTreeRoot)
        if element.S == "/Figure"
    ]
    blocks = [each for section in sample_sheet(year, language).sections for each in section.blocks]
    expected = [str(each.alternative) for each in blocks if isinstance(each, Chart | Map)]
    assert len(expected) == 4
    assert [str(figure.Alt) for figure in figures] == expected


@printed_sheets
def test_one_typeface_is_embedded_and_no_other_used(year: int, language: str) -> None:
    """All text is in Source Sans Pro, and every font's letters are in the file."""
    fonts = [
        each
        for each in pdf(year, language).objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
    ]
    names = {str(font.BaseFont).partition("+")[2] for font in fonts}
    assert names
    assert all(name.startswith("SourceSansPro-") for name in names)
    for font in fonts:
        if font.Subtype != "/Type0":
            descriptor = font.FontDescriptor
            assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


@printed_sheets
def test_nothing_in_the_file_acts_or_reaches_out(year: int, language: str) -> None:
    """No script, no attachment, no link to somewhere else."""
    root = pdf(year, language).Root
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root.keys())
    assert "/JavaScript" not in root.get("/Names", {})
    assert "/EmbeddedFiles" not in root.get("/Names", {})
    assert b"/URI" not in rendered(sample_sheet(year, language), "pdf")


@pytest.mark.parametrize("format_", ["html", "pdf"])
def test_the_same_sheet_gives_the_same_bytes(format_: str) -> None:
    """Rendering twice gives one file."""
    sheet = sample_sheet(2019, "sr")
    once = rendered(sheet, format_)
    forget()
    assert rendered(sheet, format_) == once
