"""The figures that a figure is made of, found in what is published."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.accounts.made import BY_CATEGORY, MADE, Among, Of
from zkkk_factsheet.indicators import Figure, Figures, Key
from zkkk_factsheet.reference import communities, duties, municipalities


class Tables(NamedTuple):
    """The tables of a year and of the year before, which is empty where nothing is compared."""

    now: Figures
    before: Figures

    @classmethod
    def of(cls, published: Published) -> "Tables":
        """The tables of what is published."""
        previous = published.period.previous
        before = (each.figures for each in published.earlier if each.period == previous)
        return cls(published.figures, next(before, Figures(())))


class Pair(NamedTuple):
    """A part: whose it is, and its figures of the year and of the year before."""

    id: str
    now: Figure | None
    before: Figure | None


def made_of(figure: Figure) -> Of | None:
    """What a figure is made of; None if it tells its own cells."""
    made = MADE[figure.indicator]
    if figure.gender and figure.indicator in BY_CATEGORY:
        return None
    return made.one if figure.municipality else made.all


def pairs_of(tables: Tables, figure: Figure) -> list[Pair]:
    """The parts that a figure is made of, each in both years; none if it tells its own cells."""
    of = made_of(figure)
    if of is None:
        return []
    keys = _keys(of, figure.key)
    pairs = (Pair(id_, tables.now.get(key), tables.before.get(key)) for id_, key in keys)
    is_among = _AMONG[of.among]
    there = _THERE[of.when]
    if of.among == "established":
        return [pair for pair in pairs if is_among(tables, pair)]
    return [pair for pair in pairs if there(pair) and is_among(tables, pair)]


def _keys(of: Of, whole: Key) -> list[tuple[str, Key]]:
    """The keys of the parts that there may be."""
    name, (_, office, group, gender, duty, _) = of.indicator, whole
    match of.each:
        case "municipality":
            ids = (each.id for each in municipalities())
            return [(id_, Key(name, id_, group, gender, duty)) for id_ in ids]
        case "community":
            ids = (each.id for each in communities())
            return [(id_, Key(name, office, id_, gender, duty)) for id_ in ids]
        case "duty":
            ids = (each.id for each in duties())
            return [(id_, Key(name, office, group, gender, id_)) for id_ in ids]
        case "itself":
            return [(office, Key(name, office, group, gender, duty))]


_THERE: Mapping[str, Callable[[Pair], bool]] = {
    "now": lambda pair: pair.now is not None,
    "before": lambda pair: pair.before is not None,
    "both": lambda pair: pair.now is not None or pair.before is not None,
}


def _is_complete(figures: Figures, office: str) -> bool:
    """Whether an office is established and all its officials are known."""
    missing = figures.get(Key("staff.missing", office))
    return missing is not None and missing.numerator == 0


def _is_established(tables: Tables, pair: Pair) -> bool:
    figure = tables.now.get(Key("offices.established", pair.id))
    return figure is not None and bool(figure.numerator)


def _is_assessed(tables: Tables, pair: Pair) -> bool:
    """Whether both years say whether a municipality has an office."""
    asked = (
        table.get(Key(indicator, pair.id))
        for table in tables
        for indicator in ("offices.not_covered", "offices.no_information")
    )
    return all(figure is not None and figure.numerator == 0 for figure in asked)


def _is_known(_tables: Tables, pair: Pair) -> bool:
    """Whether there is information in both years."""
    return all(each is not None and each.numerator is not None for each in (pair.now, pair.before))


def _is_known_now(_tables: Tables, pair: Pair) -> bool:
    """Whether there is information in the year."""
    return pair.now is not None and pair.now.numerator is not None


_AMONG: Mapping[Among, Callable[[Tables, Pair], bool]] = {
    "all": lambda _tables, _pair: True,
    "complete": lambda tables, pair: _is_complete(tables.now, pair.id),
    "whole": lambda _tables, pair: pair.now is not None and pair.now.denominator == len(duties()),
    "established": _is_established,
    "assessed": _is_assessed,
    "known": _is_known,
    "known now": _is_known_now,
    "complete in both": lambda tables, pair: all(_is_complete(each, pair.id) for each in tables),
}
