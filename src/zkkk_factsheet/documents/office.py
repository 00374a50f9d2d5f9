"""One municipality's office: how many core duties it performs, or why that is not known."""

from typing import Literal

from zkkk_factsheet.documents.text import Number, Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import duties

Standing = Literal["established", "similar", "not-established", "not-covered", "no-information"]
"""Whether a municipality has an office, as far as is known."""

_KNOWN: tuple[Standing, ...] = ("established", "similar", "not-established", "not-covered")


def standing(writer: Writer, municipality: str) -> Standing:
    """Whether a municipality has an office."""
    for each in _KNOWN:
        indicator = f"offices.{each.replace('-', '_')}"
        if writer.figures.one(indicator, municipality=municipality).numerator:
            return each
    return "no-information"


def performed(count: Figure) -> tuple[int, int]:
    """How many duties an office performs for certain, and how many it may perform."""
    certain = count.numerator or 0
    return certain, certain + len(duties()) - (count.denominator or 0)


def number_performed(writer: Writer, count: Figure) -> Text:
    """How many duties an office performs: "5", or "5–7" where two answers are missing."""
    say, (at_least, at_most) = writer.say, performed(count)
    if at_least == at_most:
        return Text.of(writer.count(count))
    written = say.text("matrix.range", least=say.number(at_least), most=say.number(at_most))
    return Text.of(Number(written, count.key, "range"))


def without_count(writer: Writer, municipality: str) -> str:
    """Why there is no number of duties: what a municipality has in place of an office."""
    what = standing(writer, municipality)
    if what in ("established", "no-information"):
        return writer.say.text("value.no-information")
    return writer.say.text(f"matrix.{what}")
