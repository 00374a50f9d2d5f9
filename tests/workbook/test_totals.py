"""Rows that add up others: held against what they add up, and never a hiding place for a row."""

import pytest
from tests.effort import THOROUGH
from tests.workbook.books import Book, Grid, Value, at, check, found, valid_book

_TOTAL = "total-row"


def _numbers(rows: list[list[Value]], column: int) -> int:
    return sum(int(v) for v in (row[column] for row in rows) if isinstance(v, int | float))


def _book_with(*totals: list[Value]) -> Book:
    book = valid_book()
    book["staff"].rows += totals
    return book


def test_a_total_that_differs_names_both_figures() -> None:
    """95 in the total and 92 in the rows: one error, at the total's figure, that says both."""
    book = valid_book()
    women, men = (_numbers(book["staff"].rows[1:], column) for column in (2, 3))
    book = _book_with(["Totali", None, women + 3, men])
    (finding,) = check(book).findings
    assert (finding.code, finding.severity) == ("total-differs", "error")
    assert finding.place.cell == f"C{len(book['staff'].rows)}"
    assert finding.values == {"found": str(women + 3), "sum": str(women)}


def test_each_wrong_figure_of_a_total_is_named() -> None:
    """Women and men are both wrong: two errors, each at its figure, each with its own sum."""
    book = valid_book()
    women, men = (_numbers(book["staff"].rows[1:], column) for column in (2, 3))
    book = _book_with(["Totali", None, women + 3, men - 2])
    row = len(book["staff"].rows)
    findings = check(book).findings
    assert found(findings) == [("total-differs", *at("staff", row, column)) for column in (3, 4)]
    assert [each.values for each in findings] == [
        {"found": str(women + 3), "sum": str(women)},
        {"found": str(men - 2), "sum": str(men)},
    ]


@pytest.mark.parametrize("off", [0, 3])
@pytest.mark.parametrize("in_one_cell", [True, False])
def test_one_figure_may_be_that_of_all_officials(*, in_one_cell: bool, off: int) -> None:
    """“Totali 95”, in one cell or in two, adds up women and men."""
    book = valid_book()
    officials = sum(_numbers(book["staff"].rows[1:], column) for column in (2, 3)) + off
    total: list[Value] = [f"Totali {officials}"] if in_one_cell else ["Totali", None, officials]
    (finding,) = check(_book_with(total)).findings
    assert finding.code == ("total-differs" if off else _TOTAL)
    if off:
        assert finding.values == {"found": str(officials), "sum": str(officials - off)}


def test_totals_of_regions_and_of_all_are_totals() -> None:
    """A subtotal below each region, the sum of all at the end: all left out, none an error."""
    book = valid_book()
    head, *rows = book["staff"].rows
    parts = [rows[:20], rows[20:50], rows[50:]]
    book["staff"].rows = [head]
    for part in parts:
        book["staff"].rows += [
            *part,
            ["Gjithsej rajoni", None, _numbers(part, 2), _numbers(part, 3)],
        ]
    book["staff"].rows.append(["GJITHSEJ", None, _numbers(rows, 2), _numbers(rows, 3)])
    findings = found(check(book).findings)
    assert [code for code, _, _ in findings] == [_TOTAL] * 4
    assert check(book).rows == check(book).rows is not None


def test_totals_of_communities_are_totals() -> None:
    """How many officials are Serbs, in all municipalities together."""
    book = valid_book()
    serbs = [row for row in book["staff"].rows if row[1] == "Serbs"]
    assert len(serbs) > 3
    women, men = _numbers(serbs, 2), _numbers(serbs, 3)
    book["staff"].rows.append(["Gjithsej", "Serbët", women, men])
    assert [code for code, _, _ in found(check(book).findings)] == [_TOTAL]
    book["staff"].rows[-1][3] = men + 1
    assert found(check(book).findings) == [
        ("total-differs", *at("staff", len(book["staff"].rows), 4))
    ]


def test_a_total_above_the_rows_is_a_total() -> None:
    """The sum may stand right below the header."""
    book = valid_book()
    rows = book["staff"].rows[1:]
    book["staff"].rows.insert(1, ["Ukupno", None, _numbers(rows, 2), _numbers(rows, 3)])
    assert found(check(book).findings) == [(_TOTAL, *at("staff", 2, 1))]


