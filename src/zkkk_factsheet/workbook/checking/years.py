"""What changed so much since the previous year that somebody should look at it."""

from collections.abc import Iterator, Sequence

from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.checking.records import Key, YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import YearRows

_TIMES = 3
"""A staff that grew or shrank more than threefold is more often a slip than a reform."""

_FEWEST_OFFICES = 5
"""Fewer offices than this may all have changed an answer by chance."""

_FEWEST_ANSWERS = 20
"""Fewer answers than this may all be last year's by chance."""

_GENDERS = ("women", "men")
_OFFICE = ("status", "work_plan", "annual_report")

_Counts = dict[tuple[str, str], int | None]
"""The officials of one office, by community and gender."""


def check_years(
    year: YearRecords, duty_headers: dict[str, Place], previous: YearRows
) -> Iterator[Finding]:
    """Yield what differs from the previous year beyond the likely."""
    before = {"previous": str(previous.about.year)}
    yield from _sample_mixed(year, previous, before)
    yield from _vanished(year, previous, before)
    yield from _staff(year, previous, before)
    yield from _duties(year, duty_headers, previous, before)
    yield from _nothing_new(year, previous, before)


def _nothing_new(
    year: YearRecords, previous: YearRows, before: dict[str, str]
) -> Iterator[Finding]:
    """Yield the year as a whole, if it is the year before with another date."""
    then: dict[tuple[str, Key], tuple[object, ...]] = {
        ("offices", (each.municipality,)): _said(each, _OFFICE) for each in previous.offices
    }
    then |= {
        ("staff", (each.municipality, each.community)): _said(each, _GENDERS)
        for each in previous.staff
    }
    then |= {
        ("duties", (each.municipality,)): tuple(each.answers.values()) for each in previous.duties
    }
    columns = {"offices": _OFFICE, "staff": _GENDERS, "duties": tuple(each.id for each in duties())}
    now = {
        (sheet_id, key): tuple(record.values.get(column) for column in columns[sheet_id])
        for sheet_id in columns
        for key, record in year.of(sheet_id).items()
    }
    answers = sum(value is not None for row in now.values() for value in row)
    if now == then and answers >= _FEWEST_ANSWERS:
        yield finding("same-as-before", year.places["offices"], before)


def _said(row: object, columns: Sequence[str]) -> tuple[object, ...]:
    """What a typed row says in some columns; a blank status is None, as it is when read."""
    values = (getattr(row, column) for column in columns)
    return tuple(None if value == "no information" else value for value in values)


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
    earlier: dict[str, _Counts] = {}
    for row in previous.staff:
        counts = {(row.community, "women"): row.women, (row.community, "men"): row.men}
        earlier.setdefault(row.municipality, {}).update(counts)
    for municipality, records in _by_municipality(year).items():
        then = earlier.get(municipality, {})
        now = {
            (each.key[1], gender): _count(each, gender) for each in records for gender in _GENDERS
        }
        old, new = _total(then), _total(now)
        if old is None or new is None or max(old, new) <= _TIMES * max(1, min(old, new)):
            continue
        values = {"municipality": municipality, "now": str(new), "then": str(old)}
        yield finding("staff-changed", _most_changed(records, now, then), values | before)


def _by_municipality(year: YearRecords) -> dict[str, list[Record]]:
    rows: dict[str, list[Record]] = {}
    for (municipality, _), record in year.of("staff").items():
        rows.setdefault(municipality, []).append(record)
    return rows


def _most_changed(records: Sequence[Record], now: _Counts, then: _Counts) -> Place:
    """The cell of the count that changed most: there the slip is, if it is one."""
    cells = {(each.key[1], gender): each.places[gender] for each in records for gender in _GENDERS}
    return cells[max(cells, key=lambda each: abs((now[each] or 0) - (then.get(each) or 0)))]


def _count(record: Record, gender: str) -> int | None:
    value = record.values.get(gender)
    return value if isinstance(value, int) else None


def _total(counts: _Counts) -> int | None:
    """The sum, or None if there are no counts or one of them is not known."""
    known = [count for count in counts.values() if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


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
