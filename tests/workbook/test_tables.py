"""Several tables on one worksheet: every row is read by the header above it, or asked about."""

import pytest
from tests.workbook.books import Book, Grid, Value, at, check, found, valid_book

from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.reading.sheets import Block


def _second_table(name: str, order: list[int], first: int = 20) -> tuple[Book, int]:
    """The valid book with a worksheet cut in two, the lower part's columns in another order.

    Gives the number of the second header, too.
    """
    book = valid_book()
    head, *rows = book[name].rows
    lower = [[row[n] if n < len(row) else None for n in order] for row in (head, *rows[first:])]
    book[name].rows = [head, *rows[:first], [], ["Tabela 2"], [], *lower]
    return book, first + 5


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("staff", [0, 1, 3, 2]),
        ("staff", [2, 3, 1, 0]),
        ("offices", [0, 1, 3, 2, 4]),
        ("duties", [0, 8, 7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_a_second_table_is_read_by_its_own_header(name: str, order: list[int]) -> None:
    """A table pasted below the first, its columns in another order, says what it said before."""
    book, _ = _second_table(name, order)
    expected, checked = check(valid_book()).rows, check(book)
    assert found(checked.findings) == []
    assert expected is not None
    assert checked.rows is not None
    assert [
        (each.municipality, each.community, each.women, each.men) for each in expected.staff
    ] == [(each.municipality, each.community, each.women, each.men) for each in checked.rows.staff]
    assert [(each.work_plan, each.annual_report, each.remarks) for each in expected.offices] == [
        (each.work_plan, each.annual_report, each.remarks) for each in checked.rows.offices
    ]
    assert [each.answers for each in expected.duties] == [
        each.answers for each in checked.rows.duties
    ]


def test_a_value_of_a_second_table_knows_its_cell() -> None:
    """The places of a second table's values are its own, not those of the first table's columns."""
    book, header = _second_table("staff", [0, 1, 3, 2])
    rows = check(book).rows
    assert rows is not None
    last = rows.staff[-1]
    assert (last.places["men"].column, last.places["women"].column) == (3, 4)
    assert last.places["men"].row > header


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_the_same_header_in_another_language_begins_no_table(language: str) -> None:
    """A header repeated in another language, also right below the first, changes nothing."""
    book = valid_book()
    names = [each.headers[language] for each in sheet("staff").columns]
    book["staff"].rows.insert(40, list(names))
    book["staff"].rows.insert(1, list(names))
    assert found(check(book).findings) == []


@pytest.mark.parametrize(
    ("header", "code", "column"),
    [
        (["Komuna", "Komuniteti", "Burrat e zyrës", "Gra"], "misnamed-column", 3),
        (["Komuna", "Komuniteti", "Gjithsej", "Gra"], "missing-column", 0),
        (["Komuna", "Komuniteti", None, "Gra"], "missing-column", 0),
        (["Komuna", "Komuniteti", "Gra", "Žene"], "column-twice", 4),
    ],
)
def test_what_is_wrong_with_a_second_header_is_told_at_it(
    header: list[Value], code: str, column: int
) -> None:
    """A second table's header has to have all columns like the first."""
    book = valid_book()
    book["staff"].rows.insert(40, header)
    assert (code, *at("staff", 41, column)) in found(check(book).findings)
    assert check(book).rows is None


def test_a_table_above_the_header_is_not_lost() -> None:
    """If only the second header is complete, what stands under the first is asked about."""
    book, _ = _second_table("offices", [0, 1, 2, 3, 4], first=10)
    book["offices"].set(1, 3, "Planiii")
    assert ("misnamed-column", *at("offices", 1, 3)) in found(check(book).findings)


def test_a_header_two_rows_high_may_be_repeated() -> None:
    """On every page the same two rows: no page begins another table."""
    book = valid_book()
    grid = book["staff"]
    municipality, community, women, men = grid.rows[0]
    high: list[list[Value]] = [[municipality, community, "Officials"], [None, None, women, men]]
    grid.rows[0:1] = [list(row) for row in high]
    grid.rows[40:40] = [list(row) for row in high]
    for row in (1, 41):
        grid.merged += [Block(row, 1, row + 1, 1), Block(row, 2, row + 1, 2)]
    assert found(check(book).findings) == []


def test_a_hidden_worksheet_with_two_tables_is_told_once() -> None:
    """What concerns the worksheet is said of the worksheet, not of each of its tables."""
    book, _ = _second_table("staff", [0, 1, 3, 2])
    book["staff"].hidden = True
    assert found(check(book).findings) == [("hidden-sheet", *at("staff", 0))]


def test_a_copy_of_a_worksheet_with_two_tables_is_told_once() -> None:
    """The copy is one worksheet, however many tables stand on it."""
    book, _ = _second_table("staff", [0, 1, 3, 2])
    book["staff (2)"] = Grid([list(row) for row in book["staff"].rows])
    assert found(check(book).findings) == [("sheet-twice", *at("staff (2)", 0))]


def test_a_header_with_more_than_the_first_is_looked_at() -> None:
    """A column of names that only the header of the second page names is one of names."""
    book = valid_book()
    grid = book["staff"]
    grid.rows.insert(40, [*grid.rows[0], "Emri dhe mbiemri"])
    for row in range(42, 45):
        grid.set(row, 5, "Agim")
    assert found(check(book).findings) == [("personal-data-column", *at("staff", 41, 5))]


def test_a_header_with_an_unknown_column_may_be_repeated() -> None:
    """What the first header was told of isn't told of the same header on every page."""
    book = valid_book()
    grid = book["staff"]
    for number, row in enumerate(grid.rows):
        row.append("x" if number else "Checked")
    grid.rows.insert(40, list(grid.rows[0]))
    assert found(check(book).findings) == [("unknown-column", *at("staff", 1, 5))]


def test_hundreds_of_headers_are_refused() -> None:
    """One table for each municipality is many; three hundred are made to stop whoever reads."""
    book = valid_book()
    head, *rows = book["staff"].rows
    swapped = [head[0], head[1], head[3], head[2]]
    tables = [[swapped if number % 2 else head, row] for number, row in enumerate(rows)]
    book["staff"].rows = [row for table in tables for row in table]
    assert found(check(book).findings) == [("too-demanding", *at("staff", 0))]


def test_numbers_below_a_header_are_no_header() -> None:
    """Duties are known by their number, too; a row of numbers below their names is a note."""
    book = valid_book()
    book["duties"].rows.insert(1, list(range(1, 10)))
    assert found(check(book).findings) == [("note-row", *at("duties", 2, 1))]
