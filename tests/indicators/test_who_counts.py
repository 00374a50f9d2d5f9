"""Whose answers count: those of established offices, and of all of them."""

from dataclasses import replace

import pandas as pd
from tests.support import answers, office, sample_rows, staff, year_rows

from zkkk_factsheet.indicators import Figures, compute
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.rows import Duties, Staff, YearRows


def _table(rows: YearRows, previous: YearRows | None = None) -> pd.DataFrame:
    before = MonitoringYear.from_rows(previous) if previous else None
    return compute(MonitoringYear.from_rows(rows), before, threshold=0)


def test_offices_that_are_not_established_change_no_figure() -> None:
    """Officials and duties of a similar office, or of one not covered, are not counted."""
    rows = sample_rows(2019)
    others = [each.municipality for each in rows.offices if each.status != "established"]
    assert len(others) == 3
    answered = dict.fromkeys(rows.duties[0].answers, True)
    more = replace(
        rows,
        staff=(*rows.staff, *(Staff(id_, "serb", 3, 3, {}) for id_ in others)),
        duties=(*rows.duties, *(Duties(id_, answered, {}) for id_ in others)),
    )
    pd.testing.assert_frame_equal(_table(more), _table(rows))


def test_an_established_office_without_a_row_is_in_the_base() -> None:
    """It has answered no question on duties, and its officials are not known."""
    rows = sample_rows(2019)
    fewer = replace(
        rows,
        staff=tuple(each for each in rows.staff if each.municipality != "prizren"),
        duties=tuple(each for each in rows.duties if each.municipality != "prizren"),
    )
    figures = Figures(_table(fewer))
    missing = figures.one("duties.performed.missing", duty="contact")
    assert (missing.numerator, missing.denominator) == (1, 35)
    unknown = figures.one("staff.missing")
    assert (unknown.numerator, unknown.denominator) == (1, 35)
    assert figures.one("duties.count", municipality="prizren").status == "no information"


def test_officials_that_nobody_counted_are_not_zero() -> None:
    """With every count blank there is no number of officials, and no change of it."""
    blank = year_rows(
        [office("peja")], [staff("peja", "serb", None, None)], [answers("peja", *[True])]
    )
    before = replace(sample_rows(2018))
    figures = Figures(_table(blank, before))
    for indicator in ("staff.officials", "change.officials", "change.officials.before"):
        figure = figures.one(indicator)
        assert (figure.status, figure.numerator, figure.value) == ("no information", None, None)
