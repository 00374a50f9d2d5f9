"""Mistakes in worksheets and between them; see `mistakes`."""

import datetime as dt

from hypothesis import assume
from hypothesis import strategies as st
from tests.workbook.books import YEAR, Book, Grid, Value, at
from tests.workbook.mistakes import (
    DATE_ROW,
    REMARK,
    STATUS_ROW,
    TABLES,
    YEAR_ROW,
    Draw,
    Expected,
    any_words,
    close_an_office,
    mistake,
    typo,
    where,
)

from zkkk_factsheet.reference import fold
from zkkk_factsheet.workbook.declaration.schema import (
    find_sheet,
    is_passive,
    is_passive_column,
    is_personal,
    sheet,
)
from zkkk_factsheet.workbook.reading.sheets import Block

# Between worksheets ------------------------------------------------------------------------


@mistake
def missing_municipality(draw: Draw, book: Book) -> Expected:
    """A municipality that is nowhere."""
    del book["offices"].rows[close_an_office(draw, book) - 1]
    return "missing-municipality", *at("offices", 0)


@mistake
def not_on_roster(draw: Draw, book: Book) -> Expected:
    """A municipality that has data, but isn't on the roster."""
    row = close_an_office(draw, book)
    municipality = book["offices"].get(row, 1)
    del book["offices"].rows[row - 1]
    return "not-on-roster", *_add_row(draw, book, municipality)


@mistake
def no_office(draw: Draw, book: Book) -> Expected:
    """Data of a municipality that has no office."""
    row = close_an_office(draw, book)
    return "no-office", *_add_row(draw, book, book["offices"].get(row, 1))


@mistake
def not_counted(draw: Draw, book: Book) -> Expected:
    """Answers of an office that is only similar."""
    row = close_an_office(draw, book)
    book["offices"].set(row, 2, "zyrë e ngjashme")
    _add_row(draw, book, book["offices"].get(row, 1))
    return "not-counted", *at("offices", row, 2)


def _add_row(draw: Draw, book: Book, municipality: Value) -> tuple[str, str]:
    name, row, _ = where(draw, book, "count", "answer")
    assume(name != "offices")
    of_staff: list[Value] = ["Serbs", 1, 0]
    values = of_staff if name == "staff" else ["po", *["jo"] * 7]
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


@mistake
def zero_staff(draw: Draw, book: Book) -> Expected:
    """Zeros for the officials of an office, of whom nobody knows the number."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    municipality, status = book["offices"].rows[row - 1][:2]
    assume(status == "established")
    for values in book["staff"].rows:
        if values[0] == municipality:
            values[2:] = [0, draw(st.sampled_from([0, "0"]))]
    return "zero-staff", *at("offices", row, 1)


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
    del book[draw(st.sampled_from([name for name in book if not sheet(name).optional]))]
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
    name = draw(st.sampled_from(TABLES))
    del book[name].rows[0]
    return "no-header", *at(name, 0)


@mistake
def missing_column(draw: Draw, book: Book) -> Expected:
    """A column that was deleted."""
    name, _, column = where(draw, book)
    for row in book[name].rows:
        del row[column - 1]
    return "missing-column", *at(name, 1)


@mistake
def misnamed_column(draw: Draw, book: Book) -> Expected:
    """A mistyped header."""
    name, _, column = where(draw, book)
    text = typo(draw, str(book[name].get(1, column)))
    assume(fold(text) and _is_no_header(name, text))
    book[name].set(1, column, text)
    return "misnamed-column", *at(name, 1, column)


@mistake
def column_twice(draw: Draw, book: Book) -> Expected:
    """A second column with a header that means the same."""
    name, _, column = where(draw, book)
    schema = sheet(name)
    meant = schema.column(schema.find_column(str(book[name].get(1, column))) or "")
    again = len(book[name].rows[0]) + draw(st.integers(1, 3))
    header = draw(st.sampled_from([*meant.headers.values(), *meant.aliases, meant.id]))
    book[name].set(1, again, header)
    return "column-twice", *at(name, 1, again)


@mistake
def header_over_columns(draw: Draw, book: Book) -> Expected:
    """A header that was merged over a new column beside it."""
    name, row, column = where(draw, book)
    for each in book[name].rows:
        each.insert(column, None)
    book[name].set(row, column + 1, draw(st.sampled_from(["x", 3, "fjalë"])))
    book[name].merged.append(Block(1, column, 1, column + 1))
    return "header-over-columns", *at(name, 1, column)


@mistake
def note_row(draw: Draw, book: Book) -> Expected:
    """A heading, a note or the numbers of the columns between the rows."""
    name, row, _ = where(draw, book)
    texts = ["Rajoni i Gjilanit", "Severni region", "Shënim: të dhënat e vitit 2018", "* procena"]
    heading = draw(st.sampled_from(texts))
    indent = draw(st.integers(0, len(book[name].rows[0]) - 1))
    numbers: list[Value] = list(range(1, len(book[name].rows[0]) + 1))
    note = draw(st.sampled_from([[*[None] * indent, heading], numbers]))
    book[name].rows.insert(row - 1, note)
    return "note-row", *at(name, row, 1 if note is numbers else indent + 1)


@mistake
def stray_value(draw: Draw, book: Book) -> Expected:
    """A value somewhere below the table."""
    name = draw(st.sampled_from(TABLES))
    row = len(book[name].rows) + draw(st.integers(2, 9))
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(row, column, draw(st.sampled_from(["x", 3, "po", "Serbs", True, 0.5])))
    return "stray-value", *at(name, row, column)


@mistake
def unknown_column(draw: Draw, book: Book) -> Expected:
    """A column of the analyst's own."""
    name = draw(st.sampled_from(TABLES))
    header = draw(any_words())
    assume(_is_no_header(name, header))
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(1, column, header)
    row = draw(st.integers(2, len(book[name].rows)))
    book[name].set(row, column, draw(st.sampled_from(["x", 3, "fjalë"])))
    return "unknown-column", *at(name, 1, column)


