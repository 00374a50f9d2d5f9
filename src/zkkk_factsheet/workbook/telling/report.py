"""A finding in words, and findings as JSON for programs, in one of the languages."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from zkkk_factsheet.language import Catalogue, Period, catalogue
from zkkk_factsheet.reference import (
    categories,
    communities,
    components,
    duties,
    duty,
    municipalities,
    municipality,
)
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.declaration.values import (
    HIGHEST_COUNT,
    HIGHEST_NUMBER_OF_PERSONS,
)
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.findings import Figures, Finding
from zkkk_factsheet.workbook.places import Place, place_of
from zkkk_factsheet.workbook.reading.cells import clean, echoed

JSON_VERSION = 1
"""The version of the JSON report; it goes up when a program that reads it would have to change."""


def line(found: Finding, language: str) -> str:
    """One finding in one line: place, severity, what is wrong, code."""
    return line_of(found, found.place, message(found, language), language)


def line_of(found: Finding, where: Place, what: str, language: str) -> str:
    """A line as of a finding, with another place and another message."""
    texts = _texts(language)
    return texts.text(
        "report.line",
        place=place(where, language),
        severity=texts.text(f"report.{found.severity}"),
        message=what,
        code=found.code,
    )


def summary(findings: Iterable[Finding], language: str) -> list[str]:
    """How many errors and how many warnings there are, and what follows from that.

    What a final edition lacks is said here once more: nobody should overlook it.
    """
    texts = _texts(language)
    findings = list(findings)
    severities = [each.severity for each in findings]
    counted = [
        texts.plural(f"report.{severity}s", severities.count(severity))
        for severity in ("error", "warning")
        if severity in severities
    ]
    lacking = [message(each, language) for each in findings if each.code == "blank-in-final"]
    return [*counted, *lacking] or [texts.text("report.clean")]


def as_json(findings: Sequence[Finding], language: str) -> dict[str, object]:
    """The report for programs; ``docs/findings.schema.json`` describes it."""
    severities = [each.severity for each in findings]
    return {
        "format": JSON_VERSION,
        "language": language,
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "findings": [finding_as_json(each, language) for each in findings],
    }


def place(where: Place, language: str) -> str:
    """A place in words: the file, its worksheet, the row or the cell."""
    level = "file"
    if where.sheet:
        level = "cell" if where.column and where.row else "row" if where.row else "sheet"
    return _texts(language).text(
        f"report.place.{level}", file=clean(where.file), sheet=echoed(where.sheet), cell=where.cell
    )


def title(code: str, language: str) -> str:
    """What a code is called."""
    return _texts(language).text(f"finding.{code}.title")


def meaning(code: str, language: str) -> str:
    """What a code means, for the documentation."""
    return _texts(language).text(f"finding.{code}.meaning")


def message(found: Finding, language: str) -> str:
    """What is wrong, in one sentence."""
    return _texts(language).text(f"finding.{found.code}.message", **_values(found, language))


def hint(found: Finding, language: str) -> str:
    """What to do about it, and what is accepted."""
    return _texts(language).text(f"finding.{found.code}.hint", **_values(found, language))


def suggestion(found: Finding, language: str) -> str:
    """What may have been meant, as a question; "" if nothing is near."""
    if not (near := found.values.get("suggestion")):
        return ""
    return _texts(language).text("report.did-you-mean", suggestion=near)


def finding_as_json(found: Finding, language: str) -> dict[str, object]:
    """One finding for programs."""
    values = _values(found, language)
    return {
        "code": found.code,
        "severity": found.severity,
        "file": found.place.file,
        "sheet": found.place.sheet or None,
        "cell": found.place.cell or None,
        "row": found.place.row or None,
        "column": found.place.column or None,
        "found": values.get("found"),
        "accepted": values.get("accepted"),
        "suggestion": values.get("suggestion"),
        "message": message(found, language),
        "hint": hint(found, language),
        "values": dict(found.values),
    }


def value(found: Finding, name: str, language: str) -> str:
    """One of a finding's values, in words."""
    return _values(found, language)[name]


def _texts(language: str) -> Catalogue:
    return catalogue(language, "messages")


