"""Mistakes that analysts make: each changes a valid book in one place, and says what is wrong.

A mistake takes a book and hypothesis's ``draw``, and gives the code and the place of the one
finding that the check should have.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from tests.workbook.books import YEAR, Book, Grid, Value, at, check

from zkkk_factsheet.reference import find_community, find_municipality, fold
from zkkk_factsheet.workbook.files.raw import RawCell
from zkkk_factsheet.workbook.rows import YearRows
from zkkk_factsheet.workbook.schema import (
    Kind,
    find_sheet,
    find_word,
    is_passive,
    is_passive_column,
    is_personal,
    sheet,
)
from zkkk_factsheet.workbook.sheets import Block

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
}
_TABLES = tuple(_COLUMNS)
_KEYS = {"offices": 1, "staff": 2, "duties": 1}
_REMARK = 5
_YEAR_ROW, _STATUS_ROW, _DATE_ROW = 2, 3, 10
_LETTERS = "abcdefghijklmnopqrstuvwxyzçëšđžć"
_TOTALS = ("Total", "TOTAL:", "Gjithsej", "gjithsej ", "Ukupno", "Укупно", "Shuma", "Zbir")


def mistake(function: Mistake) -> Mistake:
    """Enter a function among the mistakes, under its name."""
    MISTAKES[function.__name__.strip("_")] = function
    return function


def _where(draw: Draw, book: Book, *kinds: Kind) -> tuple[str, int, int]:
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
    name, row, column = _where(draw, book, kind)
    book[name].set(row, column, value)
    return code, *at(name, row, column)


def _typo(draw: Draw, text: str) -> str:
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


def _words() -> st.SearchStrategy[str]:
    return st.text(_LETTERS + " ", min_size=3, max_size=20).filter(lambda text: bool(fold(text)))


def _mistyped(draw: Draw, name: str, book: Book, row: int, column: int) -> str:
    text = str(book[name].get(row, column))
    typed = draw(st.one_of(_words(), st.just(_typo(draw, text))))
    assume(fold(typed))
    assume(not any(fold(typed).startswith(fold(total)) for total in _TOTALS))
    return str(typed)


# The cell ----------------------------------------------------------------------------------


@mistake
def unknown_municipality(draw: Draw, book: Book) -> Expected:
    """A mistyped or invented name of a municipality."""
    name, row, column = _where(draw, book, "municipality")
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
    name, row, column = _where(draw, book, "community")
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
    text = draw(st.one_of(_words(), st.sampled_from(["po", "1", "?", "etablished", "-"])))
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
    text = draw(st.one_of(_words(), st.sampled_from(texts)))
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
    value = draw(st.one_of(floats, st.sampled_from(["2,5", "0.5", " 1,25 "])))
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
    shown = st.floats(0, 3).map(lambda number: RawCell(number, percent=True))
    value = draw(st.one_of(shown, st.sampled_from(["25%", "25 %", "2,5%"])))
    return _put(draw, book, "percentage-as-count", "count", value)


@mistake
def count_too_large(draw: Draw, book: Book) -> Expected:
    """A year or a telephone number for a number of officials."""
    value = draw(st.one_of(st.integers(1000, 10**9), st.sampled_from(["2019", "38344123456"[:9]])))
    return _put(draw, book, "count-too-large", "count", value)


@mistake
def error_value(draw: Draw, book: Book) -> Expected:
    """A formula that could not be computed."""
    name, row, column = _where(draw, book)
    error = draw(st.sampled_from(["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!"]))
    book[name].set(row, column, RawCell(error, "error"))
    return "error-value", *at(name, row, column)


@mistake
def no_result(draw: Draw, book: Book) -> Expected:
    """A formula that was never computed."""
    name, row, column = _where(draw, book)
    book[name].set(row, column, RawCell(None, "no-result"))
    return "no-result", *at(name, row, column)


@mistake
def merged_cells(draw: Draw, book: Book) -> Expected:
    """Merged cells among the data."""
    name, row, column = _where(draw, book)
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
def total_row(draw: Draw, book: Book) -> Expected:
    """A row that adds up others."""
    name, row, _ = _where(draw, book)
    column = draw(st.integers(1, _KEYS[name]))
    values: list[Value] = [None] * (column - 1)
    total = draw(st.sampled_from(_TOTALS))
    book[name].rows.insert(row, [*values, total, *([None] * (_KEYS[name] - column)), 35, 38])
    return "total-row", *at(name, row + 1, column)


# The row -----------------------------------------------------------------------------------


@mistake
def missing_name(draw: Draw, book: Book) -> Expected:
    """A row without its municipality or community."""
    name, row, column = _where(draw, book, "municipality", "community")
    book[name].set(row, column, draw(st.sampled_from([None, "", "   ", "\u200b"])))
    return "missing-name", *at(name, row, column)


@mistake
def row_twice(draw: Draw, book: Book) -> Expected:
    """A row that was copied."""
    name, row, _ = _where(draw, book)
    again = draw(st.integers(row + 1, len(book[name].rows) + 1))
    book[name].rows.insert(again - 1, list(book[name].rows[row - 1]))
    return "row-twice", *at(name, again, 1)


@mistake
def blank_answer(draw: Draw, book: Book) -> Expected:
    """One answer left out."""
    name, row, column = _where(draw, book, "answer", "count")
    municipality = str(book[name].get(row, 1))
    assume(_status(book, municipality) == "established")
    book[name].set(row, column, None)
    return "blank-answer", *at(name, row, column)


@mistake
def blank_row(draw: Draw, book: Book) -> Expected:
    """All answers of a row left out."""
    name, row, _ = _where(draw, book, "answer", "count")
    assume(_status(book, str(book[name].get(row, 1))) == "established")
    for number, kind in enumerate(_COLUMNS[name], 1):
        if kind in {"answer", "count"}:
            book[name].set(row, number, None)
    return "blank-row", *at(name, row, 1)


@mistake
def blank_status(draw: Draw, book: Book) -> Expected:
    """A municipality without a status."""
    return _put(draw, book, "blank-status", "office_status", None)


@mistake
def answer_without_office(draw: Draw, book: Book) -> Expected:
    """A work plan or a report of an office that doesn't exist."""
    row = _close_an_office(draw, book)
    column = draw(st.sampled_from([3, 4]))
    book["offices"].set(row, column, draw(st.sampled_from(["yes", "po", "da", True, 1])))
    return "answer-without-office", *at("offices", row, column)