@mistake
def unnamed_column(draw: Draw, book: Book) -> Expected:
    """A value beside the table."""
    name, row, _ = where(draw, book)
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(row, column, draw(st.sampled_from(["x", 3, "fjalë"])))
    return "unnamed-column", *at(name, row, column)


@mistake
def hidden_rows(draw: Draw, book: Book) -> Expected:
    """Rows that a filter hides."""
    name, row, _ = where(draw, book)
    book[name].hidden_rows = {row, *range(row, row + draw(st.integers(0, 5)))}
    return "hidden-rows", *at(name, row)


@mistake
def hidden_columns(draw: Draw, book: Book) -> Expected:
    """A column that is hidden, and with it some beside the table."""
    name, _, column = where(draw, book)
    book[name].hidden_columns = [(column, column), (20, 20 + draw(st.integers(0, 5)))]
    return "hidden-columns", *at(name, 1, column)


@mistake
def hidden_sheet(draw: Draw, book: Book) -> Expected:
    """A worksheet that is hidden."""
    name = draw(st.sampled_from(list(book)))
    book[name].hidden = True
    return "hidden-sheet", *at(name, 0)


@mistake
def unknown_sheet(draw: Draw, book: Book) -> Expected:
    """A worksheet of the analyst's own."""
    name = draw(any_words().map(str.strip))
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
    book["about"].set(YEAR_ROW, 2, draw(st.one_of(years, years.map(str))))
    return "year-disagrees", *at("about", YEAR_ROW, 2)


@mistake
def invalid_year(draw: Draw, book: Book) -> Expected:
    """Something that is no year."""
    value = draw(st.sampled_from(["19", "MMXIX", 201, 20190, "botimi 2019", 2019.5, "2019-2020"]))
    book["about"].set(YEAR_ROW, 2, value)
    return "invalid-year", *at("about", YEAR_ROW, 2)


@mistake
def invalid_date(draw: Draw, book: Book) -> Expected:
    """Something that is no date, in the edition's particulars or of an activity."""
    value = draw(st.sampled_from(["31.2.2020", "mars 2020", "3/31/2020", 43921, "soon", True]))
    name, row, column = draw(st.sampled_from([("about", DATE_ROW, 2), where(draw, book, "date")]))
    book[name].set(row, column, value)
    return "invalid-date", *at(name, row, column)


@mistake
def ambiguous_date(draw: Draw, book: Book) -> Expected:
    """A date of which nobody knows whether the day or the month comes first."""
    value = draw(st.sampled_from(["03/04/2020", "3/4/2020", "12-11-2020", "1/02/2020"]))
    name, row, column = draw(st.sampled_from([("about", DATE_ROW, 2), where(draw, book, "date")]))
    book[name].set(row, column, value)
    return "ambiguous-date", *at(name, row, column)


@mistake
def unknown_edition_status(draw: Draw, book: Book) -> Expected:
    """A word that is no status of an edition."""
    book["about"].set(STATUS_ROW, 2, draw(st.sampled_from(["published", "finl", 1, "?"])))
    return "unknown-status", *at("about", STATUS_ROW, 2)


@mistake
def missing_item(draw: Draw, book: Book) -> Expected:
    """No year, or no status."""
    row = draw(st.sampled_from([YEAR_ROW, STATUS_ROW]))
    book["about"].set(row, 2, None)
    return "missing-item", *at("about", row, 2)


@mistake
def blank_item(_draw: Draw, book: Book) -> Expected:
    """No date of publication."""
    book["about"].set(DATE_ROW, 2, None)
    return "blank-item", *at("about", DATE_ROW, 2)


@mistake
def item_twice(draw: Draw, book: Book) -> Expected:
    """An item that is stated twice."""
    item = draw(st.sampled_from(["Viti", "status", "Publisher (Albanian)", "Izvor (engleski)"]))
    row = len(book["about"].rows) + draw(st.integers(1, 4))
    book["about"].set(row, 1, item)
    book["about"].set(row, 2, "again")
    return "item-twice", *at("about", row, 1)


