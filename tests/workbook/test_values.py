"""What a cell may say in more ways than one, and what is asked about since it may be two things."""

import unicodedata

import pytest
from tests.workbook.books import (
    NAME,
    YEAR,
    Grid,
    Value,
    at,
    check,
    check_files,
    found,
    to_xlsx,
    valid_book,
)

from zkkk_factsheet.workbook.declaration.values import Fault, parse
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.telling import grouping, report


@pytest.mark.parametrize("text", ["2,0", "2.0", "2,00", "2.", " 2.00 ", "+2,0"])
def test_decimals_that_say_nothing_change_nothing(text: str) -> None:
    """Two officials are two, however many zeros were typed behind them."""
    assert parse("count", Cell(Place(NAME), text.strip())) == 2


@pytest.mark.parametrize(
    "text", ["2,000", "2,", "1.000", "2,5", "2..", "2,0,0", "2.0.", ".", "2,01"]
)
def test_other_decimals_are_asked_about(text: str) -> None:
    """Three zeros may be those of a thousand, and half an official is none."""
    assert isinstance(parse("count", Cell(Place(NAME), text)), Fault)


@pytest.mark.parametrize(
    "text",
    ["2019. godina", "2019 godine", "2019. god.", "viti 2019", "Godina 2019.", "2019. година"],
)
def test_a_year_may_have_its_word(text: str) -> None:
    """The word for year beside a year says what it is, in either order and script."""
    book = valid_book()
    book["about"].set(2, 2, text)
    checked = check(book)
    assert found(checked.findings) == []
    assert checked.rows is not None
    assert checked.rows.about.year == YEAR


@pytest.mark.parametrize(
    "text", ["-2019", "2019?", "2018/2019", "rreth 2019", "2019. mart", "12019"]
)
def test_any_other_word_beside_a_year_is_asked_about(text: str) -> None:
    """About 2019, 2019 or not, and a month are no year."""
    book = valid_book()
    book["about"].set(2, 2, text)
    assert found(check(book).findings) == [("invalid-year", *at("about", 2, 2))]


@pytest.mark.parametrize(
    ("yes", "no"), [("D", "N"), ("d", "n"), ("Д", "Н"), ("P", "J"), ("Y", "N"), ("d.", "n.")]
)
def test_a_table_may_answer_in_letters(yes: str, no: str) -> None:
    """Two letters, those of yes and no in one language, and nothing else: they are yes and no."""
    book = valid_book()
    expected = check(book).rows
    for row in book["duties"].rows[1:]:
        row[1:9] = [{"yes": yes, "no": no}[str(value)] for value in row[1:9]]
    checked = check(book)
    assert found(checked.findings) == []
    assert checked.rows is not None
    assert expected is not None
    assert [each.answers for each in checked.rows.duties] == [
        each.answers for each in expected.duties
    ]
    answers = [answer for each in checked.rows.duties for answer in each.answers.values()]
    assert {True, False} == set(answers)


@pytest.mark.parametrize("letter", ["D", "N", "P", "J", "Y", "n.", "Н"])
def test_a_letter_beside_other_answers_is_asked_about(letter: str) -> None:
    """Among yes and no an "N" may be a third thing: not known, or no information."""
    book = valid_book()
    book["duties"].set(5, 4, letter)
    assert found(check(book).findings) == [("unknown-answer", *at("duties", 5, 4))]


@pytest.mark.parametrize("third", ["?", "D?", "po", 1, True, "P"])
def test_a_third_answer_makes_letters_doubtful(third: Value) -> None:
    """Where something else is answered, too, what the letters say is not certain any more."""
    book = valid_book()
    for row in book["duties"].rows[1:]:
        row[1:9] = [{"yes": "D", "no": "N"}[str(value)] for value in row[1:9]]
    letters = 8 * (len(book["duties"].rows) - 1)
    book["duties"].set(5, 4, third)
    codes = [code for code, _, _ in found(check(book).findings)]
    assert set(codes) == {"unknown-answer"}
    assert letters - 1 <= len(codes) <= letters


def test_letters_taken_apart_are_put_together() -> None:
    """MacOS writes ë as an e and a mark: in a remark they are the letter that is printed."""
    text = "Zyrë në Graçanicë; Đakovica: šđčćž"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    book = valid_book()
    book["offices"].set(3, 5, apart)
    for checked in (check(book), check_files((NAME, to_xlsx(book)))):
        assert found(checked.findings) == []
        assert checked.rows is not None
        assert checked.rows.offices[1].remarks == {"": text}


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_of_many_odd_characters_some_are_named(language: str) -> None:
    """Of 5,000 characters that can't be printed eight are named, and 4,992 are counted."""
    book = valid_book()
    book["offices"].set(3, 5, "".join(chr(0x4E00 + number) for number in range(5000)))
    (finding,) = check(book).findings
    message = report.message(finding, language)
    assert "".join(chr(0x4E00 + number) for number in range(8)) in message
    assert chr(0x4E08) not in message
    assert "4992" in "".join(each for each in message if each.isdigit())
    assert len(report.line(finding, language)) < 250


def test_what_is_repeated_from_a_workbook_is_never_long() -> None:
    """Whatever a message repeats of what stands in a file, it is cut off somewhere."""
    long = "Komuna " * 700
    book = valid_book()
    book["offices"].set(1, 7, long)
    book["offices"].set(4, 7, long)
    book["staff"].set(4, 1, long)
    book["staff"].set(5, 3, long)
    book["about"].set(30, 1, long)
    book["about"].set(30, 2, long)
    book[long] = book["duties"]
    del book["duties"]
    book["note " * 900] = Grid([["x"]])
    findings = check(book).findings
    assert len(findings) >= 5
    for language in ("sq", "sr", "en"):
        for finding in findings:
            assert len(grouping.report_of([finding], language)) < 900


def test_remarks_in_cyrillic_are_latin_on_the_serbian_sheet() -> None:
    """The text for Serbian, or for all languages, is transliterated for Serbian alone."""
    book = valid_book()
    book["offices"].set(1, 6, "remark_sr")
    book["offices"].set(2, 6, "Отворена у мају.")
    book["offices"].set(3, 5, "Љубав / dashuri")
    book["offices"].set(4, 5, "Zyra u hap.")
    rows = check(book).rows
    assert rows is not None
    assert [each.remarks for each in rows.offices[:3]] == [
        {"sr": "Otvorena u maju."},
        {"": "Љубав / dashuri", "sr": "Ljubav / dashuri"},
        {"": "Zyra u hap."},
    ]
