"""Which municipality, community or duty a text means: every name, any script, no guessing."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from zkkk_factsheet.reference.data import (
    Community,
    Duty,
    Municipality,
    communities,
    duties,
    municipalities,
    read,
)
from zkkk_factsheet.reference.nearest import nearest

_Entry = TypeVar("_Entry", Municipality, Community, Duty)

# Letters that Unicode does not take apart into a base letter and a mark. Serbian Cyrillic goes
# to what its Latin counterpart becomes once that has lost its marks: ш -> š -> s. The Latin đ
# goes to dj, as it is written where the letter is missing.
_LETTERS = str.maketrans(
    dict(zip("абвгдежзијклмнопрстћуфхцчш", "abvgdezzijklmnoprstcufhccs", strict=True))
    | {"ђ": "dj", "љ": "lj", "њ": "nj", "џ": "dz", "đ": "dj", "ð": "dj", "ı": "i", "ł": "l"}
)

_ASCII_WORD = re.compile("[a-z0-9]+")

_SUGGESTIONS = 2
_CLOSENESS = 0.75


@dataclass(frozen=True, slots=True)
class Match:
    """What a text may mean.

    ``ids`` is empty if nothing is called so, has one id if something is, and several if several
    are: then somebody has to be asked. ``suggestion`` names what may have been meant in the
    first and the last case, in spellings that would be understood, separated by commas; None if
    nothing is near. To ask in a certain language, name the ``ids`` in it.
    """

    ids: tuple[str, ...]
    suggestion: str | None = None


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
    text = unicodedata.normalize("NFKD", text)
    visible = "".join(letter for letter in text if unicodedata.category(letter) not in _INVISIBLE)
    plain = visible.translate(_LETTERS)
    return " ".join("".join(each if each.isalnum() else " " for each in plain).split())


# Marks that stand on a letter, and format characters such as the zero-width space. Line breaks
# and tabs are no part of these: they separate words.
_INVISIBLE = frozenset({"Mn", "Mc", "Me", "Cf"})


def find_municipality(text: str) -> Match:
    """The municipality a text names, in any of its names; several for a bare "Mitrovica"."""
    return _find("municipality", text)


def find_community(text: str) -> Match:
    """The community a text names, in any of its names; several for a name of several."""
    return _find("community", text)


def find_duty(text: str) -> Match:
    """The core duty a text names: its id, its short label, its full text or a column header."""
    return _find("duty", text)


@dataclass(frozen=True, slots=True)
class _Index:
    """All names of one kind: folded name to ids, to a spelling to suggest; id to its own name."""

    ids: dict[str, tuple[str, ...]]
    spellings: dict[str, str]
    printed: dict[str, str]

    def printed_names(self, ids: Iterable[str]) -> str:
        return ", ".join(self.printed[each] for each in ids)


@lru_cache(maxsize=4096)
def _find(kind: str, text: str) -> Match:
    index = _indexes()[kind]()
    folded = fold(text)
    ids = index.ids.get(folded, ()) or _of_parts(index, text)
    if len(ids) == 1:
        return Match(ids)
    if ids:
        return Match(ids, index.printed_names(ids))
    return Match((), _suggestion(index, folded))


def _of_parts(index: _Index, text: str) -> tuple[str, ...]:
    """What a name in several languages means: "Đakovica/Gjakovë", "Peć (Pejë)".

    Every part has to be known. What all of them may mean is meant; if they agree on nothing,
    each of them could be.
    """
    parts = [part for part in map(fold, re.split(r"[/|()\n]", text)) if part]
    meanings = [index.ids.get(part, ()) for part in parts]
    if not meanings or not all(meanings):
        return ()
    first, *others = meanings
    agreed = tuple(each for each in first if all(each in other for other in others))
    return agreed or tuple(dict.fromkeys(each for meaning in meanings for each in meaning))


def _suggestion(index: _Index, folded: str) -> str | None:
    suggested: list[str] = []
    named: set[str] = set()
    for name in nearest(folded, index.ids, _CLOSENESS):
        ids = index.ids[name]
        if named.isdisjoint(ids) and len(suggested) < _SUGGESTIONS:
            named.update(ids)
            suggested.append(index.spellings[name] if len(ids) == 1 else index.printed_names(ids))
    return ", ".join(suggested) or None


@cache
def _indexes() -> dict[str, Callable[[], _Index]]:
    return {"municipality": _municipality_index, "community": _community_index, "duty": _duty_index}


@cache
def _municipality_index() -> _Index:
    return _index(municipalities(), _names_of_place_or_group, _ambiguous("municipalities"))


@cache
def _community_index() -> _Index:
    return _index(communities(), _names_of_place_or_group, _ambiguous("communities"))


@cache
def _duty_index() -> _Index:
    return _index(duties(), _names_of_duty, {})


def _ambiguous(file: str) -> dict[str, tuple[str, ...]]:
    return {
        fold(name): tuple(each["ids"]) for each in read(file)["ambiguous"] for name in each["names"]
    }


def _names_of_place_or_group(entry: Municipality | Community) -> Iterator[str]:
    yield from entry.names.values()
    yield entry.cyrillic
    yield from entry.aliases
    yield entry.id


def _names_of_duty(entry: Duty) -> Iterator[str]:
    yield from entry.short.values()
    yield from entry.full.values()
    yield from entry.aliases
    yield entry.id


def _index(
    entries: Iterable[_Entry],
    names_of: Callable[[_Entry], Iterator[str]],
    ambiguous: dict[str, tuple[str, ...]],
) -> _Index:
    index = _Index(ids={}, spellings={}, printed={})
    for entry in entries:
        names = list(names_of(entry))
        index.printed[entry.id] = names[0]
        for name in names:
            folded = fold(name)
            index.spellings.setdefault(folded, name)
            index.ids.setdefault(folded, (entry.id,))
    index.ids.update(ambiguous)
    return index
