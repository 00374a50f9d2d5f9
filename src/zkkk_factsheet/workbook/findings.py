"""What is wrong with a workbook: findings, their codes, and how severe each is.

Their sentences stand in the message catalogues under ``finding.<code>.title``, ``.message``,
``.meaning`` and ``.hint``. The documentation and the tests go by this declaration.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.places import Place

Severity = Literal["error", "warning"]
Group = Literal["file", "sheet", "cell", "row", "sheets", "years", "published", "personal"]


class Figures(str):
    """A number or a date of Excel's as a text, which each language writes in its own way.

    What somebody typed as a text is none, though it may look like one: it is shown as it stands.
    """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found.

    ``code`` is stable and documented ("unknown-municipality"). ``values`` are the named values
    that the code's sentences in the catalogues speak of; by custom ``found`` is what stands in
    the cell, ``accepted`` what could stand there and ``suggestion`` the nearest accepted name. What
    only a later room can put in words is a text for each language, named ``figure@sq`` and so on.
    """

    code: str
    severity: Severity
    place: Place
    values: dict[str, str] = field(default_factory=dict)


def in_order(findings: Iterable[Finding], sheets: Iterable[Place]) -> tuple[Finding, ...]:
    """Findings by file, by the worksheet's place in its workbook, and by cell.

    ``sheets`` are the worksheets as they stand in the workbooks. What is about a file as a whole
    comes first in it. Of one cell they go by code and values, so that a run repeats itself.
    """
    positions = {place: position for position, place in enumerate(sheets)}

    def order(found: Finding) -> tuple[object, ...]:
        place = found.place
        position = positions.get(Place(place.file, place.sheet), -1)
        return (place.file, position, place, found.code, tuple(found.values.values()))

    return tuple(sorted(findings, key=order))


class Code(NamedTuple):
    """A kind of finding. ``example`` has a value for each name that its sentences speak of."""

    code: str
    severity: Severity
    group: Group
    example: Mapping[str, str] = MappingProxyType({})


def finding(code: str, place: Place, values: Mapping[str, str] | None = None) -> Finding:
    """A finding of this code. Raises KeyError if there is no such code."""
    return Finding(code, codes()[code].severity, place, dict(values or {}))


@cache
def codes() -> Mapping[str, Code]:
    """All codes, in the order of the documentation."""
    return {each.code: each for each in _declared()}


def _declared() -> Iterator[Code]:
    for group, severity, entries in _DECLARED:
        for code, example in entries.items():
            yield Code(code, severity, group, example)


_Entries = dict[str, dict[str, str]]

_FILE_ERRORS: _Entries = {
    "not-a-spreadsheet": {},
    "encrypted": {},
    "damaged": {},
    "empty-file": {},
    "no-worksheet": {},
    "file-too-large": {"limit": limits.megabytes(limits.LARGEST_FILE)},
    "unpacks-too-large": {"limit": limits.megabytes(limits.LARGEST_UNPACKED)},
    "too-many-parts": {"limit": str(limits.MOST_PARTS)},
    "too-demanding": {},
    "unsafe-xml": {},
    "year-disagrees": {"found": "2018", "expected": "2019"},
    "only-marked-copy": {},
}

_FILE_WARNINGS: _Entries = {
    "temporary-file": {},
    "open-elsewhere": {},
    "marked-copy": {},
}

_HEADER = {
    "header@sq": "Komuniteti",
    "header@sr": "Zajednica",
    "header@en": "Community",
}
"""In the language of the worksheet, where that is known."""

_SHEET_ERRORS: _Entries = {
    "too-many-cells": {"limit": str(limits.MOST_CELLS)},
    "too-many-rows": {"rows": str(limits.MOST_ROWS), "columns": str(limits.MOST_COLUMNS)},
    "missing-sheet": {"sheet": "staff"},
    "sheet-twice": {"sheet": "staff", "other": "peja.xlsx!Stafi"},
    "no-header": {"sheet": "staff"},
    "missing-column": {"column": "staff.community", **_HEADER},
    "misnamed-column": {"column": "staff.community", "found": "Komunitet", **_HEADER},
    "header-over-columns": {"header": "Gra dhe burra", "found": "C1:D1"},
    "text-without-language": {"column": "activities.text"},
    "column-twice": {"column": "offices.work_plan", "other": "2019.xlsx!Offices!C1"},
    "missing-item": {"column": "about.year"},
    "item-twice": {"column": "about.year", "other": "2019.xlsx!About!A2"},
}

