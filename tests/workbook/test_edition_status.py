"""What an edition may say of itself: when it is published, and whether it is final."""

import datetime as dt

import pytest
from babel.dates import format_date
from tests.workbook.books import NAME, Book, at, check, found, valid_book

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.telling import report

LOCALES = {"sq": ["sq"], "sr": ["sr_Latn", "sr_Cyrl"], "en": ["en", "en_GB"]}


def date_of(text: str) -> object:
    """What the check takes a text for where a date belongs."""
    return parse("date", Cell(Place(NAME), text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_as_the_sheet_prints_it_is_read(language: str) -> None:
    """Every month, as the language's own date has it, in either script, with and without case."""
    days = [dt.date(2020, month, day) for month in range(1, 13) for day in (1, 9, 28)]
    texts = {
        text: day
        for day in days
        for locale in LOCALES[language]
        for form in ("long", "d MMMM y", "d. MMM y")
        for text in (format_date(day, form, locale=locale),)
    }
    texts |= {catalogue(language, "sheet").written.date(day): day for day in days}
    assert len(texts) > 70
    wrong = {
        text: date_of(spelling)
        for text, day in texts.items()
        for spelling in (text, text.upper(), f" {text} ".strip())
        if date_of(spelling) != day
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        *("31. mart 2020. godine", "31. marta 2020. godine", "31. mart 2020", "31. март 2020."),
        *("31. марта 2020. године", "31.3.2020. godine", "31.03.2020. g.", "31 mars 2020"),
        *("më 31 mars 2020", "31 Mars 2020", "March 31, 2020", "31st March 2020", "31 March 2020"),
        *("31st of March 2020", "2020-03-31", "31. 3. 2020."),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str) -> None:
    """With the month's name or its number, and with the word for year behind it."""
    assert date_of(text) == dt.date(2020, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        *("31. februar 2020.", "31 mars 20", "3/4/2020", "mars 2020", "31 mars", "32 mars 2020"),
        *("31 mars 2020 dhe 2021", "31. mart 2020. godine?!x", "mart 31 mart", "2020 mars 31"),
        *("31 mars 2020 " * 400,),
    ],
)
def test_what_may_be_another_date_is_asked_about(text: str) -> None:
    """A day that is none, half a date, two dates, and day and month that could be the other."""
    assert isinstance(date_of(text), Fault)


@pytest.mark.parametrize(
    ("day", "likely"),
    [
        (dt.date(2018, 6, 1), False),
        (dt.date(2019, 12, 31), False),
        (dt.date(2020, 1, 1), True),
        (dt.date(2024, 12, 31), True),
        (dt.date(2025, 1, 1), False),
        (dt.date(2121, 3, 31), False),
    ],
)
def test_a_date_belongs_to_the_five_years_after(day: dt.date, likely: bool) -> None:
    """An edition on 2019 comes out from 2020 to 2024; another date is a warning, at its cell."""
    book = valid_book()
    book["about"].set(10, 2, day)
    checked = check(book)
    expected = [] if likely else [("unlikely-date", *at("about", 10, 2))]
    assert found(checked.findings) == expected
    assert checked.rows is not None


def test_the_date_is_written_as_the_language_does() -> None:
    """The finding names the day in words, not as computers write it."""
    book = valid_book()
    book["about"].set(10, 2, dt.date(2121, 3, 31))
    (finding,) = check(book).findings
    assert "31 mars 2121" in report.message(finding, "sq")
    assert "31. mart 2121." in report.message(finding, "sr")
    assert "31 March 2121" in report.message(finding, "en")


def final_book() -> Book:
    """A year without a blank, called final."""
    book = valid_book()
    book["about"].set(3, 2, "final")
    return book


def blanked(book: Book) -> CheckedYear:
    """A year in which some answers of three offices are blank: 2 + 1 + 8, and one status."""
    book["offices"].set(2, 3, None)
    book["offices"].set(2, 4, None)
    book["duties"].set(3, 5, None)
    book["duties"].rows[3][1:] = []
    return check(book)


def test_a_final_edition_names_its_blank_answers() -> None:
    """The summary says how many there are, and of which municipalities; that stops nothing."""
    checked = blanked(final_book())
    assert checked.rows is not None
    (finding,) = [each for each in checked.findings if each.code == "blank-in-final"]
    assert finding.place == Place(NAME, "about", 3, 2)
    assert finding.values == {"count": "11", "municipalities": "decan dragash ferizaj"}
    for language, named in (("sq", "Deçan"), ("sr", "Uroševac"), ("en", "Dragash/Dragaš")):
        last = report.summary(checked.findings, language)[-1]
        assert "11" in last
        assert named in last


def test_offices_without_a_row_lack_all_their_answers() -> None:
    """An office without a row of duties has eight blank answers."""
    book = final_book()
    del book["duties"].rows[1]
    (finding,) = [each for each in check(book).findings if each.code == "blank-in-final"]
    assert finding.values == {"count": "8", "municipalities": "decan"}


def test_a_draft_may_have_blanks_and_texts_in_one_language() -> None:
    """While it is not final, neither is more than a warning, and the summary is silent."""
    book = valid_book()
    book["about"].set(book["about"].row_of("note_sr"), 2, None)
    checked = blanked(book)
    codes = {each.code for each in checked.findings}
    assert "in-one-language" in codes
    assert not codes & {"blank-in-final", "final-in-one-language"}
    assert checked.rows is not None


@pytest.mark.parametrize("item", ["publisher", "contact", "source", "note"])
def test_a_final_edition_is_complete_in_every_language(item: str) -> None:
    """A text that lacks a language is an error, at the text that is given."""
    book = final_book()
    book["about"].set(book["about"].row_of(f"{item}_sr"), 2, None)
    row = book["about"].row_of(f"{item}_sq")
    assert found(check(book).findings) == [("final-in-one-language", *at("about", row, 2))]


def test_a_final_remark_is_complete_in_every_language() -> None:
    """The same goes for remarks, unless one serves all languages."""
    book = final_book()
    book["offices"].set(1, 6, "remark_sq")
    book["offices"].set(4, 6, "Zyra u hap në maj.")
    assert found(check(book).findings) == [("final-in-one-language", *at("offices", 4, 6))]
    book["offices"].set(4, 5, "Otvorena u maju / opened in May")
    assert found(check(book).findings) == []


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        ({5: "Отворена у мају."}, {"E4": "sq, en"}),
        ({5: "Отворена у мају.", 6: "U hap në maj."}, {"E4": "en"}),
        ({5: "Opened in May.", 6: "Отворена у мају."}, {"F4": "sq"}),
        ({5: "Opened in May.", 7: "Отворена у мају."}, {}),
        ({5: "Отворена у мају.", 6: "U hap.", 8: "Opened."}, {}),
        ({5: "Opened in May: „Канцеларија“."}, {}),
    ],
)
def test_cyrillic_is_told_of_where_it_is_printed(
    texts: dict[int, str], printed: dict[str, str]
) -> None:
    """In Albanian and in English, as far as they have no text of their own; a quotation may be."""
    book = valid_book()
    for column, language in ((6, "sq"), (7, "sr"), (8, "en")):
        book["offices"].set(1, column, f"remark_{language}")
    for column in range(5, 9):
        book["offices"].set(4, column, texts.get(column))
    findings = check(book).findings
    told = [each for each in findings if each.code == "cyrillic-text"]
    assert {each.place.cell: each.values["languages"] for each in told} == printed


