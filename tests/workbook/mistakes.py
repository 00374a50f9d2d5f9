"""Mistakes that analysts make: each changes a valid book in one place, and says what is wrong.

A mistake takes a book and hypothesis's ``draw``, and gives the code and the place of the one
finding that the check should have.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from tests.workbook.books import OF_OFFICES, Book, Entry, Grid, Value, at

from zkkk_factsheet.reference import find_community, find_municipality, fold
from zkkk_factsheet.workbook.declaration.schema import Kind
from zkkk_factsheet.workbook.declaration.words import find_word
from zkkk_factsheet.workbook.reading.sheets import Block

Draw = Callable[[st.SearchStrategy[Any]], Any]
Expected = tuple[str, str, str]
Mistake = Callable[[Draw, Book], Expected]

MISTAKES: dict[str, Mistake] = {}

# Where the valid book has what: its worksheets have a header in row 1 and data below.
_COLUMNS: dict[str, list[Kind]] = {
    "offices": ["municipality", "office_status", "answer", "answer"],
    "staff": ["municipality", "community", "count", "count"],
    "duties": [
        "municipality",
        "answer",
        "answer",
        "answer",
        "answer",
        "answer",
        "answer",
        "answer",
        "answer",
    ],
    "activities": ["municipality", "date", "component"],
    "caseload": ["municipality", "period", "category", "persons", "persons"],
    "population": ["municipality", "community", "persons"],
}
_COUNTS: tuple[Kind, ...] = ("count", "persons")
TABLES = tuple(_COLUMNS)
_KEYS = {"offices": 1, "staff": 2, "duties": 1, "activities": 3, "caseload": 3, "population": 2}
REMARK = 5
YEAR_ROW, STATUS_ROW, DATE_ROW = 2, 3, 10
_LETTERS = "abcdefghijklmnopqrstuvwxyzçëšđžć"
_TOTALS = (
    "Total",
    "TOTAL:",
    "Gjithsej",
    "gjithsej ",
    "Ukupno",
    "Укупно",
    "Shuma",
    "Zbir",
    "Nëntotali",
    "Međuzbir",
)


def mistake(function: Mistake) -> Mistake:
    """Enter a function among the mistakes, under its name."""
    MISTAKES[function.__name__.strip("_")] = function
    return function


def where(draw: Draw, book: Book, *kinds: Kind) -> tuple[str, int, int]:
    """A random data cell in a column of one of these kinds; of any kind, if none is named."""
    columns = [
        (name, number)
        for name, of_sheet in _COLUMNS.items()
        for number, kind in enumerate(of_sheet, 1)
        if not kinds or kind in kinds
    ]
    name, column = draw(st.sampled_from(columns))
    return name, draw(st.integers(2, len(book[name].rows))), column


def _put(draw: Draw, book: Book, code: str, kind: Kind, value: Value) -> Expected:
    name, row, column = where(draw, book, *(_COUNTS if kind == "count" else (kind,)))
    book[name].set(row, column, value)
    return code, *at(name, row, column)


def typo(draw: Draw, text: str) -> str:
    """A text with a letter left out, doubled, replaced or swapped with the next."""
    place = draw(st.integers(0, len(text) - 1))
    letter = draw(st.sampled_from(_LETTERS))
    return str(
        draw(
            st.sampled_from(
                [
                    text[:place] + text[place + 1 :],
                    text[:place] + text[place] + text[place:],
                    text[:place] + letter + text[place + 1 :],
                    text[:place] + text[place : place + 2][::-1] + text[place + 2 :],
                    text + letter,
                ]
            )
        )
    )


def any_words() -> st.SearchStrategy[str]:
    """Some letters that may be a word."""
    return st.text(_LETTERS + " ", min_size=3, max_size=20).filter(lambda text: bool(fold(text)))


def _mistyped(draw: Draw, name: str, book: Book, row: int, column: int) -> str:
    text = str(book[name].get(row, column))
    typed = draw(st.one_of(any_words(), st.just(typo(draw, text))))
    assume(fold(typed))
    assume(not any(fold(typed).startswith(fold(total)) for total in _TOTALS))
    return str(typed)


# The cell ----------------------------------------------------------------------------------


@mistake
def unknown_municipality(draw: Draw, book: Book) -> Expected:
    """A mistyped or invented name of a municipality."""
    name, row, column = where(draw, book, "municipality")
    text = _mistyped(draw, name, book, row, column)
    assume(not find_municipality(text).ids)
    book[name].set(row, column, text)
    return "unknown-municipality", *at(name, row, column)


@mistake
def ambiguous_municipality(draw: Draw, book: Book) -> Expected:
    """A name that two municipalities have."""
    text = draw(st.sampled_from(["Mitrovica", "MITROVICË", "Kosovska Mitrovica", "Митровица"]))
    assume(len(find_municipality(text).ids) > 1)
    return _put(draw, book, "ambiguous-municipality", "municipality", text)


@mistake
def unknown_community(draw: Draw, book: Book) -> Expected:
    """A mistyped or invented name of a community."""
    name, row, column = where(draw, book, "community")
    text = _mistyped(draw, name, book, row, column)
    assume(not find_community(text).ids)
    book[name].set(row, column, text)
    return "unknown-community", *at(name, row, column)


@mistake
def ambiguous_community(draw: Draw, book: Book) -> Expected:
    """A name for three communities at once."""
    return _put(draw, book, "ambiguous-community", "community", draw(st.sampled_from(["RAE"])))


@mistake
def unknown_status(draw: Draw, book: Book) -> Expected:
    """A word that is no status of an office."""
    text = draw(st.one_of(any_words(), st.sampled_from(["po", "1", "?", "etablished", "-"])))
    assume(not find_word("office_status", text))
    return _put(draw, book, "unknown-status", "office_status", text)


@mistake
def unknown_answer(draw: Draw, book: Book) -> Expected:
    """Something other than yes, no or blank."""
    texts = [
        "maybe",
        "?",
        "-",
        "n/a",
        "po/jo",
        "da, ne",
        "x",
        "✓",
        "-1",
        "(1)",
        2,
        -1,
        0.5,
        dt.date(2020, 1, 1),
    ]
    text = draw(st.one_of(any_words(), st.sampled_from(texts)))
    assume(not find_word("answer", str(text)))
    return _put(draw, book, "unknown-answer", "answer", text)


@mistake
def text_as_count(draw: Draw, book: Book) -> Expected:
    """A word, or TRUE, for a number of officials."""
    texts = ["two", "dy", "dva", "-", "n/a", "3 gra", "?", "1+1", "3 3", "III", "½", True, False]
    return _put(draw, book, "text-as-count", "count", draw(st.sampled_from(texts)))


@mistake
def fraction_as_count(draw: Draw, book: Book) -> Expected:
    """Half an official."""
    floats = st.floats(0.01, 998.99).filter(lambda number: not number.is_integer())
    value = draw(st.one_of(floats, st.sampled_from(["2,5", "0.5", " 1,25 ", "1.000", "2,50"])))
    return _put(draw, book, "fraction-as-count", "count", value)


@mistake
def negative_count(draw: Draw, book: Book) -> Expected:
    """Fewer than no officials."""
    value = draw(st.one_of(st.integers(-999, -1), st.sampled_from(["-3", "−2", "–1", "-0.5"])))
    return _put(draw, book, "negative-count", "count", value)


@mistake
def date_as_count(draw: Draw, book: Book) -> Expected:
    """A number that Excel took for a date."""
    days = st.dates(dt.date(1950, 1, 1), dt.date(2050, 1, 1))
    moments = st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2050, 1, 1))  # noqa: DTZ001 - as Excel has them
    return _put(draw, book, "date-as-count", "count", draw(st.one_of(days, moments)))


@mistake
def percentage_as_count(draw: Draw, book: Book) -> Expected:
    """A share for a number, as a format or as a text."""
    shown = st.floats(0, 3).map(lambda number: Entry(number, percent=True))
    value = draw(st.one_of(shown, st.sampled_from(["25%", "25 %", "2,5%"])))
    return _put(draw, book, "percentage-as-count", "count", value)


@mistake
def count_too_large(draw: Draw, book: Book) -> Expected:
    """A year or a telephone number for a number of officials."""
    name, row, column = where(draw, book, *_COUNTS)
    highest = 999 if name == "staff" else 999_999
    texts = [str(highest + 1), "38344123456"[:9]]
    value = draw(st.one_of(st.integers(highest + 1, 10**9), st.sampled_from(texts)))
    book[name].set(row, column, value)
    return "count-too-large", *at(name, row, column)


@mistake
def shown_otherwise(draw: Draw, book: Book) -> Expected:
    """A number format that shows another word or number than the value."""
    name, row, column = where(draw, book, "answer", *_COUNTS)
    if _COLUMNS[name][column - 1] in _COUNTS:
        value, shown = draw(st.integers(0, 9)), draw(st.sampled_from(["12", "n/a", "dy", "100"]))
    else:
        value, shown = draw(st.sampled_from([(0, "po"), (1, "jo"), (1, "n/a"), ("da", "ne")]))
    book[name].set(row, column, Entry(value, display=shown))
    return "shown-otherwise", *at(name, row, column)


@mistake
def shown_blank(draw: Draw, book: Book) -> Expected:
    """A number format that hides the value."""
    name, row, column = where(draw, book, "answer", *_COUNTS)
    book[name].set(row, column, Entry(draw(st.sampled_from([0, 1])), display=""))
    return "shown-blank", *at(name, row, column)


@mistake
def error_value(draw: Draw, book: Book) -> Expected:
    """A formula that could not be computed."""
    name, row, column = where(draw, book)
    error = draw(st.sampled_from(["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!"]))
    book[name].set(row, column, Entry(error, "error"))
    return "error-value", *at(name, row, column)


@mistake
def no_result(draw: Draw, book: Book) -> Expected:
    """A formula that was never computed."""
    name, row, column = where(draw, book)
    book[name].set(row, column, Entry(None, "no-result"))
    return "no-result", *at(name, row, column)


@mistake
def merged_cells(draw: Draw, book: Book) -> Expected:
    """Merged cells among the data."""
    name, row, column = where(draw, book)
    last_row = min(len(book[name].rows), row + draw(st.integers(0, 3)))
    last_column = column + draw(st.integers(0, 2))
    assume((last_row, last_column) != (row, column))
    for each in range(row, last_row + 1):
        for number in range(column, last_column + 1):
            if (each, number) != (row, column):
                book[name].set(each, number, None)
    book[name].merged.append(Block(row, column, last_row, last_column))
    return "merged-cells", *at(name, row, column)


@mistake
def unusual_count(draw: Draw, book: Book) -> Expected:
    """A zero too many: few offices have so many officials."""
    name, row, column = where(draw, book, "count")
    book[name].set(row, column, draw(st.integers(21, 999)))
    return "unusual-count", *at(name, row, column)


@mistake
def total_row(draw: Draw, book: Book) -> Expected:
    """A row that adds up others."""
    name, row, _ = where(draw, book)
    column = draw(st.integers(1, _KEYS[name]))
    book[name].rows.insert(row, _total_row(draw, book, name, column))
    return "total-row", *at(name, row + 1, column)


@mistake
def total_differs(draw: Draw, book: Book) -> Expected:
    """A total that was not brought up to date."""
    name, row, _ = where(draw, book, "answer", *_COUNTS)
    total = _total_row(draw, book, name, draw(st.integers(1, _KEYS[name])))
    numbers = [number for number, value in enumerate(total) if isinstance(value, int)]
    wrong = draw(st.sampled_from(numbers))
    total[wrong] = draw(st.integers(200, 900) if name == "staff" else st.integers(50_000, 90_000))
    book[name].rows.insert(row, total)
    return "total-differs", *at(name, row + 1, wrong + 1)


@mistake
def total_with_answers(draw: Draw, book: Book) -> Expected:
    """A total over a municipality's name: its row would be dropped."""
    name, row, column = where(draw, book, "municipality")
    assume("count" not in _COLUMNS[name] and "persons" not in _COLUMNS[name])
    book[name].set(row, column, f"{draw(st.sampled_from(_TOTALS))} {draw(st.integers(1, 9))}")
    return "total-with-answers", *at(name, row, column)


