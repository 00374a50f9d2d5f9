"""Rows that add up others: left out, and held against what the rows themselves add up to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.declaration.schema import Kind, SheetSchema, sheet
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.declaration.words import find_word
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import ANSWERING, COUNTING, Gathered, Record, Total
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell

_WORDS: tuple[Kind, ...] = ("answer", "office_status")


class Read(NamedTuple):
    """A total as it was read.

    ``key`` is what it names all the same: the municipality or the community that it is a total
    of. ``figures`` are its answering cells by column; ``answers`` is whether it has a word for
    an answer, or a status.
    """

    sheet: str
    cell: Cell
    key: Mapping[str, str]
    figures: Mapping[str, Cell]
    answers: bool


class Difference(NamedTuple):
    """A figure of a total that the rows don't add up to: its cell, and what they add up to."""

    place: Place
    found: int
    added: int


def check_totals(gathered: Gathered) -> Iterator[Finding]:
    """Yield what each total is: left out, or an error if it may not be, at each wrong figure.

    Only when all workbooks are read is it known what a municipality's total adds up, and whether
    it is all that there is of it. Unless every row is known, and every cell that is added up,
    nobody can say what they add up to; then a total is said to be unchecked.
    """
    totals = [_read(each) for each in gathered.totals]
    complete = gathered.complete
    for total in totals:
        for found in _judged(total, totals, gathered, complete=complete):
            if found.severity == "error":
                gathered.complete = False
            yield found


def _judged(
    total: Read, totals: Sequence[Read], gathered: Gathered, *, complete: bool
) -> Iterator[Finding]:
    found = {"found": total.cell.shown}
    municipality = total.key.get("municipality")
    if municipality and total.figures and municipality not in gathered.named:
        values = {"municipality": municipality} | found
        yield finding("only-total", total.cell.place, values)
    elif total.answers:
        yield finding("total-with-answers", total.cell.place, found)
    elif complete and (wrong := _wrong(total, totals, gathered.records)):
        for each in wrong:
            values = {"found": str(each.found), "sum": str(each.added)}
            yield finding("total-differs", each.place, values)
    elif _counted(total) and not (complete and _agrees(total, totals, gathered.records)):
        yield finding("total-unchecked", total.cell.place, found)
    else:
        yield finding("total-row", total.cell.place, found)


def _read(total: Total) -> Read:
    table, row = total.table, total.row
    columns = {id_: number for id_, number in table.header.columns.items() if number in row.cells}
    cells = {id_: row.cells[number] for id_, number in columns.items()}
    kinds = {id_: table.schema.column(id_).kind for id_ in cells}
    named = {id_: parse(kinds[id_], cells[id_]) for id_ in table.schema.key if id_ in cells}
    return Read(
        sheet=table.schema.id,
        cell=total.cell,
        key={id_: value for id_, value in named.items() if isinstance(value, str)},
        figures={id_: cell for id_, cell in cells.items() if kinds[id_] in ANSWERING},
        answers=any(_is_word(kinds[id_], cell) for id_, cell in cells.items())
        # Nothing is added up here: a row that says something is one like the others.
        or (table.schema.numerous and not all(isinstance(each, Fault) for each in named.values())),
    )


def _wrong(total: Read, totals: Sequence[Read], records: Sequence[Record]) -> Sequence[Difference]:
    """All differences from what is nearest to the total, of all that it may add up.

    Where no row is there to be added up, or a cell of them is faulty, nothing can be said.
    """
    scopes = _scopes(total, totals, records)
    differences = [list(_differences(total, rows)) for rows in scopes]
    return min(differences, key=lambda each: (len(each), sum(map(_size, each))), default=[])


def _agrees(total: Read, totals: Sequence[Read], records: Sequence[Record]) -> bool:
    """Whether there are rows that add up to a total and have no faulty cell; or no rows at all."""
    columns = _counted(total)
    scopes = list(_scopes(total, totals, records))
    sound = (rows for rows in scopes if all(columns.isdisjoint(each.faulty) for each in rows))
    return not scopes or any(not [*_differences(total, rows)] for rows in sound)


def _counted(total: Read) -> set[str]:
    """The columns that have to be known to say whether a total is right; none if it has no number.

    One figure alone may be that of all columns of counts.
    """
    stated = {id_ for id_, cell in total.figures.items() if _number(cell) is not None}
    labelled = not total.figures and any(map(str.isdigit, total.cell.text))
    counts = {each.id for each in sheet(total.sheet).columns if each.kind in COUNTING}
    return stated | counts if len(stated) == 1 or labelled else stated


