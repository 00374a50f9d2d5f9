"""What is wrong with the header of a table."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from zkkk_factsheet.reference import fold
from zkkk_factsheet.workbook.checking.personal import is_of_persons
from zkkk_factsheet.workbook.declaration.schema import (
    SheetSchema,
    is_passive_column,
    sheets,
)
from zkkk_factsheet.workbook.declaration.values import Fault, near, parse
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.below import is_total
from zkkk_factsheet.workbook.gathering.tables import Table
from zkkk_factsheet.workbook.places import column_letters
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Block

_STEM = 4
"""Words that begin with the same four letters may be one word: "plan", "planin", "plani"."""

_HALF = 0.5

_ID = "id"
_MORE = 2
"""A header that is an id counts more than one in English."""


def check_header(table: Table) -> Iterator[Finding]:
    """Yield what is wrong with a table's header, each at its cell."""
    for number, column in table.header.twice:
        first = table.sheet.cell(table.header.row, table.header.columns[column])
        values = {"column": f"{table.schema.id}.{column}", "other": str(first)}
        yield finding("column-twice", table.sheet.cell(table.header.row, number), values)
    missing = [
        column.id
        for column in table.schema.columns
        if column.required and column.id not in table.header.columns
    ]
    over = list(_over_columns(table))
    yield from (told for _, told in over)
    missing = _not_under_one(table, missing, [cell for cell, _ in over])
    unknown = [cell for cell in _unknown_headers(table) if cell not in (each for each, _ in over)]
    meant = _meant(table, missing, unknown)
    for column in missing:
        values = {"column": f"{table.schema.id}.{column}", **_written(table, column)}
        if cell := meant.get(column):
            yield finding("misnamed-column", cell.place, values | {"found": cell.shown})
        else:
            yield finding("missing-column", table.sheet.cell(table.header.row, 0), values)
    for cell in unknown:
        if cell not in meant.values():
            suggestion = _suggestion(table, cell)
            hint = {"suggestion": suggestion} if suggestion else {}
            yield finding("unknown-column", cell.place, {"found": cell.shown} | hint)
    yield from _unnamed_columns(table)


def _written(table: Table, column_id: str) -> Mapping[str, str]:
    """The header that a column is to have: as the others are, else in the reader's language."""
    headers = table.schema.column(column_id).headers
    spoken: Counter[str] = Counter({_ID: 0})
    for known, number in table.header.columns.items():
        found, named = table.header.cells[number].text, table.schema.column(known).headers
        spoken.update(each for each, name in named.items() if fold(name) == fold(found))
        # Those of the sample are ids, some of which are English, too.
        spoken[_ID] += _MORE * (found == known)
    (most, _), *_ = spoken.most_common(1)
    written = {_ID: column_id, **headers}
    return {f"header@{each}": written[most] if spoken[most] else headers[each] for each in headers}


def _unknown_headers(table: Table) -> list[Cell]:
    known = {*table.header.columns.values(), *(number for number, _ in table.header.twice)}
    return [
        cell
        for number, cell in sorted(table.header.cells.items())
        if number not in known
        and not is_passive_column(cell.text)
        and not is_of_persons(table, number)
    ]


def _suggestion(table: Table, cell: Cell) -> str | None:
    """The header that may be meant: not one that is there, nor one for what another sheet has."""
    if any(schema.find_column(cell.lines) for schema in sheets() if schema.layout == "table"):
        return None
    suggestion = near(cell.text, table.schema.known_headers())
    meant = table.schema.find_column(suggestion) if suggestion else None
    return None if meant in table.header.columns else suggestion


def _meant(table: Table, missing: Sequence[str], unknown: Sequence[Cell]) -> Mapping[str, Cell]:
    """The unknown header that may be that of each missing column.

    By how it is written, by its words, by what stands below it; and if there is one of each left,
    it is that one, unless most of what stands below it says otherwise. A column that is there under
    another name is to be renamed, not added. One of totals is none of those that are added up.
    """
    columns, cells = list(missing), [cell for cell in unknown if not is_total(cell)]
    meant: dict[str, Cell] = {}

    def pair(column: str, cell: Cell) -> None:
        meant[column] = cell
        columns.remove(column)
        cells.remove(cell)

    for of_one in (_by_spelling, _by_words, _by_values):
        for column in tuple(columns):
            if cell := of_one(table, column, cells, columns):
                pair(column, cell)
    if len(columns) == len(cells) == 1 and _share_that_fits(table, columns[0], cells[0]) >= _HALF:
        pair(columns[0], cells[0])
    return meant


