"""The door: a year's checked rows in, and out only what may be published of them.

Whoever only reads what is published does without this module, which counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from zkkk_factsheet.disclosure.published import MUNICIPAL_THRESHOLD, Published
from zkkk_factsheet.disclosure.suppression import publishable
from zkkk_factsheet.indicators import Figure, Figures, Key
from zkkk_factsheet.indicators.activities import undertakings
from zkkk_factsheet.indicators.comparison import changes_of_published
from zkkk_factsheet.indicators.compute import compute
from zkkk_factsheet.language import Period
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.rows import YearRows


def published_of(
    rows: YearRows,
    previous_rows: YearRows | None,
    threshold: int,
    earlier_rows: Iterable[YearRows] = (),
    *,
    municipal_threshold: int = MUNICIPAL_THRESHOLD,
) -> Published:
    """What may be published of a year.

    Args:
        rows: The year's rows.
        previous_rows: Those of the year before, which it is compared with, if there are any.
        threshold: The gender of fewer officials of the country than this is not published;
            with 0 or 1 nobody's is withheld for that.
        earlier_rows: Those of the years before that are told of beside it, the oldest first.
        municipal_threshold: Of fewer officials of one office than this neither gender nor
            communities are published, likewise.
    """

    def let_through(
        year: MonitoringYear,
        figures: Figures,
        previous: Iterable[Figure] = (),
        earlier: tuple[Published, ...] = (),
    ) -> Published:
        table = Figures(publishable(figures, threshold, municipal_threshold, previous))
        sources = dict.fromkeys(each.source for each in year.population if each.source)
        return Published(
            Period(year.about.year),
            table,
            year.about,
            year.remarks,
            earlier,
            residents_from=tuple(sources),
            undertakings=undertakings(year.activities),
            threshold=threshold,
            municipal_threshold=municipal_threshold,
        )

    complete = [_Complete.of(each) for each in earlier_rows]
    earlier = tuple(let_through(each.year, each.figures) for each in complete)
    year = MonitoringYear.from_rows(rows)
    if previous_rows is None:
        return let_through(year, compute(year), (), earlier)
    counted = (each for each in complete if each.rows is previous_rows)
    previous = next(counted, None) or _Complete.of(previous_rows)
    return let_through(year, compute(year, previous.year), previous.figures, earlier)


def borne_out(
    figures: Iterable[Figure], rows: YearRows, previous_rows: YearRows | None
) -> frozenset[Key]:
    """Which of some published figures the rows still say, whether or not they are withheld now."""
    previous = None if previous_rows is None else MonitoringYear.from_rows(previous_rows)
    counted = compute(MonitoringYear.from_rows(rows), previous)
    asked = list(figures)
    changed = {each.key for each in changes_of_published(asked, counted)}
    return frozenset(each.key for each in asked if each.key not in changed)


@dataclass(frozen=True, slots=True)
class _Complete:
    """A year's rows, its observations, and its tidy table without comparisons."""

    rows: YearRows
    year: MonitoringYear
    figures: Figures

    @classmethod
    def of(cls, rows: YearRows) -> Self:
        year = MonitoringYear.from_rows(rows)
        return cls(rows, year, compute(year))
