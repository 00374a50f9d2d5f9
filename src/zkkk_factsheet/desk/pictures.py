"""The cells around a cell, as they are shown beside what is wrong with it."""

from typing import Final, NamedTuple

from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, shortened
from zkkk_factsheet.workbook.reading.sheets import Sheet

_AROUND: Final = 2
"""So many rows and columns on either side tell where one is."""


class Picture(NamedTuple):
    """Some cells of a worksheet: columns by their numbers, rows with their numbers and texts."""

    columns: tuple[int, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def picture_of(sheet: Sheet, place: Place) -> Picture | None:
    """The cells around a place in a worksheet; None if it is about no row.

    The first column is in it, which says whose row it is, and the row with the column's header.
    """
    if not place.row:
        return None
    rows = {row.number: row.cells for row in sheet.rows}
    column = place.column or 1
    first, last = max(1, column - _AROUND), column + _AROUND
    columns = tuple(sorted({1, *range(first, last + 1)}))
    numbers = set(range(max(1, place.row - _AROUND), place.row + _AROUND + 1))
    header = next((number for number, cells in rows.items() if column in cells), place.row)
    return Picture(
        columns,
        tuple(
            (number, tuple(_text(rows.get(number, {}).get(each)) for each in columns))
            for number in sorted({*numbers, header})
        ),
    )


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return shortened(cell.text if cell.display is None else cell.display)
