"""Whether a text names a person: by what stands before a name, or by an initial."""

import re
from functools import cache

from zkkk_factsheet.reference.cyrillic import in_latin
from zkkk_factsheet.reference.data import read

_FIRST = r"(?P<first>[^\W\d_])"
_INITIAL = r"(?<![\w.])(?P<initial>[^\W\d_]) ?\."
_REST_OF_NAME = r"[\w’'-]{2,}"
_BEHIND_NAME = re.compile(rf"\b{_FIRST}{_REST_OF_NAME} {_INITIAL}(?![\w.])")
_BEFORE_NAME = re.compile(rf"{_INITIAL} ?{_FIRST}{_REST_OF_NAME}")


def names_a_person(text: str) -> bool:
    """Whether a text has a name behind "Mr", "znj.", "g." or the like."""
    return any(match["first"].isupper() for match in _behind_honorific().finditer(in_latin(text)))


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
