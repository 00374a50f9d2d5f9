"""One language's catalogue: the sentences, filled in."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zkkk_factsheet.language.po import read_po

if TYPE_CHECKING:
    from zkkk_factsheet.language.written import Written

DOMAINS = ("sheet", "figures", "messages", "program", "usage", "workbook", "data", "site", "desk")

_FIRST_GROUPED = 1000
"""The smallest number that is written with a separator."""

_PLURAL = re.compile(r"^Plural-Forms:.*\bplural=(?P<chosen>[^;]+)", re.MULTILINE)

_LOCALES = Path(__file__).parent / "locales"


class Catalogue(NamedTuple):
    """The sentences of one domain in one language.

    Sentences are asked for by key, with named values. A key or a value that is missing raises
    `KeyError`: half a sentence must not reach a page. ``forms`` are the sentences as they stand
    in the file, one or one for each plural; ``form_of`` gives the form that a number takes.
    """

    language: str
    forms: Mapping[str, tuple[str, ...]]
    form_of: Callable[[int], int]

    @property
    def written(self) -> "Written":
        """How the language writes figures, dates and lists."""
        from zkkk_factsheet.language.written import written_in  # noqa: PLC0415 - brings Babel

        return written_in(self.language)

    def text(self, key: str, **values: object) -> str:
        """The sentence under ``key``, its placeholders filled with ``values``."""
        return self.template(key).format_map(values)

    def plural(self, key: str, count: int, **values: object) -> str:
        """The form of the sentence that ``count`` takes; ``{count}`` is the number, written out."""
        form = self.template(key, count)
        return form.format_map({"count": self.number(count), **values})

    def template(self, key: str, count: int | None = None) -> str:
        """The sentence under ``key``, or its form for a count, with its placeholders."""
        return self.forms[key][0 if count is None else self.form_of(count)]

    def number(self, value: int) -> str:
        """A whole number with the language's separators."""
        if abs(value) < _FIRST_GROUPED:
            return str(value)  # the same in every language here, without loading Babel
        return self.written.number(value)


def available_languages() -> tuple[str, ...]:
    """The languages there are catalogues in, sorted."""
    return tuple(sorted(folder.name for folder in _LOCALES.iterdir() if folder.is_dir()))


def catalogue_file(language: str, domain: str) -> Path:
    """The PO file of a language and a domain."""
    return _LOCALES / language / f"{domain}.po"


@cache
def catalogue(language: str, domain: str) -> Catalogue:
    """The catalogue of a language ("sq", "sr", "en") and a domain ("sheet", "messages").

    The PO file is read as it is: nothing compiled is kept that could be out of date.
    """
    forms = read_po(catalogue_file(language, domain).read_text(encoding="utf-8"))
    (header,) = forms.pop("")
    plural = _PLURAL.search(header)
    return Catalogue(language, forms, c2py(plural["chosen"] if plural else "0"))
