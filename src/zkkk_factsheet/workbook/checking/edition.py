"""What an edition says of itself: its items, year and date, and whether it can be called final."""

from collections.abc import Iterator, Sequence
from datetime import date

from zkkk_factsheet.reference import LANGUAGES, municipalities
from zkkk_factsheet.reference.cyrillic import IN_LATIN, in_cyrillic
from zkkk_factsheet.workbook.checking.between import OFFICE_ANSWERS
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sources import year_in

_LATEST = 5
"""So many years after the year monitored an edition may still be published."""


def check_about(
    about: Record, files: Sequence[str], year: int | None, *, whole: bool
) -> Iterator[Finding]:
    """Yield which items are missing, and where a year is stated that is another one.

    ``year`` is the one that is asked for, if any; ``whole`` whether every workbook could be read.
    """
    for column in sheet("about").columns:
        ids = [each for each in about.places if _is_part(column.id, each)]
        if any(not about.blank(each) for each in ids):
            continue
        place = about.places[ids[0]] if ids else about.place
        code = "missing-item" if column.required else "blank-item"
        if (column.required or column.expected) and whole:
            yield finding(code, place, {"column": f"about.{column.id}"})
    stated = about.values.get("year")
    if isinstance(stated, int):
        yield from _years(about, stated, files, expected_year(about, year) or stated)


def expected_year(about: Record, year: int | None) -> int | None:
    """The year that is asked for, else the one in the workbook's name."""
    return year or year_in(_base(about.place.file))


def _years(about: Record, stated: int, files: Sequence[str], expected: int) -> Iterator[Finding]:
    """The year that the workbooks state, against the one that is asked for or in a name."""
    if stated != expected:
        yield _disagrees(about.places["year"], stated, expected)
    for file in files:
        named = year_in(_base(file))
        if named and named not in {stated, expected}:
            yield _disagrees(Place(file), named, stated)


def _is_part(item: str, column: str) -> bool:
    """Whether a column is an item, or its text in one language."""
    return column == item or column.rpartition("_")[0] == item


def _disagrees(place: Place, found: int, expected: int) -> Finding:
    return finding("year-disagrees", place, {"found": str(found), "expected": str(expected)})


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def check_edition(year: YearRecords, expected: int | None = None) -> Iterator[Finding]:
    """Yield what is unlikely about the date, and what a final edition should not lack.

    ``expected`` is the year the workbooks are for, where it is known without their own word: a
    wrong year in them does not make the date wrong, too.
    """
    about = year.of("about").get(())
    final = about is not None and about.values.get("status") == "final"
    for sheet_id in ("about", "offices"):
        for record in year.of(sheet_id).values():
            yield from _in_one_language(record, final=final)
            yield from _in_cyrillic(record)
    if about:
        yield from _published_on(about, expected)
        yield from _next_on(about)
    if about and final and (blank := list(_blank_answers(year))):
        named = [each.id for each in municipalities() if each.id in blank]
        values = {"count": str(len(blank)), "municipalities": " ".join(named)}
        yield finding("blank-in-final", about.places["status"], values)


def _published_on(about: Record, expected: int | None) -> Iterator[Finding]:
    """A date that is not after the year monitored, or long after it: by the year, not the clock."""
    published_on, year = about.values.get("published_on"), expected or about.values.get("year")
    if not isinstance(published_on, date) or not isinstance(year, int):
        return
    if not year < published_on.year <= year + _LATEST:
        values = {"date": published_on.isoformat(), "year": str(year)}
        yield finding("unlikely-date", about.places["published_on"], values)


def _next_on(about: Record) -> Iterator[Finding]:
    """A next edition that is expected on the day of this one, or before it."""
    next_on, published_on = about.values.get("next_on"), about.values.get("published_on")
    if isinstance(next_on, date) and isinstance(published_on, date) and next_on <= published_on:
        values = {"date": next_on.isoformat(), "day": published_on.isoformat()}
        yield finding("next-edition-too-early", about.places["next_on"], values)


def _in_one_language(record: Record, *, final: bool) -> Iterator[Finding]:
    """Texts that are given in some of the languages only, and not for all of them at once."""
    code = "final-in-one-language" if final else "in-one-language"
    for column in sheet(record.sheet).columns:
        parts = {language: f"{column.id}_{language}" for language in LANGUAGES}
        given = [language for language, part in parts.items() if record.values.get(part)]
        if given and not record.values.get(column.id) and len(given) < len(LANGUAGES):
            values = {"column": f"{record.sheet}.{column.id}", "languages": ", ".join(given)}
            yield finding(code, record.places[parts[given[0]]], values)


def _in_cyrillic(record: Record) -> Iterator[Finding]:
    """Texts in Cyrillic that a sheet in another script prints as they stand."""
    for column in sheet(record.sheet).columns:
        if column.kind != "text":
            continue
        printed: dict[str, list[str]] = {}
        for language in LANGUAGES:
            own = f"{column.id}_{language}"
            part = own if record.values.get(own) else column.id
            printed.setdefault(part, []).append(language)
        for part, languages in printed.items():
            text = record.values.get(part)
            others = [language for language in languages if language != IN_LATIN]
            if others and isinstance(text, str) and in_cyrillic(text):
                values = {"column": f"{record.sheet}.{part}", "languages": ", ".join(others)}
                yield finding("cyrillic-text", record.places[part], values)


def _blank_answers(year: YearRecords) -> Iterator[str]:
    """For each answer that is blank, the municipality whose it is."""
    for (municipality,), office in year.of("offices").items():
        if office.blank("status"):
            yield municipality
        if year.status(municipality) == "established":
            yield from (municipality for each in OFFICE_ANSWERS if office.blank(each))
    for sheet_id in ("staff", "duties"):
        schema = sheet(sheet_id)
        columns = [each.id for each in schema.columns if each.id not in schema.key]
        present = set()
        for key, record in year.of(sheet_id).items():
            present.add(key[0])
            if year.status(key[0]) == "established":
                yield from (key[0] for each in columns if record.blank(each))
        for (municipality,) in year.of("offices") if sheet_id in year.complete else ():
            if municipality not in present and year.status(municipality) == "established":
                yield from (municipality for _ in columns)