def _values(found: Finding, language: str) -> dict[str, str]:
    """The values of a finding in a language: what are ids in the finding become names."""
    named = {
        name.removesuffix(f"@{language}"): _in_words(name, value, language)
        for name, value in found.values.items()
        if "@" not in name or name.endswith(f"@{language}")
    }
    if others := found.values.get("others"):
        texts = {"signs": found.values["signs"]}
        named["signs"] = _texts(language).plural("report.signs-and-others", int(others), **texts)
    return named


def _in_words(name: str, text: str, language: str) -> str:
    if name in _IN_WORDS:
        return _IN_WORDS[name](text, language)
    return _texts(language).written.figures(text) if isinstance(text, Figures) else echoed(text)


def _sheet(sheet_id: str, language: str) -> str:
    return sheet(sheet_id).names[language]


def _column(qualified: str, language: str) -> str:
    sheet_id, _, column_id = qualified.partition(".")
    column = sheet(sheet_id).column(column_id)
    if column.id == column_id:
        return column.headers[language]
    part = _texts(language).text(f"language.{column_id.rpartition('_')[2]}")
    texts = {"column": column.headers[language], "language": part}
    return _texts(language).text("report.column-in-language", **texts)


def _edition_status(id_: str, language: str) -> str:
    return next(each.words[language] for each in words("edition_status") if each.id == id_)


def _cells(cells: str, _language: str) -> str:
    return clean(cells)


def _named(ids: str, language: str) -> str:
    """Municipalities, communities, categories and periods by their names."""
    names = {each.id: each.name(language) for each in municipalities()}
    names |= {each.id: each.name(language) for each in communities()}
    names |= {each.id: each.name(language) for each in categories()}
    return ", ".join(names.get(id_) or _period(id_, language) for id_ in ids.split())


def _period(text: str, language: str) -> str:
    return Period.parse(text).name(language)


def _accepted(kind: str, language: str) -> str:
    accepted = [word.words[language] for word in words(kind)]
    if kind == "community":
        accepted = [each.name(language) for each in communities()]
    if kind == "component":
        accepted = [each.name(language) for each in components()]
    if kind == "category":
        accepted = [each.name(language) for each in categories()]
    highest = {"duty": len(duties()), "persons": HIGHEST_NUMBER_OF_PERSONS}.get(kind, HIGHEST_COUNT)
    values = {"words": ", ".join(accepted), "highest": _number(str(highest), language)}
    return _texts(language).text(f"accepted.{kind}", **values)


def _duty(id_: str, language: str) -> str:
    return duty(id_).short[language]


def _municipality(id_: str, language: str) -> str:
    return municipality(id_).name(language)


def _municipalities(ids: str, language: str) -> str:
    return ", ".join(_municipality(id_, language) for id_ in ids.split())


def _date(day: str, language: str) -> str:
    return _texts(language).written.date(date.fromisoformat(day))


def _language(id_: str, language: str) -> str:
    return _texts(language).text(f"language.{id_}")


def _languages(ids: str, language: str) -> str:
    """Languages as they are called in "the sheet in Albanian and English"."""
    texts = _texts(language)
    return texts.written.list_of([texts.text(f"in-language.{id_}") for id_ in ids.split(", ")])


def _kind(kind: str, language: str) -> str:
    return _texts(language).text(f"personal.{kind}")


def _number(number: str, language: str) -> str:
    return _texts(language).number(int(number))


def _place(text: str, language: str) -> str:
    return place(place_of(text), language)


_IN_WORDS: dict[str, Callable[[str, str], str]] = {
    "sheet": _sheet,
    "column": _column,
    "municipality": _municipality,
    "municipalities": _municipalities,
    "date": _date,
    "day": _date,
    "reason": _column,
    "status": _edition_status,
    "cells": _cells,
    "duty": _duty,
    "candidates": _named,
    "categories": _named,
    "period": _period,
    "row": _named,
    "accepted": _accepted,
    "kind": _kind,
    "languages": _languages,
    "language": _language,
    "length": _number,
    "limit": _number,
    "other": _place,
    "asked": _number,
}
