"""The books of the tests: what is written once for all of them is what each would have written."""

from datetime import date
from itertools import cycle

import pytest
from tests.workbook.books import Entry, Value, in_full, in_memory, to_xlsx, valid_book
from tests.workbook.packages import Parts, parts_of

from zkkk_factsheet.workbook.reading.sheets import Block

_VALUES: list[Value] = [
    *("a  <b> & ë\nc", 2, 2.5, True, None, date(2019, 2, 3)),
    *(Entry("#N/A", "error"), Entry(2, display="12"), Entry(0.5, percent=True)),
]


def _parts(data: bytes) -> Parts:
    """All parts but the one that says when it was written."""
    return {name: part for name, part in parts_of(data).items() if name != "docProps/core.xml"}


@pytest.mark.parametrize(
    ("name", "value"),
    list(zip(cycle(("about", "staff", "activities", "duties")), _VALUES, strict=False)),
)
def test_a_book_written_by_the_worksheet_is_the_book(name: str, value: Value) -> None:
    """Byte by byte it is what openpyxl writes of it as a whole, whatever was changed."""
    book = valid_book()
    book[name].set(2, 3, value)
    book[name].hidden_rows = {3}
    book[name].hidden_columns = [(2, 3)]
    book[name].merged = [Block(4, 1, 5, 1)]
    assert _parts(to_xlsx(book)) == _parts(in_full(book))


def test_one_and_true_are_not_the_same() -> None:
    """Python takes 1, 1.0 and True for equal: in a workbook they are three values."""
    number = next(n for n, row in enumerate(valid_book()["staff"].rows, 1) if row[2] == 1)
    kinds = []
    for value in (1, 1.0, True):
        book = valid_book()
        book["staff"].set(number, 3, value)
        (staff,) = (each for each in in_memory(book).sheets if each.name == "staff")
        kinds.append(type(staff.rows[number - 1].cells[3].value))
        assert _parts(to_xlsx(book)) == _parts(in_full(book))
    assert kinds == [int, float, bool]
