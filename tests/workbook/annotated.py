"""For the tests of annotated copies: a workbook with slips, and what its copy shows."""

import re
from collections.abc import Mapping
from functools import cache

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from tests.workbook.spreadsheets import (
    filled_in,
    opened,
    packed,
    parts,
    sample_rows,
    saved,
    seen,
)

from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.reading.sources import SourceFile

NAME = "peja-2020.xlsx"
LINK = '=HYPERLINK("http://example.org","x")'
FAULTS: Mapping[str, Mapping[str, str | float | None]] = {
    "Zyrat": {"C5": "ndoshta", "B7": None},
    "Zyrtarët": {"C2": -3, "D3": 2.5},
    "Detyrat": {"B4": LINK, "A60": "Prishtna", "C60": "po"},
}
"""An analyst's slips, by worksheet and cell."""

every_language = pytest.mark.parametrize("language", LANGUAGES)
Cells = dict[tuple[str, str], str]


_EMPTY_ROWS_BELOW = re.compile(
    rb'<row r="(?:2[1-9]|[3-9]\d|\d{3,})"[^>]*>(?:<c [^>]*/>|<c [^>]*></c>)*</row>'
)
"""The rows from 21 on in which nobody has typed: there are hundreds, like those that stay."""


@cache
def without_slips() -> bytes:
    """A year in Albanian, as far down as something is typed."""
    whole = parts(filled_in(blank_workbook(2020, "sq"), sample_rows(2019), "sq"))
    short = {name: _EMPTY_ROWS_BELOW.sub(b"", part) for name, part in whole.items()}
    assert sum(map(len, short.values())) < sum(map(len, whole.values())) * 2 / 3
    return packed(short)


@cache
def faulty() -> bytes:
    """A year in Albanian with some slips, and some looks and notes of the analyst's own."""
    book = opened(without_slips())
    for title, cells in FAULTS.items():
        for address, value in cells.items():
            book[title][address] = value
            if value == LINK:
                book[title][address].data_type = "s"
    offices = book["Zyrat"]
    offices["C5"].comment = Comment("Shih raportin e marsit.", "Ana")
    offices["E5"].comment = Comment("Për t'u përkthyer.", "Ana")
    offices["C5"].font = Font(name="Georgia", italic=True, color="FF00AA00")
    offices["C5"].alignment = Alignment(horizontal="right")
    offices["C5"].number_format = "@"
    offices.row_dimensions[9].hidden = True
    offices.column_dimensions["E"].hidden = True
    book.active = offices
    offices.sheet_view.tabSelected = True
    return saved(book)


def source(data: bytes | None = None, name: str = NAME) -> SourceFile:
    """The faulty workbook, or another, as it is read."""
    return SourceFile(name, faulty() if data is None else data)


def findings_of(of: SourceFile) -> tuple[Finding, ...]:
    """What the check finds in a workbook: something."""
    found = _findings(of.name, of.data)
    assert found
    return found


@cache
def _findings(name: str, data: bytes) -> tuple[Finding, ...]:
    return check_year([SourceFile(name, data)], 2020).findings


@cache
def copy(language: str = "sq") -> bytes:
    """The annotated copy of the faulty workbook."""
    return annotated_copy(source(), findings_of(source()), language)


def notes(data: bytes) -> Cells:
    """The notes of a workbook, by worksheet and cell."""
    return {
        (page.title, cell.coordinate): cell.comment.text
        for page in seen(data).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def looks(page: Worksheet, address: str) -> str:
    """How a cell looks, but for its fill."""
    cell = page[address]
    return repr((cell.font, cell.border, cell.alignment, cell.number_format, cell.protection))


def colour(data: bytes, sheet: str, address: str) -> str:
    """The colour that the check has laid over a cell; "" if it has none."""
    return next(
        (
            str(rule.dxf.fill.bgColor.rgb)[2:]
            for cells in seen(data)[sheet].conditional_formatting
            for rule in cells.rules
            if address in cells.sqref and rule.formula == ['"zkkk"="zkkk"']
        ),
        "",
    )


def listed(data: bytes) -> list[tuple[str, str, str, str, str]]:
    """The rows of the list of findings."""
    rows = list(seen(data).worksheets[0].iter_rows(min_row=5, max_col=5, values_only=True))
    return [tuple(str(value or "") for value in row) for row in rows]  # type: ignore[misc] # five columns


def cell_of(found: Finding) -> tuple[str, str]:
    """Where a finding about a cell or a row is shown; here every row begins in column A."""
    assert found.place.row
    return found.place.sheet, found.place.cell if found.place.column else f"A{found.place.row}"


def conditions(page: Worksheet) -> list[tuple[str, list[str], str]]:
    """The conditional formats of a worksheet but for the check's, the one that wins first."""
    rules = [(rule, cells) for cells in page.conditional_formatting for rule in cells.rules]
    return [
        (" ".join(sorted(str(cells.sqref).split())), rule.formula, repr(rule.dxf.fill))
        for rule, cells in sorted(rules, key=lambda each: each[0].priority)
        if rule.formula != ['"zkkk"="zkkk"']
    ]
