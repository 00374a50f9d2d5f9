"""One municipality's office: how many core duties it performs, or why that is not known."""

from typing import Literal

from zkkk_factsheet.documents.blocks import Mark
from zkkk_factsheet.documents.text import Number, Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.reference import duties

DOCUMENTS = (("work_plan", "work-plan"), ("annual_report", "annual-report"))
"""What an office writes each year: the end of its indicator's name, and of its keys."""

Standing = Literal["established", "similar", "not-established", "not-covered", "no-information"]
"""Whether a municipality has an office, as far as is known."""

_KNOWN: tuple[Standing, ...] = ("established", "similar", "not-established", "not-covered")


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
