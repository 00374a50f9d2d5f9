"""What is wrong within a row and between the worksheets of a year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from zkkk_factsheet.reference import municipalities
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.places import Place

_WITHOUT_OFFICE = ("not established", "not covered")
_OF_OFFICES = ("staff", "duties", "caseload")
"""The worksheets on which a row says something of an office."""

_NOT_ANSWERED = ("about", "population")
"""Those on which none does."""

OFFICE_ANSWERS = ("work_plan", "annual_report")


def check_between(year: YearRecords) -> Iterator[Finding]:
    """Yield what is blank in the rows, and where worksheets don't agree with each other."""
    yield from _roster(year)
    if _unanswered(year):
        # That says it all: what else is blank would only hide it.
        yield finding("no-answers", year.places["offices"])
    else:
        yield from _answers(year)


def _answers(year: YearRecords) -> Iterator[Finding]:
    yield from _offices(year)
    for sheet_id in _OF_OFFICES:
        yield from _places_without_office(year, sheet_id)
        yield from _blank_answers(year, sheet_id)
    for record in year.of("population").values():
        yield from _blanks(record, ["persons"], {})
    yield from _offices_without(year, "staff", "no-staff")
    yield from _offices_without(year, "duties", "no-duties")
    yield from _without_officials(year)


def _roster(year: YearRecords) -> Iterator[Finding]:
    """Municipalities that the roster lacks: at their first row elsewhere, if they have one."""
    if "offices" not in year.complete:
        return
    rows = [record for sheet_id in _OF_OFFICES for record in year.of(sheet_id).values()]
    elsewhere = {record.key[0]: record for record in reversed(rows)}
    for municipality in municipalities():
        values = {"municipality": municipality.id}
        if (municipality.id,) in year.of("offices"):
            continue
        if row := elsewhere.get(municipality.id):
            yield finding("not-on-roster", row.place, values)
        else:
            yield finding("missing-municipality", year.places["offices"], values)


def _offices(year: YearRecords) -> Iterator[Finding]:
    asked = _asked(year, "offices")
    for (municipality,), office in year.of("offices").items():
        status = office.values.get("status")
        if office.blank("status"):
            # Whether answers count depends on the status: with them, it can't stay blank.
            code = "missing-status" if _has_answers(year, office) else "blank-status"
            values = {"municipality": municipality, "accepted": "office_status"}
            yield finding(code, office.places["status"], values)
        elif status == "established":
            yield from _blanks(office, OFFICE_ANSWERS, asked)
        elif status in _WITHOUT_OFFICE:
            yield from _answers_without_office(office)
        elif status == "similar" and _has_answers(year, office):
            yield finding("not-counted", office.places["status"], {"municipality": municipality})


def _has_answers(year: YearRecords, office: Record) -> bool:
    elsewhere = (
        record
        for sheet_id in _OF_OFFICES
        for key, record in year.of(sheet_id).items()
        if key[0] == office.key[0]
    )
    return bool(office.answers()) or any(_says_something(record) for record in elsewhere)


def _answers_without_office(office: Record) -> Iterator[Finding]:
    for column in OFFICE_ANSWERS:
        if office.values.get(column) is True:
            values = {"municipality": office.key[0], "column": f"offices.{column}"}
            yield finding("answer-without-office", office.places[column], values)


def _places_without_office(year: YearRecords, sheet_id: str) -> Iterator[Finding]:
    for key, record in year.of(sheet_id).items():
        office = year.of("offices").get((key[0],))
        if office and office.values.get("status") in _WITHOUT_OFFICE and _says_something(record):
            values = {"municipality": key[0], "other": str(office.places["status"])}
            yield finding("no-office", record.place, values)


def _unanswered(year: YearRecords) -> bool:
    """Whether nobody has answered anything yet on any worksheet, though there is what to answer.

    There is nothing to answer if every office's status is stated, and none is established.
    """
    records = [record for of_kind in year.records.values() for record in of_kind.values()]
    if any(record.answers() for record in records if record.sheet not in _NOT_ANSWERED):
        return False
    statuses = [office.values.get("status") for office in year.of("offices").values()]
    nothing_to_answer = all(statuses) and "established" not in statuses
    return {"offices", "staff", "duties"} <= year.complete and not nothing_to_answer


def only_activities(year: YearRecords) -> bool:
    """Whether an office told what it did, and left all else as blank as `zkkk new` writes it."""
    stated = any(each.values.get("status") for each in year.of("offices").values())
    return bool(year.of("activities")) and not stated and _unanswered(year)


def _says_something(record: Record) -> bool:
    """Whether a row has an answer other than "no" and zero."""
    return any(record.answers())


def _blank_answers(year: YearRecords, sheet_id: str) -> Iterator[Finding]:
    columns = [each.id for each in sheet(sheet_id).columns if each.id not in sheet(sheet_id).key]
    asked = _asked(year, sheet_id)
    for key, record in year.of(sheet_id).items():
        if year.status(key[0]) == "established":
            yield from _blanks(record, columns, asked)


def _asked(year: YearRecords, sheet_id: str) -> Mapping[Place, int]:
    """How many rows of established offices there are on each worksheet of a kind."""
    return Counter(
        _worksheet(record)
        for key, record in year.of(sheet_id).items()
        if year.status(key[0]) == "established"
    )


def _worksheet(record: Record) -> Place:
    return Place(record.place.file, record.place.sheet)


def _blanks(
    record: Record, columns: Sequence[str], asked: Mapping[Place, int]
) -> Iterator[Finding]:
    """Each blank answer of a row that has others; or the row, if all its answers are blank."""
    blank = [column for column in columns if record.blank(column)]
    values = {"municipality": record.key[0]}
    if len(blank) == len(columns):
        yield finding("blank-row", record.place, values)
        return
    for column in blank:
        of = {"column": f"{record.sheet}.{column}", "asked": str(asked[_worksheet(record)])}
        yield finding("blank-answer", record.places[column], values | of)


def _offices_without(year: YearRecords, sheet_id: str, code: str) -> Iterator[Finding]:
    """Established offices without a row on a worksheet of which all rows are known."""
    if sheet_id not in year.complete:
        return
    present = {key[0] for key in year.of(sheet_id)}
    for (municipality,), office in year.of("offices").items():
        if office.values.get("status") == "established" and municipality not in present:
            yield finding(code, office.place, {"municipality": municipality})


def _without_officials(year: YearRecords) -> Iterator[Finding]:
    """Established offices all of whose rows are known and say zero: that may be "don't know"."""
    if "staff" not in year.complete:
        return
    rows: dict[str, list[Record]] = {}
    for key, record in year.of("staff").items():
        rows.setdefault(key[0], []).append(record)
    for (municipality,), office in year.of("offices").items():
        own = rows.get(municipality, [])
        counts = [record.values.get(column) for record in own for column in ("women", "men")]
        established = office.values.get("status") == "established"
        if established and counts and all(count == 0 for count in counts):
            values = {"municipality": municipality, "other": str(own[0].place)}
            yield finding("zero-staff", office.place, values)
