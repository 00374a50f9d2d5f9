"""Sorting names as the language's alphabet has them."""

import re
import unicodedata
from functools import cache

from zkkk_factsheet.language.writing import plain_letters, writing_of

_LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"


def sort_key(name: str, language: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """A key that sorts names in the language's alphabetical order.

    Letters the alphabet does not have sort as their plain letter; languages without an
    alphabet of their own sort by plain letters.
    """
    order = _order(language)
    text = unicodedata.normalize("NFC", name).casefold()
    letters = _letters(language).findall(text)
    # Signs that make no letter of their own decide only between names that are otherwise alike.
    return tuple(_rank(letter, order) for letter in letters), tuple(letters)


@cache
def _order(language: str) -> dict[str, int]:
    alphabet = writing_of(language).get("alphabet", _LATIN)
    return {letter: rank for rank, letter in enumerate(alphabet.split(), start=1)}


@cache
def _letters(language: str) -> re.Pattern[str]:
    digraphs = [letter for letter in _order(language) if len(letter) > 1]
    return re.compile("|".join([*digraphs, "."]), re.DOTALL)


def _rank(letter: str, order: dict[str, int]) -> int:
    plain = plain_letters().get(letter) or unicodedata.normalize("NFKD", letter)[0]
    return order.get(letter, order.get(plain, 0))