@mistake
def conflicting_answers(draw: Draw, book: Book) -> Expected:
    """Another answer in another workbook."""
    name, row, column = _where(draw, book, "answer", "count", "office_status")
    value = book[name].get(row, column)
    assume(value is not None)
    values = ["po", "jo"] if _COLUMNS[name][column - 1] == "answer" else [value]
    other = draw(st.sampled_from(values))
    if _COLUMNS[name][column - 1] == "count":
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


def _status(book: Book, municipality: str) -> Value:
    return book["offices"].get(book["offices"].row_of(municipality), 2)


def _close_an_office(draw: Draw, book: Book) -> int:
    """Take away all that is said of one office; give its row on the roster."""
    row = int(draw(st.integers(2, len(book["offices"].rows))))
    municipality = book["offices"].get(row, 1)
    for name in ("staff", "duties"):
        book[name].rows = [each for each in book[name].rows if each[0] != municipality]
    status = draw(st.sampled_from(["not established", "nije obuhvaćena"]))
    book["offices"].rows[row - 1] = [municipality, status]
    return row


# Between worksheets ------------------------------------------------------------------------


@mistake
def missing_municipality(draw: Draw, book: Book) -> Expected:
    """A municipality that is nowhere."""
    del book["offices"].rows[_close_an_office(draw, book) - 1]
    return "missing-municipality", *at("offices", 0)


