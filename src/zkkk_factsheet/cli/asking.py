"""Which figures a person asks for, by whatever names; everything that is wrong is told at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zkkk_factsheet.documents.accounts.made import BY_COMMUNITY, MADE
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.language import available_languages, catalogue
from zkkk_factsheet.reference import (
    communities,
    community,
    duties,
    duty,
    find_community,
    find_duty,
    find_municipality,
    fold,
    municipalities,
    municipality,
)
from zkkk_factsheet.reference.names import Match
from zkkk_factsheet.reference.nearest import nearest

_GENDERS = ("women", "men")
_LEVELS = tuple(str(level) for level in range(len(duties()) + 1))
_CLOSENESS = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody typed: an indicator, and what it is to be about; None where nothing is said."""

    indicator: str
    municipality: str | None = None
    community: str | None = None
    gender: str | None = None
    duty: str | None = None
    level: str | None = None

    def said(self) -> dict[str, str]:
        """What is said of the figure, by the names of the dimensions."""
        values = {name: getattr(self, name) for name in _DIMENSIONS}
        return {name: value for name, value in values.items() if value is not None}


class Problem(NamedTuple):
    """Something that can't be asked for: the key of its sentence, and what that is filled with."""

    key: str
    values: Mapping[str, str]


class AskedError(Exception):
    """Nothing like that can be told; ``problems`` is everything that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


class _Dimension(NamedTuple):
    """What a figure may be about: whom a text means, whom there are, and what one is called."""

    find: Callable[[str], Match]
    all: Callable[[], tuple[str, ...]]
    name: Callable[[str, str], str]


def _find_gender(text: str) -> Match:
    named = {each: each for each in _GENDERS}
    for language in available_languages():
        say = catalogue(language, "figures")
        named |= {fold(say.text(f"about.{each}")): each for each in _GENDERS}
    found = named.get(fold(text))
    return Match((found,) if found else (), _near(text, _GENDERS))


def _find_duty(text: str) -> Match:
    numbered = {str(each.number): each.id for each in duties()}
    return Match((numbered[text],)) if text in numbered else find_duty(text)


def _find_level(text: str) -> Match:
    return Match((text,) if text in _LEVELS else ())


def _gender_name(id_: str, _language: str) -> str:
    return id_


def _duty_name(id_: str, language: str) -> str:
    each = duty(id_)
    return f"{each.number} ({each.short[language]})"


_DIMENSIONS: Mapping[str, _Dimension] = {
    "municipality": _Dimension(
        find_municipality,
        lambda: tuple(each.id for each in municipalities()),
        lambda id_, language: municipality(id_).name(language),
    ),
    "community": _Dimension(
        find_community,
        lambda: tuple(each.id for each in communities()),
        lambda id_, language: community(id_).name(language),
    ),
    "gender": _Dimension(_find_gender, lambda: _GENDERS, _gender_name),
    "duty": _Dimension(_find_duty, lambda: tuple(each.id for each in duties()), _duty_name),
    "level": _Dimension(_find_level, lambda: _LEVELS, _gender_name),
}


def figures_asked_for(figures: Figures, asked: Asked, language: str) -> list[Figure]:
    """The figures that somebody asks for; where little is said, those of all municipalities.

    Raises:
        AskedError: If there is no such figure.
    """
    problems: list[Problem] = []
    chosen: dict[str, str] = {}
    of_indicator = figures.all(asked.indicator)
    if not of_indicator:
        problems.append(_no_indicator(figures, asked.indicator))
    for name, text in asked.said().items():
        found = _DIMENSIONS[name].find(text)
        if len(found.ids) == 1:
            chosen[name] = found.ids[0]
        else:
            problems.append(_not_found(name, text, found, language))
    if of_indicator:
        problems += _not_there(of_indicator, asked.indicator, chosen, language)
    matching = [each for each in of_indicator if _fits(each, chosen)]
    if not problems and not matching:
        problems.append(Problem("explain.no-such-figure", {"indicator": asked.indicator}))
    if problems:
        raise AskedError(problems)
    return _least_said(matching, chosen)


def _least_said(figures: list[Figure], chosen: Mapping[str, str]) -> list[Figure]:
    """The figure that is about nothing else than what was said; else those of all, if there are."""
    rest = [name for name in _DIMENSIONS if name not in chosen]
    exact = [each for each in figures if not any(_value(each, name) for name in rest)]
    of_all = [each for each in figures if "municipality" in chosen or not each.municipality]
    return exact or of_all or figures


def _value(figure: Figure, dimension: str) -> str:
    """What a figure is about along a dimension, as an id; "" if about all."""
    value = getattr(figure, dimension)
    return "" if value is None else str(value)


def _fits(figure: Figure, chosen: Mapping[str, str]) -> bool:
    return all(_value(figure, name) == id_ for name, id_ in chosen.items())


# What is wrong ---------------------------------------------------------------------------------


def _no_indicator(figures: Figures, indicator: str) -> Problem:
    there = tuple(dict.fromkeys(each.indicator for each in figures))
    values = {"value": indicator, "all": ", ".join(there)}
    if indicator in MADE:  # a comparison where there is nothing to compare with, say
        return Problem("explain.no-figure-in-year", values)
    if near := _near(indicator, there):
        return Problem("explain.no-indicator-meant", {**values, "near": near})
    return Problem("explain.no-indicator", values)


def _near(text: str, names: Iterable[str]) -> str | None:
    return ", ".join(nearest(text.casefold(), names, _CLOSENESS)[:3]) or None


def _not_found(name: str, text: str, found: Match, language: str) -> Problem:
    dimension = _DIMENSIONS[name]
    option = f"--{name}"
    if found.ids:
        near = "; ".join(dimension.name(each, language) for each in found.ids)
        return Problem("explain.several", {"option": option, "value": text, "near": near})
    every = ", ".join(dimension.name(each, language) for each in dimension.all())
    values = {"option": option, "value": text, "all": every}
    if found.suggestion:
        return Problem("explain.unknown-meant", {**values, "near": found.suggestion})
    return Problem("explain.unknown", values)


def _not_there(
    figures: list[Figure], indicator: str, chosen: Mapping[str, str], language: str
) -> Iterator[Problem]:
    """What the indicator has no figures of, with what it has some of."""
    by = {name: _there(figures, name) for name in _DIMENSIONS}
    options = ", ".join(f"--{name}" for name, ids in by.items() if ids)
    for name, id_ in chosen.items():
        values = {"indicator": indicator, "option": f"--{name}"}
        made = MADE[indicator].all
        if name == "municipality" and indicator in BY_COMMUNITY:
            yield Problem("explain.never-of-office", {**values, "other": "staff.by_community"})
        elif name == "municipality" and not by[name] and made and made.indicator != indicator:
            yield Problem("explain.made-of", {**values, "other": made.indicator})
        elif not by[name]:
            key = "explain.no-dimension" if options else "explain.no-dimensions"
            yield Problem(key, {**values, "all": options})
        elif id_ not in by[name]:
            called = _DIMENSIONS[name].name
            every = ", ".join(called(each, language) for each in by[name])
            yield Problem(
                "explain.not-of", {**values, "value": called(id_, language), "all": every}
            )


def _there(figures: Iterable[Figure], dimension: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for each in figures if (value := _value(each, dimension))))