@mistake
def in_one_language(draw: Draw, book: Book) -> Expected:
    """A text that is left out in one of the languages."""
    item = draw(st.sampled_from(["publisher", "contact", "source", "note"]))
    left_out = draw(st.sampled_from(["sq", "sr", "en"]))
    book["about"].set(book["about"].row_of(f"{item}_{left_out}"), 2, None)
    first = "sr" if left_out == "sq" else "sq"
    return "in-one-language", *at("about", book["about"].row_of(f"{item}_{first}"), 2)


@mistake
def final_in_one_language(draw: Draw, book: Book) -> Expected:
    """The same in a final edition."""
    _, sheet_name, cell = in_one_language(draw, book)
    book["about"].set(STATUS_ROW, 2, draw(st.sampled_from(["final", "përfundimtar", "konačno"])))
    return "final-in-one-language", sheet_name, cell


@mistake
def unlikely_date(draw: Draw, book: Book) -> Expected:
    """A date of publication that is not after the year, or long after it."""
    year = draw(st.one_of(st.integers(1990, YEAR), st.integers(YEAR + 6, 2099)))
    book["about"].set(DATE_ROW, 2, dt.date(year, 3, 31))
    return "unlikely-date", *at("about", DATE_ROW, 2)


@mistake
def next_edition_too_early(draw: Draw, book: Book) -> Expected:
    """The day of this edition given for the next one, or a day before it."""
    row = len(book["about"].rows) + 1
    days = draw(st.integers(0, 400))
    book["about"].set(
        row, 1, draw(st.sampled_from(["next_on", "Botimi i radhës", "Naredno izdanje"]))
    )
    book["about"].set(row, 2, dt.date(2020, 3, 31) - dt.timedelta(days=days))
    return "next-edition-too-early", *at("about", row, 2)


@mistake
def long_remark(draw: Draw, book: Book) -> Expected:
    """A remark that is longer than the sheet has room for."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    book["offices"].set(row, REMARK, "Zyra u hap. " * draw(st.integers(75, 150)))
    return "long-remark", *at("offices", row, REMARK)


@mistake
def cyrillic_text(draw: Draw, book: Book) -> Expected:
    """A text in Cyrillic for readers of Albanian or English."""
    text = draw(st.sampled_from(["Отворена у мају.", "НЕМА ПЛАНА", "План: октобар 2019 (OKZP)"]))
    name, row, column = "offices", draw(st.integers(2, len(book["offices"].rows))), REMARK
    if draw(st.booleans()):
        item = draw(st.sampled_from(["publisher", "contact", "source", "note"]))
        name, column = "about", 2
        row = book["about"].row_of(f"{item}_{draw(st.sampled_from(['sq', 'en']))}")
    book[name].set(row, column, text)
    return "cyrillic-text", *at(name, row, column)


@mistake
def unknown_item(draw: Draw, book: Book) -> Expected:
    """An item that nobody asked for."""
    item = draw(any_words())
    assume(not sheet("about").find_column(item))
    row = len(book["about"].rows) + draw(st.integers(1, 4))
    book["about"].set(row, 1, item)
    book["about"].set(row, 2, draw(any_words()))
    return "unknown-item", *at("about", row, 1)


@mistake
def unprintable_text(draw: Draw, book: Book) -> Expected:
    """A sign that the typeface of the sheet doesn't have."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    book["offices"].set(row, REMARK, draw(st.sampled_from(["u hap 😀", "开放", "ok ✔"])))
    return "unprintable-text", *at("offices", row, REMARK)


# Personal data -----------------------------------------------------------------------------


@mistake
def personal_data_column(draw: Draw, book: Book) -> Expected:
    """A column of names, personal numbers or the like."""
    name = draw(st.sampled_from(TABLES))
    headers = ["Emri", "Emri dhe mbiemri", "Ime i prezime", "JMBG", "Numri personal", "Telefoni"]
    headers += ["E-mail", "Datëlindja", "Датум рођења", "Date of birth", "Phone number", "Име"]
    column = len(book[name].rows[0]) + draw(st.integers(1, 3))
    book[name].set(1, column, draw(st.sampled_from(headers)))
    row = draw(st.integers(2, len(book[name].rows)))
    book[name].set(row, column, draw(st.sampled_from(["Agim", 44123456, "a@b.c"])))
    return "personal-data-column", *at(name, 1, column)


@mistake
def personal_data(draw: Draw, book: Book) -> Expected:
    """A telephone number, an address or a personal number in a remark."""
    row = draw(st.integers(2, len(book["offices"].rows)))
    texts = ["agim.b@rks-gov.net", "tel. 038 201 140", "+383 44 123 456", "044/123-456"]
    texts += ["nr. 1234567890", "JMBG 0101980123456", "pyet a.b@c.org nesër"]
    book["offices"].set(row, REMARK, draw(st.sampled_from(texts)))
    return "personal-data", *at("offices", row, REMARK)
