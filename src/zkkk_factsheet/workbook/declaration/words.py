"""The accepted words, as ``schema.toml`` declares them: answers, statuses, years and dates."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from zkkk_factsheet.reference import fold

_FILE = Path(__file__).with_name("schema.toml")
_RESERVATION = re.compile(r"[?!*()\[\]~]")


class Word(NamedTuple):
    """An accepted word: what it means (``id``), how each language writes it, what else is read."""

    id: str
    words: Mapping[str, str]
    aliases: tuple[str, ...]


@cache
def declared() -> dict[str, Any]:
    """All that ``schema.toml`` declares, as it stands there."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def words(kind: str) -> tuple[Word, ...]:
    """The accepted words of a kind of column; empty if it has no list of words."""
    return tuple(
        Word(entry["id"], entry["words"], tuple(entry["aliases"]))
        for entry in declared()["words"].get(kind, ())
    )


def find_word(kind: str, text: str) -> str | None:
    """The id of the word a text means, or None if the kind has no such word."""
    folded = fold(text)
    # "yes?" is no yes: such a sign says that somebody was not sure, or had more to say.
    if _RESERVATION.search(text):
        return None
    # Of a number, signs count: "-1" and "(1)" are no 1.
    if folded.isdigit() and folded != text.strip():
        return None
    return word_spellings(kind).get(folded, (None, ""))[0]


@cache
def word_spellings(kind: str) -> Mapping[str, tuple[str, str]]:
    """All spellings of a kind's words: folded spelling to the word's id and the spelling."""
    return {
        fold(spelling): (word.id, spelling)
        for word in words(kind)
        for spelling in (word.id, *word.words.values(), *word.aliases)
    }


@cache
def is_word_for_year(text: str) -> bool:
    """Whether a word beside a year says that it is one: "2019. godina", "viti 2019"."""
    return fold(text) in {fold(each) for each in declared()["year"]["words"]}


@cache
def months() -> Mapping[str, int]:
    """The folded words for the months as they stand in a date, and the month's number."""
    return {
        fold(name): number
        for number, names in enumerate(declared()["date"]["months"], start=1)
        for name in names
    }


@cache
def ordinal_endings() -> tuple[str, ...]:
    """What the number of a day may end with, as in "1st"."""
    return tuple(declared()["date"]["ordinal_endings"])


@cache
def is_word_around_date(text: str) -> bool:
    """Whether a word may stand before a date or in it, and says nothing: "më", "of"."""
    return fold(text) in {fold(each) for each in declared()["date"]["around"]}
