"""The fixed names, read once from the TOML files beside this module."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

_FOLDER = Path(__file__).parent


@cache  # parsing the names of the municipalities takes some milliseconds
def read(name: str) -> Mapping[str, Any]:
    """The content of one of the reference files, by its name without the ending."""
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


LANGUAGES: tuple[str, ...] = tuple(read("languages")["languages"])
"""The languages that every entry has names in, in printing order."""


class Municipality(NamedTuple):
    """A municipality: its printed names by language, and all others under which it is read.

    ``genitive`` is its name in the languages that decline names, as it stands after "the
    municipality of". ``number`` is its place on the year's roster, ``region`` the id of its
    district. ``tile`` is where it stands on the tile map, its row from the north and its column
    from the west, both from 1 on; ``code`` is what it is called there, by language.
    """

    id: str
    number: int
    names: Mapping[str, str]
    cyrillic: str
    genitive: Mapping[str, str]
    region: str
    tile: tuple[int, int]
    code: Mapping[str, str]
    aliases: tuple[str, ...]

    def name(self, language: str) -> str:
        """The name printed in a language."""
        return self.names[language]


class Community(NamedTuple):
    """A community: the name of the group by language, and all others under which it is read."""

    id: str
    names: Mapping[str, str]
    cyrillic: str
    aliases: tuple[str, ...]

    def name(self, language: str) -> str:
        """The group's name in a language, as it stands in running text."""
        return self.names[language]

    def label(self, language: str) -> str:
        """The group's name as the label of a row, a bar or a cell."""
        name = self.names[language]
        return name[0].upper() + name[1:]


class Duty(NamedTuple):
    """A core duty: a ``short`` label for charts and a ``full`` sentence, by language.

    ``remaining`` is the task of an office that does not perform it.
    """

    id: str
    number: int
    short: Mapping[str, str]
    full: Mapping[str, str]
    remaining: Mapping[str, str]
    aliases: tuple[str, ...]


class _Term(NamedTuple):
    """A word that a cell may hold: what it is called by language, and how else it is read."""

    id: str
    names: Mapping[str, str]
    aliases: tuple[str, ...]

    def name(self, language: str) -> str:
        """What it is called in a language: a heading, or the label of a row."""
        return self.names[language]


class Component(_Term):
    """A part of an office's work by which it reports."""


class Category(_Term):
    """Why somebody is in the care of an office."""


class Licence(NamedTuple):
    """Terms under which data may be used: the id at SPDX, the title, and where they stand."""

    id: str
    title: str
    path: str


@cache
def licences() -> Mapping[str, Licence]:
    """The licences that a publisher can choose for the data, by their ids."""
    return {entry["id"]: Licence(**entry) for entry in read("licences")["entry"]}


@cache
def municipalities() -> tuple[Municipality, ...]:
    """The 38 municipalities, ordered by id."""
    entries = (
        {**_with_tuple(entry), "tile": tuple(entry["tile"])}
        for entry in read("municipalities")["entry"]
    )
    return tuple(sorted((Municipality(**entry) for entry in entries), key=lambda each: each.id))


@cache
def communities() -> tuple[Community, ...]:
    """The ten communities, in the order in which charts and tables have them."""
    return tuple(Community(**_with_tuple(entry)) for entry in read("communities")["entry"])


@cache
def duties() -> tuple[Duty, ...]:
    """The eight core duties, by their number."""
    entries = (_with_tuple(entry) for entry in read("duties")["entry"])
    return tuple(sorted((Duty(**entry) for entry in entries), key=lambda each: each.number))


@cache
def components() -> tuple[Component, ...]:
    """The components of an office's work, in the order of its report."""
    return tuple(Component(**_with_tuple(entry)) for entry in read("components")["entry"])


@cache
def categories() -> tuple[Category, ...]:
    """The categories of persons in the care of an office, in the order of tables."""
    return tuple(Category(**_with_tuple(entry)) for entry in read("categories")["entry"])


def municipality(id_: str) -> Municipality:
    """The municipality with this id. Raises KeyError if there is none."""
    return _municipalities_by_id()[id_]


def community(id_: str) -> Community:
    """The community with this id. Raises KeyError if there is none."""
    return _communities_by_id()[id_]


def duty(id_: str) -> Duty:
    """The core duty with this id. Raises KeyError if there is none."""
    return _duties_by_id()[id_]


def component(id_: str) -> Component:
    """The component with this id. Raises KeyError if there is none."""
    return _components_by_id()[id_]


def category(id_: str) -> Category:
    """The category of persons with this id. Raises KeyError if there is none."""
    return _categories_by_id()[id_]


@cache
def _municipalities_by_id() -> dict[str, Municipality]:
    return {each.id: each for each in municipalities()}


@cache
def _communities_by_id() -> dict[str, Community]:
    return {each.id: each for each in communities()}


@cache
def _duties_by_id() -> dict[str, Duty]:
    return {each.id: each for each in duties()}


@cache
def _components_by_id() -> dict[str, Component]:
    return {each.id: each for each in components()}


@cache
def _categories_by_id() -> dict[str, Category]:
    return {each.id: each for each in categories()}


def _with_tuple(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry whose aliases can't be changed by who reads them."""
    return {**entry, "aliases": tuple(entry["aliases"])}
