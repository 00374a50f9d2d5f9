"""What a mistyped text may have meant: the nearest of some names, but never their opposite."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile

from zkkk_factsheet.reference.words import words_for

_MOST = 8
_LONGEST = 300
"""A longer text is not a mistyped name, and comparing it with every name would take long."""

_SHORT = 6
_CLOSENESS_OF_SHORT = 0.75
"""Of a short word two letters are much: "Koment" is no "Women"."""

_SAME_WORD = 0.7
"""How close a mistyped "nuk" is to "nuk"; "po" is less close to "jo", and "je" to "nije"."""

_SHORTEST_NEGATED = 4


def nearest(folded: str, names: Iterable[str], closeness: float) -> Sequence[str]:
    """The names near a text, the nearest first; all of them folded.

    The first that says no where the text doesn't, or the other way round, ends the list: who
    takes up such a suggestion turns an answer into its opposite, and what is further away than
    it is a guess.
    """
    if not folded or len(folded) > _LONGEST:
        return []
    if len(folded) <= _SHORT:
        closeness = max(closeness, _CLOSENESS_OF_SHORT)
    near = get_close_matches(folded, names, n=_MOST, cutoff=closeness)
    return list(takewhile(lambda name: not _opposite(folded, name), near))


def _opposite(one: str, other: str) -> bool:
    """Whether one of two texts says no and the other doesn't."""
    return _negates(one, other) != _negates(other, one)


def _negates(text: str, other: str) -> bool:
    """Whether a text has a word or a prefix of negation that the other lacks."""
    words, others = text.split(), other.split()
    return any(
        (word in words_for("negations") and not _any_like(word, others))
        or word in words_for("contractions")
        or _is_negated(word, others)
        for word in words
    )


def _is_negated(word: str, others: Sequence[str]) -> bool:
    """Whether a word is one of others with a prefix of negation: "neformirana", "formirana"."""
    prefixes = words_for("negating_prefixes")
    rests = [word.removeprefix(each) for each in prefixes if word.startswith(each)]
    return any(len(rest) >= _SHORTEST_NEGATED and _any_like(rest, others) for rest in rests)


def _any_like(word: str, others: Sequence[str]) -> bool:
    return any(likeness(word, other) >= _SAME_WORD for other in others)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, one, other).ratio()
