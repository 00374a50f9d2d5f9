"""The workbook of each code, told by what is wrong in it: filled by the modules beside."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.effort import THOROUGH
from tests.workbook.books import (
    NAME,
    Book,
    Grid,
    Value,
    at,
    check,
    check_files,
    is_particular,
    to_xlsx,
    valid_book,
)

from zkkk_factsheet.workbook.checking.check import CheckedYear

STATUS, WORK_PLAN, ANNUAL_REPORT, REMARK = 2, 3, 4, 5
COMMUNITY, WOMEN, MEN = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Case:
    """A check, and where the one finding has to be: sheet and cell.

    ``also`` is the code of what it adds up, if it is a sum of other findings.
    """

    run: Callable[[], CheckedYear]
    place: tuple[str, str] = ("", "")
    also: str = ""


CASES: dict[str, Case] = {}


def _checked(book: Book) -> CheckedYear:
    """What the check says of a book: through a file, if the finding depends on how it is written.

    That plain values come through a file as they are, is shown for all kinds of them elsewhere.
    """
    if THOROUGH or any(map(is_particular, book.values())):
        return check_files((NAME, to_xlsx(book)))
    return check(book)


def changed(code: str, sheet: str, row: int, column: int, value: Value) -> None:
    """The valid book with one other value raises the code at that cell."""

    def run() -> CheckedYear:
        book = valid_book()
        book[sheet].set(row, column, value)
        return _checked(book)

    CASES[code] = Case(run, at(sheet, row, column))


def edited(code: str, sheet: str, row: int = 0, column: int = 0) -> Callable[..., None]:
    """The valid book, edited by a function, raises the code at a place."""

    def decorate(edit: Callable[[Book], None]) -> None:
        def run() -> CheckedYear:
            book = valid_book()
            edit(book)
            return _checked(book)

        CASES[code] = Case(run, at(sheet, row, column))

    return decorate


def bytes_are(code: str, make: Callable[[], bytes], name: str = NAME) -> None:
    """A file with these bytes raises the code."""
    CASES[code] = Case(lambda: check_files((name, make())))


def sums(grid: Grid) -> list[Value]:
    """What the women and the men of a worksheet add up to."""
    columns = ([row[column] for row in grid.rows[1:]] for column in (WOMEN - 1, MEN - 1))
    return [sum(value for value in column if isinstance(value, int | float)) for column in columns]
