"""A year's records: those of all workbooks become one, and typed rows if nothing is wrong."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import LANGUAGES, categories, communities, duties, municipalities
from zkkk_factsheet.reference.cyrillic import IN_LATIN, in_latin
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import (
    About,
    Activity,
    ActivityStatus,
    Caseload,
    Correction,
    Duties,
    EditionStatus,
    Office,
    OfficeStatus,
    Residents,
    Staff,
    YearRows,
)

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

    @property
    def stated_year(self) -> object:
        """The year that the workbooks state, right or wrong; None if they state none."""
        about = self.of("about").get(())
        return about.values.get("year") if about else None

    @property
    def is_sample(self) -> bool:
        """Whether the workbooks say that their data are invented."""
        about = self.of("about").get(())
        return about is not None and about.values.get("status") == "sample"

    @property
    def corrections(self) -> Mapping[tuple[str, str], Record]:
        """The corrections of the year by their day and their number on that day."""
        return {(key[0], key[1]): record for key, record in self.of("about").items() if key}

    def without(self, sheet_ids: Collection[str]) -> "YearRecords":
        """The same without some kinds of worksheets, as if no workbook had them."""
        return YearRecords(
            {id_: each for id_, each in self.records.items() if id_ not in sheet_ids},
            self.complete.difference(sheet_ids),
            {id_: each for id_, each in self.places.items() if id_ not in sheet_ids},
        )

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
    answered: dict[Key, Record] = {}
    told: set[tuple[str, str]] = set()
    for record in records:
        place = record.place
        same = rows.setdefault((record.key, place.file, place.sheet), record)
        if same is not record:
            about = record.key[:1] if sheet(record.sheet).numerous else record.key
            yield _doubled(record, "row-twice", same, {"row": " ".join(about)})
            continue
        first = merged.setdefault(record.key, record)
        copied = _answered_elsewhere(record, first, answered)
        conflicts = [] if first is record else list(_combine(first, record))
        yield from conflicts
        if copied and not conflicts and (record.key[0], place.file) not in told:
            told.add((record.key[0], place.file))
            yield _doubled(record, "in-two-workbooks", copied)


def _doubled(
    record: Record, code: str, other: Record, values: Mapping[str, str] | None = None
) -> Finding:
    told = {"municipality": record.key[0], **(values or {}), "other": str(other.place)}
    return finding(code, record.place, told)


def _answered_elsewhere(
    record: Record, first: Record, answered: dict[Key, Record]
) -> Record | None:
    """The row of another workbook that the record may be a copy of; blanks make no copy.

    Rows of several workbooks that a municipality has by community are added up: there any
    answer counts, for the copy may be older than a correction of the community. Of persons in
    care each quarter may have its workbook. ``answered`` has the first row of each municipality,
    or of each of its periods, that answers something, and is kept up.
    """
    if not record.key:
        return None
    if len(record.key) == 1:
        return first if first is not record and _answers_again(first, record) else None
    if not record.answers():
        return None
    other = answered.setdefault(record.key[:-1], record)
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


# Typed rows ------------------------------------------------------------------------------------


def build_rows(year: YearRecords, about: Record) -> YearRows:
    """The typed rows: offices and duties in the roster's order, staff by community within it."""
    roster = [each.id for each in sorted(municipalities(), key=lambda each: each.number)]
    groups = [each.id for each in communities()]
    offices, staff, answers = year.of("offices"), year.of("staff"), year.of("duties")
    return YearRows(
        about=replace(_about(about), corrections=_corrections(year)),
        offices=tuple(_office(offices[(m,)]) for m in roster if (m,) in offices),
        staff=tuple(_staff(staff[(m, c)]) for m in roster for c in groups if (m, c) in staff),
        duties=tuple(_duties(answers[(m,)]) for m in roster if (m,) in answers),
        activities=_activities(year, roster),
        caseload=_caseload(year, roster),
        population=_population(year, roster),
    )


def _about(record: Record) -> About:
    return About(
        year=cast("int", record.values["year"]),
        status=cast("EditionStatus", record.values["status"]),
        published_on=_day(record, "published_on"),
        publisher=_by_language(record, "publisher"),
        contact=_by_language(record, "contact"),
        source=_by_language(record, "source"),
        note=_by_language(record, "note"),
        places=record.places,
        next_on=_day(record, "next_on"),
    )


