"""A year of monitoring in, the tidy table out. docs/indicators.md holds the definitions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from zkkk_factsheet.indicators.change import change_figures
from zkkk_factsheet.indicators.officials import officials_of_country, officials_of_each_office
from zkkk_factsheet.indicators.table import Figure, Figures, places, share
from zkkk_factsheet.monitoring import MonitoringYear, grouped, rows_of
from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.places import Place

_STATUSES = {
    "offices.established": "established",
    "offices.similar": "similar",
    "offices.not_established": "not established",
    "offices.not_covered": "not covered",
    "offices.no_information": "no information",
}
"""What an indicator counts the offices of."""

_Asked = tuple[Any, Place | None]
"""An answer (true, false, or NA for no information), and its cell."""


def compute(year: MonitoringYear, previous: MonitoringYear | None = None) -> Figures:
    """Compute every indicator of a year, whether or not it may be published.

    Args:
        year: The year to describe.
        previous: The year before, for the ``change.*`` indicators; without it there are none.
    """
    figures: list[Figure] = [
        *_establishment(year),
        *_reporting(year),
        *officials_of_country(year),
        *_duties(year),
    ]
    if previous is not None:
        figures += change_figures(year, previous)
        figures += list(_all_women(year.about.year, officials_of_country(previous), figures))
    return Figures((*figures, *_of_each_municipality(year)))


def _all_women(year: int, before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[Figure]:
    """The women among all officials of each year, as its own table has them."""
    for when, figures in (("before", before), ("after", after)):
        for figure in figures:
            if (figure.indicator, figure.gender) == ("staff.by_gender", "women"):
                yield replace(figure, year=year, indicator=f"change.all_women.{when}")


def _establishment(year: MonitoringYear) -> Iterator[Figure]:
    counts, cells = year.offices["status"].value_counts(), places(year.offices["status_cell"])
    for indicator, value in _STATUSES.items():
        count = int(counts.get(value, 0))
        yield share(year.about.year, indicator, count, len(year.offices), cells)


def _reporting(year: MonitoringYear) -> Iterator[Figure]:
    established = year.offices[year.offices["status"] == "established"]
    for column in ("work_plan", "annual_report"):
        asked = rows_of(established, column, f"{column}_cell")
        yield from _counted(year.about.year, f"offices.{column}", asked, f"offices.no_{column}")


def _counted(
    year: int, indicator: str, asked: Iterable[_Asked], no: str = "", duty: str = ""
) -> Iterator[Figure]:
    """Of the answers given, the yes, and the no if they have a name; of all, those missing."""
    answers = list(asked)
    given = _given(answers)
    cells = places(cell for _, cell in answers)
    yield share(year, indicator, sum(given), len(given), cells, duty=duty)
    if no:
        yield share(year, no, given.count(False), len(given), cells, duty=duty)
    missing = len(answers) - len(given)
    yield share(year, f"{indicator}.missing", missing, len(answers), cells, duty=duty)


def _given(answers: Iterable[_Asked]) -> list[bool]:
    return [answer for answer, _ in answers if answer is not pd.NA]


def _duties(year: MonitoringYear) -> Iterator[Figure]:
    number = year.about.year
    by_duty = grouped(rows_of(year.duties, "duty", "answer", "cell"))
    for duty in duties():
        asked = by_duty.get(duty.id, ())
        yield from _counted(number, "duties.performed", asked, "duties.not_performed", duty.id)
    yield from _counted(number, "duties.overall", rows_of(year.duties, "answer", "cell"))
    counts = list(_duty_counts(year))
    yield from counts
    yield from _distribution(number, counts)


def _duty_counts(year: MonitoringYear) -> Iterator[Figure]:
    by_office = grouped(rows_of(year.duties, "municipality", "answer", "cell"))
    for municipality, asked in by_office.items():
        given = _given(asked)
        yield Figure(
            year.about.year,
            "duties.count",
            municipality=municipality,
            numerator=sum(given) if given else None,
            denominator=len(given),
            value=float(sum(given)) if given else None,
            unit="duties",
            status="ok" if given else "no information",
            cells=places(cell for _, cell in asked),
        )


def _distribution(year: int, counts: Sequence[Figure]) -> Iterator[Figure]:
    """Over the offices of which all is known: a blank is neither performed nor not."""
    whole = [figure for figure in counts if figure.denominator == len(duties())]
    cells = _cells_of(whole)
    for level in range(len(duties()) + 1):
        offices = sum(figure.numerator == level for figure in whole)
        yield share(year, "duties.distribution", offices, len(whole), cells, level=level)
    yield _median(year, whole)
    missing = len(counts) - len(whole)
    yield share(year, "duties.distribution.missing", missing, len(counts), _cells_of(counts))


def _median(year: int, whole: Sequence[Figure]) -> Figure:
    """The largest number of duties that at least half of the offices perform, or more of them."""
    performed = sorted((figure.numerator or 0 for figure in whole), reverse=True)
    middle = performed[(len(whole) - 1) // 2] if whole else None
    return Figure(
        year,
        "duties.median",
        numerator=middle,
        denominator=len(whole),
        value=None if middle is None else float(middle),
        unit="duties",
        status="no information" if middle is None else "ok",
        cells=_cells_of(whole),
    )


def _cells_of(figures: Iterable[Figure]) -> tuple[Place, ...]:
    return tuple(cell for figure in figures for cell in figure.cells)


def _of_each_municipality(year: MonitoringYear) -> Iterator[Figure]:
    """The same of each municipality by name: who is behind a count.

    Of one a share is 1 of 1 or 0 of 1, and where nothing is known its base is 0.
    """
    number = year.about.year
    offices = year.offices
    for municipality, status, cell in rows_of(offices, "municipality", "status", "status_cell"):
        for indicator, value in _STATUSES.items():
            count = int(status == value)
            yield share(number, indicator, count, 1, places([cell]), municipality=municipality)
    established = offices[offices["status"] == "established"]
    for name in ("work_plan", "annual_report"):
        for municipality, answer, cell in rows_of(
            established, "municipality", name, f"{name}_cell"
        ):
            yield _answer(number, f"offices.{name}", municipality, answer, cell)
    yield from officials_of_each_office(year)
    for municipality, duty, answer, cell in rows_of(
        year.duties, "municipality", "duty", "answer", "cell"
    ):
        yield _answer(number, "duties.performed", municipality, answer, cell, duty)


def _answer(
    year: int, indicator: str, municipality: str, answer: object, cell: Place | None, duty: str = ""
) -> Figure:
    known = answer is not pd.NA
    return share(
        year,
        indicator,
        int(known and bool(answer)),
        int(known),
        places([cell]),
        municipality=municipality,
        duty=duty,
    )
