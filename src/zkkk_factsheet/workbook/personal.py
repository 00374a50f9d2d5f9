"""Personal data where only counts belong: by the header of a column, or by how a value looks."""

import re
from collections.abc import Iterator
from datetime import date

from zkkk_factsheet.workbook.catalogue import finding
from zkkk_factsheet.workbook.cells import Cell
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.schema import is_personal
from zkkk_factsheet.workbook.tables import Table

_EMAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|0)\d(?:[ /()-]{0,2}\d){7,13}(?![\w/])")
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{10}|\d{13})(?!\d)")
"""A Kosovo personal number has ten digits, a JMBG thirteen."""

_DAY = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?(\d{4})\.?")
_BORN_BEFORE = 2005
_FEWEST_BIRTH_DATES = 3


def check_personal(table: Table) -> Iterator[Finding]:
    """Yield the columns and the cells of a table that hold personal data.

    What was found is not repeated in the finding: it would only spread.
    """
    known = set(table.header.columns.values())
    named: set[int] = set()
    for number, cell in sorted(table.header.cells.items()):
        if number not in known and is_personal(cell.text):
            named.add(number)
            yield finding("personal-data-column", cell.place, {"found": cell.shown})
    for number, cells in sorted(_columns_of_text(table).items()):
        if number not in named:
            yield from _first_in(cells, birth_dates=number not in known)


def _columns_of_text(table: Table) -> dict[int, list[Cell]]:
    """The cells of the columns in which anything may stand: texts, and columns not read."""
    checked = {
        number
        for column, number in table.header.columns.items()
        if table.schema.column(column).kind != "text"
    }
    columns: dict[int, list[Cell]] = {}
    for row in table.rows:
        for number, cell in row.cells.items():
            if number not in checked:
                columns.setdefault(number, []).append(cell)
    return columns


def _first_in(cells: list[Cell], *, birth_dates: bool) -> Iterator[Finding]:
    """The first cell of each kind of personal data in a column."""
    seen: set[str] = set()
    for cell in cells:
        kind = _kind(cell.text)
        if kind and kind not in seen:
            seen.add(kind)
            yield finding("personal-data", cell.place, {"kind": kind})
    born = [cell for cell in cells if _is_birth_date(cell)]
    if birth_dates and len(born) >= _FEWEST_BIRTH_DATES and 2 * len(born) > len(cells):
        yield finding("personal-data", born[0].place, {"kind": "birth"})


def _kind(text: str) -> str | None:
    if _EMAIL.search(text):
        return "email"
    if _PHONE.search(text):
        return "phone"
    return "number" if _PERSONAL_NUMBER.search(text) else None


def _is_birth_date(cell: Cell) -> bool:
    if isinstance(cell.value, date):
        return cell.value.year < _BORN_BEFORE
    day = _DAY.fullmatch(cell.text)
    return day is not None and int(day[1]) < _BORN_BEFORE
