"""The offices, as any kind of document tells of them.

Of one: how many core duties it performs, or why that is not known. Of all: the tile map, each as
dark as it performs duties.
"""

from dataclasses import replace
from functools import lru_cache
from typing import Literal, get_args

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.blocks import Map, Mark, Step, Tile
from zkkk_factsheet.documents.text import Number, Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import (
    LANGUAGES,
    Municipality,
    duties,
    municipalities,
    municipality,
)

DOCUMENTS = (("work_plan", "work-plan"), ("annual_report", "annual-report"))
"""What an office writes each year: the end of its indicator's name, and of its keys."""

Standing = Literal["established", "similar", "not-established", "not-covered", "no-information"]
"""Whether a municipality has an office, as far as is known."""

_KNOWN: tuple[Standing, ...] = ("established", "similar", "not-established", "not-covered")

_STEPS: tuple[Step, ...] = ("step-0", "step-1", "step-2", "step-3")
_FROM = (0, 3, 5, 7)
"""The fewest core duties of each step. Most offices perform many, so the upper steps are narrow."""


def standing(writer: Writer, municipality: str) -> Standing:
    """Whether a municipality has an office."""
    for each in _KNOWN:
        indicator = f"offices.{each.replace('-', '_')}"
        figure = writer.figures.get(Key(indicator, municipality))
        if figure is not None and figure.numerator:
            return each
    return "no-information"


def performed(count: Figure) -> tuple[int, int]:
    """How many duties an office performs for certain, and how many it may perform."""
    certain = count.numerator or 0
    return certain, certain + len(duties()) - (count.denominator or 0)


def number_performed(writer: Writer, count: Figure, period: str = "") -> Text:
    """How many duties an office performs: "5", or "5–7" where two answers are missing.

    ``period`` is that of the figure if it is not the document's own.
    """
    say, (at_least, at_most) = writer.say, performed(count)
    if at_least == at_most:
        return Text.of(Number(say.number(at_least), count.key, "numerator", period))
    written = say.text("matrix.range", least=say.number(at_least), most=say.number(at_most))
    return Text.of(Number(written, count.key, "range", period))


def answer_of(writer: Writer, indicator: str, office: str, duty: str = "") -> Mark:
    """What an office answered: yes, no, or nothing."""
    figure = writer.figures.get(Key(indicator, office, duty=duty))
    if figure is None or figure.numerator is None:
        return "missing"
    return "yes" if figure.numerator else "no"


def without_count(writer: Writer, municipality: str) -> str:
    """Why there is no number of duties: what a municipality has in place of an office."""
    what = standing(writer, municipality)
    if what in ("established", "no-information"):
        return writer.say.text("value.no-information")
    return writer.say.text(f"matrix.{what}")


# The tile map: every municipality about where it lies ------------------------------------------


def tile_map(writer: Writer, own: str = "") -> Map:
    """The map of a year.

    Args:
        writer: Who writes.
        own: The municipality that the document is about, which the map points out; "" if none.
    """
    country = _of_country(writer.published, writer.language)
    if not own:
        return country
    at = municipality(own).tile
    tiles = (replace(each, own=(each.row, each.column) == at) for each in country.tiles)
    return replace(country, tiles=tuple(tiles))


@lru_cache(maxsize=len(LANGUAGES))
def _of_country(published: Published, language: str) -> Map:
    """The map on which nobody is pointed out: made once for the sheets of all municipalities."""
    writer = Writer(catalogue(language, "sheet"), published)
    tiles = sorted(
        (_tile(writer, each) for each in municipalities()),
        key=lambda tile: sort_key(tile.name, writer.language),
    )
    title = writer.say.text("map.title")
    values = joined((writer.text("map.tile", name=it.name, words=it.words) for it in tiles), "; ")
    spoken = writer.text("chart.alternative", title=title, values=values)
    return Map(title, spoken, _legend(writer, tiles), tuple(tiles))


def _tile(writer: Writer, place: Municipality) -> Tile:
    row, column = place.tile
    name, code = place.name(writer.language), place.code[writer.language]
    count = writer.figures.get(Key("duties.count", place.id))
    if count is None or count.status != "ok":
        what = standing(writer, place.id)
        step: Step = "no-information" if what == "established" else what
        words = Text.of(without_count(writer, place.id))
        return Tile(place.id, row, column, name, code, step, Text(), words)
    value = number_performed(writer, count)
    words = writer.text("map.performed", number=value, all=writer.say.number(len(duties())))
    return Tile(place.id, row, column, name, code, _step(performed(count)[0]), value, words)


def _step(certain: int) -> Step:
    """The step of an office that performs so many duties for certain."""
    return _STEPS[sum(certain >= fewest for fewest in _FROM) - 1]


def _legend(writer: Writer, tiles: list[Tile]) -> tuple[tuple[Step, str], ...]:
    """All steps if one of them is there, and what else is there."""
    present = {tile.step for tile in tiles}
    if present.intersection(_STEPS):
        present.update(_STEPS)
    say = writer.say
    words: dict[Step, str] = {
        step: say.text("matrix.range", least=say.number(least), most=say.number(next_ - 1))
        for step, least, next_ in zip(_STEPS, _FROM, (*_FROM[1:], len(duties()) + 1), strict=True)
    }
    for step in ("similar", "not-established", "not-covered"):
        words[step] = say.text(f"matrix.{step}")
    words["no-information"] = say.text("value.no-information")
    return tuple((step, words[step]) for step in get_args(Step) if step in present)