@mistake
def not_on_roster(draw: Draw, book: Book) -> Expected:
    """A municipality that has data, but isn't on the roster."""
    row = _close_an_office(draw, book)
    municipality = book["offices"].get(row, 1)
    del book["offices"].rows[row - 1]
    return "not-on-roster", *_add_row(draw, book, municipality)


@mistake
def no_office(draw: Draw, book: Book) -> Expected:
    """Data of a municipality that has no office."""
    row = _close_an_office(draw, book)
    return "no-office", *_add_row(draw, book, book["offices"].get(row, 1))


def _add_row(draw: Draw, book: Book, municipality: Value) -> tuple[str, str]:
    name, row, _ = _where(draw, book, "count", "answer")
    assume(name != "offices")
    values: list[Value] = ["Serbs", 1, 0] if name == "staff" else ["po", *["jo"] * 7]
    book[name].rows.insert(row, [municipality, *values])
    return at(name, row + 1, 1)


@mistake
def no_staff(draw: Draw, book: Book) -> Expected:
    """An office without officials."""
    return _without_rows(draw, book, "staff")


@mistake
def no_duties(draw: Draw, book: Book) -> Expected:
    """An office without duties."""
    return _without_rows(draw, book, "duties")


def _without_rows(draw: Draw, book: Book, name: str) -> Expected:
    row = draw(st.integers(2, len(book["offices"].rows)))
    municipality, status = book["offices"].rows[row - 1][:2]
    assume(status == "established")
    book[name].rows = [each for each in book[name].rows if each[0] != municipality]
    return f"no-{name}", *at("offices", row, 1)


# The worksheet and its header --------------------------------------------------------------


@mistake
def missing_sheet(draw: Draw, book: Book) -> Expected:
    """A worksheet that is missing."""
    del book[draw(st.sampled_from(list(book)))]
    return "missing-sheet", "", ""


@mistake
def sheet_twice(draw: Draw, book: Book) -> Expected:
    """A copy of a worksheet."""
    name = draw(st.sampled_from(list(book)))
    again = draw(st.sampled_from([f"{name} (2)", "Kopje", "Sheet1"]))
    book[again] = Grid([list(row) for row in book[name].rows])
    return "sheet-twice", *at(again, 0)


@mistake
def no_header(draw: Draw, book: Book) -> Expected:
    """A worksheet whose header was deleted."""
    name = draw(st.sampled_from(_TABLES))
    del book[name].rows[0]
    return "no-header", *at(name, 0)


@mistake
def missing_column(draw: Draw, book: Book) -> Expected:
    """A column that was deleted."""
    name, _, column = _where(draw, book)
    for row in book[name].rows:
        del row[column - 1]
    return "missing-column", *at(name, 1)


@mistake
def misnamed_column(draw: Draw, book: Book) -> Expected:
    """A mistyped header."""
    name, _, column = _where(draw, book)
    text = _typo(draw, str(book[name].get(1, column)))
    assume(fold(text) and _is_no_header(name, text))
    book[name].set(1, column, text)
    return "misnamed-column", *at(name, 1, column)


@mistake
def column_twice(draw: Draw, book: Book) -> Expected:
    """A second column with a header that means the same."""
    name, _, column = _where(draw, book)
    schema = sheet(name)
    meant = schema.column(schema.find_column(str(book[name].get(1, column))) or "")
    again = len(book[name].rows[0]) + draw(st.integers(1, 3))
    header = draw(st.sampled_from([*meant.headers.values(), *meant.aliases, meant.id]))
    book[name].set(1, again, header)
    return "column-twice", *at(name, 1, again)


@mistake
def unknown_column(draw: Draw, book: Book) -> Expected:
    """A column of the analyst's own."""
    name = draw(st.sampled_from(_TABLES))
    header = draw(_words())
    assume(_is_no_header(name, header))
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(1, column, header)
    book[name].set(draw(st.integers(2, 30)), column, draw(st.sampled_from(["x", 3, "fjalë"])))
    return "unknown-column", *at(name, 1, column)


