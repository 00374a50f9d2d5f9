"""Counts that are unusual by themselves, where no year before says what is usual."""

from collections.abc import Iterator

from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.limits import USUAL_COUNT
from zkkk_factsheet.workbook.rows import YearRows

_GENDERS = ("women", "men")


def check_counts(year: YearRecords, previous: YearRows | None) -> Iterator[Finding]:
    """Yield each count that few offices reach, unless the office is compared with last year's."""
    compared = _known_before(previous) - _unknown_now(year)
    for (municipality, _), record in year.of("staff").items():
        if municipality in compared:
            continue
        for gender in _GENDERS:
            count = record.values.get(gender)
            if isinstance(count, int) and count > USUAL_COUNT:
                values = {"found": str(count), "limit": str(USUAL_COUNT)}
                yield finding("unusual-count", record.places[gender], values)


def _known_before(previous: YearRows | None) -> set[str]:
    """The municipalities all of whose officials were known in the year before."""
    rows = previous.staff if previous else ()
    unknown = {each.municipality for each in rows if None in (each.women, each.men)}
    return {each.municipality for each in rows} - unknown


def _unknown_now(year: YearRecords) -> set[str]:
    """The municipalities some of whose officials aren't known: there is no sum to compare."""
    return {
        key[0]
        for key, record in year.of("staff").items()
        if any(record.values.get(gender) is None for gender in _GENDERS)
    }