_SHEET_WARNINGS: _Entries = {
    "unknown-sheet": {"found": "Sheet3"},
    "hidden-sheet": {},
    "hidden-rows": {"found": "7–9"},
    "hidden-columns": {"found": "C–E"},
    "unknown-column": {"found": "Koment 2", "suggestion": "Koment"},
    "unnamed-column": {"found": "G"},
    "note-row": {"found": "Rajoni i Gjilanit"},
    "stray-value": {"found": "3"},
    "unknown-item": {"found": "Publsher", "suggestion": "Publisher"},
    "blank-item": {"column": "about.publisher"},
}

_CELL_ERRORS: _Entries = {
    "unknown-municipality": {
        "found": "Prishtna",
        "accepted": "municipality",
        "suggestion": "Prishtina",
    },
    "ambiguous-municipality": {
        "found": "Mitrovica",
        "candidates": "mitrovica-north mitrovica-south",
    },
    "unknown-community": {"found": "Srb", "accepted": "community", "suggestion": "Srbi"},
    "ambiguous-community": {"found": "RAE", "candidates": "roma ashkali egyptian"},
    "unknown-component": {"found": "Edukimi", "accepted": "component", "suggestion": "Edukim"},
    "unknown-category": {"found": "Refugess", "accepted": "category", "suggestion": "Refugees"},
    "unknown-duty": {"found": "9", "accepted": "duty", "suggestion": "Advice"},
    "missing-name": {"column": "staff.community"},
    "unknown-status": {
        "found": "etablished",
        "accepted": "office_status",
        "suggestion": "established",
    },
    "unknown-answer": {"found": "yess", "accepted": "answer", "suggestion": "yes"},
    "text-as-count": {"found": "two", "accepted": "count"},
    "fraction-as-count": {"found": Figures("1.5"), "accepted": "count"},
    "negative-count": {"found": "-1", "accepted": "count"},
    "date-as-count": {"found": Figures("2019-01-03"), "accepted": "count"},
    "percentage-as-count": {"found": "25%", "accepted": "count"},
    "count-too-large": {"found": "2019", "accepted": "count"},
    "invalid-year": {"found": "19", "accepted": "year"},
    "invalid-date": {"found": "31.2.2020", "accepted": "date"},
    "ambiguous-date": {"found": "03/04/2021", "one": "3.4.2021", "other_day": "4.3.2021"},
    "invalid-period": {"found": "2019-Q5", "accepted": "period"},
    "period-outside-year": {"period": "2018-Q4", "year": "2019"},
    "date-outside-year": {"date": "2024-03-12", "year": "2025"},
    "shown-otherwise": {"found": "0", "shown": "po"},
    "shown-blank": {"found": "2"},
    "error-value": {"found": "#N/A"},
    "no-result": {},
    "unprintable-text": {"found": "😀", "signs": "😀", "others": "2"},
    "merged-cells": {"found": "A4:A6"},
}

_CELL_WARNINGS: _Entries = {
    "unlikely-date": {"date": "2121-03-31", "year": "2019"},
    "next-edition-too-early": {"date": "2020-03-31", "day": "2020-03-31"},
    "unusual-count": {"found": "120", "limit": str(limits.USUAL_COUNT)},
    "total-row": {"found": "Gjithsej"},
    "total-unchecked": {"found": "Gjithsej"},
}

_ROW_ERRORS: _Entries = {
    "row-twice": {"municipality": "peja", "row": "peja serb", "other": "2019.xlsx!Staff!A7"},
    "conflicting-answers": {
        "column": "offices.work_plan",
        "found": "po",
        "other": "peja.xlsx!Zyrat!C7",
        "other_found": "jo",
    },
    "periods-disagree": {
        "column": "caseload.women",
        "found": "12",
        "other": "2019.xlsx!caseload!D7",
        "other_found": "13",
    },
    "missing-status": {"municipality": "peja", "accepted": "office_status"},
    "answer-without-office": {"municipality": "peja", "column": "offices.work_plan"},
    "only-total": {"municipality": "peja", "found": "Gjithsej"},
    "total-differs": {"found": "95", "sum": "92"},
    "total-with-answers": {"found": "Gjithsej 1"},
    "final-in-one-language": {"column": "about.publisher", "languages": "sq"},
    "activity-without-text": {"municipality": "rahovec"},
    "correction-without-date": {},
    "correction-without-reason": {"date": "2020-05-05"},
    "correction-too-early": {"date": "2020-03-05", "day": "2020-03-31"},
    "correction-twice": {"date": "2020-05-05", "other": "2019.xlsx!About!B17"},
}

