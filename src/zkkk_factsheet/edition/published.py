"""From checked rows to what may be published of them: monitoring, indicators, disclosure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Self

from zkkk_factsheet.disclosure import MUNICIPAL_THRESHOLD, Published, publish
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.indicators.compute import compute
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
        threshold: The gender of fewer officials than this is not published.
        earlier_rows: Those of the years before that are told of beside it, the oldest first.
        municipal_threshold: Of fewer officials of one office than this neither gender nor
            communities are published.
    """
    let_through = partial(publish, threshold=threshold, municipal_threshold=municipal_threshold)
    complete = [_Complete.of(each) for each in earlier_rows]
    earlier = tuple(
        let_through(each.figures, (), each.year.about, each.year.remarks) for each in complete
    )
    year = MonitoringYear.from_rows(rows)
    if previous_rows is None:
        return let_through(compute(year), (), year.about, year.remarks, earlier=earlier)
    counted = (each for each in complete if each.rows is previous_rows)
    previous = next(counted, None) or _Complete.of(previous_rows)
    figures = compute(year, previous.year)
    return let_through(figures, previous.figures, year.about, year.remarks, earlier=earlier)


@dataclass(frozen=True, slots=True)
class _Complete:
    """A year's rows, its frames, and its tidy table without comparisons."""

    rows: YearRows
    year: MonitoringYear
    figures: Figures

    @classmethod
    def of(cls, rows: YearRows) -> Self:
        year = MonitoringYear.from_rows(rows)
        return cls(rows, year, compute(year))
