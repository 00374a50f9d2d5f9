"""Where a worksheet's header stands, and which of its cells names which column."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.declaration.schema import SheetSchema
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet

HEADER_WITHIN = 40
"""A header stands above the data: no use to look for it in a thousand rows."""

NAMED_ENOUGH = 2
UNNAMED_ENOUGH = 3
"""Headers to be known before a row is taken for the header: of a sheet whose name is known,
and of any other."""


class Header(NamedTuple):
    """A header row: its number, its cells, and the column number of each known column."""

    row: int
    cells: Mapping[int, Cell]
    columns: Mapping[str, int]
    twice: tuple[tuple[int, str], ...]


def find_header(schema: SheetSchema, sheet: Sheet, enough: int) -> Header | None:
    """The row near the top with the most known headers; the first that has all needed ones.

    If no row has all, two rows beside each other may have them together.
    """
    best: Header | None = None
    for row in sheet.rows[:HEADER_WITHIN]:
        header = as_header(schema, sheet, row)
        if is_complete(schema, header):
            return header
        if best is None or len(header.columns) > len(best.columns):
            best = header
    for high in _two_rows_high(schema, sheet):
        if is_complete(schema, high):
            return high
    return best if best and len(best.columns) >= enough else None


def is_complete(schema: SheetSchema, header: Header) -> bool:
    """Whether a header has all columns that a table of its kind needs."""
    return all(column.id in header.columns for column in schema.columns if column.required)


def as_header(schema: SheetSchema, sheet: Sheet, row: Row) -> Header:
    """A row as a header, with what is merged down into it from the row above."""
    return header_of(schema, row.number, _merged_downwards(sheet, row) | dict(row.cells))


def header_of(schema: SheetSchema, row: int, cells: Mapping[int, Cell]) -> Header:
    """The cells of a header row, or of two, as a header."""
    columns: dict[str, int] = {}
    twice: list[tuple[int, str]] = []
    for number, cell in sorted(cells.items())[: limits.MOST_COLUMNS]:
        if not (column := schema.find_column(cell.lines)):
            continue
        if column in columns:
            twice.append((number, column))
        else:
            columns[column] = number
    return Header(row, cells, columns, tuple(twice))


def _merged_downwards(sheet: Sheet, row: Row) -> dict[int, Cell]:
    """The cells that a row shares with a row above: a header may be two rows high."""
    above = {block.first_row for block in sheet.merged}
    blocks = [each for each in sheet.merged if each.first_row < row.number <= each.last_row]
    upper = {each.number: each for each in sheet.rows if each.number in above} if blocks else {}
    return {
        block.first_column: upper[block.first_row].cells[block.first_column]
        for block in blocks
        if block.first_row in upper and block.first_column in upper[block.first_row].cells
    }


def _two_rows_high(schema: SheetSchema, sheet: Sheet) -> Iterator[Header]:
    """Two rows as one header: what the lower one leaves blank or doesn't name, the upper one does.

    A row that names a municipality is data, whatever else in it looks like a header.
    """
    for upper, lower in pairwise(sheet.rows[:HEADER_WITHIN]):
        if lower.number != upper.number + 1 or not _names_columns(schema, upper, lower):
            continue
        kept = {n: cell for n, cell in lower.cells.items() if schema.find_column(cell.lines)}
        cells = dict(lower.cells) | dict(upper.cells) | kept
        header = header_of(schema, lower.number, cells)
        if not names_municipality(schema, [lower], header):
            yield header


def _names_columns(schema: SheetSchema, *rows: Row) -> bool:
    """Whether each of the rows names a column."""
    return all(any(schema.find_column(cell.lines) for cell in row.cells.values()) for row in rows)


def header_again(schema: SheetSchema, sheet: Sheet, row: Row, above: Header) -> Header | None:
    """A row as a header, if it has the names of columns where other rows have their values."""
    if names_municipality(schema, [row], above):
        return None
    if not any(schema.find_column(cell.lines) for cell in row.cells.values()):
        return None
    header = as_header(schema, sheet, row)
    # Of duties, numbers are names as well: only a row that names the key isn't a row of numbers.
    is_header = schema.key[0] in header.columns and len(header.columns) >= NAMED_ENOUGH
    return header if is_header else None


def header_of_another(
    sheet: Sheet, row: Row, others: Iterable[SheetSchema]
) -> tuple[SheetSchema, Header] | None:
    """A row as the header of another kind of table, if it is more of that than of this one."""
    found = [(schema, as_header(schema, sheet, row)) for schema in others]
    named = [
        (schema, header)
        for schema, header in found
        if schema.key[0] in header.columns
        and len(header.columns) >= UNNAMED_ENOUGH
        and (not schema.optional or is_complete(schema, header))
    ]
    return max(named, key=lambda each: len(each[1].columns), default=None)


def repeats(header: Header, before: Header) -> bool:
    """Whether a header says what the one before it says, in whatever language."""
    known = {*header.columns.values(), *(number for number, _ in header.twice)}
    others = {number: cell.lines for number, cell in header.cells.items() if number not in known}
    return (header.columns, header.twice) == (before.columns, before.twice) and all(
        number in before.cells and before.cells[number].lines == text
        for number, text in others.items()
    )


def names_municipality(schema: SheetSchema, rows: Iterable[Row], header: Header) -> bool:
    """Whether one of the rows names a municipality where the header says that it stands."""
    key = schema.key[0]
    cells = (row.cells.get(header.columns.get(key, 0)) for row in rows)
    return any(
        cell and not cell.blank and not isinstance(parse(schema.column(key).kind, cell), Fault)
        for cell in cells
    )
