"""What calls for the attention of the central office: the rules, one each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.indicators.table import Figures, Key
from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.places import Place

_QUARTERS: Final = 4
_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class WithoutPlan:
    """An office that said for some years running that it has no work plan."""

    municipality: str
    years: tuple[int, ...]
    cells: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class FewDuties:
    """An office that performs few core duties, also if it performs all that it didn't answer."""

    municipality: str
    performed: int
    unanswered: int
    cells: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A community that has so many residents in a municipality and no official in its office."""

    community: str
    residents: int
    cells: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class WithoutOfficial:
    """The communities of a municipality that are absent, those with the most residents first."""

    municipality: str
    communities: tuple[Absent, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """What was initiated, and of which nothing was told for so many quarters."""

    told: Undertaking
    quarters: int


def without_plan(years: Sequence[tuple[int, Figures]], running: int) -> tuple[WithoutPlan, ...]:
    """The offices that had no work plan in so many years running.

    Args:
        years: The years that were assessed, each with its figures; the newest first.
        running: How many years; with 0 nobody is found.
    """
    newest = years[:running]
    if not newest or len(newest) < running or newest[0][0] - newest[-1][0] != running - 1:
        return ()  # a year that nobody assessed lies between them
    answers = [figures.by_municipality("offices.work_plan") for _, figures in newest]
    return tuple(
        WithoutPlan(
            municipality,
            tuple(year for year, _ in reversed(newest)),
            tuple(cell for each in reversed(answers) for cell in each[municipality].cells),
        )
        for municipality in answers[0]
        if all(municipality in each and each[municipality].numerator == 0 for each in answers)
    )


def few_duties(figures: Figures, fewest: int) -> tuple[FewDuties, ...]:
    """The offices that perform fewer core duties than this for certain, those with fewest first.

    A blank is no "no": an office is told of only if it would perform too few with every answer.
    """
    found = [
        FewDuties(municipality, count.numerator, unanswered, count.cells)
        for municipality, count in figures.by_municipality("duties.count").items()
        if count.numerator is not None
        and (unanswered := len(duties()) - (count.denominator or 0)) + count.numerator < fewest
    ]
    return tuple(sorted(found, key=lambda each: each.performed))


def without_official(figures: Figures, fewest: int) -> tuple[WithoutOfficial, ...]:
    """The communities with at least so many residents and no official, by municipality.

    Where it is not known whether there is an official, or withheld, nothing is told.

    Args:
        figures: Those that may be published of a year.
        fewest: How many residents; with 0 nobody looks.
    """
    absent: dict[str, list[Absent]] = {}
    for each in figures.all("population.without_official") if fewest else ():
        lives = figures.get(
            Key("population.by_community", each.municipality, community=each.community)
        )
        residents = (lives.numerator if lives else None) or 0
        if each.numerator and residents >= fewest:
            absent.setdefault(each.municipality, []).append(
                Absent(each.community, residents, each.cells)
            )
    return tuple(
        WithoutOfficial(
            municipality, tuple(sorted(found, key=lambda each: each.residents, reverse=True))
        )
        for municipality, found in absent.items()
    )


def silent(told: Iterable[Undertaking], until: date, quarters: int) -> tuple[Silent, ...]:
    """What was initiated and not told of again for so many whole quarters, the oldest first.

    Args:
        told: The undertakings, with all that is told of them up to the last day.
        until: The last day of which anything can be known; its quarter counts as a whole.
        quarters: How many quarters after that in which it was told of last; with 0 nobody looks.
    """
    if not quarters:
        return ()
    waiting = [
        Silent(each, _quarter(until) - _quarter(each.rows[-1].day))
        for each in told
        if each.status == "initiated"
    ]
    found = [each for each in waiting if each.quarters >= quarters]
    return tuple(sorted(found, key=lambda each: each.told.rows[-1].day))


def _quarter(day: date) -> int:
    """The number of a day's quarter, counted through all years."""
    return day.year * _QUARTERS + (day.month - 1) // _MONTHS
