"""An unusual count is told once: at its cell, against the year before if that is known."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.workbook.books import YEAR, at, check, found, valid_book

from zkkk_factsheet.workbook.rows import Staff, YearRows

ROW, OTHER_ROW = 2, 3
"""Two rows of one municipality."""

WOMEN, MEN = 3, 4


def year_before(edit: Callable[[Staff], Staff] = lambda row: row) -> YearRows:
    """The valid year as that of the year before, with its first row of officials edited."""
    rows = check(valid_book()).rows
    assert rows is not None
    first, *others = rows.staff
    staff = (edit(first), *others)
    return replace(rows, about=replace(rows.about, year=YEAR - 1), staff=staff)


@pytest.mark.parametrize(("count", "told"), [(20, False), (21, True), (120, True), (999, True)])
def test_without_a_year_before_a_high_count_is_unusual(count: int, *, told: bool) -> None:
    """More than 20 of one community and gender in one office: a warning at that very cell."""
    book = valid_book()
    book["staff"].set(ROW, MEN, count)
    checked = check(book)
    assert found(checked.findings) == [("unusual-count", *at("staff", ROW, MEN))][: int(told)]
    assert checked.rows is not None


def test_with_a_year_before_the_office_is_compared_with_it() -> None:
    """What is unusual for the office is told as a change, and what isn't is not told at all."""
    book = valid_book()
    book["staff"].set(ROW, MEN, 120)
    codes = [each.code for each in check(book, previous=year_before()).findings]
    assert codes == ["staff-changed"]
    book["duties"].set(2, 2, "no" if book["duties"].get(2, 2) == "yes" else "yes")
    assert check(book, previous=year_before(lambda row: replace(row, men=110))).findings == ()


def test_where_there_is_no_sum_to_compare_the_count_alone_is_judged() -> None:
    """A blank count last year or beside it this year leaves nothing to compare with."""
    book = valid_book()
    assert book["staff"].get(ROW, 1) == book["staff"].get(OTHER_ROW, 1)
    book["staff"].set(ROW, MEN, 120)
    unusual = ("unusual-count", *at("staff", ROW, MEN))
    assert found(
        check(book, previous=year_before(lambda row: replace(row, women=None))).findings
    ) == [unusual]
    book["staff"].set(OTHER_ROW, WOMEN, None)
    assert unusual in found(check(book, previous=year_before()).findings)
