"""From checked rows to what may be published of them: monitoring, indicators, disclosure."""

from zkkk_factsheet.disclosure import Published, publish
from zkkk_factsheet.indicators.compute import compute
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.rows import YearRows


def published_of(rows: YearRows, previous_rows: YearRows | None, threshold: int) -> Published:
    """What may be published of a year, which is compared with the year before if there is one."""
    year = MonitoringYear.from_rows(rows)
    if previous_rows is None:
        return publish(compute(year), (), year.about, year.remarks, threshold)
    previous = MonitoringYear.from_rows(previous_rows)
    figures, before = compute(year, previous), compute(previous)
    return publish(figures, before, year.about, year.remarks, threshold)