def test_the_number_of_offices_is_no_answer() -> None:
    """Below the answers stands how many said yes, how many no, or how many there are."""
    book = valid_book()
    plans = [row[2] for row in book["offices"].rows[1:]]
    yes, no = plans.count("yes"), plans.count("no")
    assert yes > no > 0
    for number in (yes, no, yes + no, len(plans)):
        book = valid_book()
        book["offices"].rows.append(["Gjithsej", None, number])
        assert [code for code, _, _ in found(check(book).findings)] == [_TOTAL], number
    book["offices"].rows[-1][2] = yes + no + 1
    assert [code for code, _, _ in found(check(book).findings)] == ["total-differs"]


@pytest.mark.parametrize("column", [0, 1])
def test_a_total_over_a_row_never_drops_it_in_silence(column: int) -> None:
    """Whichever row of the officials it hides, there is an error at that row.

    But where the other rows of what it names add up to the very same: such a row is a total.
    """
    rows = valid_book()["staff"].rows
    totals = {number for number in range(1, len(rows)) if _is_sum(rows, number, 1 - column)}
    rows_tried = range(1, len(rows)) if THOROUGH else sorted({*range(1, len(rows), 3), *totals})
    wrong = 0
    for number in rows_tried:
        book = valid_book()
        book["staff"].rows[number][column] = "Gjithsej 1"
        errors = [
            each
            for each in check(book).findings
            if each.severity == "error" and each.place.row == number + 1
        ]
        wrong += bool(errors)
        assert bool(errors) != (number in totals), number + 1
    assert wrong > len(rows) // 4


def _is_sum(rows: list[list[Value]], number: int, column: int) -> bool:
    """Whether a row counts what the others count that name the same as it does in a column."""
    rest = [row for n, row in enumerate(rows) if n not in {0, number}]
    alike = [row for row in rest if row[column] == rows[number][column]]
    return bool(alike) and [_numbers(alike, 2), _numbers(alike, 3)] == rows[number][2:4]


def test_nothing_is_said_of_sums_that_nobody_knows() -> None:
    """A faulty number, an error value and a percentage leave nothing to compare."""
    book = _book_with(["Totali", None, 700, 800])
    book["staff"].set(5, 3, "two")
    book["staff"].set(6, 4, "?")
    codes = [code for code, _, _ in found(check(book).findings)]
    assert sorted(codes) == ["text-as-count", "text-as-count", "total-unchecked"]


@pytest.mark.parametrize("off", [0, 1])
@pytest.mark.parametrize(("row", "column", "value"), [(5, 3, "two"), (5, 1, "Atlantis"), (5, 4, 3)])
def test_a_total_is_called_right_only_if_it_was_compared(
    off: int, row: int, column: int, value: Value
) -> None:
    """With a faulty cell or an unknown row it is unchecked, be it right or wrong."""
    book = valid_book()
    book["staff"].set(row, column, 3)
    rows = book["staff"].rows[1:]
    total: list[Value] = ["Totali", None, _numbers(rows, 2) + off, _numbers(rows, 3)]
    book["staff"].set(row, column, value)
    book["staff"].rows.append(total)
    codes = {code for code, _, _ in found(check(book).findings)}
    said = ("total-differs" if off else _TOTAL) if value == 3 else "total-unchecked"
    assert {each for each in codes if each.startswith("total")} == {said}


def test_the_other_region_s_error_leaves_a_total_checked() -> None:
    """What a total adds up is known: that a cell elsewhere is faulty is no doubt about it."""
    book = valid_book()
    head, *rows = book["staff"].rows
    north: list[Value] = ["Gjithsej rajoni", None, _numbers(rows[:20], 2), _numbers(rows[:20], 3)]
    book["staff"].rows = [head, *rows[:20], north, *rows[20:]]
    book["staff"].set(40, 3, "two")
    codes = [code for code, _, _ in found(check(book).findings)]
    assert sorted(codes) == ["text-as-count", _TOTAL]


def test_a_workbook_of_totals_is_held_against_the_others() -> None:
    """A summary in a workbook of its own, by municipality, adds up the other's rows."""
    book = valid_book()
    name = book["staff"].get(2, 1)
    rows = [row for row in book["staff"].rows if row[0] == name]
    women, men = _numbers(rows, 2), _numbers(rows, 3)
    for off, code in ((0, _TOTAL), (2, "total-differs")):
        summary = {"staff": Grid([book["staff"].rows[0], [name, "Gjithsej", women, men + off]])}
        assert [each.code for each in check(book, summary).findings] == [code]
