"""From checked rows to what may be published of them: monitoring, indicators, disclosure."""

from collections.abc import Iterable
from functools import partial

from zkkk_factsheet.disclosure import MUNICIPAL_THRESHOLD, Published, publish
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
    year = MonitoringYear.from_rows(rows)
    earlier = tuple(
        published_of(each, None, threshold, municipal_threshold=municipal_threshold)
        for each in earlier_rows
    )
    let_through = partial(
        publish,
        about=year.about,
        remarks=year.remarks,
        threshold=threshold,
        earlier=earlier,
        municipal_threshold=municipal_threshold,
    )
    if previous_rows is None:
        return let_through(compute(year), ())
    previous = MonitoringYear.from_rows(previous_rows)
    figures, before = compute(year, previous), compute(previous)
    return let_through(figures, before)
