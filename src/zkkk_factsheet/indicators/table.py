"""The tidy table: its columns, a row of it, and the way to look a row up."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

import pandas as pd

from zkkk_factsheet.workbook.rows import Place

Unit = Literal[
    "percent", "percentage points", "officials", "officials per office", "offices", "duties"
]
Status = Literal["ok", "no information", "suppressed"]

_SMALLEST_BASE = 10
"""On a smaller base one answer moves a percentage by more than ten points."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the tidy table.

    Attributes:
        year: The year the figure is about.
        indicator: Its name ("offices.established"); docs/indicators.md defines each.
        municipality: A municipality's id, or "" for all.
        community: A community's id, or "" for all.
        gender: "women", "men" or "" for both.
        duty: A core duty's id, or "" for all.
        level: For the distribution, the number of core duties performed (0 to 8).
        numerator: What was counted; None where nothing is known.
        denominator: The base; None where the figure has none.
        value: In the unit; percentages are 100 times numerator / denominator, not rounded.
        unit: What the value is measured in.
        status: "no information" if the base is empty, "suppressed" if it may not be published.
        cells: The workbook cells the figure comes from.
    """

    year: int
    indicator: str
    municipality: str = ""
    community: str = ""
    gender: str = ""
    duty: str = ""
    level: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    unit: Unit = "percent"
    status: Status = "ok"
    cells: tuple[Place, ...] = ()

    @property
    def stands_as_percent(self) -> bool:
        """Whether the base is large enough to print a percentage rather than the counts alone."""
        return (self.denominator or 0) >= _SMALLEST_BASE


COLUMNS = tuple(field.name for field in fields(Figure))
_KEYS = ("indicator", "municipality", "community", "gender", "duty", "level")
_INTEGERS = ("level", "numerator", "denominator")


def frame_of(figures: Iterable[Figure]) -> pd.DataFrame:
    """The table of some figures, its columns being `COLUMNS`."""
    rows = [tuple(getattr(figure, column) for column in COLUMNS) for figure in figures]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({**dict.fromkeys(_INTEGERS, "Int64"), "value": "Float64"})


def figures_of(frame: pd.DataFrame) -> list[Figure]:
    """The rows of a table made by `frame_of`."""
    plain = frame.astype("object").where(frame.notna(), None)
    return [Figure(*row) for row in plain.itertuples(index=False, name=None)]


class Figures:
    """The tidy table, read figure by figure.

    Everything that is printed asks here, so that the sheet, the terminal and the exported table
    can't say different things.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        """Index a table made by `compute`."""
        self._by_key = {tuple(getattr(f, key) for key in _KEYS): f for f in figures_of(frame)}

    def one(
        self,
        indicator: str,
        *,
        municipality: str = "",
        community: str = "",
        gender: str = "",
        duty: str = "",
        level: int | None = None,
    ) -> Figure:
        """The one figure with these dimensions; `KeyError` if there is none."""
        return self._by_key[(indicator, municipality, community, gender, duty, level)]

    def all(self, indicator: str) -> list[Figure]:
        """Every figure of an indicator, in the table's order."""
        return [figure for key, figure in self._by_key.items() if key[0] == indicator]
