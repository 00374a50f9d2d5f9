"""The door: complete figures and texts in, and out only what may be published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zkkk_factsheet.disclosure.policy import MUNICIPAL_THRESHOLD, THRESHOLD
from zkkk_factsheet.disclosure.suppression import publishable
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.rows import About

Texts = Mapping[str, str]
"""A text by language; "" is the one that serves every language that has none of its own."""


@dataclass(frozen=True, slots=True, eq=False)
class Published:
    """Everything that may be said of a period; each is equal to itself alone.

    Attributes:
        period: The time it is about.
        figures: The tidy table, without what is withheld.
        about: What the edition says of itself.
        remarks: The remark on a municipality, by its id.
        earlier: What may be said of the periods before it, the oldest first; without comparisons.
    """

    period: Period
    figures: Figures
    about: About
    remarks: Mapping[str, Texts]
    earlier: "tuple[Published, ...]" = ()


def publish(
    figures: Iterable[Figure],
    previous: Iterable[Figure],
    about: About,
    remarks: Mapping[str, Texts],
    threshold: int = THRESHOLD,
    earlier: tuple[Published, ...] = (),
    *,
    municipal_threshold: int = MUNICIPAL_THRESHOLD,
) -> Published:
    """Let through what may be published of a year.

    Args:
        figures: The tidy table of the year, complete.
        previous: That of the year before, complete; empty if the years are not compared.
        about: What the edition says of itself.
        remarks: The remark on a municipality, by its id.
        threshold: The gender of fewer officials of the country than this is not published;
            with 0 or 1 nobody's is withheld for that.
        earlier: What may be said of the years before it, the oldest first.
        municipal_threshold: Of fewer officials of one office than this neither gender nor
            communities are published, likewise.
    """
    table = Figures(publishable(figures, threshold, municipal_threshold, previous))
    return Published(Period(about.year), table, about, remarks, earlier)
