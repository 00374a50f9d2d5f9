"""The door to the digest: checked rows in, out what the central office may be told of a period.

The digest is not published, but it is handed on: so it is made of figures that may be published,
and of what offices report themselves.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zkkk_factsheet.disclosure.digest import Digest, Thresholds
from zkkk_factsheet.disclosure.published import MUNICIPAL_THRESHOLD, THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.disclosure.reporting import reported_of
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.indicators.digest.attention import (
    few_duties,
    silent,
    without_official,
    without_plan,
)
from zkkk_factsheet.indicators.digest.gaps import unserved_duties, untouched_components
from zkkk_factsheet.indicators.digest.overlaps import overlaps
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.rows import YearRows


def digest_of(
    period: Period,
    years: Sequence[YearRows],
    thresholds: Thresholds,
    *,
    threshold: int = THRESHOLD,
    municipal_threshold: int = MUNICIPAL_THRESHOLD,
) -> Published:
    """What the central office may be told of a period.

    The figures are those of the activities of the period, and of the newest year that was assessed.

    Args:
        period: The period.
        years: The rows of its year, and of those before it, the newest first.
        thresholds: From when on something calls for attention.
        threshold: The gender of fewer officials than this is withheld.
        municipal_threshold: Of fewer officials of one office gender and communities are.
    """
    reported = reported_of(years[0], reversed(years[1:]), period)
    first, last = period.first_day, period.last_day
    within = (each.within(first, last) for each in reported.undertakings)
    told = tuple(each for each in within if each)
    assessed = [each for each in years if each.monitored][: max(1, thresholds.years_without_plan)]
    shown = _assessment(assessed, threshold, municipal_threshold)
    figures = shown[0].figures if shown else Figures([])
    plans = [(each.period.year, each.figures) for each in shown]
    until = _until(period, years)
    digest = Digest(
        thresholds=thresholds,
        assessed=assessed[0].about.year if assessed else None,
        until=until,
        told=told,
        overlaps=overlaps(told),
        unserved=unserved_duties(figures, told),
        untouched=untouched_components(told),
        without_plan=without_plan(plans, thresholds.years_without_plan),
        few_duties=few_duties(figures, thresholds.fewest_duties),
        without_official=without_official(figures, thresholds.residents_without_official),
        silent=silent(reported.undertakings, until, thresholds.silent_quarters) if until else (),
    )
    answers = (each for each in figures if not each.indicator.startswith("activities."))
    return replace(reported, figures=Figures([*reported.figures, *answers]), digest=digest)


def _assessment(
    assessed: Sequence[YearRows], threshold: int, municipal_threshold: int
) -> list[Published]:
    """What may be published of the years that were assessed, the newest first."""
    if not assessed:
        return []
    newest, *before = assessed
    published = published_of(
        newest, None, threshold, reversed(before), municipal_threshold=municipal_threshold
    )
    return [published, *reversed(published.earlier)]


def _until(period: Period, years: Sequence[YearRows]) -> date | None:
    """The last day of the period, or of which any office has told yet, if that is earlier.

    A quarter that no office has reported on yet is no quarter of silence.
    """
    days = [row.day for each in years for row in each.activities]
    return min(period.last_day, max(days)) if days else None
