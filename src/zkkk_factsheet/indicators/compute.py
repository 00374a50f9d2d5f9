"""A year of monitoring in, the tidy table out. docs/indicators.md holds the definitions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zkkk_factsheet.indicators.activities import evidence_figures
from zkkk_factsheet.indicators.caseload import caseload_figures
from zkkk_factsheet.indicators.change import change_figures
from zkkk_factsheet.indicators.officials import officials_of_country, officials_of_each_office
from zkkk_factsheet.indicators.residents import residents_figures
from zkkk_factsheet.indicators.table import Figure, Figures, places, share
from zkkk_factsheet.monitoring import DOCUMENTS, Answer, MonitoringYear, grouped
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
    figures += list(_of_each_municipality(year))
    figures += list(evidence_figures(year.about.year, year.activities))
    return Figures((*figures, *caseload_figures(year, previous), *residents_figures(year)))


def _all_women(year: int, before: Iterable[Figure], after: Iterable[Figure]) -> Iterator[Figure]:
    """The women among all officials of each year, as its own table has them."""
    for when, figures in (("before", before), ("after", after)):
        for figure in figures:
            if (figure.indicator, figure.gender) == ("staff.by_gender", "women"):
                yield replace(figure, year=year, indicator=f"change.all_women.{when}")


def _establishment(year: MonitoringYear) -> Iterator[Figure]:
    counts = Counter[str](office.status for office in year.offices)
    cells = places(office.places.get("status") for office in year.offices)
    for indicator, status in _STATUSES.items():
        yield share(year.about.year, indicator, counts[status], len(year.offices), cells)


def _reporting(year: MonitoringYear) -> Iterator[Figure]:
    asked = grouped(year.documents, lambda each: each.question)
    for name in DOCUMENTS:
        answers, no = asked.get(name, ()), f"offices.no_{name}"
        yield from _counted(year.about.year, f"offices.{name}", answers, no)


def _counted(
    year: int, indicator: str, answers: Sequence[Answer], no: str = "", duty: str = ""
) -> Iterator[Figure]:
    """Of the answers given, the yes, and the no if they have a name; of all, those missing."""
    given = _given(answers)
    cells = places(each.cell for each in answers)
    yield share(year, indicator, sum(given), len(given), cells, duty=duty)
    if no:
        yield share(year, no, given.count(False), len(given), cells, duty=duty)
    missing = len(answers) - len(given)
    yield share(year, f"{indicator}.missing", missing, len(answers), cells, duty=duty)


def _given(answers: Iterable[Answer]) -> list[bool]:
    return [each.yes for each in answers if each.yes is not None]


def _duties(year: MonitoringYear) -> Iterator[Figure]:
    number = year.about.year
    asked = grouped(year.duties, lambda each: each.question)
    for duty in duties():
        answers = asked.get(duty.id, ())
        yield from _counted(number, "duties.performed", answers, "duties.not_performed", duty.id)
    yield from _counted(number, "duties.overall", year.duties)
    counts = list(_duty_counts(year))
    yield from counts
    yield from _distribution(number, counts)


def _duty_counts(year: MonitoringYear) -> Iterator[Figure]:
    by_office = grouped(year.duties, lambda each: each.municipality)
    for municipality, answers in by_office.items():
        given = _given(answers)
        yield Figure(
            year.about.year,
            "duties.count",
            municipality=municipality,
            numerator=sum(given) if given else None,
            denominator=len(given),
            value=float(sum(given)) if given else None,
            unit="duties",
            status="ok" if given else "no information",
            cells=places(each.cell for each in answers),
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
    for office in year.offices:
        id_, cells = office.municipality, places([office.places.get("status")])
        for indicator, status in _STATUSES.items():
            count = int(office.status == status)
            yield share(number, indicator, count, 1, cells, municipality=id_)
    asked = grouped(year.documents, lambda each: each.question)
    for name in DOCUMENTS:
        for answer in asked.get(name, ()):
            yield _of_one(number, f"offices.{name}", answer)
    yield from officials_of_each_office(year)
    for answer in year.duties:
        yield _of_one(number, "duties.performed", answer, answer.question)


def _of_one(year: int, indicator: str, answer: Answer, duty: str = "") -> Figure:
    return share(
        year,
        indicator,
        int(answer.yes or False),
        int(answer.yes is not None),
        places([answer.cell]),
        municipality=answer.municipality,
        duty=duty,
    )
