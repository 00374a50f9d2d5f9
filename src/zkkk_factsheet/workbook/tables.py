"""Which worksheet is which, where its header stands, and which of its rows are data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zkkk_factsheet.reference import fold
from zkkk_factsheet.workbook.cells import Cell
from zkkk_factsheet.workbook.rows import Place
from zkkk_factsheet.workbook.schema import Column, SheetSchema, find_sheet, is_passive, sheets
from zkkk_factsheet.workbook.sheets import Row, Sheet
from zkkk_factsheet.workbook.values import Fault, parse

MOST_ROWS, MOST_COLUMNS = 600, 60
"""38 municipalities with ten communities each are 380 rows; every unknown name takes a
millisecond to compare with the known ones."""

_HEADER_WITHIN = 40
"""A header stands above the data: no use to look for it in a thousand rows."""

_MOST_TABLES = 40
"""One for each municipality; what is wrong with a header takes some milliseconds to find out."""

_NAMED_ENOUGH = 2
_UNNAMED_ENOUGH = 3
"""Headers to be known before a row is taken for the header: of a sheet whose name is known,
and of any other."""

_CELLS_OF_A_ROW = 3
"""A note fills one cell, or two with the name of who wrote it."""

_LONGEST_NAME = 40
_NOTE_MARKS = ("*", "†", "¹", "(")
_NOTE_WORDS = ("shenim", "verejtje", "burimi", "napomena", "izvor", "note", "source", "legend")
_TOTAL_WORDS = (
    "total",
    "gjithsej",
    "gjithesej",
    "totali",
    "shuma",
    "ukupno",
    "svega",
    "zbir",
    "sum",
    "nentotal",
    "nentotali",
    "nenshuma",
    "medjuzbir",
    "podzbir",
    "subtotal",
)
_WORDS_OF_TOTAL = 4
_NEAR = {"suggestion", "candidates"}


class Header(NamedTuple):
    """A header row: its number, its cells, and the column number of each known column."""

    row: int
    cells: Mapping[int, Cell]
    columns: Mapping[str, int]
    twice: tuple[tuple[int, str], ...]


class Table(NamedTuple):
    """A worksheet that was recognised, or a part of one, with its header and its data rows."""

    schema: SheetSchema
    sheet: Sheet
    header: Header
    rows: tuple[Row, ...]

    def place(self, row: int, column_id: str) -> Place:
        """The address of a column's cell in a row; of the row, if the sheet lacks the column."""
        return self.sheet.cell(row, self.header.columns.get(column_id, 0))


class Rejected(NamedTuple):
    """A worksheet of a known kind whose rows can't be known: the finding's code and values."""

    schema: SheetSchema
    sheet: Sheet
    code: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a workbook's worksheets turned out to be."""

    tables: list[Table] = field(default_factory=list)
    keys: list[tuple[SheetSchema, Sheet]] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    unknown: list[Sheet] = field(default_factory=list)


def recognise(all_sheets: Iterable[Sheet]) -> Recognised:
    """Tell by name, else by header, which worksheet is which, and find its header and rows."""
    found = Recognised()
    for sheet in all_sheets:
        if is_passive(sheet.name):
            continue
        schema, header = _schema_and_header(sheet)
        if schema is None:
            found.unknown.extend([sheet] if sheet.rows else [])
        elif _is_oversized(sheet):
            limits = {"rows": str(MOST_ROWS), "columns": str(MOST_COLUMNS)}
            found.rejected.append(Rejected(schema, sheet, "too-many-rows", limits))
        elif schema.layout == "keys":
            found.keys.append((schema, sheet))
        elif header:
            tables = list(_tables(schema, sheet, header))
            if len(tables) > _MOST_TABLES:
                found.rejected.append(Rejected(schema, sheet, "too-demanding", {}))
            else:
                found.tables.extend(tables)
        else:
            found.rejected.append(Rejected(schema, sheet, "no-header", {"sheet": schema.id}))
    return found


def is_total(cell: Cell | None) -> bool:
    """Whether a cell says that its row adds up others ("Gjithsej", "Total:", "Ukupno")."""
    if cell is None or not isinstance(cell.value, str):
        return False
    first, *others = fold(cell.text).split() or [""]
    return first in _TOTAL_WORDS and len(others) < _WORDS_OF_TOTAL


def _schema_and_header(sheet: Sheet) -> tuple[SheetSchema | None, Header | None]:
    named = find_sheet(sheet.name)
    if named and (named.layout == "keys" or (header := _header(named, sheet, _NAMED_ENOUGH))):
        return named, None if named.layout == "keys" else header
    candidates = [
        (header, schema)
        for schema in sheets()
        if schema.layout == "table" and (header := _header(schema, sheet, _UNNAMED_ENOUGH))
    ]
    if candidates:
        header, schema = max(candidates, key=lambda each: len(each[0].columns))
        return schema, header
    if named:
        return named, None
    keys = next(schema for schema in sheets() if schema.layout == "keys")
    return (keys, None) if _known_items(keys, sheet) >= _UNNAMED_ENOUGH else (None, None)


