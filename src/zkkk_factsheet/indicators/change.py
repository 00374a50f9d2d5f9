"""What changed since the previous year, over the same offices in both years.

An office is compared if it was established in both years, and its answer only if it gave one in
both. So both counts stand on the same base, and a change is never that of the base.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import pandas as pd

from zkkk_factsheet.indicators.counting import places, share
from zkkk_factsheet.indicators.roster import roster_figures
from zkkk_factsheet.indicators.table import Figure, Status, Unit
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.places import Place


def change_figures(year: MonitoringYear, previous: MonitoringYear) -> list[Figure]:
    """The ``change.*`` figures.

    ``change.X.before`` and ``change.X.after`` are the figures of the two years over what is
    compared, ``change.X`` their difference; ``change.X.offices`` is the number of offices
    compared, and each of the others has a row ``change.X.not_compared``.
    """
    offices = [
        each
        for each in year.with_status("established")
        if each in previous.with_status("established")
    ]
    base = _Base(year.about.year, tuple(offices), len(year.with_status("established")))
    figures = list(roster_figures(year, previous, offices))
    for column in ("work_plan", "annual_report"):
        pairs = _pairs(_answers(year, column), _answers(previous, column), ["municipality"])
        figures += _answer_change(base, column, pairs)
    after, before = (
        frame.rename(columns={"answer": "value"}) for frame in (year.duties, previous.duties)
    )
    pairs = _pairs(after, before, ["municipality", "duty"])
    figures += _answer_change(base, "duties", pairs)
    figures += _duties_of_each_office(base, pairs)
    for duty in duties():
        figures += _answer_change(base, "duty", pairs[pairs["duty"] == duty.id], duty=duty.id)
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


def _answers(year: MonitoringYear, column: str) -> pd.DataFrame:
    return year.offices[["municipality", column, f"{column}_cell"]].set_axis(
        ["municipality", "value", "cell"], axis="columns"
    )


def _pairs(after: pd.DataFrame, before: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """The answers of the same office in both years side by side, also where one is missing."""
    return after.merge(before, on=keys, suffixes=("_after", "_before"))


def _answer_change(
    base: _Base, name: str, pairs: pd.DataFrame, *, duty: str = ""
) -> Iterator[Figure]:
    pairs = pairs[pairs["municipality"].isin(base.offices)]
    given = _in_both(pairs)
    yield from _two_counts(base.year, name, given, duty=duty)
    cells_of = {
        str(office): places([*rows["cell_before"], *rows["cell_after"]])
        for office, rows in pairs.groupby("municipality")
    }
    yield from base.compared(name, set(given["municipality"]), cells_of, duty)


def _in_both(pairs: pd.DataFrame) -> pd.DataFrame:
    return pairs[pairs["value_after"].notna() & pairs["value_before"].notna()]


def _two_counts(
    year: int, name: str, given: pd.DataFrame, *, municipality: str = "", duty: str = ""
) -> Iterator[Figure]:
    """How many of some answers are yes in each of the years, and the difference."""
    counts = {}
    for when in ("before", "after"):
        counts[when] = int(given[f"value_{when}"].sum())
        yield share(
            year,
            f"change.{name}.{when}",
            counts[when],
            len(given),
            places(given[f"cell_{when}"]),
            municipality=municipality,
            duty=duty,
        )
    difference = share(
        year,
        f"change.{name}",
        counts["after"] - counts["before"],
        len(given),
        places([*given["cell_before"], *given["cell_after"]]),
        municipality=municipality,
        duty=duty,
    )
    yield replace(difference, unit="percentage points")


def _duties_of_each_office(base: _Base, pairs: pd.DataFrame) -> Iterator[Figure]:
    """The same of each office of which any duty is compared."""
    by_office = dict(iter(_in_both(pairs).groupby("municipality")))
    for office in base.offices:
        if office in by_office:
            yield from _two_counts(base.year, "duties", by_office[office], municipality=office)


def _staff_change(base: _Base, year: MonitoringYear, previous: MonitoringYear) -> Iterator[Figure]:
    """Officials, and women among them, in the offices whose counts are complete in both years."""
    compared = set(base.offices) & _complete(year) & _complete(previous)
    sources = {"before": previous.staff, "after": year.staff}
    totals, women, cells = {}, {}, {}
    for when, source in sources.items():
        staff = source[source["municipality"].isin(compared)]
        totals[when] = int(staff["officials"].sum())
        women[when] = int(staff.loc[staff["gender"] == "women", "officials"].sum())
        cells[when] = places(staff["cell"])
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
    cells_of = {
        office: places(
            cell
            for source in sources.values()
            for cell in source.loc[source["municipality"] == office, "cell"]
        )
        for office in base.offices
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