def _size(difference: Difference) -> int:
    return abs(difference.found - difference.added)


def _scopes(
    total: Read, totals: Sequence[Read], records: Sequence[Record]
) -> Iterator[Sequence[Record]]:
    """The rows that a total may add up: all of its worksheet, those above it, of its region.

    Of a municipality or a community it adds up all rows; if there are none, none.
    """
    place = total.cell.place
    if total.key:
        alike = [each for each in records if _is_of(total, each)]
        here = [each for each in alike if _same_sheet(each.place, place)]
        yield here or list({each.key: each for each in alike}.values())
        return
    rows = [each for each in records if _same_sheet(each.place, place)]
    others = [each.cell.place.row for each in totals if _same_sheet(each.cell.place, place)]
    before = max((row for row in others if row < place.row), default=0)
    after = min((row for row in others if row > place.row), default=limits.LAST_ROW)
    scopes = (
        rows,
        [each for each in rows if each.place.row < place.row],
        [each for each in rows if before < each.place.row < place.row],
        [each for each in rows if place.row < each.place.row < after],
    )
    yield from (scope for scope in scopes if scope)


def _is_of(total: Read, record: Record) -> bool:
    columns = sheet(total.sheet).key
    return all(record.key[columns.index(id_)] == value for id_, value in total.key.items())


def _same_sheet(one: Place, other: Place) -> bool:
    return (one.file, one.sheet) == (other.file, other.sheet)


def _differences(total: Read, rows: Sequence[Record]) -> Iterator[Difference]:
    schema = sheet(total.sheet)
    stated = {
        id_: number for id_, cell in total.figures.items() if (number := _number(cell)) is not None
    }
    for id_, number in stated.items():
        sums = _sums(schema, id_, rows, alone=len(stated) == 1)
        if sums and number not in sums:
            yield _from_nearest(total.figures[id_].place, number, sums)
    # "Totali 95" in one cell; beside figures, the number may be that of a region.
    label = "" if total.figures else "".join(filter(str.isdigit, total.cell.text))
    counts = [column.id for column in schema.columns if column.kind in COUNTING]
    if label and counts:
        sums = _sums(schema, counts[0], rows, alone=True)
        if sums and int(label) not in sums:
            yield _from_nearest(total.cell.place, int(label), sums)


def _from_nearest(place: Place, found: int, sums: Sequence[int]) -> Difference:
    return Difference(place, found, min(sums, key=lambda each: abs(each - found)))


def _sums(schema: SheetSchema, id_: str, rows: Sequence[Record], *, alone: bool) -> list[int]:
    """What a total of a column may be; nothing, if one of its cells is faulty.

    Of answers, the number of yes, of no, of both or of rows. Of counts, the sum; and that of all
    columns of counts, if the total has no other figure.
    """
    if any(id_ in each.faulty for each in rows):
        return []
    if schema.column(id_).kind == "answer":
        answers = [each.values.get(id_) for each in rows]
        yes, no = answers.count(True), answers.count(False)
        return [yes, no, yes + no, len(rows)]
    counts = [column.id for column in schema.columns if column.kind in COUNTING]
    if alone and any(each.faulty & {*counts} for each in rows):
        return []
    return [_sum([id_], rows), *([_sum(counts, rows)] if alone else [])]


def _sum(columns: Sequence[str], rows: Sequence[Record]) -> int:
    values = (each.values.get(id_) for each in rows for id_ in columns)
    return sum(value for value in values if isinstance(value, int))


def _number(cell: Cell) -> int | None:
    """The whole number in a total's cell; None if there is none."""
    if cell.trouble or cell.percent or isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        return int(cell.value) if cell.value == int(cell.value) else None
    value = parse("persons", cell)
    return value if isinstance(value, int) else None


def _is_word(kind: Kind, cell: Cell) -> bool:
    """Whether a cell has a word that answers: yes or no, or a status; numbers may be sums."""
    if kind not in _WORDS:
        return False
    word = isinstance(cell.value, str) and not cell.text.isdigit() and find_word(kind, cell.text)
    return isinstance(cell.value, bool) or bool(word)
