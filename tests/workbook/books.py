"""Workbooks for the tests: a valid year as plain grids, in memory or written as a file."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from tests.workbook.packages import Parts, parts_of, zipped

from zkkk_factsheet.workbook.checking.check import CheckedYear, check_workbooks, check_year
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue, Trouble
from zkkk_factsheet.workbook.reading.files.raw import Budget, RawSheet, put, text_value
from zkkk_factsheet.workbook.reading.sheets import Block, Sheet
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.reading.workbooks import ReadWorkbook, as_sheets, read_workbook
from zkkk_factsheet.workbook.rows import YearRows

SAMPLE = Path(__file__).parents[2] / "data" / "sample" / "zkkk-2019.xlsx"
NAME = "zkkk-2019.xlsx"
YEAR = 2019


# No two of them are alike, and each language has every text.
_ACTIVITIES: tuple[tuple["Value", ...], ...] = (
    ("Rahovec", date(2019, 2, 14), "Arsimi", "e përfunduar", None, "rom, ashkali", "IOM; KFOR"),
    ("Rahovec", date(2019, 3, 4), "Infrastruktura", "e iniciuar", None, "serb", "Caritas"),
    ("Peja", date(2019, 5, 20), "Obrazovanje", "u toku", None, "Bošnjaci; Egipćani", "Caritas"),
    ("Peja", date(2019, 6, 2), "Meetings and reports", "completed", None, None, None),
    ("Štrpce", date(2019, 9, 30), "Podizanje svesti i obuke", None, None, "Srbi i Romi", "IOM"),
    ("Gjilan", date(2019, 12, 31), "Të tjera", "e përfunduar", None, "RAE", "Zyra e Urbanizmit"),
)
_COLUMNS = ("municipality", "date", "component", "status", "duty", "communities", "partners")
_TIMES = 3
_LANGUAGES = ("sq", "sr", "en")


OF_OFFICES = ("staff", "duties", "caseload")
"""The worksheets on which a row says something of an office."""

_CATEGORIES = (
    "Pjesëtarët e komuniteteve joshumicë",
    "Izbeglice",
    "Displaced persons",
    "Të kthyerit vullnetarë",
    "Nedobrovoljni povratnici",
    "repatriated persons",
)
_IN_CARE = (("Prizren", "2019"), ("Kamenicë/Kamenica", "2019-Q3"), ("Kamenicë/Kamenica", "2019-H2"))
_RESIDENTS: tuple[tuple["Value", ...], ...] = (
    ("Prizren", "Turks", 9091, "Census of 2011"),
    ("Prizren", "Boshnjakë", 16896, "Census of 2011"),
    ("Klinë/Klina", "Serbs", 98, "Popis 2011"),
    ("Klinë/Klina", "Egipćani", 934, "Popis 2011"),
)


def _caseload() -> "Grid":
    header: list[Value] = ["municipality", "period", "category", "women", "men"]
    # No two numbers are alike, and each is small enough to be no year.
    rows: list[list[Value]] = [
        [municipality, period, category, 40 * each + 3 * number + 1, 40 * each + 5 * number + 2]
        for each, (municipality, period) in enumerate(_IN_CARE)
        for number, category in enumerate(_CATEGORIES)
    ]
    return Grid([header, *rows])


def _population() -> "Grid":
    return Grid([["municipality", "community", "persons", "source"], *map(list, _RESIDENTS)])


def _activities() -> "Grid":
    header: list[Value] = [*_COLUMNS, *(f"text_{each}" for each in _LANGUAGES)]
    rows: list[list[Value]] = [
        [*values, *(f"{values[2]}, {times + 1} ({each})" for each in _LANGUAGES)]
        for times in range(_TIMES)
        for values in _ACTIVITIES
    ]
    return Grid([header, *rows])


class Entry(NamedTuple):
    """What a test has in a cell: a `Cell` but for its place."""

    value: CellValue | None
    trouble: Trouble = ""
    percent: bool = False
    display: str | None = None


Value = CellValue | Entry | None


@dataclass(slots=True)
class Grid:
    """A worksheet as rows of values; row and column 1 are the first. An `Entry` is as it is."""

    rows: list[list[Value]]
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)

    def get(self, row: int, column: int) -> Value:
        """The value at an address; None beyond the end of the row."""
        values = self.rows[row - 1]
        return values[column - 1] if column <= len(values) else None

    def set(self, row: int, column: int, value: Value) -> None:
        """Put a value at an address, wherever it is."""
        while len(self.rows) < row:
            self.rows.append([])
        values = self.rows[row - 1]
        values.extend([None] * (column - len(values)))
        values[column - 1] = value

    def row_of(self, *start: str) -> int:
        """The number of the first row that begins with these texts."""
        for number, values in enumerate(self.rows, 1):
            if tuple(values[: len(start)]) == start:
                return number
        raise LookupError(start)


Book = dict[str, Grid]


def valid_book() -> Book:
    """The sample of 2019 with every blank answered: a year that the check finds nothing in."""
    return {name: Grid([[*row] for row in grid.rows]) for name, grid in _valid_book().items()}


@cache
def _valid_book() -> Book:
    read = read_workbook(SourceFile(NAME, SAMPLE.read_bytes()))
    assert not read.findings
    book: Book = {}
    for sheet in read.sheets:
        width = max(max(row.cells) for row in sheet.rows)
        grid = Grid([])
        for row in sheet.rows:
            while len(grid.rows) < row.number - 1:
                grid.rows.append([])
            grid.rows.append(
                [row.cells[c].value if c in row.cells else None for c in range(1, width + 1)]
            )
        book[sheet.name] = grid
    # One remark for all languages: what is said in one of them alone is a matter of its own.
    for values in book["offices"].rows:
        del values[5:]
    book["offices"].set(1, 5, "remark")
    book["activities"] = _activities()
    book["caseload"] = _caseload()
    book["population"] = _population()
    _fill(book["offices"], range(3, 5), only="established")
    _fill(book["staff"], range(3, 5))
    _fill(book["duties"], range(2, 10))
    return book


def _fill(grid: Grid, columns: range, only: str | None = None) -> None:
    filler = 1 if columns == range(3, 5) and only is None else "yes"
    for number, row in enumerate(grid.rows[1:], 2):
        if only in {None, row[1]}:
            for column in columns:
                if grid.get(number, column) is None:
                    grid.set(number, column, filler)


def in_memory(book: Book, file: str = NAME) -> ReadWorkbook:
    """A book as if it had been read from a file."""
    return ReadWorkbook(
        tuple(
            _valid_sheet(file, name) if _is_valid(name, grid) else _sheet(file, name, grid)
            for name, grid in book.items()
        )
    )


def _is_valid(name: str, grid: Grid) -> bool:
    """Whether a worksheet is as in the valid book, also whether a value is 1, 1.0 or True."""
    return grid == _valid_book().get(name) and _types(grid) == _valid_types(name)


def _types(grid: Grid) -> list[list[type]]:
    return [list(map(type, row)) for row in grid.rows]


@cache
def _valid_types(name: str) -> list[list[type]]:
    return _types(_valid_book()[name])


@cache
def _valid_sheet(file: str, name: str) -> Sheet:
    """A worksheet of the valid book: in most books all but one are as there."""
    return _sheet(file, name, _valid_book()[name])


def _sheet(file: str, name: str, grid: Grid) -> Sheet:
    budget = Budget()
    raw = RawSheet(Place(file, name), grid.hidden, {}, set(grid.hidden_rows))
    raw.hidden_columns += grid.hidden_columns
    raw.merged += grid.merged
    for row, values in enumerate(grid.rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                put(raw, _cell(raw.place, row, column, value), budget)
    (sheet,) = as_sheets([raw])
    return sheet


def _cell(of: Place, row: int, column: int, value: Value) -> Cell:
    """A value as a cell of a file."""
    if isinstance(value, str):
        return _cell_of_text(of, row, column, value)
    entry = value if isinstance(value, Entry) else Entry(value)
    if isinstance(entry.value, str):
        entry = entry._replace(value=text_value(entry.value))
    return Cell(Place(of.file, of.sheet, row, column), *entry)


@lru_cache(maxsize=20_000)  # the books of all examples are alike but for a few cells
def _cell_of_text(of: Place, row: int, column: int, text: str) -> Cell:
    return Cell(Place(of.file, of.sheet, row, column), text_value(text))


def check(*books: Book, year: int | None = YEAR, previous: YearRows | None = None) -> CheckedYear:
    """Check books in memory; the second is called zkkk-2019_2.xlsx, and so on."""
    names = [NAME, *(f"zkkk-2019_{n}.xlsx" for n in range(2, len(books) + 1))]
    read = {name: in_memory(book, name) for name, book in zip(names, books, strict=False)}
    return check_workbooks(read, year, previous)


def check_files(*files: tuple[str, bytes] | SourceFile, year: int | None = YEAR) -> CheckedYear:
    """Check files by their names and bytes."""
    sources = [each if isinstance(each, SourceFile) else SourceFile(*each) for each in files]
    return check_year(sources, year)


def to_xlsx(book: Book) -> bytes:
    """A book as an Excel file, written by openpyxl.

    What is as in the valid book is written once for all books. Only values that all books have can
    be written by the worksheet: how others are shown is in a part that all worksheets share.
    """
    changed = {name: grid for name, grid in book.items() if not _is_valid(name, grid)}
    if list(book) == list(_valid_book()) and not any(map(_is_marked, changed.values())):
        return zipped(
            _valid_parts() | {_part(name): _alone(name, grid) for name, grid in changed.items()}
        )
    return in_full(book)


_PLAIN = (str, int, float, bool, date, type(None))


def is_particular(grid: Grid) -> bool:
    """Whether a worksheet has more than plain values: looks, merged cells, something hidden."""
    return bool(_is_marked(grid) or grid.hidden_rows or grid.hidden_columns or grid.merged)


def _is_marked(grid: Grid) -> bool:
    return grid.hidden or any(type(value) not in _PLAIN for row in grid.rows for value in row)


@cache
def _valid_parts() -> Parts:
    return parts_of(in_full(valid_book()))


def _part(name: str) -> str:
    return f"xl/worksheets/sheet{list(_valid_book()).index(name) + 1}.xml"


def _alone(name: str, grid: Grid) -> bytes:
    """A worksheet's part; not of the worksheet that is shown first, which says so."""
    first = {} if name == next(iter(_valid_book())) else {"first": Grid([])}
    written = parts_of(in_full({**first, name: grid}))
    return written[f"xl/worksheets/sheet{len(first) + 1}.xml"]


