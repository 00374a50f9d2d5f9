"""From checked rows to what may be published of them: monitoring, indicators, disclosure."""

from collections.abc import Iterable

from zkkk_factsheet.disclosure import Published, publish
from zkkk_factsheet.indicators.compute import compute
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.rows import YearRows


def published_of(
    rows: YearRows,
    previous_rows: YearRows | None,
    threshold: int,
    earlier_rows: Iterable[YearRows] = (),
) -> Published:
    """What may be published of a year.

    Args:
        rows: The year's rows.
        previous_rows: Those of the year before, which it is compared with, if there are any.
        threshold: The gender of fewer officials than this is not published.
        earlier_rows: Those of the years before that are told of beside it, the oldest first.
    """
    year = MonitoringYear.from_rows(rows)
    earlier = tuple(published_of(each, None, threshold) for each in earlier_rows)
    if previous_rows is None:
        return publish(compute(year), (), year.about, year.remarks, threshold, earlier)
    previous = MonitoringYear.from_rows(previous_rows)
    figures, before = compute(year, previous), compute(previous)
    return publish(figures, before, year.about, year.remarks, threshold, earlier)
