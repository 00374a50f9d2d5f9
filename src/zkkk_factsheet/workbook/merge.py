"""Several workbooks, one year: records of the same thing become one, or contradict each other."""

from collections.abc import Iterable, Iterator

from zkkk_factsheet.workbook.catalogue import finding
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.gather import Record
from zkkk_factsheet.workbook.schema import sheet


def merge(records: Iterable[Record], merged: dict[tuple[str, ...], Record]) -> Iterator[Finding]:
    """Put records together by their key in ``merged``; yield what is there twice or contradicts.

    Within one worksheet nothing may be there twice. Between workbooks, the same answer twice is
    pointed out (the other workbook may be a forgotten copy), a blank gives way to an answer, and
    two different answers are an error that names both cells.
    """
    told: set[tuple[tuple[str, ...], str]] = set()
    for record in records:
        first = merged.setdefault(record.key, record)
        if first is record:
            continue
        if (first.place.file, first.place.sheet) == (record.place.file, record.place.sheet):
            values = {"municipality": record.key[0], "other": str(first.place)}
            yield finding("row-twice", record.place, values)
        else:
            again = _answers_again(first, record)
            conflicts = list(_combine(first, record))
            yield from conflicts
            said = (record.key[:1], record.place.file)
            if again and not conflicts and said not in told:
                told.add(said)
                values = {"municipality": record.key[0], "other": str(first.place)}
                yield finding("in-two-workbooks", record.place, values)


def _answers_again(first: Record, second: Record) -> bool:
    """Whether a record answers what another has answered: blanks make no copy."""
    answers = second.values.keys() - {*sheet(second.sheet).key}
    both = (column for column in answers if first.values.get(column) is not None)
    return bool(second.key) and any(second.values[column] is not None for column in both)


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
