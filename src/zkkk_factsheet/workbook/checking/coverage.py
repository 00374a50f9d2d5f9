"""How complete a year is, worksheet by worksheet."""

from collections.abc import Iterator
from typing import NamedTuple

from zkkk_factsheet.reference import municipalities
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.declaration.schema import find_sheet, sheet
from zkkk_factsheet.workbook.gathering.gather import ANSWERING, Record

_NOTHING_ASKED = ("similar", "not established", "not covered")
"""The statuses of which no more is asked."""


_ASSESSED = ("offices", "staff", "duties")


class Coverage(NamedTuple):
    """Of how many offices a kind of worksheet says all that is asked, and of how many it is asked.

    Offices whose status is blank count among these, and those that the roster lacks: of them
    everything is still to be said. ``name`` is what the worksheet is called in the workbook; "" if
    that says nothing, or there is none.
    """

    sheet: str
    complete: int
    offices: int
    name: str = ""


def coverage_of(year: YearRecords) -> Iterator[Coverage]:
    """The coverage of the worksheets offices, staff and duties, unless only reports are made."""
    if not any(year.of(sheet_id) for sheet_id in _ASSESSED) and year.of("activities"):
        return
    roster = [each.id for each in municipalities()] if year.of("offices") else []
    asked = [each for each in roster if year.status(each) not in _NOTHING_ASKED]
    for sheet_id in _ASSESSED:
        rows: dict[str, list[Record]] = {}
        for key, record in year.of(sheet_id).items():
            rows.setdefault(key[0], []).append(record)
        complete = sum(
            office in rows and all(_is_complete(record) for record in rows[office])
            for office in asked
        )
        place = year.places.get(sheet_id)
        is_named = place is not None and find_sheet(place.sheet) is sheet(sheet_id)
        name = place.sheet if place and is_named else ""
        yield Coverage(sheet_id, complete, len(asked), name)


def _is_complete(record: Record) -> bool:
    kinds = (*ANSWERING, "office_status")
    columns = [each.id for each in sheet(record.sheet).columns if each.kind in kinds]
    return all(record.values.get(column) is not None for column in columns)