def in_full(book: Book) -> bytes:
    """The same, written anew from the first cell to the last."""
    workbook = Workbook()
    workbook.remove(workbook["Sheet"])
    for name, grid in book.items():
        _write(workbook.create_sheet(name), grid)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook of openpyxl."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _write(sheet: Worksheet, grid: Grid) -> None:
    for row, values in enumerate(grid.rows, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column)
            if not isinstance(value, Entry):
                cell.value = value
            elif value.trouble == "no-result":
                cell.value = "=1+1"
            else:
                cell.value = value.value
                cell.data_type = "e" if value.trouble == "error" else cell.data_type
                cell.number_format = number_format(value)
    sheet.sheet_state = "hidden" if grid.hidden else "visible"
    for first, last in grid.hidden_columns:
        for number in range(first, last + 1):
            sheet.column_dimensions[get_column_letter(number)].hidden = True
    for number in grid.hidden_rows:
        sheet.row_dimensions[number].hidden = True
    for block in grid.merged:
        sheet.merge_cells(
            start_row=block.first_row,
            start_column=block.first_column,
            end_row=block.last_row,
            end_column=block.last_column,
        )


def number_format(cell: Entry) -> str:
    """A number format with which a cell shows what it is to show."""
    if cell.display is None:
        return "0%" if cell.percent else "General"
    return ";".join(4 * [f'"{cell.display}"']) if cell.display else ";;;"


def found(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """The findings as code, sheet and cell."""
    return [(each.code, each.place.sheet, each.place.cell) for each in findings]


def at(sheet: str, row: int, column: int = 0) -> tuple[str, str]:
    """A place as `found` has it."""
    return sheet, Place(NAME, sheet, row, column).cell
