"""Indicators through the years: small multiples on one scale."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.blocks import Strip, Strips, StripValue
from zkkk_factsheet.documents.text import Number, Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.language import Period

FEWEST = 3
"""Fewer periods are a change, which is told otherwise."""

Tell = Callable[[Writer, Figure, str], Text]
"""Says what a figure is that has a value, in a period whose name it is given; "" if the own one."""


def counts(writer: Writer, figure: Figure, period: str) -> Text:
    """How many of how many."""
    numerator, denominator = figure.numerator or 0, figure.denominator or 0
    return writer.text(
        "years.counts",
        numerator=Number(writer.say.number(numerator), figure.key, "numerator", period),
        denominator=Number(writer.say.number(denominator), figure.key, "denominator", period),
    )


class Row(NamedTuple):
    """An indicator through the periods: its label, its name, and what says its figures."""

    label: Text
    indicator: str
    tell: Tell = counts


def strips(
    writer: Writer, corner: str, rows: Iterable[Row], municipality: str = ""
) -> Strips | None:
    """Some indicators through the periods up to the document's own, with the gaps between them.

    Args:
        writer: Who writes.
        corner: What stands above the labels.
        rows: The indicators.
        municipality: Of which municipality they are; "" for all together.

    Returns:
        The strips, titled by the years; None where there are fewer periods than three. Whom else
        a period covers changes nothing about one municipality, so its strips have no breaks.
    """
    known = {each.period: each for each in (*writer.published.earlier, writer.published)}
    if len(known) < FEWEST:
        return None
    periods = _through(min(known, key=str), writer.published.period)

    def values(row: Row) -> tuple[StripValue, ...]:
        key = Key(row.indicator, municipality)
        return tuple(_value(writer, known.get(each), key, row.tell) for each in periods)

    title = writer.say.text("years.heading", first=periods[0].year, last=periods[-1].year)
    return Strips(
        title=title,
        corner=corner,
        periods=tuple(each.name(writer.language) for each in periods),
        breaks=(False,) * len(periods) if municipality else tuple(_breaks(known, periods)),
        strips=tuple(Strip(row.label, values(row)) for row in rows),
    )


def _through(first: Period, last: Period) -> list[Period]:
    """Every period from one to another."""
    periods = [last]
    while periods[0] != first:
        periods.insert(0, periods[0].previous)
    return periods


def _breaks(known: dict[Period, Published], periods: Iterable[Period]) -> Iterable[bool]:
    """Whether the municipalities that a period covers are others than those of the one before."""
    before: set[str] | None = None
    for period in periods:
        found = known.get(period)
        without = set(found.figures.municipalities("offices.not_covered")) if found else None
        yield before is not None and without is not None and without != before
        before = without if without is not None else before


def _value(writer: Writer, published: Published | None, key: Key, tell: Tell) -> StripValue:
    figure = published.figures.get(key) if published else None
    if published is None or figure is None:
        return StripValue(writer.text("years.no-data"), None)
    if figure.status != "ok" or figure.numerator is None or not figure.denominator:
        return StripValue(writer.unknown(figure), None)
    period = "" if published is writer.published else str(published.period)
    return StripValue(tell(writer, figure, period), figure.numerator / figure.denominator)
