"""One random mistake in a random place of a valid year: the check names exactly that."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.effort import THOROUGH
from tests.workbook import (  # noqa: F401 - they fill MISTAKES
    mistakes_of_activities,
    mistakes_of_corrections,
    mistakes_of_people,
    mistakes_of_sheets,
)
from tests.workbook.books import (
    NAME,
    Book,
    check,
    check_files,
    found,
    in_memory,
    to_xlsx,
    valid_book,
)
from tests.workbook.mistakes import MISTAKES
from tests.workbook.mistakes_between_years import (
    MISTAKES_BETWEEN_YEARS,
    codes_of_mistakes,
    previous_year,
)

from zkkk_factsheet.workbook.checking.check import check_workbooks
from zkkk_factsheet.workbook.findings import codes

EXAMPLES = 5000 if THOROUGH else 200
"""How many tries a property gets."""

_HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

# Those that are about the file as a whole have tests of their own.
_OF_THE_FILE = {each.code for each in codes().values() if each.group == "file"} - {"year-disagrees"}
# These are found beside an edition that is published.
_OF_EDITIONS = {each.code for each in codes().values() if each.group == "published"}
# The last adds up other findings; all have a workbook of their own in test_codes.
_NO_MISTAKE_OF_A_CELL = {"too-many-cells", "too-many-rows", "no-answers", "blank-in-final"}
# Beside another mistake only.
_NO_MISTAKE_OF_A_CELL |= {"total-unchecked"}


@pytest.mark.parametrize("mistake", sorted(MISTAKES))
@settings(max_examples=EXAMPLES // len(MISTAKES), deadline=None, suppress_health_check=_HEALTH)
@given(data=st.data())
def test_a_mistake_is_found_where_it_is(mistake: str, data: st.DataObject) -> None:
    """Whatever the mistake and wherever it is: one finding, with its code and at its cell."""
    book = valid_book()
    expected = MISTAKES[mistake](data.draw, book)
    assert found(_checked(book)) == [expected]


@settings(max_examples=max(20, EXAMPLES // 20), deadline=None, suppress_health_check=_HEALTH)
@given(st.data())
def test_a_mistake_is_found_in_a_file(data: st.DataObject) -> None:
    """The same through a file that openpyxl wrote."""
    book, expected = _mistaken(data)
    second = {"second": book.pop("second")} if "second" in book else None
    files = [(NAME, to_xlsx(book))]
    if second:
        files.append(("zz-2019.xlsx", to_xlsx(second)))
    assert found(check_files(*files).findings) == [expected]


@pytest.mark.parametrize("mistake", MISTAKES_BETWEEN_YEARS)
@settings(max_examples=EXAMPLES // 20, deadline=None, suppress_health_check=_HEALTH)
@given(data=st.data())
def test_what_changed_since_last_year_is_found(mistake: Any, data: st.DataObject) -> None:
    """An office that vanished, staff that multiplied, a duty that flipped: one warning, there."""
    book = valid_book()
    expected = mistake(data.draw, book)
    assert found(check(book, previous=previous_year()).findings) == [expected]


def test_every_code_about_data_has_a_mistake() -> None:
    """The mistakes cover the catalogue, but for what concerns a file as a whole."""
    assert set(codes_of_mistakes()) == {
        *codes().keys() - _OF_THE_FILE - _OF_EDITIONS - _NO_MISTAKE_OF_A_CELL
    }


def _mistaken(data: st.DataObject) -> tuple[Book, tuple[str, str, str]]:
    book = valid_book()
    name = data.draw(st.sampled_from(sorted(MISTAKES)), label="mistake")
    return book, MISTAKES[name](data.draw, book)


def _checked(book: Book) -> Any:
    """The findings of a book; its worksheet "second" is another workbook's."""
    second = book.pop("second", None)
    workbooks = {NAME: in_memory(book)}
    if second:
        workbooks["zz-2019.xlsx"] = in_memory({"second": second}, "zz-2019.xlsx")
    return check_workbooks(workbooks, 2019).findings
