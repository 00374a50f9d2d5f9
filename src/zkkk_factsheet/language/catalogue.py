"""One language's catalogue: the sentences, filled in."""

from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zkkk_factsheet.language.written import Written

DOMAINS = ("sheet", "messages", "program", "usage", "workbook")

_FIRST_GROUPED = 1000
"""The smallest number that is written with a separator."""

_LOCALES = Path(__file__).parent / "locales"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one domain in one language.

    Sentences are asked for by key, with named values. A key or a value that is missing raises
    `KeyError`: half a sentence must not reach a page.
    """

    language: str
    translations: NullTranslations

    @property
    def written(self) -> "Written":
        """How the language writes figures, dates and lists."""
        from zkkk_factsheet.language.written import written_in  # noqa: PLC0415 - brings Babel

        return written_in(self.language)

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
            return str(value)  # the same in every language here, without loading Babel
        return self.written.number(value)


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
    import polib  # noqa: PLC0415 - not for --help

    messages = polib.pofile(str(catalogue_file(language, domain)), encoding="utf-8")
    translations = GNUTranslations(BytesIO(messages.to_binary()))
    translations.add_fallback(_Missing())
    return Catalogue(language, translations)