def _day(record: Record, item: str) -> date | None:
    day = record.values.get(item)
    return day if isinstance(day, date) else None


def _corrections(year: YearRecords) -> tuple[Correction, ...]:
    told = [
        Correction(date.fromisoformat(day), int(number), _by_language(record, "correction"))
        for (day, number), record in year.corrections.items()
    ]
    return tuple(sorted(told, key=lambda each: (each.day, each.number)))


def _office(record: Record) -> Office:
    status = record.values.get("status") or "no information"
    return Office(
        municipality=record.key[0],
        status=cast("OfficeStatus", status),
        work_plan=_answer(record, "work_plan"),
        annual_report=_answer(record, "annual_report"),
        remarks=_by_language(record, "remark"),
        places=record.places,
    )


def _staff(record: Record) -> Staff:
    municipality, community = record.key
    return Staff(
        municipality=municipality,
        community=community,
        women=_count(record, "women"),
        men=_count(record, "men"),
        places=record.places,
    )


def _duties(record: Record) -> Duties:
    return Duties(
        municipality=record.key[0],
        answers={duty.id: _answer(record, duty.id) for duty in duties()},
        places=record.places,
    )


def _activities(year: YearRecords, roster: list[str]) -> tuple[Activity, ...]:
    """The activities of each municipality by their days; those of one day as they stand."""
    told = [_activity(each) for each in year.of("activities").values()]
    return tuple(sorted(told, key=lambda each: (roster.index(each.municipality), each.day)))


def _activity(record: Record) -> Activity:
    values = record.values
    return Activity(
        municipality=record.key[0],
        day=cast("date", values["date"]),
        component=cast("str", values["component"]),
        status=cast("ActivityStatus | None", values.get("status")),
        duty=cast("str | None", values.get("duty")),
        communities=cast("tuple[str, ...]", values.get("communities") or ()),
        partners=cast("tuple[str, ...]", values.get("partners") or ()),
        texts=_by_language(record, "text"),
        places=record.places,
    )


def _caseload(year: YearRecords, roster: list[str]) -> tuple[Caseload, ...]:
    """Municipality by municipality, the periods in their order and the categories in theirs."""
    order = [each.id for each in categories()]
    told = [
        Caseload(
            municipality=key[0],
            period=Period.parse(key[1]),
            category=key[2],
            women=_count(record, "women"),
            men=_count(record, "men"),
            places=record.places,
        )
        for key, record in year.of("caseload").items()
    ]

    def place(each: Caseload) -> tuple[object, ...]:
        # A quarter comes before the half year and the year that end with it.
        period = each.period
        when = (period.last_day, -period.first_day.toordinal())
        return roster.index(each.municipality), *when, order.index(each.category)

    return tuple(sorted(told, key=place))


def _population(year: YearRecords, roster: list[str]) -> tuple[Residents, ...]:
    told = year.of("population")
    groups = [each.id for each in communities()]
    return tuple(
        Residents(
            municipality=municipality,
            community=community,
            persons=_count(record, "persons"),
            source=str(record.values.get("source") or ""),
            places=record.places,
        )
        for municipality in roster
        for community in groups
        if (record := told.get((municipality, community)))
    )


def _answer(record: Record, column: str) -> bool | None:
    value = record.values.get(column)
    return value if isinstance(value, bool) else None


def _count(record: Record, column: str) -> int | None:
    value = record.values.get(column)
    return value if isinstance(value, int) else None


def _by_language(record: Record, item: str) -> Mapping[str, str]:
    """A text by language; "" is the text for all languages that have none of their own.

    The Serbian sheet is in Latin script, and so is what stands in it: a text in Cyrillic is
    transliterated for it, and stays as it is elsewhere.
    """
    columns = {"": item} | {language: f"{item}_{language}" for language in LANGUAGES}
    values = {language: record.values.get(column) for language, column in columns.items()}
    texts = {language: text for language, text in values.items() if isinstance(text, str)}
    serbian = texts.get(IN_LATIN, texts.get("", ""))
    if (latin := in_latin(serbian)) != serbian:
        texts[IN_LATIN] = latin
    return texts
