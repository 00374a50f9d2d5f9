"""Whose answers count: those of established offices, and of all of them."""

from dataclasses import replace

from tests.support import answers, office, sample_rows, staff, table_of, year_rows

from zkkk_factsheet.workbook.rows import Duties, Staff


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
    assert list(table_of(more)) == list(table_of(rows))


def test_an_established_office_without_a_row_is_in_the_base() -> None:
    """It has answered no question on duties, and its officials are not known."""
    rows = sample_rows(2019)
    fewer = replace(
        rows,
        staff=tuple(each for each in rows.staff if each.municipality != "prizren"),
        duties=tuple(each for each in rows.duties if each.municipality != "prizren"),
    )
    figures = table_of(fewer)
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
    figures = table_of(blank, before)
    for indicator in ("staff.officials", "change.officials", "change.officials.before"):
        figure = figures.one(indicator)
        assert (figure.status, figure.numerator, figure.value) == ("no information", None, None)