_ROW_WARNINGS: _Entries = {
    "long-remark": {"length": "900", "limit": "300", "language": "sq"},
    "in-two-workbooks": {"municipality": "peja", "other": "2019.xlsx!Offices!A7"},
    "cyrillic-text": {"column": "offices.remark", "languages": "sq, en"},
    "in-one-language": {"column": "about.note", "languages": "sq"},
    "missing-text": {"municipality": "rahovec", "language": "sr"},
    "sample-text": {},
    "partner-spelled-otherwise": {"found": "Kfor", "suggestion": "KFOR"},
    "missing-category": {"municipality": "peja", "categories": "refugees repatriated"},
    "missing-source": {"municipality": "peja"},
    "correction-order": {"date": "2020-05-05", "day": "2020-06-09"},
    "blank-answer": {"municipality": "peja", "column": "offices.work_plan", "asked": "34"},
    "blank-row": {"municipality": "peja"},
    "blank-status": {"municipality": "peja", "accepted": "office_status"},
}

_BETWEEN_SHEETS_ERRORS: _Entries = {
    "missing-municipality": {"municipality": "peja"},
    "not-on-roster": {"municipality": "peja"},
    "no-office": {"municipality": "peja", "other": "2019.xlsx!Offices!B7"},
    "no-answers": {},
}

_BETWEEN_SHEETS_WARNINGS: _Entries = {
    "blank-in-final": {"count": "18", "municipalities": "peja prizren"},
    "not-counted": {"municipality": "peja"},
    "no-staff": {"municipality": "peja"},
    "zero-staff": {"municipality": "peja", "other": "2019.xlsx!Staff!A7"},
    "no-duties": {"municipality": "peja"},
    "activities-despite-no": {"municipality": "peja", "duty": "advice", "other": "2019.xlsx!A!E7"},
    "no-activity-for-yes": {"municipality": "peja", "duty": "advice"},
}

_BETWEEN_YEARS_ERRORS: _Entries = {
    "sample-mixed": {"previous": "2018"},
}

_BETWEEN_YEARS_WARNINGS: _Entries = {
    "office-vanished": {"municipality": "peja", "previous": "2018"},
    "staff-changed": {"municipality": "peja", "previous": "2018", "now": "9", "then": "2"},
    "same-as-before": {"previous": "2018"},
    "duty-flipped": {"duty": "advice", "previous": "2018", "changed": "30", "base": "34"},
}

_CORRECTED = {"column": "about.corrected_on", "reason": "about.correction"}
_CHANGED = {
    "year": "2019",
    "figure@sq": "Zyrat e themeluara",
    "figure@sr": "Formirane kancelarije",
    "figure@en": "Established offices",
    "before@sq": "34 nga 38",
    "before@sr": "34 od 38",
    "before@en": "34 of 38",
    "after@sq": "35 nga 38",
    "after@sr": "35 od 38",
    "after@en": "35 of 38",
    "cells": "2019.xlsx!Offices!B9",
    **_CORRECTED,
}

_PUBLISHED_ERRORS: _Entries = {
    "figure-changed": _CHANGED,
    "figure-changed-by-year-before": _CHANGED | {"previous": "2018"},
    "final-taken-back": {"year": "2019", "status": "draft", **_CORRECTED},
    "withheld-told": {
        "year": "2019",
        "settings": "threshold 5 → 0",
        "file": "zkkk.toml",
        "figures@sq": "Goran",
        "figures@sr": "Goranci",
        "figures@en": "Gorani",
        **_CORRECTED,
    },
}

_PERSONAL_ERRORS: _Entries = {
    "personal-data-column": {"found": "Emri i zyrtarit"},
    "personal-data": {"kind": "email"},
}

_PERSONAL_WARNINGS: _Entries = {
    "perhaps-a-person": {},
}

_DECLARED: tuple[tuple[Group, Severity, _Entries], ...] = (
    ("file", "error", _FILE_ERRORS),
    ("file", "warning", _FILE_WARNINGS),
    ("sheet", "error", _SHEET_ERRORS),
    ("sheet", "warning", _SHEET_WARNINGS),
    ("cell", "error", _CELL_ERRORS),
    ("cell", "warning", _CELL_WARNINGS),
    ("row", "error", _ROW_ERRORS),
    ("row", "warning", _ROW_WARNINGS),
    ("sheets", "error", _BETWEEN_SHEETS_ERRORS),
    ("sheets", "warning", _BETWEEN_SHEETS_WARNINGS),
    ("years", "error", _BETWEEN_YEARS_ERRORS),
    ("years", "warning", _BETWEEN_YEARS_WARNINGS),
    ("published", "error", _PUBLISHED_ERRORS),
    ("personal", "error", _PERSONAL_ERRORS),
    ("personal", "warning", _PERSONAL_WARNINGS),
)
