"""Several workbooks of one year: what they have twice is pointed out, never added up unseen."""

import pytest
from tests.workbook.books import Book, Grid, Value, check, found, valid_book

SECOND = "zkkk-2019_2.xlsx"


def _staff(*rows: list[Value]) -> Book:
    return {"staff": Grid([valid_book()["staff"].rows[0], *rows])}


def _warned(*books: Book) -> list[tuple[str, str]]:
    """The findings as code, file and cell."""
    return [(each.code, f"{each.place.file}!{each.place.cell}") for each in check(*books).findings]


def test_a_municipality_with_staff_in_two_workbooks_is_pointed_out() -> None:
    """An old file whose communities were corrected later is not added on top without a word."""
    book = valid_book()
    first, second = (str(row[0]) for row in (book["staff"].rows[1], book["staff"].rows[9]))
    old = _staff([first, "Croats", 0, 3], [first, "Montenegrins", 1, 1], [second, "Croats", 1, 2])
    assert first != second
    expected = [("in-two-workbooks", f"{SECOND}!A2"), ("in-two-workbooks", f"{SECOND}!A4")]
    assert _warned(book, old) == expected
    municipalities = [each.values["municipality"] for each in check(book, old).findings]
    assert len(set(municipalities)) == 2
    assert [code for code, _ in _warned(old, book)] == ["in-two-workbooks"] * 2


def test_staff_rows_without_figures_are_no_copy() -> None:
    """A workbook in which the rows are only prepared adds nothing."""
    book = valid_book()
    municipality = str(book["staff"].rows[1][0])
    codes = {code for code, _ in _warned(book, _staff([municipality, "Croats", None, None]))}
    assert codes == {"blank-row"}


def test_staff_of_different_municipalities_in_two_workbooks_is_no_copy() -> None:
    """Each field office sends its own municipalities."""
    book = valid_book()
    rows = book["staff"].rows
    half = next(n for n in range(20, len(rows)) if rows[n][0] != rows[n - 1][0])
    other = _staff(*rows[half:])
    del rows[half:]
    assert _warned(book, other) == []


@pytest.mark.parametrize("before", [True, False])
def test_a_row_twice_is_found_whatever_another_workbook_has(*, before: bool) -> None:
    """Twice on one worksheet is twice, also if a workbook read earlier has the row as well."""
    book = valid_book()
    municipality, community = book["staff"].rows[1][:2]
    book["staff"].rows[1][2:4] = [None, None]
    twice = _staff([municipality, community, 3, None], [municipality, community, None, 5])
    if not before:
        del book["staff"].rows[1]
    findings = check(book, twice).findings
    assert ("row-twice", "staff", "A3") in found(findings)
    (again,) = [each for each in findings if each.code == "row-twice"]
    assert again.values["other"] == f"{SECOND}!staff!A2"
