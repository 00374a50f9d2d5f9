"""One language's catalogue and its way of writing numbers, dates and lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

DOMAINS = ("sheet", "messages", "program", "workbook")

_FIRST_GROUPED = 1000
"""The smallest number that is written with a separator."""

_LOCALES = Path(__file__).parent / "locales"

# Which of Babel's locales writes the numbers and dates of a language, where it is not the one
# of that name: plain "sr" is Cyrillic, and plain "en" writes American dates.
_BABEL_LOCALE = {"sr": "sr_Latn", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one domain in one language, and how that language writes figures.

    Sentences are asked for by key, with named values. A key or a value that is missing raises
    `KeyError`: half a sentence must not reach a page.
    """

    language: str
    locale: Locale
    translations: NullTranslations

    def text(self, key: str, **values: object) -> str:
        """The sentence under ``key``, its placeholders filled with ``values``."""
        return self.translations.gettext(key).format_map(values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """The form of the sentence that ``count`` takes; ``{count}`` is the number, written out."""
        form = self.translations.ngettext(key, key, count)
        return form.format_map({"count": self.number(count), **values})

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        if abs(value) < _FIRST_GROUPED:
            return str(value)  # the same in every language here, without loading Babel's data
        return str(format_decimal(value, locale=self.locale))

    def decimal(self, value: float, decimals: int) -> str:
        """A number rounded to so many decimals; halves are rounded away from zero."""
        return self._decimals(_rounded(Fraction(value), decimals), decimals)

    def change(self, value: Fraction | float, decimals: int = 0) -> str:
        """A difference with its sign: "+3", "−1.5", "0". Halves are rounded away from zero."""
        rounded = _rounded(Fraction(value), decimals)
        if not rounded:
            return self.number(0)
        return ("+" if rounded > 0 else "−") + self._decimals(abs(rounded), decimals)

    def percent(self, numerator: int, denominator: int, decimals: int = 0) -> str:
        """``numerator`` of ``denominator`` as a percentage; halves are rounded up."""
        rounded = _rounded(Fraction(100 * numerator, denominator), decimals)
        pattern = _with_decimals(self.locale.percent_formats[None].pattern, decimals)
        return str(format_percent(rounded / 100, format=pattern, locale=self.locale))

    def _decimals(self, value: Decimal, decimals: int) -> str:
        pattern = _with_decimals("#,##0", decimals)
        return str(format_decimal(value, format=pattern, locale=self.locale))

    def date(self, day: date) -> str:
        """A day, written out."""
        return str(format_date(day, format="long", locale=self.locale))

    def list_of(self, items: Sequence[str]) -> str:
        """Items as a list in running text: "a, b and c"."""
        return str(format_list(list(items), locale=self.locale))


class _Missing(NullTranslations):
    """Where gettext would print the key itself, say that the catalogue lacks it."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        del msgid2, n
        raise KeyError(msgid1)


def available_languages() -> tuple[str, ...]:
    """The languages there are catalogues in, sorted."""
    return tuple(sorted(folder.name for folder in _LOCALES.iterdir() if folder.is_dir()))


def catalogue_file(language: str, domain: str) -> Path:
    """The PO file of a language and a domain."""
    return _LOCALES / language / f"{domain}.po"


@cache
def catalogue(language: str, domain: str) -> Catalogue:
    """The catalogue of a language ("sq", "sr", "en") and a domain ("sheet", "messages").

    The PO file is compiled in memory: nothing compiled is kept that could be out of date.
    """
    with catalogue_file(language, domain).open("rb") as file:
        messages = read_po(file, locale=_BABEL_LOCALE.get(language, language), abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_Missing())
    return Catalogue(
        language=language,
        locale=Locale.parse(_BABEL_LOCALE.get(language, language)),
        translations=translations,
    )


def _with_decimals(pattern: str, decimals: int) -> str:
    """A pattern for whole numbers, for so many decimals instead."""
    before, zero, after = pattern.rpartition("0")
    return f"{before}{zero}.{'0' * decimals}{after}" if decimals else pattern


def _rounded(value: Fraction, decimals: int) -> Decimal:
    # A half has a finite decimal expansion, so the division is exact where rounding could tip.
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
