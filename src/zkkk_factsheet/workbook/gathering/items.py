"""The ``about`` sheet: in each row an item and its value; and the year it states.

Corrections are several: each begins with its day, and its reasons stand below, until the next day.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from zkkk_factsheet.workbook.declaration.schema import SheetSchema
from zkkk_factsheet.workbook.declaration.values import near
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Gathered, Record
from zkkk_factsheet.workbook.gathering.tables import recognise
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet
from zkkk_factsheet.workbook.reading.sources import SourceFile, load, year_in
from zkkk_factsheet.workbook.reading.workbooks import read_workbook

CORRECTED_ON: Final = "corrected_on"
REASON: Final = "correction"
"""The items of a correction: its day, and its reason, also in one language."""


def gather_items(schema: SheetSchema, sheet: Sheet, gathered: Gathered) -> Iterator[Finding]:
    """Add a sheet's items as one record, its corrections as others; yield what is wrong with them.

    The value stands to the right of the item's name; what stands further right is for people.
    """
    gathered.places.append(sheet.place)
    record = Record(schema.id, sheet.place)
    gathered.records.append(record)
    names = _column_of_names(schema, sheet)
    if not names:
        return
    corrections: list[Record] = []
    first = min(row.number for row in sheet.rows if _item(schema, row, names))
    for row in sheet.rows:
        name = row.cells.get(names)
        if row.number < first or name is None:
            continue
        value = row.cells.get(names + 1) or Cell(sheet.cell(row.number, names + 1), None)
        item = schema.find_column(name.lines)
        taker = record
        if item and schema.column(item).repeated:
            if item == CORRECTED_ON or not corrections:
                corrections.append(Record(schema.id, name.place))
            taker = corrections[-1]
        yield from _take(schema, taker, item, name, value)
    yield from _add_corrections(corrections, gathered)


def _add_corrections(corrections: list[Record], gathered: Gathered) -> Iterator[Finding]:
    """Add those that have a day and a reason; rows that are left blank are none."""
    days: Counter[date] = Counter()
    for record in corrections:
        reasons = [item for item in record.places if item != CORRECTED_ON]
        given = [item for item in reasons if not record.blank(item)]
        day = record.values.get(CORRECTED_ON)
        if isinstance(day, date) and given:
            days[day] += 1
            record.key = (day.isoformat(), str(days[day]))
            gathered.records.append(record)
        elif isinstance(day, date):
            place = record.places[CORRECTED_ON]
            yield finding("correction-without-reason", place, {"date": day.isoformat()})
        elif given and CORRECTED_ON not in record.faulty:
            yield finding("correction-without-date", record.places[given[0]])


def stated_year(path: Path) -> int | None:
    """The year in a workbook's ``about`` sheet; None if it has none. Raises OSError."""
    return year_stated_in(load(path))


def year_of(source: SourceFile) -> int | None:
    """The year of a workbook wherever it lies: the one in its name, else the one it states."""
    return year_in(source.name.rpartition("/")[2]) or year_stated_in(source)


def year_stated_in(source: SourceFile) -> int | None:
    """The year in the ``about`` sheet of a workbook that was loaded; None if it has none."""
    about = Gathered()
    for schema, sheet in recognise(read_workbook(source).sheets).keys:
        list(gather_items(schema, sheet, about))
    years = (record.values.get("year") for record in about.records)
    return next((year for year in years if isinstance(year, int)), None)


def _take(
    schema: SheetSchema, record: Record, item: str | None, name: Cell, value: Cell
) -> Iterator[Finding]:
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
