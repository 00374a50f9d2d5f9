"""What is wrong with the persons in the care of offices, and with the residents."""

from collections.abc import Iterator

from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import categories
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record

_GENDERS = ("women", "men")


def check_people(year: YearRecords, expected: int | None) -> Iterator[Finding]:
    """Yield what is wrong with persons in care, and with residents.

    Args:
        year: The records of the year.
        expected: The year that periods have to be of; None if nobody knows.
    """
    for key, record in year.of("caseload").items():
        # Where the workbook states a wrong year, that is said once, and the periods are right.
        if expected and Period.parse(key[1]).year not in {expected, year.stated_year}:
            values = {"period": key[1], "year": str(expected)}
            yield finding("period-outside-year", record.places["period"], values)
    yield from _disagreements(year)
    yield from _missing_categories(year)
    yield from _without_source(year)


def _disagreements(year: YearRecords) -> Iterator[Finding]:
    """Counts of periods that end on the same day, as the year and its last quarter do."""
    first: dict[tuple[str, ...], Record] = {}
    for (municipality, period, category), record in year.of("caseload").items():
        day = Period.parse(period).last_day.isoformat()
        other = first.setdefault((municipality, day, category), record)
        for gender in _GENDERS:
            here, there = record.values.get(gender), other.values.get(gender)
            if None not in (here, there) and here != there:
                values = {
                    "column": f"caseload.{gender}",
                    "found": record.cells[gender].shown,
                    "other": str(other.places[gender]),
                    "other_found": other.cells[gender].shown,
                }
                yield finding("periods-disagree", record.places[gender], values)


def _missing_categories(year: YearRecords) -> Iterator[Finding]:
    """Categories of which a municipality says nothing on the last day of which it tells any.

    The finding stands at the first row of that day: a row is missing, which has no place.
    """
    if "caseload" not in year.complete:
        return
    for municipality, days in _by_day(year).items():
        told = days[max(days)]
        known = {record.key[2] for record in told}
        missing = [each.id for each in categories() if each.id not in known]
        if missing:
            values = {"municipality": municipality, "categories": " ".join(missing)}
            yield finding("missing-category", told[0].place, values)


def _by_day(year: YearRecords) -> dict[str, dict[str, list[Record]]]:
    """The rows of each established office, by the day on which their period ends."""
    rows: dict[str, dict[str, list[Record]]] = {}
    for (municipality, period, _), record in year.of("caseload").items():
        if year.status(municipality) == "established":
            day = Period.parse(period).last_day.isoformat()
            rows.setdefault(municipality, {}).setdefault(day, []).append(record)
    return rows


def _without_source(year: YearRecords) -> Iterator[Finding]:
    """Once for each municipality, at the first row of residents without a source."""
    told: set[str] = set()
    for (municipality, _), record in year.of("population").items():
        if record.blank("source") and not record.blank("persons") and municipality not in told:
            told.add(municipality)
            values = {"municipality": municipality}
            yield finding("missing-source", record.places["source"], values)
