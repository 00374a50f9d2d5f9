"""Counting yes, no and no information, and the share that comes of it.

A year has some hundred rows. Frames are filtered, joined and summed as a whole; what asks for one
group after the other goes through the rows once, since an operation on a frame of ten rows costs
as much as on one of ten thousand.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from zkkk_factsheet.indicators.table import Figure
from zkkk_factsheet.workbook.places import Place


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


def rows_of(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a frame, as plain values of some of its columns; no information stays NA."""
    return zip(*(frame[column].tolist() for column in columns), strict=True)


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[tuple[Any, ...]]]:
    """Rows by their first value, in the order in which these come; what is left of each row."""
    groups: dict[Any, list[tuple[Any, ...]]] = {}
    for key, *rest in rows:
        groups.setdefault(key, []).append(tuple(rest))
    return groups


def answers_of(rows: Iterable[tuple[Any, ...]]) -> Answers:
    """Count answers (true, false, or NA for no information), each with its cell."""
    asked = list(rows)
    missing = sum(answer is pd.NA for answer, _ in asked)
    yes = sum(answer is True for answer, _ in asked)
    cells = places(cell for _, cell in asked)
    return Answers(yes=yes, no=len(asked) - missing - yes, missing=missing, cells=cells)


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
