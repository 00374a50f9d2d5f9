"""What changed since the previous year, over the same offices in both years.

An office is compared if it was established in both years, and its answer only if it gave one in
both. So both counts stand on the same base, and a change is never that of the base.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from zkkk_factsheet.indicators.roster import roster_figures
from zkkk_factsheet.indicators.table import Figure, Status, Unit, places, share
from zkkk_factsheet.monitoring import DOCUMENTS, Answer, MonitoringYear, grouped
from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.places import Place


def change_figures(year: MonitoringYear, previous: MonitoringYear) -> list[Figure]:
    """The ``change.*`` figures.

    ``change.X.before`` and ``change.X.after`` are the figures of the two years over what is
    compared, ``change.X`` their difference; ``change.X.offices`` is the number of offices
    compared, and each of the others has a row ``change.X.not_compared``.
    """
    established, before = year.with_status("established"), set(previous.with_status("established"))
    offices = tuple(each for each in established if each in before)
    base = _Base(year.about.year, offices, len(established))
    figures = list(roster_figures(year, previous, offices))
    documents = _pairs(year.documents, previous.documents, offices)
    of_document = grouped(documents, lambda pair: pair.after.question)
    for name in DOCUMENTS:
        figures += _answer_change(base, name, of_document.get(name, ()))
    pairs = _pairs(year.duties, previous.duties, offices)
    figures += _answer_change(base, "duties", pairs)
    figures += _duties_of_each_office(base, pairs)
    of_duty = grouped(pairs, lambda pair: pair.after.question)
    for duty in duties():
        figures += _answer_change(base, "duty", of_duty.get(duty.id, ()), duty=duty.id)
    figures += _staff_change(base, year, previous)
    return figures


@dataclass(frozen=True, slots=True)
class _Base:
    """The year, the offices established in both years, and how many are established in it."""

    year: int
    offices: tuple[str, ...]
    established: int

    def compared(
        self, name: str, offices: Collection[str], cells: dict[str, tuple[Place, ...]], duty: str
    ) -> Iterator[Figure]:
        """How many offices are compared, and which of those established in both are not."""
        yield share(
            self.year,
            f"change.{name}.offices",
            len(offices),
            self.established,
            tuple(cell for office in self.offices if office in offices for cell in cells[office]),
            duty=duty,
        )
        for office in self.offices:
            if office not in offices:
                yield Figure(
                    self.year,
                    f"change.{name}.not_compared",
                    municipality=office,
                    duty=duty,
                    unit="offices",
                    status="no information",
                    cells=cells[office],
                )


class _Pair(NamedTuple):
    """An answer of the same office in both years, also where one is missing."""

    before: Answer
    after: Answer

    @property
    def given(self) -> bool:
        """Whether it was answered in both."""
        return self.before.yes is not None and self.after.yes is not None


def _pairs(
    after: Iterable[Answer], before: Iterable[Answer], offices: Collection[str]
) -> list[_Pair]:
    """The answers of some offices, which have any in both years."""
    wanted = frozenset(offices)
    then = {(each.municipality, each.question): each for each in before}
    return [
        _Pair(then[each.municipality, each.question], each)
        for each in after
        if each.municipality in wanted
    ]


def _by_office(pairs: Iterable[_Pair]) -> dict[str, list[_Pair]]:
    return grouped(pairs, lambda pair: pair.after.municipality)


def _cells(pairs: Sequence[_Pair]) -> tuple[Place, ...]:
    """The cells of some answers, those of the year before first."""
    return places([*(each.before.cell for each in pairs), *(each.after.cell for each in pairs)])


def _answer_change(
    base: _Base, name: str, pairs: Sequence[_Pair], *, duty: str = ""
) -> Iterator[Figure]:
    given = [pair for pair in pairs if pair.given]
    yield from _two_counts(base.year, name, given, duty=duty)
    cells_of = {office: _cells(of_office) for office, of_office in _by_office(pairs).items()}
    yield from base.compared(name, {pair.after.municipality for pair in given}, cells_of, duty)


def _two_counts(
    year: int, name: str, given: Sequence[_Pair], *, municipality: str = "", duty: str = ""
) -> Iterator[Figure]:
    """How many of some answers are yes in each of the years, and the difference."""
    counts = {
        "before": sum(pair.before.yes or False for pair in given),
        "after": sum(pair.after.yes or False for pair in given),
    }
    cells = {
        "before": places(pair.before.cell for pair in given),
        "after": places(pair.after.cell for pair in given),
    }
    for when, count in counts.items():
        yield share(
            year,
            f"change.{name}.{when}",
            count,
            len(given),
            cells[when],
            municipality=municipality,
            duty=duty,
        )
    difference = share(
        year,
        f"change.{name}",
        counts["after"] - counts["before"],
        len(given),
        _cells(given),
        municipality=municipality,
        duty=duty,
    )
    yield replace(difference, unit="percentage points")


def _duties_of_each_office(base: _Base, pairs: Iterable[_Pair]) -> Iterator[Figure]:
    """The same of each office of which any duty is compared."""
    by_office = _by_office(pair for pair in pairs if pair.given)
    for office in base.offices:
        if office in by_office:
            yield from _two_counts(base.year, "duties", by_office[office], municipality=office)


def _staff_change(base: _Base, year: MonitoringYear, previous: MonitoringYear) -> Iterator[Figure]:
    """Officials, and women among them, in the offices whose counts are complete in both years."""
    compared = set(base.offices) & _complete(year) & _complete(previous)
    sources = {"before": previous.staff, "after": year.staff}
    totals, women, cells = {}, {}, {}
    for when, source in sources.items():
        staff = [row for row in source if row.municipality in compared]
        totals[when] = sum(row.number or 0 for row in staff)
        women[when] = sum(row.number or 0 for row in staff if row.gender == "women")
        cells[when] = places(row.cell for row in staff)
        known = bool(compared)
        yield _count(base.year, f"change.officials.{when}", totals[when], cells[when], known=known)
        yield share(
            base.year,
            f"change.women.{when}",
            women[when],
            totals[when],
            cells[when],
            gender="women",
        )
    both = cells["before"] + cells["after"]
    difference = totals["after"] - totals["before"]
    yield _count(base.year, "change.officials", difference, both, known=bool(compared))
    yield _women_change(base.year, women, totals, both)
    by_office = grouped(chain(*sources.values()), lambda row: row.municipality)
    cells_of = {
        office: places(row.cell for row in by_office.get(office, ())) for office in base.offices
    }
    yield from base.compared("officials", compared, cells_of, "")


def _count(
    year: int, indicator: str, number: int, cells: tuple[Place, ...], *, known: bool
) -> Figure:
    unit: Unit = "officials"
    status: Status = "ok" if known else "no information"
    count = number if known else None
    value = float(number) if known else None
    return Figure(
        year, indicator, numerator=count, value=value, unit=unit, status=status, cells=cells
    )


def _women_change(
    year: int, women: dict[str, int], totals: dict[str, int], cells: tuple[Place, ...]
) -> Figure:
    known = all(totals.values())
    return Figure(
        year,
        "change.women",
        gender="women",
        numerator=women["after"] - women["before"] if known else None,
        denominator=totals["after"] if known else 0,
        value=100 * women["after"] / totals["after"] - 100 * women["before"] / totals["before"]
        if known
        else None,
        unit="percentage points",
        status="ok" if known else "no information",
        cells=cells,
    )


def _complete(year: MonitoringYear) -> set[str]:
    return set(year.with_status("established")) - set(year.without_complete_staff())
