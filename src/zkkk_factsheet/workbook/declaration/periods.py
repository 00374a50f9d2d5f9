"""Years, half years and quarters as people write them, in any of the languages."""

import re
from functools import cache

from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import fold
from zkkk_factsheet.workbook.declaration.words import declared, is_word_for_year

_YEAR = re.compile(r"2[0-9]{3}")
_NUMBERS = {"1": 1, "2": 2, "3": 3, "4": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_FUSED = re.compile(r"(?P<word>[a-z]+)(?P<number>[1-4])")
_MOST_WORDS = 6


def written_period(text: str) -> Period | None:
    """The period a text means, if it can be nothing else; None if it is none.

    "2019", "2019. godina", "2019-Q1", "TM1 2019", "I. tromesečje 2019", "2019-H2".
    """
    years, parts, numbers = [], [], []
    words = fold(text).split()
    for word in _apart(words) if len(words) <= _MOST_WORDS else ():
        if _YEAR.fullmatch(word):
            years.append(int(word))
        elif word in _NUMBERS:
            numbers.append(_NUMBERS[word])
        elif word in _words():
            parts.append(_words()[word])
        elif not is_word_for_year(word):
            return None
    if len(years) != 1 or len(parts) != len(numbers) or len(parts) > 1:
        return None
    try:
        return Period.parse(f"{years[0]}-{parts[0]}{numbers[0]}") if parts else Period(years[0])
    except ValueError:  # there is no third half of a year
        return None


def _apart(words: list[str]) -> list[str]:
    """The words, a letter and the number behind it apart: "q1" is "q" and "1"."""
    fused = (_FUSED.fullmatch(word) for word in words)
    pairs = zip(words, fused, strict=True)
    return [part for word, found in pairs for part in (found.groups() if found else (word,))]


@cache
def _words() -> dict[str, str]:
    """The folded words for parts of a year, and the letter of the part."""
    parts: dict[str, list[str]] = declared()["period"]
    return {fold(word): part for part, words in parts.items() for word in words}