def without_remarks() -> Book:
    """A year without any remark."""
    book = valid_book()
    for row in range(2, len(book["offices"].rows) + 1):
        book["offices"].set(row, 5, None)
    return book


def test_remarks_that_leave_two_pages_are_not_told_of() -> None:
    """One remark of seven lines, or three of two, still fit."""
    book = without_remarks()
    book["offices"].set(5, 5, "a" * 420)
    assert found(check(book).findings) == []
    book = without_remarks()
    for row in range(2, 5):
        book["offices"].set(row, 5, "a" * 100)
    assert found(check(book).findings) == []


def test_of_long_remarks_the_longest_is_told_with_what_fits() -> None:
    """What the others leave of seven lines is what the longest may have; with that, it is quiet."""
    book = without_remarks()
    book["offices"].set(3, 5, "a" * 100)
    book["offices"].set(5, 5, "a" * 900)
    (finding,) = check(book).findings
    assert (finding.code, finding.place.cell) == ("long-remark", "E5")
    assert finding.values["length"] == "900"
    limit = int(finding.values["limit"])
    assert 270 < limit < 330
    book["offices"].set(5, 5, "a" * limit)
    assert found(check(book).findings) == []
    book["offices"].set(5, 5, "a" * (limit + 1))
    assert [each.code for each in check(book).findings] == ["long-remark"]


def test_many_remarks_are_told_until_they_fit() -> None:
    """Of eight remarks of two lines, all are told of: one line is left to each."""
    book = without_remarks()
    for row in range(2, 10):
        book["offices"].set(row, 5, "a" * 100)
    findings = check(book).findings
    assert {each.code for each in findings} == {"long-remark"}
    assert len(findings) == 8
    for each in findings:
        book["offices"].set(each.place.row, 5, "a" * int(each.values["limit"]))
    assert found(check(book).findings) == []
