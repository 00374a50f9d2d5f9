"""What the activities of an office don't say, or say in two ways."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from zkkk_factsheet.reference import LANGUAGES, fold, nearest
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.checking.sample_texts import is_of_sample
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.gather import Record

_TEXTS = {language: f"text_{language}" for language in LANGUAGES}
_CLOSENESS = 0.85
_MOST_PARTNERS = 400
"""Names that are compared with each other: a year has some ten."""


def check_activities(
    year: YearRecords, expected: int | None, nameless: Sequence[Record] = ()
) -> Iterator[Finding]:
    """Yield what is wrong with the activities.

    Args:
        year: The records of the year.
        expected: The year that they have to be of; None if nobody knows.
        nameless: The rows that something is wrong with already: their dates are looked at as well,
            so that nobody has to correct a row twice.
    """
    records = list(year.of("activities").values())
    for record in nameless:
        yield from _outside_year(record, expected, year.stated_year)
    if not year.is_sample:
        yield from _of_sample(records)
    spoken = _languages(records)
    for record in records:
        # Where the workbook states a wrong year, that is said once, and the dates are right.
        yield from _outside_year(record, expected, year.stated_year)
        yield from _texts(record, spoken[record.key[0]])
    yield from _partners(records)


def _languages(records: list[Record]) -> Mapping[str, list[str]]:
    """The languages in which each municipality reports: those of which it uses any."""
    return {
        municipality: [
            language
            for language, column in _TEXTS.items()
            if any(each.values.get(column) for each in records if each.key[0] == municipality)
        ]
        for municipality in {each.key[0] for each in records}
    }


def _outside_year(record: Record, expected: int | None, stated: object) -> Iterator[Finding]:
    day = record.values.get("date")
    if expected and isinstance(day, date) and day.year not in {expected, stated}:
        values = {"date": day.isoformat(), "year": str(expected)}
        yield finding("date-outside-year", record.places["date"], values)


def _texts(record: Record, spoken: list[str]) -> Iterator[Finding]:
    values = {"municipality": record.key[0]}
    blank = [each for each in spoken if not record.values.get(_TEXTS[each])]
    if any(column in record.faulty for column in ("text", *_TEXTS.values())):
        return
    if not any(record.values.get(column) for column in ("text", *_TEXTS.values())):
        yield finding("activity-without-text", record.place, values)
        return
    for language in blank:
        place = record.places.get(_TEXTS[language], record.place)
        yield finding("missing-text", place, values | {"language": language})


def _of_sample(records: list[Record]) -> Iterator[Finding]:
    """The rows with a description that was copied from the sample, at the first such text."""
    for record in records:
        texts = ((column, record.values.get(column)) for column in _TEXTS.values())
        copied = (each for each, text in texts if isinstance(text, str) and is_of_sample(text))
        if column := next(copied, None):
            yield finding("sample-text", record.places[column])


# Partners --------------------------------------------------------------------------------------


def _partners(records: list[Record]) -> Iterator[Finding]:
    """Partners that are spelled in two ways, at the cells of the way that is rarer."""
    named = [
        (record, name)
        for record in records
        if isinstance(names := record.values.get("partners"), tuple)
        for name in names
    ]
    better = _better(Counter(name for _, name in named))
    for record, name in named:
        if name in better:
            values = {"found": name, "suggestion": better[name]}
            yield finding("partner-spelled-otherwise", record.places["partners"], values)


def _better(count: Counter[str]) -> Mapping[str, str]:
    """For each name that is nearly one that is written more often, or earlier, that name."""
    kept: dict[str, str] = {}
    better: dict[str, str] = {}
    for name, _ in count.most_common(_MOST_PARTNERS):
        folded = _joined(fold(name))
        alike = [each for each in kept if _digits(each) == _digits(folded)]
        near = [folded] if folded in kept else nearest(folded, alike, _CLOSENESS)
        if near:
            better[name] = kept[near[0]]
        else:
            kept[folded] = name
    return better


def _joined(folded: str) -> str:
    """A folded name with its single letters as one word: "i o m", of "I.O.M.", is "iom"."""
    runs = groupby(folded.split(), key=lambda word: len(word) == 1)
    return " ".join(("" if single else " ").join(run) for single, run in runs)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
