"""How a language writes numbers, percentages, dates and lists, by what Babel knows of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import (
    NumberPattern,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    parse_pattern,
)

from zkkk_factsheet.language.writing import writing_of


@dataclass(frozen=True, slots=True)
class Written:
    """A language's way of writing figures, dates and lists."""

    locale: Locale
    month_in_words: bool

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        return str(format_decimal(value, locale=self.locale))

    def decimal(self, value: float, decimals: int) -> str:
        """A number rounded to so many decimals; halves are rounded away from zero."""
        return self._decimals(_rounded(_exact(value), decimals), decimals)

    def change(self, value: Fraction | float, decimals: int = 0) -> str:
        """A difference with its sign: "+3", "−1.5", "0". Halves are rounded away from zero."""
        rounded = _rounded(_exact(value), decimals)
        if not rounded:
            return self.number(0)
        return ("+" if rounded > 0 else "−") + self._decimals(abs(rounded), decimals)

    def percent(self, numerator: int, denominator: int, decimals: int = 0) -> str:
        """``numerator`` of ``denominator`` as a percentage; halves are rounded up."""
        return _percent(self.locale, numerator, denominator, decimals)

    def date(self, day: date) -> str:
        """A day, written out."""
        return str(format_date(day, format="long", locale=self.locale))

    def figures(self, text: str) -> str:
        """A number ("1.5") or a day ("2019-01-03") as it is written in figures; else the text."""
        if re.fullmatch(r"-?\d+\.\d+%?", text):
            return text.replace(".", get_decimal_symbol(self.locale))
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return text
        if self.month_in_words:
            return self.date(day)
        return str(format_skeleton("yMd", day, locale=self.locale))

    def list_of(self, items: Sequence[str]) -> str:
        """Items as a list in running text: "a, b and c"."""
        return str(format_list(list(items), locale=self.locale))

    def _decimals(self, value: Decimal, decimals: int) -> str:
        pattern = _pattern("#,##0", decimals)
        return str(format_decimal(value, format=pattern, locale=self.locale))


@cache
def written_in(language: str) -> Written:
    """How a language ("sq", "sr", "en") writes figures, dates and lists."""
    writing = writing_of(language)
    locale = Locale.parse(writing.get("locale", language))
    return Written(locale, month_in_words=writing.get("month_in_words", False))


@lru_cache(maxsize=1024)
def _percent(locale: Locale, numerator: int, denominator: int, decimals: int) -> str:
    """The same few shares stand on the sheet of every municipality."""
    rounded = _rounded(Fraction(100 * numerator, denominator), decimals)
    pattern = _pattern(locale.percent_formats[None].pattern, decimals)
    return str(format_percent(rounded / 100, format=pattern, locale=locale))


@cache
def _pattern(whole: str, decimals: int) -> NumberPattern:
    """A pattern for whole numbers, for so many decimals instead; Babel parses a text each time."""
    return parse_pattern(_with_decimals(whole, decimals))


def _with_decimals(pattern: str, decimals: int) -> str:
    """A pattern for whole numbers, for so many decimals instead."""
    before, zero, after = pattern.rpartition("0")
    return f"{before}{zero}.{'0' * decimals}{after}" if decimals else pattern


def _exact(value: Fraction | float) -> Fraction:
    """A figure without the dust of floating point, which would tip a half to either side."""
    return Fraction(repr(round(value, 9))) if isinstance(value, float) else Fraction(value)


def _rounded(value: Fraction, decimals: int) -> Decimal:
    # A half has a finite decimal expansion, so the division is exact where rounding could tip.
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
