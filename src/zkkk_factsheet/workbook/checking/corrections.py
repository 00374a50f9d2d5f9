"""The corrections that an ``about`` sheet tells: whether their days can be as they are."""

from collections.abc import Iterator
from datetime import date

from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.gathering.items import CORRECTED_ON, REASON


def check_corrections(year: YearRecords) -> Iterator[Finding]:
    """Yield what is wrong with the corrections, each as a whole and beside the one above it."""
    about = year.of("about").get(())
    published_on = about.values.get("published_on") if about else None
    told: dict[object, Record] = {}
    above: dict[tuple[str, str], Record] = {}
    for record in year.corrections.values():
        place, day = record.places[CORRECTED_ON], record.values[CORRECTED_ON]
        if not isinstance(day, date):
            continue  # a record without a day has no key
        values = {"date": day.isoformat()}
        if isinstance(published_on, date) and day < published_on:
            yield finding("correction-too-early", place, values | {"day": published_on.isoformat()})
        same = told.setdefault((day, *_reasons(record)), record)
        if same is not record:
            other = str(same.places[CORRECTED_ON])
            yield finding("correction-twice", place, values | {"other": other})
        before = above.get((record.place.file, record.place.sheet))
        above[record.place.file, record.place.sheet] = record
        if before and isinstance(last := before.values[CORRECTED_ON], date) and last > day:
            yield finding("correction-order", place, values | {"day": last.isoformat()})


def _reasons(record: Record) -> Iterator[object]:
    """The reasons with the languages they are in."""
    yield from sorted(
        (item, str(value))
        for item, value in record.values.items()
        if item.startswith(REASON) and value is not None
    )
