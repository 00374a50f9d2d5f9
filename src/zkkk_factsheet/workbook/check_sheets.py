"""What is wrong with worksheets and their headers."""

from collections.abc import Iterator, Mapping

from zkkk_factsheet.workbook.catalogue import finding
from zkkk_factsheet.workbook.cells import Cell
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.personal import check_personal
from zkkk_factsheet.workbook.rows import Place, column_letters
from zkkk_factsheet.workbook.schema import SheetSchema, is_passive_column, is_personal
from zkkk_factsheet.workbook.sheets import Sheet
from zkkk_factsheet.workbook.tables import Recognised, Table
from zkkk_factsheet.workbook.values import near


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
        yield from _header(table)
        yield from _hidden_rows(table)
        yield from check_personal(table)


def _read(recognised: Recognised) -> Iterator[Sheet]:
    """The worksheets that were read, each once: several tables may stand on one."""
    tables = {table.sheet.place: table.sheet for table in recognised.tables}
    yield from tables.values()
    yield from (sheet for _, sheet in recognised.keys)


def _twice(recognised: Recognised) -> Iterator[Finding]:
    first: dict[str, Sheet] = {}
    told: set[Place] = set()
    tables, keys = list(recognised.tables), list(recognised.keys)
    recognised.tables.clear()
    recognised.keys.clear()
    for table in tables:
        if first.setdefault(table.schema.id, table.sheet) is table.sheet:
            recognised.tables.append(table)
        elif table.sheet.place not in told:
            told.add(table.sheet.place)
            yield _sheet_twice(table.schema, table.sheet, first[table.schema.id])
    for schema, sheet in keys:
        if first.setdefault(schema.id, sheet) is sheet:
            recognised.keys.append((schema, sheet))
        else:
            yield _sheet_twice(schema, sheet, first[schema.id])


def _sheet_twice(schema: SheetSchema, sheet: Sheet, first: Sheet) -> Finding:
    return finding("sheet-twice", sheet.place, {"sheet": schema.id, "other": str(first.place)})


def _header(table: Table) -> Iterator[Finding]:
    for number, column in table.header.twice:
        first = table.sheet.cell(table.header.row, table.header.columns[column])
        values = {"column": f"{table.schema.id}.{column}", "other": str(first)}
        yield finding("column-twice", table.sheet.cell(table.header.row, number), values)
    missing = [
        column.id
        for column in table.schema.columns
        if column.required and column.id not in table.header.columns
    ]
    known = table.schema.known_headers()
    unknown = {cell: near(cell.text, known) for cell in _unknown_headers(table)}
    for column in missing:
        cell = _meant(table.schema, column, unknown, alone=len(missing) == 1)
        values = {"column": f"{table.schema.id}.{column}"}
        if cell:
            del unknown[cell]
            yield finding("misnamed-column", cell.place, values | {"found": cell.shown})
        else:
            yield finding("missing-column", table.sheet.cell(table.header.row, 0), values)
    for cell, suggestion in unknown.items():
        hint = {"suggestion": suggestion} if suggestion else {}
        yield finding("unknown-column", cell.place, {"found": cell.shown} | hint)
    yield from _unnamed_columns(table)


def _unknown_headers(table: Table) -> list[Cell]:
    known = {*table.header.columns.values(), *(number for number, _ in table.header.twice)}
    return [
        cell
        for number, cell in sorted(table.header.cells.items())
        if number not in known and not is_passive_column(cell.text) and not is_personal(cell.text)
    ]


def _meant(
    schema: SheetSchema, column: str, unknown: Mapping[Cell, str | None], *, alone: bool
) -> Cell | None:
    """The unknown header that may be a missing column's: one near it, or the only one there is."""
    for cell, suggestion in unknown.items():
        if suggestion and schema.find_column(suggestion) == column:
            return cell
    return next(iter(unknown)) if alone and len(unknown) == 1 else None


def _unnamed_columns(table: Table) -> Iterator[Finding]:
    """Columns with data under an empty header, at the first cell of each."""
    seen = {*table.header.cells, *table.header.columns.values()}
    for row in table.rows:
        for number, cell in sorted(row.cells.items()):
            if number not in seen:
                seen.add(number)
                yield finding("unnamed-column", cell.place, {"found": column_letters(number)})


def _hidden_rows(table: Table) -> Iterator[Finding]:
    """One finding for each run of hidden rows with data."""
    hidden = [row.number for row in table.rows if row.number in table.sheet.hidden_rows]
    while hidden:
        run = [number for place, number in enumerate(hidden) if number == hidden[0] + place]
        hidden = hidden[len(run) :]
        text = str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}"
        yield finding("hidden-rows", table.sheet.cell(run[0], 0), {"found": text})
