"""The tidy table: its columns, a row of it and how one is made, and the way to look a row up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Literal, NamedTuple

from zkkk_factsheet.workbook.places import Place

Unit = Literal[
    "percent",
    "percentage points",
    "officials",
    "officials per office",
    "offices",
    "duties",
    "persons",
    "persons per official",
    "activities",
]
Status = Literal["ok", "no information", "suppressed"]

SMALLEST_BASE = 10
"""On a smaller base one answer moves a percentage by more than ten points."""


class Key(NamedTuple):
    """Which figure of a table one is: its indicator and what it is about."""

    indicator: str
    municipality: str = ""
    community: str = ""
    gender: str = ""
    duty: str = ""
    level: int | None = None


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
    def key(self) -> Key:
        """Which figure of the table it is."""
        return Key(
            self.indicator, self.municipality, self.community, self.gender, self.duty, self.level
        )

    @property
    def stands_as_percent(self) -> bool:
        """Whether the base is large enough to print a percentage rather than the counts alone."""
        return (self.denominator or 0) >= SMALLEST_BASE


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


COLUMNS = tuple(field.name for field in fields(Figure))


class Figures:
    """The tidy table, read figure by figure.

    Everything that is printed asks here, so that the sheet, the terminal and the exported table
    can't say different things.
    """

    def __init__(self, figures: Iterable[Figure]) -> None:
        """Index some figures; ValueError if two are about the same."""
        table = list(figures)
        self._by_key = {figure.key: figure for figure in table}
        if len(self._by_key) < len(table):
            raise ValueError("two figures of the same key")
        self._by_indicator: dict[str, list[Figure]] = {}
        for figure in table:
            self._by_indicator.setdefault(figure.indicator, []).append(figure)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __contains__(self, key: Key) -> bool:
        return key in self._by_key

    def __getitem__(self, key: Key) -> Figure:
        return self._by_key[key]

    def get(self, key: Key) -> Figure | None:
        """The figure of a key, or None."""
        return self._by_key.get(key)

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
        return self._by_key[Key(indicator, municipality, community, gender, duty, level)]

    def both(self, name: str, *, gender: str = "", duty: str = "") -> tuple[Figure, Figure]:
        """What was counted for a change in the year before, and in the year itself."""
        return (
            self.one(f"change.{name}.before", gender=gender, duty=duty),
            self.one(f"change.{name}.after", gender=gender, duty=duty),
        )

    def all(self, indicator: str) -> list[Figure]:
        """Every figure of an indicator, in the table's order."""
        return list(self._by_indicator.get(indicator, ()))

    def national(self, indicator: str) -> list[Figure]:
        """Every figure of an indicator that is about all municipalities, in the table's order."""
        return [each for each in self.all(indicator) if not each.municipality]

    def by_municipality(
        self, indicator: str, duty: str = "", *, community: str = "", gender: str = ""
    ) -> dict[str, Figure]:
        """The figure of each municipality that there is one for, in the roster's order."""
        wanted = (duty, community, gender)
        return {
            each.municipality: each
            for each in self.all(indicator)
            if each.municipality and (each.duty, each.community, each.gender) == wanted
        }

    def municipalities(self, indicator: str) -> list[str]:
        """The municipalities that an indicator counts, one each, in the roster's order."""
        return [id_ for id_, each in self.by_municipality(indicator).items() if each.numerator]