def _total_row(draw: Draw, book: Book, name: str, column: int) -> list[Value]:
    """A row that adds up all others as an analyst would: officials, and offices that said yes."""
    kinds = {"answer", *_COUNTS}
    columns = [number for number, kind in enumerate(_COLUMNS[name]) if kind in kinds]
    values: list[Value] = [None] * len(_COLUMNS[name])
    values[column - 1] = draw(st.sampled_from(_TOTALS))
    for number in columns:
        cells = [row[number] for row in book[name].rows[1:] if number < len(row)]
        numbers = [int(each) for each in cells if isinstance(each, int | float)]
        is_count = _COLUMNS[name][number] in _COUNTS
        values[number] = sum(numbers) if is_count else cells.count("yes")
    return values


# The row -----------------------------------------------------------------------------------


@mistake
def missing_name(draw: Draw, book: Book) -> Expected:
    """A row without its municipality, or what else says what it is about."""
    kinds: list[Kind] = ["municipality", "community", "date", "component", "period", "category"]
    name, row, column = where(draw, book, *kinds)
    book[name].set(row, column, draw(st.sampled_from([None, "", "   ", "\u200b"])))
    return "missing-name", *at(name, row, column)


@mistake
def row_twice(draw: Draw, book: Book) -> Expected:
    """A row that was copied."""
    name, row, _ = where(draw, book)
    again = draw(st.integers(row + 1, len(book[name].rows) + 1))
    book[name].rows.insert(again - 1, list(book[name].rows[row - 1]))
    return "row-twice", *at(name, again, 1)


