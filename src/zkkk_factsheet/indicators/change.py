"""What changed since the previous year, over the offices that both years cover.

An answer is compared only if the same office gave one in both years, so that both percentages
stand on the same base and a change is never that of the base.
"""

from collections.abc import Iterator

import pandas as pd

from zkkk_factsheet.indicators.counting import places, share
from zkkk_factsheet.indicators.table import Figure, Status
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import duties


def change_figures(year: MonitoringYear, previous: MonitoringYear) -> list[Figure]:
    """The ``change.*`` figures.

    ``change.X.before`` and ``change.X.after`` are the shares of the two years over the compared
    offices; ``change.X`` is their difference in percentage points, its denominator the number of
    offices compared and its numerator the difference of the counts.
    """
    number = year.about.year
    offices = _offices_in_both(year, previous)
    figures = [share(number, "change.offices", len(offices), *_established(year))]
    for column in ("work_plan", "annual_report"):
        compared = _pairs(
            _answers(year.offices, column, f"{column}_cell"),
            _answers(previous.offices, column, f"{column}_cell"),
            ["municipality"],
            offices,
        )
        figures += _answer_change(number, column, compared)
    after, before = (
        frame.rename(columns={"answer": "value"}) for frame in (year.duties, previous.duties)
    )
    compared = _pairs(after, before, ["municipality", "duty"], offices)
    figures += _answer_change(number, "duties", compared)
    for duty in duties():
        figures += _answer_change(
            number, "duty", compared[compared["duty"] == duty.id], duty=duty.id
        )
    figures += _staff_change(year, previous, offices)
    return figures


def _offices_in_both(year: MonitoringYear, previous: MonitoringYear) -> set[str]:
    return set(year.with_status("established")) & set(previous.with_status("established"))


def _established(year: MonitoringYear) -> tuple[int, tuple[()]]:
    return len(year.with_status("established")), ()


def _answers(offices: pd.DataFrame, column: str, cell: str) -> pd.DataFrame:
    return offices[["municipality", column, cell]].set_axis(
        ["municipality", "value", "cell"], axis="columns"
    )


def _pairs(
    after: pd.DataFrame, before: pd.DataFrame, keys: list[str], offices: set[str]
) -> pd.DataFrame:
    """The answers that the same office gave in both years, side by side."""
    pairs = after.merge(before, on=keys, suffixes=("_after", "_before"))
    compared = pairs["municipality"].isin(offices)
    return pairs[compared & pairs["value_after"].notna() & pairs["value_before"].notna()]


def _answer_change(
    year: int, name: str, pairs: pd.DataFrame, *, duty: str = ""
) -> Iterator[Figure]:
    counts = {}
    for when in ("before", "after"):
        counts[when] = int(pairs[f"value_{when}"].sum())
        yield share(
            year,
            f"change.{name}.{when}",
            counts[when],
            len(pairs),
            places(pairs[f"cell_{when}"]),
            duty=duty,
        )
    difference = counts["after"] - counts["before"]
    known = len(pairs) > 0
    yield Figure(
        year,
        f"change.{name}",
        duty=duty,
        numerator=difference if known else None,
        denominator=pairs["municipality"].nunique(),
        value=100 * difference / len(pairs) if known else None,
        unit="percentage points",
        status="ok" if known else "no information",
        cells=places([*pairs["cell_before"], *pairs["cell_after"]]),
    )


def _staff_change(
    year: MonitoringYear, previous: MonitoringYear, offices: set[str]
) -> Iterator[Figure]:
    """Officials, and women among them, in the offices whose counts are complete in both years."""
    compared = offices & _complete(year) & _complete(previous)
    number = year.about.year
    totals, women, cells = {}, {}, {}
    status: Status = "ok" if compared else "no information"
    for when, source in (("before", previous), ("after", year)):
        staff = source.staff[source.staff["municipality"].isin(compared)]
        totals[when] = int(staff["officials"].sum())
        women[when] = int(staff.loc[staff["gender"] == "women", "officials"].sum())
        cells[when] = places(staff["cell"])
        yield Figure(
            number,
            f"change.officials.{when}",
            numerator=totals[when] if compared else None,
            denominator=len(compared),
            value=totals[when] if compared else None,
            unit="officials",
            status=status,
            cells=cells[when],
        )
        yield share(
            number,
            f"change.women.{when}",
            women[when],
            totals[when],
            cells[when],
            gender="women",
        )
    both = cells["before"] + cells["after"]
    difference = totals["after"] - totals["before"]
    yield Figure(
        number,
        "change.officials",
        numerator=difference if compared else None,
        denominator=len(compared),
        value=difference if compared else None,
        unit="officials",
        status=status,
        cells=both,
    )
    known = all(totals.values())
    yield Figure(
        number,
        "change.women",
        gender="women",
        numerator=women["after"] - women["before"] if known else None,
        denominator=len(compared),
        value=100 * women["after"] / totals["after"] - 100 * women["before"] / totals["before"]
        if known
        else None,
        unit="percentage points",
        status="ok" if known else "no information",
        cells=both,
    )


def _complete(year: MonitoringYear) -> set[str]:
    return set(year.with_status("established")) - set(year.without_complete_staff())
