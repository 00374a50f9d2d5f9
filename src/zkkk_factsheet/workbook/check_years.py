"""What changed so much since the previous year that somebody should look at it."""

from collections.abc import Iterator

from zkkk_factsheet.workbook.catalogue import finding
from zkkk_factsheet.workbook.check_between import YearRecords
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.gather import Record
from zkkk_factsheet.workbook.rows import Place, YearRows

_TIMES = 3
"""A staff that grew or shrank more than threefold is more often a slip than a reform."""

_FEWEST_OFFICES = 5
"""Fewer offices than this may all have changed an answer by chance."""


def check_years(
    year: YearRecords, duty_headers: dict[str, Place], previous: YearRows
) -> Iterator[Finding]:
    """Yield what differs from the previous year beyond the likely."""
    before = {"previous": str(previous.about.year)}
    yield from _sample_mixed(year, previous, before)
    yield from _vanished(year, previous, before)
    yield from _staff(year, previous, before)
    yield from _duties(year, duty_headers, previous, before)


def _sample_mixed(
    year: YearRecords, previous: YearRows, before: dict[str, str]
) -> Iterator[Finding]:
    """Yield an error if invented figures would be compared with real ones."""
    about = year.of("about").get(())
    status = about.values.get("status") if about else None
    if about and status and (status == "sample") != (previous.about.status == "sample"):
        yield finding("sample-mixed", about.places["status"], before)


def _vanished(year: YearRecords, previous: YearRows, before: dict[str, str]) -> Iterator[Finding]:
    for office in previous.offices:
        now = year.of("offices").get((office.municipality,))
        status = now.values.get("status") if now else None
        if office.status == "established" and now and status in {"not established", "similar"}:
            values = {"municipality": office.municipality} | before
            yield finding("office-vanished", now.places["status"], values)


def _staff(year: YearRecords, previous: YearRows, before: dict[str, str]) -> Iterator[Finding]:
    earlier: dict[str, list[int | None]] = {}
    for row in previous.staff:
        earlier.setdefault(row.municipality, []).extend((row.women, row.men))
    now: dict[str, list[Record]] = {}
    for (municipality, _), record in year.of("staff").items():
        now.setdefault(municipality, []).append(record)
    for municipality, records in now.items():
        old = _total(earlier.get(municipality, [None]))
        new = _total([_count(record, gender) for record in records for gender in ("women", "men")])
        if old is None or new is None or max(old, new) <= _TIMES * max(1, min(old, new)):
            continue
        values = {"municipality": municipality, "now": str(new), "then": str(old)}
        yield finding("staff-changed", records[0].place, values | before)


def _count(record: Record, gender: str) -> int | None:
    value = record.values.get(gender)
    return value if isinstance(value, int) else None


def _total(counts: list[int | None]) -> int | None:
    """The sum, or None if a part of it is not known."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _duties(
    year: YearRecords, headers: dict[str, Place], previous: YearRows, before: dict[str, str]
) -> Iterator[Finding]:
    earlier = {row.municipality: row.answers for row in previous.duties}
    for duty, place in headers.items():
        pairs = [
            (earlier[municipality].get(duty), record.values.get(duty))
            for (municipality,), record in year.of("duties").items()
            if municipality in earlier
        ]
        both = [(old, new) for old, new in pairs if old is not None and new is not None]
        flipped = sum(old != new for old, new in both)
        if len(both) >= _FEWEST_OFFICES and 2 * flipped > len(both):
            values = {"duty": duty, "changed": str(flipped), "base": str(len(both))}
            yield finding("duty-flipped", place, values | before)
