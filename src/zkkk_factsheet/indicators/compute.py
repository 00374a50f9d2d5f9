"""A year of monitoring in, the tidy table out. docs/indicators.md holds the definitions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from zkkk_factsheet.indicators.change import change_figures
from zkkk_factsheet.indicators.counting import Answers, answers_of, grouped, places, rows_of, share
from zkkk_factsheet.indicators.municipal import STATUSES, municipal_figures
from zkkk_factsheet.indicators.table import Figure, Figures, Status
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import communities, duties
from zkkk_factsheet.workbook.places import Place


def compute(year: MonitoringYear, previous: MonitoringYear | None = None) -> Figures:
    """Compute every indicator of a year, whether or not it may be published.

    Args:
        year: The year to describe.
        previous: The year before, for the ``change.*`` indicators; without it there are none.
    """
    figures: list[Figure] = [
        *_establishment(year),
        *_reporting(year),
        *_staff(year),
        *_duties(year),
    ]
    if previous is not None:
        figures += change_figures(year, previous)
        figures += list(_all_women(year.about.year, _staff(previous), figures))
    return Figures((*figures, *municipal_figures(year)))


def _all_women(year: int, before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[Figure]:
    """The women among all officials of each year, as its own table has them."""
    for when, figures in (("before", before), ("after", after)):
        for figure in figures:
            if (figure.indicator, figure.gender) == ("staff.by_gender", "women"):
                yield replace(figure, year=year, indicator=f"change.all_women.{when}")


def _establishment(year: MonitoringYear) -> Iterator[Figure]:
    counts, cells = year.offices["status"].value_counts(), places(year.offices["status_cell"])
    for indicator, value in STATUSES.items():
        count = int(counts.get(value, 0))
        yield share(year.about.year, indicator, count, len(year.offices), cells)


def _reporting(year: MonitoringYear) -> Iterator[Figure]:
    established = year.offices[year.offices["status"] == "established"]
    for column in ("work_plan", "annual_report"):
        answers = answers_of(rows_of(established, column, f"{column}_cell"))
        indicator = f"offices.{column}"
        yield share(year.about.year, indicator, answers.yes, answers.given, answers.cells)
        no = f"offices.no_{column}"
        yield share(year.about.year, no, answers.no, answers.given, answers.cells)
        yield _missing(year.about.year, indicator, answers)


def _missing(year: int, indicator: str, answers: Answers, duty: str = "") -> Figure:
    return share(
        year, f"{indicator}.missing", answers.missing, answers.asked, answers.cells, duty=duty
    )


def _per_office(year: MonitoringYear) -> Figure:
    """The mean of offices all of whose officials are known: half of one is not a small one."""
    incomplete = set(year.without_complete_staff())
    whole = year.staff[~year.staff["municipality"].isin(incomplete)]
    total, offices = int(whole["officials"].sum()), whole["municipality"].nunique()
    return Figure(
        year.about.year,
        "staff.per_office",
        numerator=total if offices else None,
        denominator=offices,
        value=total / offices if offices else None,
        unit="officials per office",
        status="ok" if offices else "no information",
        cells=places(whole["cell"]),
    )


def _staff(year: MonitoringYear) -> Iterator[Figure]:
    number = year.about.year
    blank = year.staff[year.staff["officials"].isna()]
    # A row with one count missing says nothing certain about its total, nor about its women.
    incomplete = set(rows_of(blank, "municipality", "community"))
    complete = [row not in incomplete for row in rows_of(year.staff, "municipality", "community")]
    counted = year.staff[pd.Series(complete, dtype="bool")]
    total = int(counted["officials"].sum())
    cells = places(counted["cell"])
    status: Status = "no information" if counted.empty else "ok"
    yield Figure(
        number,
        "staff.officials",
        numerator=None if counted.empty else total,
        value=None if counted.empty else float(total),
        unit="officials",
        status=status,
        cells=cells,
    )
    yield _per_office(year)
    yield share(
        number,
        "staff.missing",
        len(year.without_complete_staff()),
        len(year.with_status("established")),
        places(blank["cell"]),
    )
    by_gender = grouped(rows_of(counted, "gender", "officials"))
    for gender in ("women", "men"):
        of_gender = sum(count for (count,) in by_gender.get(gender, ()))
        yield share(number, "staff.by_gender", of_gender, total, cells, gender=gender)
    yield from _staff_by_community(number, counted, total)


def _staff_by_community(year: int, counted: pd.DataFrame, total: int) -> Iterator[Figure]:
    rows = grouped(rows_of(counted, "community", "gender", "officials", "cell"))
    all_cells = places(counted["cell"])
    for community in communities():
        of_community = rows.get(community.id, ())
        by_gender = {
            gender: sum(count for of, count, _ in of_community if of == gender)
            for gender in ("women", "men")
        }
        officials = sum(by_gender.values())
        cells = places(cell for _, _, cell in of_community)
        yield share(year, "staff.by_community", officials, total, all_cells, community=community.id)
        for gender, count in by_gender.items():
            yield share(
                year,
                f"staff.{gender}_by_community",
                count,
                officials,
                cells,
                community=community.id,
                gender=gender,
            )


def _duties(year: MonitoringYear) -> Iterator[Figure]:
    number = year.about.year
    by_duty = grouped(rows_of(year.duties, "duty", "answer", "cell"))
    for duty in duties():
        answers = answers_of(by_duty.get(duty.id, ()))
        yield share(
            number, "duties.performed", answers.yes, answers.given, answers.cells, duty=duty.id
        )
        yield share(
            number, "duties.not_performed", answers.no, answers.given, answers.cells, duty=duty.id
        )
        yield _missing(number, "duties.performed", answers, duty=duty.id)
    everything = answers_of(rows_of(year.duties, "answer", "cell"))
    yield share(number, "duties.overall", everything.yes, everything.given, everything.cells)
    yield _missing(number, "duties.overall", everything)
    counts = list(_duty_counts(year))
    yield from counts
    yield from _distribution(number, counts)


def _duty_counts(year: MonitoringYear) -> Iterator[Figure]:
    by_office = grouped(rows_of(year.duties, "municipality", "answer", "cell"))
    for municipality, asked in by_office.items():
        answers = answers_of(asked)
        yield Figure(
            year.about.year,
            "duties.count",
            municipality=municipality,
            numerator=answers.yes if answers.given else None,
            denominator=answers.given,
            value=float(answers.yes) if answers.given else None,
            unit="duties",
            status="ok" if answers.given else "no information",
            cells=answers.cells,
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
