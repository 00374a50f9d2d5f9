"""One spelling for all spellings of a text, so that texts can be compared."""

import re
import unicodedata
from functools import cache, lru_cache

from zkkk_factsheet.reference.cyrillic import latin_letters
from zkkk_factsheet.reference.data import read

_ASCII_WORD = re.compile("[a-z0-9]+")

# Marks that stand on a letter, and format characters such as the zero-width space. Line breaks
# and tabs are no part of these: they separate words.
_INVISIBLE = frozenset({"Mn", "Mc", "Me", "Cf"})


@lru_cache(maxsize=4096)  # a workbook says the same few hundred words over and over
def fold(text: str) -> str:
    """One spelling for all spellings of a text; folding twice changes nothing.

    Case, diacritics, script (Cyrillic or Latin), punctuation, invisible characters and the kind
    and number of spaces don't count: ``"Ђаковица"``, ``"ĐAKOVICA"`` and ``"djakovica"`` fold to
    the same text.
    """
    if text.isascii():  # most words are, and need neither taking apart nor transliterating
        return " ".join(_ASCII_WORD.findall(text.lower()))
    # Taking apart can give capitals, and folding case can give letters to take apart; two
    # rounds settle both.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
    plain = _without_marks(text).translate(_plain_letters())
    return " ".join("".join(each if each.isalnum() else " " for each in plain).split())


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if unicodedata.category(letter) not in _INVISIBLE)


@cache
def _plain_letters() -> dict[int, str]:
    """What letters become that have no marks to lose: ш by way of š is s, ђ by way of đ is dj."""
    plain = str.maketrans(read("letters")["plain"])
    of_cyrillic = {
        letter: _without_marks(latin).translate(plain) for letter, latin in latin_letters().items()
    }
    return plain | str.maketrans(of_cyrillic)


def plain_letters() -> dict[str, str]:
    """What small letters become that have no marks to lose, for who folds texts elsewhere."""
    letters = {chr(letter): plain for letter, plain in _plain_letters().items()}
    return {letter: plain for letter, plain in letters.items() if letter == letter.casefold()}
