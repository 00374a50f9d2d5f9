"""What stands below a header: rows of data, and what is none: notes, headings, stray values."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from zkkk_factsheet.reference import find_community, find_municipality, fold, words_for
from zkkk_factsheet.workbook.declaration.schema import Column, SheetSchema
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.declaration.words import find_word
from zkkk_factsheet.workbook.gathering.headers import Header
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Row

_CELLS_OF_A_ROW = 3
"""A note fills one cell, or two with the name of who wrote it."""

_LONGEST_NAME = 40
_NOTE_MARKS = ("*", "†", "¹", "(")
_WORDS_OF_TOTAL = 4
_NEAR = {"suggestion", "candidates"}

_NUMBERED_CELLS = 3
_SHORT = 3
"""A text of so few letters says nothing of itself: it is a value, not a note."""


class Below(NamedTuple):
    """The rows below a header.

    ``notes`` stand between the rows of data and look like headings, notes or the numbers of the
    columns; ``strays`` hold nothing but values, and belong to no row of data.
    """

    rows: tuple[Row, ...]
    notes: tuple[Row, ...]
    strays: tuple[Row, ...]


def rows_below(schema: SheetSchema, below: Sequence[Row], header: Header) -> Below:
    """Tell the rows of data from what stands between and below them.

    Notes below the table are passed over.
    """
    known = frozenset(header.columns.values())
    end = _end_of_data(schema, below, header)
    rows: list[Row] = []
    notes: list[Row] = []
    strays: list[Row] = []
    for index, row in enumerate(below):
        if index < end and known & row.cells.keys():
            (notes if _is_note(schema, row, header) else rows).append(row)
        elif _is_stray(row):
            strays.append(row)
    return Below(tuple(rows), tuple(notes), tuple(strays))


def without_title(below: Below) -> Below:
    """The rows without the notes below the last of them: there stands the next table's title."""
    last = below.rows[-1].number if below.rows else 0
    return below._replace(notes=tuple(row for row in below.notes if row.number < last))


def _is_note(schema: SheetSchema, row: Row, header: Header) -> bool:
    """Whether a row among the data is none: nothing in it is understood, and little is filled.

    Where something near a municipality's name stands, it is asked about, not passed over.
    """
    if _is_numbering(row):
        return True
    if _understood(schema, row, header):
        return False
    return _looks_like_note(row) or len(_filled(schema, row, header)) <= 1


def _is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 and so on from left to right, and nothing else."""
    if len(row.cells) < _NUMBERED_CELLS or _ordinal(row.cells[min(row.cells)]) is None:
        return False
    numbers = (_ordinal(cell) for _, cell in sorted(row.cells.items()))
    return all(one is not None and other == one + 1 for one, other in pairwise(numbers))


def _ordinal(cell: Cell) -> int | None:
    text = cell.text.strip("().")
    return int(text) if len(text) <= _SHORT and text.isascii() and text.isdigit() else None


def _is_stray(row: Row) -> bool:
    """Whether a row has values only, and no text that would explain them."""
    return not _looks_like_note(row) and all(map(_is_value, row.cells.values()))


def _is_value(cell: Cell) -> bool:
    if isinstance(cell.value, date | time | timedelta):
        return False  # Under a table stands the day on which it was made.
    return (
        not isinstance(cell.value, str)
        or len(cell.text) <= _SHORT
        or bool(find_word("answer", cell.text) or find_word("office_status", cell.text))
        or bool(find_municipality(cell.lines).ids or find_community(cell.lines).ids)
    )


def is_total(cell: Cell | None) -> bool:
    """Whether a cell says that its row adds up others ("Gjithsej", "Total:", "Ukupno")."""
    return cell is not None and isinstance(cell.value, str) and _says_total(cell.text)


@lru_cache(maxsize=1_000)  # a year says the same few names again
def _says_total(text: str) -> bool:
    first, *others = fold(text).split() or [""]
    return first in words_for("totals") and len(others) < _WORDS_OF_TOTAL


def _end_of_data(schema: SheetSchema, rows: Sequence[Row], header: Header) -> int:
    """How many rows there are before the notes below a table.

    Notes are rows at the end of which nothing is understood: from the first of them that
    follows a blank row, has a note's mark, or is too long for a name.
    """
    end = len(rows)
    while end and not _understood(schema, rows[end - 1], header):
        end -= 1
    for index in range(end, len(rows)):
        previous = rows[index - 1].number if index else header.row
        if rows[index].number > previous + 1 or _looks_like_note(rows[index]):
            return index
    return len(rows)


def _understood(schema: SheetSchema, row: Row, header: Header) -> bool:
    """Whether a row has a municipality, or what may be one, or anything its column accepts.

    A row that fills several columns wants to be understood, whatever stands in it.
    """
    if _fills_several(schema, row, header) and not _looks_like_note(row):
        return True
    for column_id, number in header.columns.items():
        column = schema.column(column_id)
        cell = row.cells.get(number)
        if cell and not cell.blank and (is_total(cell) or _means_something(column, cell)):
            return True
    return False


def _fills_several(schema: SheetSchema, row: Row, header: Header) -> bool:
    return len(_filled(schema, row, header)) >= _CELLS_OF_A_ROW


def _filled(schema: SheetSchema, row: Row, header: Header) -> list[str]:
    """The columns, but for those of texts, in which something stands."""
    return [
        id_
        for id_, number in header.columns.items()
        if number in row.cells and schema.column(id_).kind != "text"
    ]


def _means_something(column: Column, cell: Cell) -> bool:
    if cell.trouble:
        return True
    if column.kind == "municipality":
        match = parse(column.kind, cell)
        return not isinstance(match, Fault) or bool(match.values.keys() & _NEAR)
    return column.kind != "text" and not isinstance(parse(column.kind, cell), Fault)


def _looks_like_note(row: Row) -> bool:
    text = min(row.cells.items())[1].text
    return (
        text.startswith(_NOTE_MARKS)
        or fold(text).startswith(words_for("notes"))
        or (len(row.cells) == 1 and len(text) > _LONGEST_NAME)
    )
