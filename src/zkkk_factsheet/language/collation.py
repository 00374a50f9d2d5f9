"""Sorting names as the language's alphabet has them."""

import re
import unicodedata
from functools import cache

# Digraphs are letters of their own: in Albanian "gj" comes after all of "g".
_ALPHABETS = {
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v w x xh y z zh",
    "sr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
}


def sort_key(name: str, language: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """A key that sorts names in the language's alphabetical order.

    Letters the alphabet does not have sort as their plain letter; languages without an entry
    sort by plain letters.
    """
    order = _order(language)
    text = unicodedata.normalize("NFC", name).casefold()
    letters = _letters(language).findall(text)
    # Signs that make no letter of their own decide only between names that are otherwise alike.
    return tuple(_rank(letter, order) for letter in letters), tuple(letters)


@cache
def _order(language: str) -> dict[str, int]:
    alphabet = _ALPHABETS.get(language, "a b c d e f g h i j k l m n o p q r s t u v w x y z")
    return {letter: rank for rank, letter in enumerate(alphabet.split(), start=1)}


@cache
def _letters(language: str) -> re.Pattern[str]:
    digraphs = [letter for letter in _order(language) if len(letter) > 1]
    return re.compile("|".join([*digraphs, "."]), re.DOTALL)


def _rank(letter: str, order: dict[str, int]) -> int:
    plain = "d" if letter == "đ" else unicodedata.normalize("NFKD", letter)[0]  # đ has no parts
    return order.get(letter, order.get(plain, 0))
