"""Mistakes that are found beside the year before; see `mistakes`."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from hypothesis import assume
from hypothesis import strategies as st
from tests.workbook.books import OF_OFFICES, YEAR, Book, at, check, valid_book
from tests.workbook.mistakes import MISTAKES, REMARK, STATUS_ROW, Draw, Expected, Mistake

from zkkk_factsheet.workbook.rows import YearRows


@cache
def previous_year() -> YearRows:
    """The rows of the year before the valid book: but for one plan the same, of another year."""
    rows = check(valid_book()).rows
    assert rows is not None
    first, *others = rows.offices
    offices = (replace(first, work_plan=not first.work_plan), *others)
    return replace(rows, about=replace(rows.about, year=YEAR - 1), offices=offices)


def office_vanished(draw: Draw, book: Book) -> Expected:
    """An office of last year is gone."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    municipality, status = book["offices"].rows[row - 1][:2]
    assume(status == "established")
    for name in OF_OFFICES:
        book[name].rows = [each for each in book[name].rows if each[0] != municipality]
    book["offices"].rows[row - 1] = [municipality, "e pathemeluar"]
    return "office-vanished", *at("offices", row, 2)


def staff_changed(draw: Draw, book: Book) -> Expected:
    """An office has ten times as many officials."""
    row = draw(st.integers(2, len(book["staff"].rows)))
    column = draw(st.sampled_from([3, 4]))
    book["staff"].set(row, column, draw(st.integers(80, 999)))
    return "staff-changed", *at("staff", row, column)


def duty_flipped(draw: Draw, book: Book) -> Expected:
    """Yes and no of one duty are swapped."""
    column = draw(st.integers(2, 9))
    for row in book["duties"].rows[1:]:
        row[column - 1] = "no" if row[column - 1] == "yes" else "yes"
    return "duty-flipped", *at("duties", 1, column)


def sample_mixed(draw: Draw, book: Book) -> Expected:
    """Real figures follow upon invented ones."""
    book["about"].set(STATUS_ROW, 2, draw(st.sampled_from(["final", "nacrt", "DRAFT"])))
    return "sample-mixed", *at("about", STATUS_ROW, 2)


def same_as_before(draw: Draw, book: Book) -> Expected:
    """Last year's answers under this year's date; only the remarks are new."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    book["offices"].set(row, REMARK, "Gjithçka sipas planit.")
    # The year before differs in one plan: that one is taken over as well.
    assert book["offices"].get(2, 3) == "yes"
    book["offices"].set(2, 3, "no")
    return "same-as-before", *at("offices", 0)


MISTAKES_BETWEEN_YEARS: tuple[Mistake, ...] = (
    office_vanished,
    staff_changed,
    duty_flipped,
    same_as_before,
    sample_mixed,
)


_ALSO = {"unknown_edition_status", "unknown_activity_status", "named_person"}
_ALSO |= {"no_community", "activity_of_no_municipality"}
"""The mistakes that are named for something else than their code, which others have."""


def codes_of_mistakes() -> Iterator[str]:
    """The codes that a random mistake may raise."""
    names = {*MISTAKES, *(each.__name__ for each in MISTAKES_BETWEEN_YEARS)}
    yield from (name.replace("_", "-") for name in names - _ALSO)
