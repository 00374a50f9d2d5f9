"""Personal data where only counts belong: by the header of a column, or by how a value looks."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

from zkkk_factsheet.reference import fold, words_for
from zkkk_factsheet.workbook.declaration.schema import is_personal
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.declaration.words import months, ordinal_endings
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.gathering.tables import Table
from zkkk_factsheet.workbook.reading.cells import Cell

_EMAIL = re.compile(r"[\w.+-]@[\w-]+\.\w")

_TEXTS = ("text", "names")

# These patterns of numbers are compiled when a text has a number in it; most remarks have none.
_PHONE = r"""(?x) (?<![\w,/-]) (?<!\d\.)
    # A file's number ends in its year; a date has one, too.
    (?! \S{0,24} / (?:(?:19|20)\d\d | \d\d (?![ ]\d)) (?![\w/-]) )
    (?! \d\d ([ /-]) \d\d \1 (?:19|20)\d\d (?!\d) )
    (?: (?:\+|0) \d (?:[ /()-]{0,3}\d){7,13}
      # Dots are those of a date unless three digits come before them.
      | (?:0|\+\d|00\d) \d\d (?:\.?\d){6,9} )
    (?![\w/])"""
_PERSONAL_NUMBER = r"(?<!\d)(?:\d{10}|\d{13})(?!\d)"
"""A Kosovo personal number has ten digits, a JMBG thirteen."""

_LONG_PAST = r"(?:19\d\d|200[0-4])"

# What follows is looked for in folded texts, in which words and numbers stand between spaces.


@cache
def _named_number() -> re.Pattern[str]:
    """A personal number behind a word for it: then its digits may be grouped in any way."""
    short, long = (
        _any_of(words_for("personal_numbers_short")),
        _any_of(words_for("personal_numbers")),
    )
    return re.compile(
        rf"\b(?:{short}|{long}(?: [^\d ]+){{0,3}})(?:(?: ?\d){{13}}|(?: ?\d){{10}})(?!\d)"
    )


@cache
def _birth_date() -> re.Pattern[str]:
    """A date beside a word for a birth.

    Further away from the word, a date is one of birth only if it is long past; so is a year.
    """
    born = _any_of(words_for("births"))
    return re.compile(
        rf"\b(?:{born}(?: [^\d ]+){{0,2}} {_date('(?:[0-9]{4}|[0-9]{2})')}"
        rf"|{born}(?: [^\d ]+){{3,6}} {_date(_LONG_PAST)}"
        rf"|{born}(?: [^\d ]+)? {_LONG_PAST}"
        rf"|{_date('[0-9]{4}')}(?: [^\d ]+)? {born})\b"
    )


def _date(year: str) -> str:
    day = rf"\d{{1,2}}{_any_of(ordinal_endings())}?"
    # Of a month's name three letters will do, however it goes on; or it is a Roman number.
    month = rf"(?:{_any_of({name[:3] for name in months()})}\w*|[ivx]+)"
    return (
        rf"(?:{day} (?:\d{{1,2}}|{month}) {year}|{month} {day} {year}|{year} \d{{1,2}} \d{{1,2}})"
    )


def _any_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words))})"


_DAY = re.compile(r"\d{1,2}\. ?\d{1,2}\. ?(\d{4})\.?")
_BORN_BEFORE = 2005
_FEWEST_BIRTH_DATES = 3


def check_personal(table: Table) -> Iterator[Finding]:
    """Yield the columns and the cells of a table that hold personal data.

    What was found is not repeated in the finding: it would only spread.
    """
    known = set(table.header.columns.values())
    named: set[int] = set()
    for number, cell in sorted(table.header.cells.items()):
        if number not in known and is_of_persons(table, number):
            named.add(number)
            yield finding("personal-data-column", cell.place, {"found": cell.shown})
    for number, cells in sorted(_columns_of_text(table).items()):
        if number not in named:
            yield from _in_column(cells, birth_dates=number not in known)


def is_of_persons(table: Table, number: int) -> bool:
    """Whether a column's header says that it holds personal data, and what stands below does not.

    "Emri" over names of municipalities is no person's name: to delete the column would destroy
    what the table is about.
    """
    header = table.header.cells.get(number)
    if header is None or not is_personal(header.text):
        return False
    cells = [row.cells[number] for row in table.rows if number in row.cells]
    places = sum(not isinstance(parse("municipality", cell), Fault) for cell in cells)
    return 2 * places <= len(cells)


def _columns_of_text(table: Table) -> dict[int, list[Cell]]:
    """The cells of the columns in which anything may stand: texts, and columns not read."""
    checked = {
        number
        for column, number in table.header.columns.items()
        if table.schema.column(column).kind not in _TEXTS
    }
    columns: dict[int, list[Cell]] = {}
    for row in table.rows:
        for number, cell in row.cells.items():
            if number not in checked:
                columns.setdefault(number, []).append(cell)
    return columns


def _in_column(cells: list[Cell], *, birth_dates: bool) -> Iterator[Finding]:
    """Each kind of personal data in each cell of a column; of a column of birth dates the first."""
    found = [(cell, kind) for cell in cells for kind in _kinds(cell.text)]
    for cell, kind in found:
        yield finding("personal-data", cell.place, {"kind": kind})
    born = [cell for cell in cells if _is_birth_date(cell)]
    is_told = any(kind == "birth" for _, kind in found)
    many = len(born) >= _FEWEST_BIRTH_DATES and 2 * len(born) > len(cells)
    if birth_dates and many and not is_told:
        yield finding("personal-data", born[0].place, {"kind": "birth"})


@lru_cache(maxsize=1_000)  # the desk checks a year whenever it is saved: most texts are as before
def _kinds(text: str) -> tuple[str, ...]:
    return tuple(_found_in(text))


def _found_in(text: str) -> Iterator[str]:
    folded = fold(text)
    if _EMAIL.search(text):
        yield "email"
    if not any(map(str.isdigit, folded)):
        return
    # Many a JMBG begins with 0 and looks like a telephone number, too: a number is one thing.
    named = [_digits(match.group()) for match in _named_number().finditer(folded)]
    phones = [_digits(match.group()) for match in re.finditer(_PHONE, text)]
    if any(not any(phone in number or number in phone for number in named) for phone in phones):
        yield "phone"
    if named or (not phones and re.search(_PERSONAL_NUMBER, text)):
        yield "number"
    if _birth_date().search(folded):
        yield "birth"


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _is_birth_date(cell: Cell) -> bool:
    if isinstance(cell.value, date):
        return cell.value.year < _BORN_BEFORE
    day = _DAY.fullmatch(cell.text)
    return day is not None and int(day[1]) < _BORN_BEFORE
