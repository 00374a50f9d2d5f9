"""Serbian Cyrillic in Latin script, by the letters that ``letters.toml`` has."""

import re
from collections.abc import Mapping
from functools import cache

from zkkk_factsheet.reference.data import read

IN_LATIN: str = read("letters")["cyrillic"]["language"]
"""The language whose texts are put into Latin script if they are written in Cyrillic."""

_SCRIPT = re.compile(r"[\u0400-\u04ff]")


@cache
def latin_letters() -> Mapping[str, str]:
    """The small letters of the language's Cyrillic, each with its Latin one, which may be two."""
    letters = read("letters")["cyrillic"]
    return dict(zip(letters["letters"].split(), letters["latin"].split(), strict=True))


def in_latin(text: str) -> str:
    """A Serbian text in Latin script: letter by letter, which is without exceptions this way.

    A capital of two letters has both large among other capitals (ЉУБАВ, LJUBAV), else only the
    first (Љубав, Ljubav). What is no letter of Serbian Cyrillic stays as it is.
    """
    return _letter().sub(lambda match: _latin(text, match.start()), text)


def in_cyrillic(text: str) -> bool:
    """Whether a text is in Cyrillic: a word of it quoted in another text makes that no Cyrillic."""
    letters = sum(map(str.isalpha, text))
    return 2 * len(_SCRIPT.findall(text)) > letters


@cache
def _letter() -> re.Pattern[str]:
    small = "".join(latin_letters())
    return re.compile(f"[{small}{small.upper()}]")


def _latin(text: str, position: int) -> str:
    letter = text[position]
    latin = latin_letters()[letter.lower()]
    if letter.islower():
        return latin
    before, after = text[max(position - 1, 0) : position], text[position + 1 : position + 2]
    among_capitals = after.isupper() or (not after.isalpha() and before.isupper())
    return latin.upper() if among_capitals else latin.capitalize()
