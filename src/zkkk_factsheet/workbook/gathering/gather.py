"""From recognised worksheets to records: the values of a row, or of an ``about`` sheet.

Every cell is parsed, and everything that is wrong with one becomes a finding.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from zkkk_factsheet.workbook.declaration.schema import Column, sheet
from zkkk_factsheet.workbook.declaration.values import Fault, Value, parse
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.below import is_total
from zkkk_factsheet.workbook.gathering.initials import initials, spelled_out
from zkkk_factsheet.workbook.gathering.tables import Table
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Block, Row

ANSWERING = ("answer", "count", "persons")
"""The kinds of columns in which a row answers."""

COUNTING = ("count", "persons")
"""Those that can be added up."""

_MOST_BLOCKS = 100
"""So many merged cells are enough to be told of at a time; each is looked up for each cell."""


@dataclass(slots=True)
class Record:
    """A row's values by column, with their cells and the places of these.

    A blank cell's value is None. A cell with a fault has no value: its column is in ``faulty``.
    ``key`` are the ids that say what the row is about.
    """

    sheet: str
    place: Place
    key: tuple[str, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)

    def take(
        self, column_id: str, column: Column, cell: Cell, letters: Mapping[str, str] | None = None
    ) -> Finding | None:
        """Parse a cell as the value of a column; a fault is a finding.

        ``letters`` are the answers' first letters, where the table answers with these.
        """
        self.places[column_id] = cell.place
        self.cells[column_id] = cell
        value = parse(column.kind, spelled_out(cell, letters or {}))
        if isinstance(value, Fault):
            self.faulty.add(column_id)
            return finding(value.code, cell.place, value.values)
        self.values[column_id] = value
        return None

    def blank(self, column_id: str) -> bool:
        """Whether the cell of a column is blank, as opposed to filled or faulty."""
        return column_id not in self.faulty and self.values.get(column_id) is None

    def answers(self) -> list[Value]:
        """What the row answers: all its values except its key, its status and its texts."""
        answering = {each.id for each in sheet(self.sheet).columns if each.kind in ANSWERING}
        return [
            value
            for column, value in self.values.items()
            if column in answering and value is not None
        ]


class Total(NamedTuple):
    """A row that says that it adds up others: the cell that says so, and where it stands."""

    cell: Cell
    table: Table
    row: Row


@dataclass(slots=True)
class Gathered:
    """What was read of one kind of worksheet, from all workbooks.

    ``complete`` is whether every row is known by its key; if not, nobody can say that a
    municipality is missing. ``places`` are the worksheets, ``named`` the municipalities that
    have a row which is no total. ``nameless`` are the rows of which it isn't known what they are
    about.
    """

    records: list[Record] = field(default_factory=list)
    nameless: list[Record] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    complete: bool = True
    named: set[str] = field(default_factory=set)
    totals: list[Total] = field(default_factory=list)


def gather_table(table: Table, gathered: Gathered) -> Iterator[Finding]:
    """Add a table's records to what was gathered, and yield what is wrong with its cells."""
    gathered.places.append(table.sheet.place)
    blocks = _blocks_in(table)
    for block in blocks:
        first = table.sheet.cell(block.first_row, block.first_column)
        last = table.sheet.cell(block.last_row, block.last_column)
        yield finding("merged-cells", first, {"found": f"{first.cell}:{last.cell}"})
        # A row may be blank only because what it is about stands in the merged row above.
        if block.last_row > block.first_row:
            gathered.complete = False
    columns = [
        (column_id, table.schema.column(column_id), number)
        for column_id, number in table.header.columns.items()
    ]
    missing = {
        column.id
        for column in table.schema.columns
        if column.required and column.id not in table.header.columns
    }
    letters = initials(table)
    for row in table.rows:
        if total := _total(table, row):
            gathered.totals.append(total)
            continue
        record = Record(table.schema.id, table.place(row.number, table.schema.key[0]))
        record.faulty |= missing
        for column_id, column, number in columns:
            cell = row.cells.get(number) or Cell(table.sheet.cell(row.number, number), None)
            if found := record.take(column_id, column, cell, letters):
                yield found
            elif blocks and cell.blank and any(each.covers(row.number, number) for each in blocks):
                record.faulty.add(column_id)
        yield from _key(record, table)
        if isinstance(municipality := record.values.get(table.schema.key[0]), str):
            gathered.named.add(municipality)
        if record.key:
            gathered.records.append(record)
        else:
            gathered.complete = False
            gathered.nameless.append(record)


def _key(record: Record, table: Table) -> Iterator[Finding]:
    """Set the record's key, or say what is missing of it."""
    for column_id in table.schema.key:
        if record.blank(column_id):
            place = record.places[column_id]
            yield finding("missing-name", place, {"column": f"{table.schema.id}.{column_id}"})
            return
    if table.schema.numerous:
        # Where something is faulty, the row says less than it may: nobody knows which one it is.
        told = tuple(str(value or "") for _, value in sorted(record.values.items()))
        keyed = set(table.schema.key).isdisjoint(record.faulty)
        municipality = str(record.values.get(table.schema.key[0]))
        record.key = (municipality, *told) if keyed else ()
        return
    values = [record.values.get(column_id) for column_id in table.schema.key]
    ids = [value for value in values if isinstance(value, str)]
    record.key = tuple(ids) if len(ids) == len(values) else ()


def _total(table: Table, row: Row) -> Total | None:
    cells = [row.cells.get(table.header.columns.get(id_, 0)) for id_ in table.schema.key]
    total = next((cell for cell in cells if cell and is_total(cell)), None)
    return Total(total, table, row) if total else None


def _blocks_in(table: Table) -> list[Block]:
    """The merged cells that reach into the table's data."""
    known = table.header.columns.values()
    numbers = [row.number for row in table.rows]
    blocks = (
        block
        for block in table.sheet.merged
        if any(block.first_column <= number <= block.last_column for number in known)
        and bisect_left(numbers, block.first_row) < bisect_right(numbers, block.last_row)
    )
    return list(islice(blocks, _MOST_BLOCKS))
