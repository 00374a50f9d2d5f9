"""What is wrong with worksheets and their headers."""

from collections.abc import Iterator

from zkkk_factsheet.workbook.checking.header import check_header
from zkkk_factsheet.workbook.checking.personal import check_personal
from zkkk_factsheet.workbook.declaration.schema import SheetSchema
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.tables import Recognised, Table
from zkkk_factsheet.workbook.places import column_letters
from zkkk_factsheet.workbook.reading.cells import shortened
from zkkk_factsheet.workbook.reading.sheets import Sheet


def check_sheets(recognised: Recognised) -> Iterator[Finding]:
    """Yield what is wrong with one workbook's worksheets; drop the second of a kind."""
    yield from _twice(recognised)
    for rejected in recognised.rejected:
        yield finding(rejected.code, rejected.sheet.place, rejected.values)
    for sheet in recognised.unknown:
        yield finding("unknown-sheet", sheet.place, {"found": sheet.name})
    for sheet in _read(recognised):
        if sheet.hidden:
            yield finding("hidden-sheet", sheet.place)
    for table in recognised.tables:
        yield from check_header(table)
        yield from _without_language(table)
        yield from _beside_data(table)
        yield from _hidden_rows(table)
        yield from _hidden_columns(table)
        yield from check_personal(table)


def _read(recognised: Recognised) -> Iterator[Sheet]:
    """The worksheets that were read, each once: several tables may stand on one."""
    tables = {table.sheet.place: table.sheet for table in recognised.tables}
    yield from tables.values()
    yield from (sheet for _, sheet in recognised.keys)


def _twice(recognised: Recognised) -> Iterator[Finding]:
    first: dict[str, Sheet] = {}
    told: set[str] = set()
    tables, keys = list(recognised.tables), list(recognised.keys)
    recognised.tables.clear()
    recognised.keys.clear()
    for table in tables:
        if first.setdefault(table.schema.id, table.sheet).place == table.sheet.place:
            recognised.tables.append(table)
        elif str(table.sheet.place) not in told:
            told.add(str(table.sheet.place))
            yield _sheet_twice(table.schema, table.sheet, first[table.schema.id])
    for schema, sheet in keys:
        if first.setdefault(schema.id, sheet) is sheet:
            recognised.keys.append((schema, sheet))
        else:
            yield _sheet_twice(schema, sheet, first[schema.id])


def _sheet_twice(schema: SheetSchema, sheet: Sheet, first: Sheet) -> Finding:
    return finding("sheet-twice", sheet.place, {"sheet": schema.id, "other": str(first.place)})


def _without_language(table: Table) -> Iterator[Finding]:
    """Headers of texts that don't say the language, where it has to be known."""
    for column in table.schema.columns:
        if column.spoken and (number := table.header.columns.get(column.id)):
            place = table.sheet.cell(table.header.row, number)
            yield finding(
                "text-without-language", place, {"column": f"{table.schema.id}.{column.id}"}
            )


def _beside_data(table: Table) -> Iterator[Finding]:
    """Rows that look like notes, and values below the table: neither of them was read."""
    for row in table.notes:
        texts = [cell.text for _, cell in sorted(row.cells.items())]
        found = {"found": shortened(" ".join(texts))}
        yield finding("note-row", table.sheet.cell(row.number, min(row.cells)), found)
    for row in table.strays:
        cell = row.cells[min(row.cells)]
        yield finding("stray-value", cell.place, {"found": cell.shown})


def _hidden_rows(table: Table) -> Iterator[Finding]:
    """One finding for each run of hidden rows with data."""
    hidden = [row.number for row in table.rows if row.number in table.sheet.hidden_rows]
    for first, last in _runs(hidden):
        text = str(first) if first == last else f"{first}–{last}"
        yield finding("hidden-rows", table.sheet.cell(first, 0), {"found": text})


def _hidden_columns(table: Table) -> Iterator[Finding]:
    """One finding for each run of hidden columns that have a header or data."""
    used = {*table.header.cells, *(number for row in table.rows for number in row.cells)}
    runs = table.sheet.hidden_columns
    hidden = [number for number in sorted(used) if any(a <= number <= b for a, b in runs)]
    for run in _runs(hidden):
        first, last = map(column_letters, run)
        text = first if first == last else f"{first}–{last}"
        yield finding("hidden-columns", table.sheet.cell(table.header.row, run[0]), {"found": text})


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run of numbers without a gap."""
    while numbers:
        run = [number for place, number in enumerate(numbers) if number == numbers[0] + place]
        numbers = numbers[len(run) :]
        yield run[0], run[-1]
