"""Whether a text names a person: by what stands before a name, or by an initial."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.reference.cyrillic import in_latin
from zkkk_factsheet.reference.data import read
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding

_FIRST = r"(?P<first>[^\W\d_])"
_INITIAL = r"(?<![\w.])(?P<initial>[^\W\d_]) ?\."
_REST_OF_NAME = r"[\w’'-]{2,}"
_BEHIND_NAME = re.compile(rf"\b{_FIRST}{_REST_OF_NAME} {_INITIAL}(?![\w.])")
_BEFORE_NAME = re.compile(rf"{_INITIAL} ?{_FIRST}{_REST_OF_NAME}")

_PRINTED = {
    "about": ("source", "note", "correction"),
    "offices": ("remark",),
    "population": ("source",),
    "activities": ("text", "partners"),
}
"""What is written freely and printed, by worksheet. Who may be written to has a name: `contact`."""


def check_persons(year: YearRecords) -> Iterator[Finding]:
    """Yield the texts that are printed and name a person, or may."""
    for sheet_id, items in _PRINTED.items():
        columns = [each for item in items for each in (item, *(f"{item}_{it}" for it in LANGUAGES))]
        for record in year.of(sheet_id).values():
            for cell in (record.cells[each] for each in columns if each in record.cells):
                if not isinstance(cell.value, str):
                    continue
                if names_a_person(cell.text):
                    yield finding("personal-data", cell.place, {"kind": "name"})
                elif may_name_a_person(cell.text):
                    yield finding("perhaps-a-person", cell.place)


@lru_cache(maxsize=1_000)  # the desk checks a year whenever it is saved: most texts are as before
def names_a_person(text: str) -> bool:
    """Whether a text has a name behind "Mr", "znj.", "g." or the like."""
    return any(match["first"].isupper() for match in _behind_honorific().finditer(in_latin(text)))


@lru_cache(maxsize=1_000)  # the same
def may_name_a_person(text: str) -> bool:
    """Whether a text has an initial before or behind a word that may be a name."""
    return any(
        match["first"].isupper() and match["initial"].isupper()
        for pattern in (_BEHIND_NAME, _BEFORE_NAME)
        for match in pattern.finditer(in_latin(text))
    )


@cache
def _behind_honorific() -> re.Pattern[str]:
    words = [word for of_language in read("words")["honorifics"].values() for word in of_language]
    known = sorted(map(_pattern, words), key=len, reverse=True)
    # After a number, "g." is a year: "2025. g. Opština".
    return re.compile(rf"(?i:(?<![\w-])(?<!\d )(?<!\d\. )(?:{'|'.join(known)})){_FIRST}")


def _pattern(word: str) -> str:
    return rf"{re.escape(word)} ?" if word.endswith(".") else rf"{re.escape(word)}\.? "
