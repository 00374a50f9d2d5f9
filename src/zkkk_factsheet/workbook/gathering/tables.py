"""Which worksheet is which, where its header stands, and which of its rows are data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.declaration.schema import SheetSchema, find_sheet, is_passive, sheets
from zkkk_factsheet.workbook.gathering.below import rows_below, without_title
from zkkk_factsheet.workbook.gathering.headers import (
    HEADER_WITHIN,
    NAMED_ENOUGH,
    UNNAMED_ENOUGH,
    Header,
    as_header,
    find_header,
    header_again,
    header_of_another,
    is_complete,
    names_municipality,
    repeats,
)
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet

_CELLS_OF_TWO = 8
"""Headers of two tables beside each other; the smallest has four columns."""

_MOST_TABLES = 40
"""One for each municipality; what is wrong with a header takes some milliseconds to find out."""


class Table(NamedTuple):
    """A worksheet that was recognised, or a part of one, with its header and its data rows.

    ``notes`` and ``strays`` are the rows that are no data, but worth a word; see `Below`.
    """

    schema: SheetSchema
    sheet: Sheet
    header: Header
    rows: tuple[Row, ...]
    notes: tuple[Row, ...] = ()
    strays: tuple[Row, ...] = ()

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
    named = (sheet for sheet in all_sheets if not is_passive(sheet.name))
    for sheet in chain.from_iterable(map(_apart, named)):
        schema, header = _schema_and_header(sheet)
        if schema is None:
            found.unknown.extend([sheet] if sheet.rows else [])
        elif _is_oversized(schema, sheet):
            most = {"rows": str(schema.most_rows), "columns": str(limits.MOST_COLUMNS)}
            found.rejected.append(Rejected(schema, sheet, "too-many-rows", most))
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


def _schema_and_header(sheet: Sheet) -> tuple[SheetSchema | None, Header | None]:
    named = find_sheet(sheet.name)
    if named and (named.layout == "keys" or (header := find_header(named, sheet, NAMED_ENOUGH))):
        return named, None if named.layout == "keys" else header
    candidates = [
        (header, schema)
        for schema in _of_tables()
        if (header := find_header(schema, sheet, UNNAMED_ENOUGH))
        # What nobody needs is not looked for in a worksheet that is called something else.
        and (not schema.optional or is_complete(schema, header))
    ]
    if candidates:
        header, schema = max(candidates, key=lambda each: len(each[0].columns))
        return schema, header
    if named:
        return named, None
    keys = next(schema for schema in sheets() if schema.layout == "keys")
    return (keys, None) if _known_items(keys, sheet) >= UNNAMED_ENOUGH else (None, None)


def _is_oversized(schema: SheetSchema, sheet: Sheet) -> bool:
    return len(sheet.rows) > schema.most_rows or any(
        len(row.cells) > limits.MOST_COLUMNS for row in sheet.rows
    )


def _known_items(schema: SheetSchema, sheet: Sheet) -> int:
    texts = (min(row.cells.items())[1].lines for row in sheet.rows[:HEADER_WITHIN])
    return len({schema.find_column(text) for text in texts} - {None})


def _tables(schema: SheetSchema, sheet: Sheet, main: Header) -> Iterator[Table]:
    """A worksheet's table, and those above or below it that have a header of their own.

    Somebody may have pasted a second table below the first, its columns in another order, or one
    of another kind: every row is read by the header above it. The same header once more, as on
    every page, begins no table; a header without rows is the upper half of one that is two rows
    high.
    """
    parts: list[tuple[SheetSchema, Header, list[Row]]] = []
    for row in sheet.rows:
        kind, above, _ = parts[-1] if parts else (schema, main, [])
        begun = (schema, main) if row.number == main.row else _begun(kind, sheet, row, above)
        if begun is None:
            if parts:
                parts[-1][2].append(row)
            continue
        if parts and not parts[-1][2]:
            parts.pop()
        if not parts or parts[-1][0] is not begun[0] or not repeats(begun[1], parts[-1][1]):
            parts.append((*begun, []))
    for kind, header, rows in parts:
        below = rows_below(kind, rows, header)
        if header is not parts[-1][1]:
            below = without_title(below)
        # What looks like a header above the table may be a title, if no municipality follows.
        is_below = bool(below.rows) and header.row > main.row
        if header is main or is_below or names_municipality(kind, below.rows, header):
            yield Table(kind, sheet, header, *below)


def _begun(
    kind: SheetSchema, sheet: Sheet, row: Row, above: Header
) -> tuple[SheetSchema, Header] | None:
    """The table that a row begins, if it is a header: of the same kind, or of another."""
    if names_municipality(kind, [row], above):
        return None
    same = header_again(kind, sheet, row, above)
    others = [each for each in _of_tables() if each is not kind]
    other = header_of_another(sheet, row, others)
    if other and (same is None or len(other[1].columns) > len(same.columns)):
        return other
    return (kind, same) if same else None


def _apart(sheet: Sheet) -> tuple[Sheet, ...]:
    """A worksheet's tables that stand side by side, each as if it were alone; most are alone."""
    for row in sheet.rows[:HEADER_WITHIN]:
        if len(row.cells) < _CELLS_OF_TWO:
            continue
        keys = [number for number, cell in sorted(row.cells.items()) if _is_key(cell.lines)]
        for start in keys[1:]:
            left, right = _columns(sheet, 1, start - 1), _columns(sheet, start, limits.LAST_COLUMN)
            if _is_header(left, row.number) and _is_header(right, row.number):
                return left, *_apart(right)
    return (sheet,)


def _columns(sheet: Sheet, first: int, last: int) -> Sheet:
    """A worksheet with some of its columns only."""
    rows = (
        Row(row.number, {n: cell for n, cell in row.cells.items() if first <= n <= last})
        for row in sheet.rows
    )
    merged = (each for each in sheet.merged if first <= each.first_column <= last)
    return replace(sheet, rows=tuple(row for row in rows if row.cells), merged=tuple(merged))


@lru_cache(maxsize=1_000)  # the first cells of each worksheet are asked about once more
def _is_key(header: str) -> bool:
    return any(schema.find_column(header) in schema.key[:1] for schema in _of_tables())


def _is_header(sheet: Sheet, number: int) -> bool:
    """Whether a row has all headers that a table needs."""
    row = next(each for each in sheet.rows if each.number == number)
    return any(is_complete(schema, as_header(schema, sheet, row)) for schema in _of_tables())


@cache
def _of_tables() -> tuple[SheetSchema, ...]:
    return tuple(schema for schema in sheets() if schema.layout == "table")
