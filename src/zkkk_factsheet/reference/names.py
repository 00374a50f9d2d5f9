"""Which municipality, community, duty, component or category is meant: every name, no guess."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from zkkk_factsheet.reference.data import (
    Category,
    Community,
    Component,
    Duty,
    Municipality,
    categories,
    communities,
    components,
    duties,
    municipalities,
    read,
)
from zkkk_factsheet.reference.folding import fold
from zkkk_factsheet.reference.nearest import likeness, nearest

_Entry = TypeVar("_Entry", Municipality, Community, Duty, Component, Category)

_SUGGESTIONS = 2
_CLOSENESS = 0.75
_ALIKE = 0.6
"""How close a printed name is to a text that is near an inflected form of it."""


class Match(NamedTuple):
    """What a text may mean.

    ``ids`` is empty if nothing is called so, has one id if something is, and several if several
    are: then somebody has to be asked. ``suggestion`` names what may have been meant in the
    first and the last case, in spellings that would be understood, separated by commas; None if
    nothing is near. To ask in a certain language, name the ``ids`` in it.
    """

    ids: tuple[str, ...]
    suggestion: str | None = None


def find_municipality(text: str) -> Match:
    """The municipality a text names, in any of its names; several for a bare "Mitrovica".

    The name may be in the genitive, and say that it is a municipality's: "Komuna e Pejës".
    """
    return _find("municipality", text)


def find_community(text: str) -> Match:
    """The community a text names, in any of its names; several for a name of several."""
    return _find("community", text)


def find_duty(text: str) -> Match:
    """The core duty a text names: its id, its short label, its full text or a column header."""
    return _find("duty", text)


def find_component(text: str) -> Match:
    """The component of an office's work that a text names."""
    return _find("component", text)


def find_category(text: str) -> Match:
    """The category of persons in care that a text names."""
    return _find("category", text)


class _Index(NamedTuple):
    """All names of one kind: folded name to ids, to a spelling to suggest; id to printed names.

    ``titles`` are the folded words that may stand around a name, to be left out.
    """

    ids: dict[str, tuple[str, ...]]
    spellings: dict[str, str]
    printed: dict[str, tuple[str, ...]]
    titles: re.Pattern[str] | None = None

    def printed_names(self, ids: Iterable[str]) -> str:
        return ", ".join(self.printed[each][0] for each in ids)

    def meant(self, folded: str) -> tuple[str, ...]:
        """The ids a folded name means, with or without a title; empty if it is no name."""
        return self.ids.get(folded, ()) or self.ids.get(self.without_title(folded), ())

    def without_title(self, folded: str) -> str:
        title = self.titles and self.titles.fullmatch(folded)
        return title["name"] if title else folded


@lru_cache(maxsize=4096)
def _find(kind: str, text: str) -> Match:
    index = _indexes()[kind]()
    folded = fold(text)
    ids = index.meant(folded) or _of_parts(index, text)
    if len(ids) == 1:
        return Match(ids)
    if ids:
        return Match(ids, index.printed_names(ids))
    return Match((), _suggestion(index, text, index.without_title(folded)))


def _of_parts(index: _Index, text: str) -> tuple[str, ...]:
    """What a name in several languages means: "Đakovica/Gjakovë", "Peć (Pejë)".

    Every part has to be known. What all of them may mean is meant; if they agree on nothing,
    each of them could be.
    """
    parts = [part for part in map(fold, re.split(r"[/|()\n]", text)) if part]
    meanings = [index.meant(part) for part in parts]
    if not meanings or not all(meanings):
        return ()
    first, *others = meanings
    agreed = tuple(each for each in first if all(each in other for other in others))
    return agreed or tuple(dict.fromkeys(each for meaning in meanings for each in meaning))


