"""Which figures of a published table have changed, and which differences are none."""

from dataclasses import replace
from typing import Any

import pytest

from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.comparison import Change, changes_of_published, differences
from zkkk_factsheet.workbook.places import Place

TOLD = Figure(2019, "offices.work_plan", numerator=30, denominator=34, value=100 * 30 / 34)
OTHER = Figure(2019, "offices.established", numerator=35, denominator=38, value=100 * 35 / 38)
UNKNOWN = replace(TOLD, numerator=None, denominator=0, value=None, status="no information")
WITHHELD = replace(TOLD, numerator=None, value=None, status="suppressed")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TOLD, replace(TOLD, numerator=29)),
        (TOLD, replace(TOLD, denominator=35)),
        (TOLD, replace(TOLD, value=80.0)),
        (TOLD, UNKNOWN),
        (TOLD, WITHHELD),
        (UNKNOWN, TOLD),
        (TOLD, None),
        (UNKNOWN, None),
    ],
)
def test_what_was_published_and_is_said_otherwise_has_changed(
    before: Figure, after: Figure | None
) -> None:
    """Another count, base, value or status, or gone; what stays beside it has not changed."""
    now = Figures([OTHER, *([after] if after else [])])
    assert list(changes_of_published([before, OTHER], now)) == [Change(TOLD.key, before, after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([TOLD], [TOLD, OTHER]),
        ([TOLD, OTHER], [OTHER, TOLD]),
        ([WITHHELD], [TOLD]),
        ([WITHHELD], []),
        ([TOLD], [replace(TOLD, cells=(Place("2019.xlsx", "Zyrat", 2, 3),))]),
        ([TOLD], [replace(TOLD, value=100 * 30 / 34 + 1e-12)]),
    ],
)
def test_what_nobody_was_promised_is_no_change(before: list[Any], after: list[Any]) -> None:
    """New figures, another order, other cells, what was withheld, and a last digit."""
    assert list(changes_of_published(before, Figures(after))) == []


def test_two_years_differ_in_what_is_new_too() -> None:
    """Both sides' figures, but for comparisons; what both withhold alike is no difference."""
    compared = replace(OTHER, indicator="change.offices")
    first = Figures([TOLD, OTHER, compared])
    second = Figures([replace(TOLD, year=2020), UNKNOWN_OF_STAFF])
    assert list(differences(first, second)) == [
        Change(UNKNOWN_OF_STAFF.key, None, UNKNOWN_OF_STAFF),
        Change(OTHER.key, OTHER, None),
    ]
    assert list(differences(Figures([WITHHELD]), Figures([WITHHELD]))) == []


UNKNOWN_OF_STAFF = replace(UNKNOWN, indicator="staff.officials")