def _by_spelling(
    table: Table, column: str, cells: Sequence[Cell], _columns: Sequence[str]
) -> Cell | None:
    known = table.schema.known_headers()
    for cell in cells:
        suggestion = near(cell.text, known)
        if suggestion and table.schema.find_column(suggestion) == column:
            return cell
    return None


def _by_words(
    table: Table, column: str, cells: Sequence[Cell], columns: Sequence[str]
) -> Cell | None:
    """The header that has more words with the column than with any other that is missing."""
    for cell in cells:
        shared = {each: _shared(table.schema, each, cell) for each in columns}
        others = [number for each, number in shared.items() if each != column]
        if shared[column] > max(others, default=0):
            return cell
    return None


def _shared(schema: SheetSchema, column: str, cell: Cell) -> int:
    stems = _stems(cell.text)
    declared = schema.column(column)
    spellings = (*declared.headers.values(), *declared.aliases)
    return max(len(stems & _stems(each)) for each in spellings)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in fold(text).split() if len(word) >= _STEM}


def _by_values(
    table: Table, column: str, cells: Sequence[Cell], _columns: Sequence[str]
) -> Cell | None:
    """The first header below which everything is what the column accepts."""
    return next((cell for cell in cells if _share_that_fits(table, column, cell) == 1), None)


def _share_that_fits(table: Table, column: str, header: Cell) -> float:
    """How much of what stands below a header a column accepts; 0 if nothing stands there."""
    kind, number = table.schema.column(column).kind, header.place.column
    values = [row.cells[number] for row in table.rows if number in row.cells]
    fits = sum(not isinstance(parse(kind, each), Fault) for each in values)
    return fits / len(values) if values else 0


def _over_columns(table: Table) -> Iterator[tuple[Cell, Finding]]:
    """Headers that are merged over several columns with values: whose are they?"""
    for number, cell in table.header.cells.items():
        block = _block(table, number)
        if block and _filled(table, range(number + 1, block.last_column + 1)):
            first = table.sheet.cell(block.first_row, block.first_column)
            last = table.sheet.cell(block.last_row, block.last_column)
            values = {"header": cell.shown, "found": f"{first.cell}:{last.cell}"}
            yield cell, finding("header-over-columns", first, values)


def _not_under_one(table: Table, missing: list[str], over: Sequence[Cell]) -> list[str]:
    """The columns that are missing, unless all of them may stand below merged headers.

    Who added those would have them twice once the headers are unmerged.
    """
    known = table.header.columns.values()
    blocks = ((cell.place.column, _block(table, cell.place.column)) for cell in over)
    unnamed = sum(
        block.last_column - number + (number not in known) for number, block in blocks if block
    )
    return missing if len(missing) > unnamed else []


def _block(table: Table, number: int) -> Block | None:
    """The merged cells to which the header of a column belongs."""
    row = table.header.row
    return next((each for each in table.sheet.merged if each.covers(row, number)), None)


def _filled(table: Table, columns: range) -> bool:
    named = {*table.header.cells, *table.header.columns.values()}
    below = {number for row in table.rows for number in row.cells}
    return any(number in below and number not in named for number in columns)


def _unnamed_columns(table: Table) -> Iterator[Finding]:
    """Columns with data under an empty header, at the first cell of each."""
    blocks = [_block(table, number) for number in table.header.cells]
    under = {n for each in blocks if each for n in range(each.first_column, each.last_column + 1)}
    seen = {*table.header.cells, *table.header.columns.values(), *under}
    for row in table.rows:
        for number, cell in sorted(row.cells.items()):
            if number not in seen:
                seen.add(number)
                yield finding("unnamed-column", cell.place, {"found": column_letters(number)})
