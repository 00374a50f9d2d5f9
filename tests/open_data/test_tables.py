"""The tables as a workbook: what it says, how it is built, and that other programs read it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from tests.effort import THOROUGH
from tests.support import LANGUAGES, YEARS, extreme_published, sample_published
from tests.workbook.office import later

from zkkk_factsheet.documents.blocks import Table
from zkkk_factsheet.documents.kinds import NATIONAL
from zkkk_factsheet.documents.tables import Tables, tables_of
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.render.spreadsheet import workbook_of
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.reading.sources import load

every_sheet = pytest.mark.parametrize(
    ("year", "language"),
    [
        (year, language)
        for number, year in enumerate(YEARS)
        for language in LANGUAGES
        if THOROUGH or year == YEARS[-1] or language == LANGUAGES[number]
    ],
)
"""The last year in each language, those before in one each."""


@cache
def tables(year: int, language: str) -> Tables:
    """What the workbook of a national sheet is made of."""
    published = sample_published(year)
    return tables_of(NATIONAL.compose(published, language, ""), published)


@cache
def data(year: int, language: str) -> bytes:
    """The workbook as a file."""
    return workbook_of(tables(year, language))


@cache
def book(year: int, language: str) -> Workbook:
    """The workbook as openpyxl reads it, to look at; nobody may change it."""
    return load_workbook(BytesIO(data(year, language)))


def looks(cell: Cell) -> str:
    """What Excel shows of a cell, without what it puts between thousands."""
    if cell.number_format == "0%":
        assert isinstance(cell.value, float | int)
        return f"{100 * cell.value:.0f}%"
    return str(cell.value)


def with_tables(read: Workbook) -> Iterator[Worksheet]:
    """Its worksheets with figures: those that are called by a number."""
    return (page for page in read.worksheets if page.title.isdigit())


@every_sheet
def test_each_worksheet_is_one_table_below_its_title(year: int, language: str) -> None:
    """A table begins below title, document, mark and source, and ends the worksheet.

    Nothing is merged, no cell of it is empty, each column has a name of its own.
    """
    made, said = book(year, language), tables(year, language)
    pages = list(with_tables(made))
    assert len(pages) == len(said.tables) > 4
    for page, table in zip(pages, said.tables, strict=True):
        above = [page.cell(row, 1).value for row in range(1, 5)]
        assert above == [table.title, said.title, said.mark, said.source]
        assert all(above)
        (area,) = [each.ref for each in page.tables.values()]
        assert re.fullmatch(rf"A6:[A-Z]{page.max_row}", area)
        assert page.merged_cells.ranges == set()
        rows = list(page[area])
        assert all(cell.value not in (None, "") for row in rows for cell in row)
        head = [cell.value for cell in rows[0]]
        assert len(set(head)) == len(head)
        assert page.freeze_panes == "B7"


@every_sheet
def test_it_says_what_the_sheet_says(year: int, language: str) -> None:
    """Every cell of every table is that of the document; a whole number is a number.

    So is a share: it looks as it is printed, and can be calculated with.
    """
    shares = 0
    for page, table in zip(
        with_tables(book(year, language)), tables(year, language).tables, strict=True
    ):
        (area,) = [each.ref for each in page.tables.values()]
        head, *rows = page[area]
        assert [cell.value for cell in head] == list(table.head)
        assert [[looks(cell) for cell in row] for row in rows] == [
            [str(text) or "–" for text in row] for row in table.rows
        ]
        cells = [cell for row in rows for cell in row[1:]]
        texts = [cell.value for cell in cells if isinstance(cell.value, str)]
        assert not any(text.rstrip("%").isdigit() for text in texts)
        shares += len([cell for cell in cells if cell.number_format == "0%"])
    assert shares > 15


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_of_many_persons_are_numbers_too(language: str) -> None:
    """Whatever the language puts between thousands, 26,052 is a number; so is nothing else."""
    published = extreme_published("people")
    told = tables_of(NATIONAL.compose(published, language, ""), published)
    made = load_workbook(BytesIO(workbook_of(told)))
    cells = [cell for page in with_tables(made) for row in page.iter_rows() for cell in row]
    counts = {cell.value for cell in cells if cell.number_format == "#,##0"}
    assert published.figures.one("caseload.persons").numerator in counts
    assert {cell.data_type for cell in cells if cell.value in counts} == {"n"}
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert not any(re.fullmatch(r"\d+(?:[.,\s]\d{3})+", text) for text in texts)


@every_sheet
def test_contents_lead_to_every_table(year: int, language: str) -> None:
    """The contents name each worksheet that follows, with its title, as a link."""
    made = book(year, language)
    contents = made.worksheets[1]
    named = [
        (row[0].hyperlink.location if row[0].hyperlink else "", row[1].value)
        for row in contents.iter_rows(min_row=3)
    ]
    places = [f"'{page.title}'!A1" for page in made.worksheets[2:]]
    assert [place for place, _ in named] == places
    assert [title for _, title in named[1:]] == [page["A1"].value for page in with_tables(made)]


def test_nothing_becomes_a_formula() -> None:
    """A publisher, a source, a heading or a name that begins like a formula stays a text."""
    formula = '=HYPERLINK("http://example.org","x")'
    hostile = replace(
        tables(2019, "en"),
        publisher=formula,
        source="+1",
        tables=(Table("@a", ("-a", "=b"), ((Text.of(formula), Text.of("-2")),)),),
        notes=((formula, Text.of(formula)),),
    )
    made = load_workbook(BytesIO(workbook_of(hostile)))
    cells = [cell for page in made.worksheets for row in page.iter_rows() for cell in row]
    signs = [cell for cell in cells if str(cell.value)[:1] in "=+-@" and cell.value]
    assert len(signs) >= 8
    assert {cell.data_type for cell in signs} == {"s"}


def test_the_same_tables_give_the_same_bytes() -> None:
    """No time and no chance in the file."""
    assert workbook_of(tables(2019, "sq")) == data(2019, "sq")


def test_it_is_not_taken_for_a_monitoring_workbook(tmp_path: Path) -> None:
    """Put among the workbooks to be read by mistake, it is refused and not counted."""
    path = tmp_path / "tables-2019-en.xlsx"
    path.write_bytes(data(2019, "en"))
    checked = check_year([load(path, tmp_path)], 2019)
    assert checked.rows is None
    assert [each for each in checked.findings if each.severity == "error"]


SAVED = later(partial(data, 2019, "sr"), "ods")


@pytest.mark.office
def test_libreoffice_reads_every_table() -> None:
    """What LibreOffice reads of a table, and pandas of that, is the table."""
    import pandas as pd  # noqa: PLC0415 - a second to load, in each process that collects tests

    saved = BytesIO(SAVED())
    assert tables(2019, "sr").tables
    for number, table in enumerate(tables(2019, "sr").tables, start=1):
        frame = pd.read_excel(saved, sheet_name=str(number), header=5, dtype=str, engine="calamine")
        assert list(frame.columns) == list(table.head)
        assert frame.to_numpy().tolist() == [
            [
                re.sub(r"^(\d+)%$", lambda found: f"{int(found[1]) / 100:g}", str(text)) or "–"
                for text in row
            ]
            for row in table.rows
        ]
