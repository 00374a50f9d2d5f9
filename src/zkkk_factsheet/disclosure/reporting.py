"""The door for reports: what offices did in, and out what may be published of a period."""

from collections.abc import Iterable

from zkkk_factsheet.disclosure.published import Published
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.indicators.activities import activity_figures, undertakings
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.rows import YearRows


def reported_of(rows: YearRows, earlier_rows: Iterable[YearRows], period: Period) -> Published:
    """What may be published of what offices did in a period.

    Nothing of it is withheld: communities are told of activities, not of persons, and whoever
    names a person has been stopped before.

    Args:
        rows: The rows of the year in which the period lies.
        earlier_rows: Those of the years before, as far as there are any, the oldest first.
        period: The period.
    """
    told = [row for year in (*earlier_rows, rows) for row in year.activities]
    until = undertakings(row for row in told if row.day <= period.last_day)
    within = (each.within(period.first_day, period.last_day) for each in until)
    figures = Figures(activity_figures(period.year, (each for each in within if each)))
    return Published(period, figures, rows.about, {}, undertakings=until)