def _suggestion(index: _Index, text: str, folded: str) -> str | None:
    suggested: list[str] = []
    named: set[str] = set()
    for name in nearest(folded, index.ids, _CLOSENESS):
        ids = index.ids[name]
        if named.isdisjoint(ids) and len(suggested) < _SUGGESTIONS:
            named.update(ids)
            suggested.append(_to_suggest(index, name, text, folded))
    return ", ".join(suggested) or None


def _to_suggest(index: _Index, name: str, text: str, folded: str) -> str:
    """How to write a name that is near a text: as the name that is printed, if that is near too.

    An inflected form may be nearer, but what is suggested is what will be typed.
    """
    ids = index.ids[name]
    if len(ids) > 1:
        return index.printed_names(ids)
    near = [each for each in index.printed[ids[0]] if nearest(folded, [fold(each)], _ALIKE)]
    return max(
        near,
        key=lambda each: likeness(each.casefold(), text.casefold()),
        default=index.spellings[name],
    )


@cache
def _indexes() -> dict[str, Callable[[], _Index]]:
    return {
        "municipality": _municipality_index,
        "community": _community_index,
        "duty": _duty_index,
        "component": _component_index,
        "category": _category_index,
    }


@cache
def _municipality_index() -> _Index:
    index = _index(municipalities(), names_of_municipality, _ambiguous("municipalities"))
    titles: dict[str, list[str]] = read("municipalities")["titles"]
    # The longer first, so that "Komuna e" is not "Komuna" before a name that begins with "e".
    before, after = (
        "|".join(sorted(map(fold, titles[each]), key=len, reverse=True))
        for each in ("before", "after")
    )
    return index._replace(
        titles=re.compile(f"(?:(?:{before})(?: |$))?(?P<name>.*?)(?: (?:{after}))?")
    )


@cache
def _community_index() -> _Index:
    return _index(communities(), _names_of_place_or_group, _ambiguous("communities"))


@cache
def _duty_index() -> _Index:
    return _index(duties(), _names_of_duty, {})


@cache
def _component_index() -> _Index:
    return _index(components(), _names_of_heading, {})


@cache
def _category_index() -> _Index:
    return _index(categories(), _names_of_heading, {})


def _ambiguous(file: str) -> dict[str, tuple[str, ...]]:
    return {
        fold(name): tuple(each["ids"]) for each in read(file)["ambiguous"] for name in each["names"]
    }


def _names_of_place_or_group(entry: Municipality | Community) -> Iterator[str]:
    yield from entry.names.values()
    yield entry.cyrillic
    yield from entry.aliases
    yield entry.id


def names_of_municipality(entry: Municipality) -> Iterator[str]:
    """Every name that a municipality is known by."""
    yield from _names_of_place_or_group(entry)
    yield from entry.genitive.values()


def _names_of_duty(entry: Duty) -> Iterator[str]:
    yield from entry.short.values()
    yield from entry.full.values()
    yield from entry.aliases
    yield entry.id


def _names_of_heading(entry: Component | Category) -> Iterator[str]:
    yield from entry.names.values()
    yield from entry.aliases
    yield entry.id


def _printed(entry: _Entry) -> Iterator[str]:
    """The names of an entry that can be suggested, the first for want of a better one."""
    if isinstance(entry, Duty):
        yield from entry.short.values()
        return
    # A name of several languages at once is for print alone.
    names = list(entry.names.values())
    if not isinstance(entry, Component | Category):
        names.append(entry.cyrillic)
    for name in names:
        if "/" not in name:
            yield name[0].upper() + name[1:]


def _index(
    entries: Iterable[_Entry],
    names_of: Callable[[_Entry], Iterator[str]],
    ambiguous: dict[str, tuple[str, ...]],
) -> _Index:
    index = _Index(ids={}, spellings={}, printed={})
    for entry in entries:
        names = list(names_of(entry))
        index.printed[entry.id] = tuple(_printed(entry))
        for name in names:
            folded = fold(name)
            index.spellings.setdefault(folded, name)
            index.ids.setdefault(folded, (entry.id,))
    index.ids.update(ambiguous)
    return index