@mistake
def only_total(draw: Draw, book: Book) -> Expected:
    """A municipality's officials in one number, not by community."""
    rows = book["staff"].rows
    row = draw(st.integers(2, len(rows)))
    municipality = rows[row - 1][0]
    rows[row - 1][1] = draw(st.sampled_from(_TOTALS))
    others = [each for each in rows if each is not rows[row - 1] and each[0] == municipality]
    number = row - sum(each in others for each in rows[: row - 1])
    book["staff"].rows = [each for each in rows if each not in others]
    return "only-total", *at("staff", number, 2)


@mistake
def blank_answer(draw: Draw, book: Book) -> Expected:
    """One answer left out."""
    name, row, column = where(draw, book, "answer", *_COUNTS)
    municipality = str(book[name].get(row, 1))
    assume(name != "population")  # there a blank is the whole row
    assume(_status(book, municipality) == "established")
    book[name].set(row, column, None)
    return "blank-answer", *at(name, row, column)


@mistake
def blank_row(draw: Draw, book: Book) -> Expected:
    """All answers of a row left out."""
    name, row, _ = where(draw, book, "answer", *_COUNTS)
    assume(_status(book, str(book[name].get(row, 1))) == "established")
    for number, kind in enumerate(_COLUMNS[name], 1):
        if kind in {"answer", *_COUNTS}:
            book[name].set(row, number, None)
    return "blank-row", *at(name, row, 1)


