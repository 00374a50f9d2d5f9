"""Several workbooks, one year: records of the same thing become one, or contradict each other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.places import Place

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearRecords:
    """All records of a year by kind of worksheet and key, and what is known to be all there.

    ``complete`` names the worksheets all of whose rows are known by their key; a worksheet that
    no workbook has is not among them. ``places`` has the first worksheet of each kind.
    """

    records: Mapping[str, Mapping[Key, Record]]
    complete: frozenset[str]
    places: Mapping[str, Place]

    def of(self, sheet_id: str) -> Mapping[Key, Record]:
        """The records of a kind of worksheet."""
        return self.records.get(sheet_id, {})

    def status(self, municipality: str) -> object:
        """The status of a municipality's office; None if it is blank, faulty or not there."""
        office = self.of("offices").get((municipality,))
        return office.values.get("status") if office else None


def merge(records: Iterable[Record], merged: dict[Key, Record]) -> Iterator[Finding]:
    """Put records together by their key in ``merged``; yield what is there twice or contradicts.

    Within one worksheet nothing may be there twice. Between workbooks, a blank gives way to an
    answer, two different answers are an error that names both cells, and what may be a forgotten
    copy is pointed out, once for each municipality and workbook.
    """
    rows: dict[tuple[Key, str, str], Record] = {}
    answered: dict[str, Record] = {}
    told: set[tuple[str, str]] = set()
    for record in records:
        place = record.place
        same = rows.setdefault((record.key, place.file, place.sheet), record)
        if same is not record:
            yield _about(record, "row-twice", same, {"row": " ".join(record.key)})
            continue
        first = merged.setdefault(record.key, record)
        copied = _answered_elsewhere(record, first, answered)
        conflicts = [] if first is record else list(_combine(first, record))
        yield from conflicts
        if copied and not conflicts and (record.key[0], place.file) not in told:
            told.add((record.key[0], place.file))
            yield _about(record, "in-two-workbooks", copied)


def _about(
    record: Record, code: str, other: Record, values: Mapping[str, str] | None = None
) -> Finding:
    told = {"municipality": record.key[0], **(values or {}), "other": str(other.place)}
    return finding(code, record.place, told)


def _answered_elsewhere(
    record: Record, first: Record, answered: dict[str, Record]
) -> Record | None:
    """The row of another workbook that the record may be a copy of; blanks make no copy.

    Rows of several workbooks that a municipality has by community are added up: there any
    answer counts, for the copy may be older than a correction of the community. ``answered``
    has the first row of each municipality that answers something, and is kept up.
    """
    if not record.key:
        return None
    if len(record.key) == 1:
        return first if first is not record and _answers_again(first, record) else None
    if not record.answers():
        return None
    other = answered.setdefault(record.key[0], record)
    return other if other.place.file != record.place.file else None


def _answers_again(first: Record, second: Record) -> bool:
    """Whether a record answers what another has answered."""
    answers = second.values.keys() - {*sheet(second.sheet).key}
    both = (column for column in answers if first.values.get(column) is not None)
    return any(second.values[column] is not None for column in both)


def _combine(first: Record, second: Record) -> Iterator[Finding]:
    for column, value in second.values.items():
        known = first.values.get(column)
        if value is None or column in first.faulty:
            continue
        if known is None:
            first.values[column] = value
            first.places[column] = second.places[column]
            first.cells[column] = second.cells[column]
        elif known != value:
            values = {
                "column": f"{second.sheet}.{column}",
                "found": second.cells[column].shown,
                "other": str(first.places[column]),
                "other_found": first.cells[column].shown,
            }
            yield finding("conflicting-answers", second.places[column], values)
    # What is blank in one workbook and faulty in the other is not blank.
    first.faulty |= {column for column in second.faulty if first.values.get(column) is None}