def _is_oversized(sheet: Sheet) -> bool:
    return len(sheet.rows) > MOST_ROWS or any(len(row.cells) > MOST_COLUMNS for row in sheet.rows)


def _known_items(schema: SheetSchema, sheet: Sheet) -> int:
    texts = (min(row.cells.items())[1].lines for row in sheet.rows[:_HEADER_WITHIN])
    return len({schema.find_column(text) for text in texts} - {None})


def _header(schema: SheetSchema, sheet: Sheet, enough: int) -> Header | None:
    """The row near the top with the most known headers; the first that has all needed ones."""
    needed = {column.id for column in schema.columns if column.required}
    best: Header | None = None
    for row in sheet.rows[:_HEADER_WITHIN]:
        header = _as_header(schema, sheet, row)
        if needed <= header.columns.keys():
            return header
        if best is None or len(header.columns) > len(best.columns):
            best = header
    return best if best and len(best.columns) >= enough else None


def _as_header(schema: SheetSchema, sheet: Sheet, row: Row) -> Header:
    cells = _merged_downwards(sheet, row) | dict(row.cells)
    columns: dict[str, int] = {}
    twice: list[tuple[int, str]] = []
    for number, cell in sorted(cells.items())[:MOST_COLUMNS]:
        if not (column := schema.find_column(cell.lines)):
            continue
        if column in columns:
            twice.append((number, column))
        else:
            columns[column] = number
    return Header(row.number, cells, columns, tuple(twice))


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


def _tables(schema: SheetSchema, sheet: Sheet, main: Header) -> Iterator[Table]:
    """A worksheet's table, and those above or below it that have a header of their own.

    Somebody may have pasted a second table below the first, its columns in another order: every
    row is read by the header above it. The same header once more, as on every page, begins no
    table; a header without rows is the upper half of one that is two rows high.
    """
    parts: list[tuple[Header, list[Row]]] = []
    for row in sheet.rows:
        header = main if row.number == main.row else _header_again(schema, sheet, row, main)
        if header is None:
            if parts:
                parts[-1][1].append(row)
            continue
        if parts and not parts[-1][1]:
            parts.pop()
        if not parts or not _repeats(header, parts[-1][0]):
            parts.append((header, []))
    for header, below in parts:
        rows = _data_rows(schema, below, header)
        # What looks like a header above the table may be a title, if no municipality follows.
        if header is main or (rows and header.row > main.row) or _named(schema, rows, header):
            yield Table(schema, sheet, header, rows)


def _header_again(schema: SheetSchema, sheet: Sheet, row: Row, main: Header) -> Header | None:
    """A row as a header, if it has the names of columns where other rows have their values."""
    if _named(schema, [row], main):
        return None
    if not any(schema.find_column(cell.lines) for cell in row.cells.values()):
        return None
    header = _as_header(schema, sheet, row)
    # Of duties, numbers are names as well: only a row that names the key isn't a row of numbers.
    is_header = schema.key[0] in header.columns and len(header.columns) >= _NAMED_ENOUGH
    return header if is_header else None


def _repeats(header: Header, before: Header) -> bool:
    """Whether a header says what the one before it says, in whatever language."""
    known = {*header.columns.values(), *(number for number, _ in header.twice)}
    others = {number: cell.lines for number, cell in header.cells.items() if number not in known}
    return (header.columns, header.twice) == (before.columns, before.twice) and all(
        number in before.cells and before.cells[number].lines == text
        for number, text in others.items()
    )


def _named(schema: SheetSchema, rows: Iterable[Row], header: Header) -> bool:
    """Whether one of the rows names a municipality where the header says that it stands."""
    key = schema.key[0]
    cells = (row.cells.get(header.columns.get(key, 0)) for row in rows)
    return any(
        cell and not cell.blank and not isinstance(parse(schema.column(key).kind, cell), Fault)
        for cell in cells
    )


def _data_rows(schema: SheetSchema, below: Sequence[Row], header: Header) -> tuple[Row, ...]:
    known = frozenset(header.columns.values())
    rows = below[: _end_of_data(schema, below, header)]
    return tuple(row for row in rows if known & row.cells.keys())


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
    filled = (id_ for id_, number in header.columns.items() if number in row.cells)
    return sum(schema.column(id_).kind != "text" for id_ in filled) >= _CELLS_OF_A_ROW


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
        or fold(text).startswith(_NOTE_WORDS)
        or (len(row.cells) == 1 and len(text) > _LONGEST_NAME)
    )