@mistake
def blank_status(draw: Draw, book: Book) -> Expected:
    """A municipality without a status, and without anything else."""
    row = close_an_office(draw, book)
    book["offices"].set(row, 2, None)
    return "blank-status", *at("offices", row, 2)


@mistake
def missing_status(draw: Draw, book: Book) -> Expected:
    """An office with answers, but without a status."""
    name, row, column = where(draw, book, "office_status")
    assume(book[name].get(row, column) == "established")
    book[name].set(row, column, None)
    return "missing-status", *at(name, row, column)


@mistake
def answer_without_office(draw: Draw, book: Book) -> Expected:
    """A work plan or a report of an office that doesn't exist."""
    row = close_an_office(draw, book)
    column = draw(st.sampled_from([3, 4]))
    book["offices"].set(row, column, draw(st.sampled_from(["yes", "po", "da", True, 1])))
    return "answer-without-office", *at("offices", row, column)


@mistake
def conflicting_answers(draw: Draw, book: Book) -> Expected:
    """Another answer in another workbook."""
    name, row, column = where(draw, book, "answer", *_COUNTS, "office_status")
    value = book[name].get(row, column)
    assume(value is not None)
    values = ["po", "jo"] if _COLUMNS[name][column - 1] == "answer" else [value]
    other = draw(st.sampled_from(values))
    if _COLUMNS[name][column - 1] in _COUNTS:
        assert isinstance(value, int | float)
        other = value + 1
    elif _COLUMNS[name][column - 1] == "office_status":
        other = "nije obuhvaćena"
    assume(find_word("answer", str(other)) != find_word("answer", str(value)) or other != value)
    assume((str(other), str(value)) not in {("po", "yes"), ("jo", "no")})
    second = list(book[name].rows[row - 1])
    second[column - 1] = other
    book["second"] = Grid([book[name].rows[0], second])
    return "conflicting-answers", *at("second", 2, column)


@mistake
def in_two_workbooks(draw: Draw, book: Book) -> Expected:
    """A row that stands in another workbook, too."""
    name, row, _ = where(draw, book, "answer", *_COUNTS)
    second = list(book[name].rows[row - 1])
    assume(any(value is not None for value in second[_KEYS[name] :]))
    book["second"] = Grid([book[name].rows[0], second])
    return "in-two-workbooks", *at("second", 2, 1)


def _status(book: Book, municipality: str) -> Value:
    return book["offices"].get(book["offices"].row_of(municipality), 2)


def close_an_office(draw: Draw, book: Book) -> int:
    """Take away all that is said of one office; give its row on the roster."""
    row = int(draw(st.integers(2, len(book["offices"].rows))))
    municipality = book["offices"].get(row, 1)
    for name in OF_OFFICES:
        book[name].rows = [each for each in book[name].rows if each[0] != municipality]
    status = draw(st.sampled_from(["not established", "nije obuhvaćena"]))
    book["offices"].rows[row - 1] = [municipality, status]
    return row