@mistake
def unnamed_column(draw: Draw, book: Book) -> Expected:
    """A value beside the table."""
    name, row, _ = _where(draw, book)
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(row, column, draw(st.sampled_from(["x", 3, "fjalë"])))
    return "unnamed-column", *at(name, row, column)


@mistake
def hidden_rows(draw: Draw, book: Book) -> Expected:
    """Rows that a filter hides."""
    name, row, _ = _where(draw, book)
    book[name].hidden_rows = {row, *range(row, row + draw(st.integers(0, 5)))}
    return "hidden-rows", *at(name, row)


@mistake
def hidden_sheet(draw: Draw, book: Book) -> Expected:
    """A worksheet that is hidden."""
    name = draw(st.sampled_from(list(book)))
    book[name].hidden = True
    return "hidden-sheet", *at(name, 0)


@mistake
def unknown_sheet(draw: Draw, book: Book) -> Expected:
    """A worksheet of the analyst's own."""
    name = draw(_words().map(str.strip))
    assume(not find_sheet(name) and not is_passive(name))
    book[name] = Grid([["a", "b"], [1, 2]])
    return "unknown-sheet", *at(name, 0)


def _is_no_header(name: str, text: str) -> bool:
    known = sheet(name).find_column(text) or is_passive_column(text) or is_personal(text)
    return not known


# The about sheet ---------------------------------------------------------------------------


@mistake
def year_disagrees(draw: Draw, book: Book) -> Expected:
    """Last year's year, left as it was."""
    years = st.integers(2000, 2099).filter(lambda year: year != YEAR)
    book["about"].set(_YEAR_ROW, 2, draw(st.one_of(years, years.map(str))))
    return "year-disagrees", *at("about", _YEAR_ROW, 2)


@mistake
def invalid_year(draw: Draw, book: Book) -> Expected:
    """Something that is no year."""
    value = draw(st.sampled_from(["19", "MMXIX", 201, 20190, "viti 2019", 2019.5, "2019-2020"]))
    book["about"].set(_YEAR_ROW, 2, value)
    return "invalid-year", *at("about", _YEAR_ROW, 2)


@mistake
def invalid_date(draw: Draw, book: Book) -> Expected:
    """Something that is no date."""
    value = draw(st.sampled_from(["31.2.2020", "mars 2020", "3/31/2020", 43921, "soon", True]))
    book["about"].set(_DATE_ROW, 2, value)
    return "invalid-date", *at("about", _DATE_ROW, 2)


@mistake
def unknown_edition_status(draw: Draw, book: Book) -> Expected:
    """A word that is no status of an edition."""
    book["about"].set(_STATUS_ROW, 2, draw(st.sampled_from(["published", "finl", 1, "?"])))
    return "unknown-status", *at("about", _STATUS_ROW, 2)


@mistake
def missing_item(draw: Draw, book: Book) -> Expected:
    """No year, or no status."""
    row = draw(st.sampled_from([_YEAR_ROW, _STATUS_ROW]))
    book["about"].set(row, 2, None)
    return "missing-item", *at("about", row, 2)


@mistake
def blank_item(_draw: Draw, book: Book) -> Expected:
    """No date of publication."""
    book["about"].set(_DATE_ROW, 2, None)
    return "blank-item", *at("about", _DATE_ROW, 2)


@mistake
def item_twice(draw: Draw, book: Book) -> Expected:
    """An item that is stated twice."""
    item = draw(st.sampled_from(["Viti", "status", "Publisher (Albanian)", "Izvor (engleski)"]))
    row = len(book["about"].rows) + draw(st.integers(1, 4))
    book["about"].set(row, 1, item)
    book["about"].set(row, 2, "again")
    return "item-twice", *at("about", row, 1)


@mistake
def unknown_item(draw: Draw, book: Book) -> Expected:
    """An item that nobody asked for."""
    item = draw(_words())
    assume(not sheet("about").find_column(item))
    row = len(book["about"].rows) + draw(st.integers(1, 4))
    book["about"].set(row, 1, item)
    book["about"].set(row, 2, draw(_words()))
    return "unknown-item", *at("about", row, 1)


