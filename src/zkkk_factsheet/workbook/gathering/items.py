"""The ``about`` sheet: in each row an item and its value; and the year it states."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from zkkk_factsheet.workbook.declaration.schema import SheetSchema
from zkkk_factsheet.workbook.declaration.values import near
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Gathered, Record
from zkkk_factsheet.workbook.gathering.tables import recognise
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet
from zkkk_factsheet.workbook.reading.sources import load
from zkkk_factsheet.workbook.reading.workbooks import read_workbook


def gather_items(schema: SheetSchema, sheet: Sheet, gathered: Gathered) -> Iterator[Finding]:
    """Add a sheet's items as one record, and yield what is wrong with them.

    The value stands to the right of the item's name; what stands further right is for people.
    """
    gathered.places.append(sheet.place)
    record = Record(schema.id, sheet.place)
    gathered.records.append(record)
    names = _column_of_names(schema, sheet)
    if not names:
        return
    first = min(row.number for row in sheet.rows if _item(schema, row, names))
    for row in sheet.rows:
        name = row.cells.get(names)
        if row.number < first or name is None:
            continue
        value = row.cells.get(names + 1) or Cell(sheet.cell(row.number, names + 1), None)
        yield from _take(schema, record, name, value)


def stated_year(path: Path) -> int | None:
    """The year in a workbook's ``about`` sheet; None if it has none. Raises OSError."""
    about = Gathered()
    for schema, sheet in recognise(read_workbook(load(path)).sheets).keys:
        list(gather_items(schema, sheet, about))
    years = (record.values.get("year") for record in about.records)
    return next((year for year in years if isinstance(year, int)), None)


def _take(schema: SheetSchema, record: Record, name: Cell, value: Cell) -> Iterator[Finding]:
    item = schema.find_column(name.lines)
    if item is None:
        if not value.blank:
            suggestion = near(name.text, schema.known_headers())
            hint = {"suggestion": suggestion} if suggestion else {}
            yield finding("unknown-item", name.place, {"found": name.shown} | hint)
        return
    if item in record.places:
        values = {"column": f"{schema.id}.{item}", "other": str(record.places[item])}
        yield finding("item-twice", name.place, values)
        return
    if found := record.take(item, schema.column(item), value):
        yield found


def _column_of_names(schema: SheetSchema, sheet: Sheet) -> int:
    known = Counter(
        number
        for row in sheet.rows
        for number, cell in row.cells.items()
        if schema.find_column(cell.lines)
    )
    # The first column, if several have as many.
    return min(known, key=lambda number: (-known[number], number), default=0)


def _item(schema: SheetSchema, row: Row, names: int) -> bool:
    return names in row.cells and schema.find_column(row.cells[names].lines) is not None
