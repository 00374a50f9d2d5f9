"""Dates as people write them: with numbers or with the month's name, in any of the languages."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from zkkk_factsheet.reference import fold
from zkkk_factsheet.workbook.declaration.words import (
    is_word_around_date,
    is_word_for_year,
    months,
    ordinal_endings,
)

_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\.?")
_YEAR_FIRST = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBERS_FIRST = re.compile(r"([0-9]{1,2})([/-])([0-9]{1,2})\2([0-9]{4})")
_WORD_BEHIND = re.compile(r"(?P<date>.*[0-9]\.?) *(?P<word>[^\W\d_]+)\.?")
_YEAR = re.compile(r"[0-9]{4}")
_LONGEST = 60
_PARTS = 3
_MONTHS = 12


def written_date(text: str) -> date | None:
    """The date a text means, if it can be nothing else; None if it is none.

    "31.3.2020", "2020-03-31", "31 mars 2020", "31. mart 2020. godine", "March 31, 2020". What
    could be read in two ways, as 3/4/2020, is none.
    """
    if len(text) > _LONGEST:
        return None
    behind = _WORD_BEHIND.fullmatch(text)
    if behind and is_word_for_year(behind["word"]):
        text = behind["date"]
    try:
        if match := _DAY_FIRST.fullmatch(re.sub(r"\s", "", text)):
            day, month, year = (int(part) for part in match.groups())
            return date(year, month, day)
        # Python would read "20200331" and "2020-W14-2" as well.
        if _YEAR_FIRST.fullmatch(text):
            return date.fromisoformat(text)
        return _with_month(fold(text).split())
    except ValueError:
        return None  # such as 31 February


def two_readings(text: str) -> tuple[str, str] | None:
    """The two days that a text such as "3/4/2020" may mean, written with the day first, or None."""
    if not (match := _NUMBERS_FIRST.fullmatch(text)):
        return None
    one, _, other, year = match.groups()
    numbers = int(one), int(other)
    if numbers[0] == numbers[1] or not all(1 <= each <= _MONTHS for each in numbers):
        return None
    return f"{numbers[0]}.{numbers[1]}.{year}", f"{numbers[1]}.{numbers[0]}.{year}"


def _with_month(words: Sequence[str]) -> date | None:
    parts = [word for word in words if not is_word_around_date(word)]
    if len(parts) != _PARTS or not _YEAR.fullmatch(parts[2]):
        return None
    first, second = parts[:2]
    name, number = (first, second) if first in months() else (second, first)
    day = _day().fullmatch(number)
    return (
        date(int(parts[2]), months()[name], int(day["day"])) if day and name in months() else None
    )


@cache
def _day() -> re.Pattern[str]:
    return re.compile(rf"(?P<day>[0-9]{{1,2}})(?:{'|'.join(ordinal_endings())})?")
