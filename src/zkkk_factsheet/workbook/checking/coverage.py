"""How complete a year is, worksheet by worksheet."""

from collections.abc import Iterator
from typing import NamedTuple

from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.gathering.gather import ANSWERING, Record

_NOTHING_ASKED = ("similar", "not established", "not covered")
"""The statuses of which no more is asked."""


_ASSESSED = ("offices", "staff", "duties")


class Coverage(NamedTuple):
    """Of how many offices a kind of worksheet says all that is asked, and of how many it is asked.

    Offices whose status is blank count among these: of them everything is still to be said.
    """

    sheet: str
    complete: int
    offices: int


def coverage_of(year: YearRecords) -> Iterator[Coverage]:
    """The coverage of the worksheets offices, staff and duties, unless only reports are made."""
    if not any(year.of(sheet_id) for sheet_id in _ASSESSED) and year.of("activities"):
        return
    asked = [key for key in year.of("offices") if year.status(key[0]) not in _NOTHING_ASKED]
    for sheet_id in _ASSESSED:
        rows: dict[str, list[Record]] = {}
        for key, record in year.of(sheet_id).items():
            rows.setdefault(key[0], []).append(record)
        complete = sum(
            office in rows and all(_is_complete(record) for record in rows[office])
            for (office,) in asked
        )
        yield Coverage(sheet_id, complete, len(asked))


def _is_complete(record: Record) -> bool:
    kinds = (*ANSWERING, "office_status")
    columns = [each.id for each in sheet(record.sheet).columns if each.kind in kinds]
    return all(record.values.get(column) is not None for column in columns)
