"""Counting yes, no and no information, and the share that comes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkkk_factsheet.indicators.table import Figure
from zkkk_factsheet.workbook.places import Place

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Answers:
    """How often a question was answered yes and no, and how often not at all."""

    yes: int
    no: int
    missing: int
    cells: tuple[Place, ...]

    @property
    def given(self) -> int:
        """The number of answers."""
        return self.yes + self.no

    @property
    def asked(self) -> int:
        """The number of answers there could be."""
        return self.given + self.missing


def answers_of(answers: "pd.Series[bool]", cells: Iterable[Place | None]) -> Answers:
    """Count a column of answers (boolean, NA is no information)."""
    missing = int(answers.isna().sum())
    yes = int(answers.sum())
    return Answers(yes=yes, no=len(answers) - missing - yes, missing=missing, cells=places(cells))


def places(cells: Iterable[Place | None]) -> tuple[Place, ...]:
    """The cells there are, in order."""
    return tuple(cell for cell in cells if isinstance(cell, Place))


def share(  # noqa: PLR0913 - the dimensions of the tidy table
    year: int,
    indicator: str,
    numerator: int,
    denominator: int,
    cells: tuple[Place, ...],
    *,
    municipality: str = "",
    community: str = "",
    gender: str = "",
    duty: str = "",
    level: int | None = None,
) -> Figure:
    """A share in percent; on an empty base there is no information."""
    known = denominator > 0
    return Figure(
        year,
        indicator,
        municipality=municipality,
        community=community,
        gender=gender,
        duty=duty,
        level=level,
        numerator=numerator if known else None,
        denominator=denominator,
        value=100 * numerator / denominator if known else None,
        unit="percent",
        status="ok" if known else "no information",
        cells=cells,
    )