@mistake
def unprintable_text(draw: Draw, book: Book) -> Expected:
    """A sign that the typeface of the sheet doesn't have."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    column = draw(st.integers(_REMARK, _REMARK + 2))
    book["offices"].set(row, column, draw(st.sampled_from(["u hap 😀", "开放", "ok ✔"])))
    return "unprintable-text", *at("offices", row, column)


# Personal data -----------------------------------------------------------------------------


@mistake
def personal_data_column(draw: Draw, book: Book) -> Expected:
    """A column of names, personal numbers or the like."""
    name = draw(st.sampled_from(_TABLES))
    headers = ["Emri", "Emri dhe mbiemri", "Ime i prezime", "JMBG", "Numri personal", "Telefoni"]
    headers += ["E-mail", "Datëlindja", "Датум рођења", "Date of birth", "Phone number", "Име"]
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(1, column, draw(st.sampled_from(headers)))
    book[name].set(
        draw(st.integers(2, 30)), column, draw(st.sampled_from(["Agim", 44123456, "a@b.c"]))
    )
    return "personal-data-column", *at(name, 1, column)


@mistake
def personal_data(draw: Draw, book: Book) -> Expected:
    """A telephone number, an address or a personal number in a remark."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    texts = ["agim.b@rks-gov.net", "tel. 038 201 140", "+383 44 123 456", "044/123-456"]
    texts += ["nr. 1234567890", "JMBG 0101980123456", "pyet a.b@c.org nesër"]
    column = draw(st.integers(_REMARK, _REMARK + 2))
    book["offices"].set(row, column, draw(st.sampled_from(texts)))
    return "personal-data", *at("offices", row, column)


# Between years -----------------------------------------------------------------------------


def previous_year(book: Book) -> YearRows:
    """The rows of the year before a book: the same, said of another year."""
    rows = check(book).rows
    assert rows is not None
    return replace(rows, about=replace(rows.about, year=YEAR - 1))


def office_vanished(draw: Draw, book: Book) -> Expected:
    """An office of last year is gone."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    municipality, status = book["offices"].rows[row - 1][:2]
    assume(status == "established")
    for name in ("staff", "duties"):
        book[name].rows = [each for each in book[name].rows if each[0] != municipality]
    book["offices"].rows[row - 1] = [municipality, "e pathemeluar"]
    return "office-vanished", *at("offices", row, 2)


def staff_changed(draw: Draw, book: Book) -> Expected:
    """An office has ten times as many officials."""
    row = draw(st.integers(2, len(book["staff"].rows)))
    book["staff"].set(row, draw(st.sampled_from([3, 4])), draw(st.integers(80, 999)))
    first = book["staff"].row_of(str(book["staff"].get(row, 1)))
    return "staff-changed", *at("staff", first, 1)


def duty_flipped(draw: Draw, book: Book) -> Expected:
    """Yes and no of one duty are swapped."""
    column = draw(st.integers(2, 9))
    for row in book["duties"].rows[1:]:
        row[column - 1] = "no" if row[column - 1] == "yes" else "yes"
    return "duty-flipped", *at("duties", 1, column)


def sample_mixed(draw: Draw, book: Book) -> Expected:
    """Real figures follow upon invented ones."""
    book["about"].set(_STATUS_ROW, 2, draw(st.sampled_from(["final", "nacrt", "DRAFT"])))
    return "sample-mixed", *at("about", _STATUS_ROW, 2)


MISTAKES_BETWEEN_YEARS: tuple[Mistake, ...] = (
    office_vanished,
    staff_changed,
    duty_flipped,
    sample_mixed,
)


def codes_of_mistakes() -> Iterator[str]:
    """The codes that a random mistake may raise."""
    names = {*MISTAKES, *(each.__name__ for each in MISTAKES_BETWEEN_YEARS)}
    yield from (name.replace("_", "-") for name in names - {"unknown_edition_status"})
