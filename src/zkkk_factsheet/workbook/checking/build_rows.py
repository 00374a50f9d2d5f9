"""From the records of a year without errors to its typed rows."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from zkkk_factsheet.reference import LANGUAGES, communities, duties, municipalities
from zkkk_factsheet.reference.cyrillic import IN_LATIN, in_latin
from zkkk_factsheet.workbook.checking.corrections import corrections_in
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.rows import (
    About,
    Correction,
    Duties,
    EditionStatus,
    Office,
    OfficeStatus,
    Staff,
    YearRows,
)


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
    )


def _about(record: Record) -> About:
    published_on = record.values.get("published_on")
    return About(
        year=cast("int", record.values["year"]),
        status=cast("EditionStatus", record.values["status"]),
        published_on=published_on if isinstance(published_on, date) else None,
        publisher=_by_language(record, "publisher"),
        contact=_by_language(record, "contact"),
        source=_by_language(record, "source"),
        note=_by_language(record, "note"),
        places=record.places,
    )


def _corrections(year: YearRecords) -> tuple[Correction, ...]:
    told = [
        Correction(date.fromisoformat(day), int(number), _by_language(record, "correction"))
        for (day, number), record in corrections_in(year).items()
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
