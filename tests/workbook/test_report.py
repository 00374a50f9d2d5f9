"""Findings in words: safe to print, complete, and in the reader's language."""

import re
from datetime import date

import pytest
from tests.workbook.books import NAME, check, check_files, to_xlsx, valid_book

from zkkk_factsheet.reference import municipalities
from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.declaration import schema
from zkkk_factsheet.workbook.findings import Finding, codes, finding
from zkkk_factsheet.workbook.places import Place, column_letters, place_of
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.telling import grouping, report

CELL = Place(NAME, "Zyrat", 7, 2)


def test_a_line_names_the_place_the_severity_and_the_code() -> None:
    """One line says where, how bad, what, and the code to look up."""
    found = finding("unknown-status", CELL, {"found": "etablished", "accepted": "office_status"})
    line = report.line(found, "en")
    expected = (
        f"{NAME}, worksheet “Zyrat”, cell B7: error: “etablished” is not a status. [unknown-status]"
    )
    assert line == expected


@pytest.mark.parametrize(
    ("language", "hint"),
    [
        ("sq", "Pranohet: e themeluar, zyrë e ngjashme, nuk është themeluar, nuk është përfshirë."),
        ("sr", "Dozvoljen unos: formirana, slična kancelarija, nije formirana, nije obuhvaćena."),
        ("en", "Accepted: established, similar, not established, not covered."),
    ],
)
def test_what_is_accepted_is_said_in_the_readers_words(language: str, hint: str) -> None:
    """The accepted words are those of the reader's language, whatever the workbook's is."""
    found = finding("unknown-status", CELL, {"found": "x", "accepted": "office_status"})
    assert report.hint(found, language) == hint


@pytest.mark.parametrize(
    ("language", "limit"), [("sq", "100\u00a0000"), ("sr", "100.000"), ("en", "100,000")]
)
def test_a_large_number_is_written_as_the_language_does(language: str, limit: str) -> None:
    """A hundred thousand is no hundred to a reader for whom a comma begins the decimals."""
    values = codes()["too-many-cells"].example
    found = finding("too-many-cells", Place(NAME, "Zyrat"), values)
    assert values["limit"] == str(limits.MOST_CELLS)
    assert limit in report.message(found, language)


def test_the_examples_of_limits_are_the_limits() -> None:
    """What the documentation says of a limit is what the program keeps to."""
    told = {
        code: each.example["limit"] for code, each in codes().items() if "limit" in each.example
    }
    assert told.pop("long-remark")  # depends on what else the sheet holds
    assert told == {
        "file-too-large": str(limits.LARGEST_FILE // 1_000_000),
        "unpacks-too-large": str(limits.LARGEST_UNPACKED // 1_000_000),
        "too-many-parts": str(limits.MOST_PARTS),
        "too-many-cells": str(limits.MOST_CELLS),
        "unusual-count": str(limits.USUAL_COUNT),
    }
    rows = codes()["too-many-rows"].example
    assert rows == {"rows": str(limits.MOST_ROWS), "columns": str(limits.MOST_COLUMNS)}


@pytest.mark.parametrize("text", ["2,000", "2.000", "1.000"])
@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_what_is_said_of_a_number_with_decimals_is_true(text: str, language: str) -> None:
    """Nobody is told that 2,000 is no whole number: it is one, but nobody knows which."""
    book = valid_book()
    book["staff"].set(5, 3, text)
    (found,) = check(book).findings
    words = {"sq": "shkruar", "sr": "nije upisan kao", "en": "written"}
    assert words[language] in report.message(found, language)


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_row_without_a_name_is_not_said_to_have_answers(language: str) -> None:
    """A row in which only the municipality stands lacks the community, and has no answers."""
    book = valid_book()
    book["staff"].rows.insert(5, [book["staff"].get(5, 1)])
    (found,) = check(book).findings
    assert found.code == "missing-name"
    words = {"sq": "përgjigje", "sr": "odgovor", "en": "answer"}
    assert words[language] not in report.message(found, language).lower()


def test_a_near_name_is_asked_about() -> None:
    """A suggestion is a question before the hint."""
    (found,) = _with_municipality("Prishtna")
    (told,) = grouping.grouped([found], "en")
    assert told.text.splitlines()[1].startswith("    Did you mean “Prishtin")


def test_names_are_those_of_the_readers_language() -> None:
    """Ids in a finding become names: municipalities, columns, worksheets, duties."""
    found = finding("blank-answer", CELL, {"municipality": "peja", "column": "duties.advice"})
    assert "Peć" in report.message(found, "sr")
    assert "Pejë" in report.message(found, "sq")
    with_language = finding("blank-item", CELL, {"column": "about.publisher_sr"})
    assert "Publisher (Serbian)" in report.message(with_language, "en")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(NAME), NAME),
        (Place(NAME, "Zyrat"), f"{NAME}, worksheet “Zyrat”"),
        (Place(NAME, "Zyrat", 7), f"{NAME}, worksheet “Zyrat”, row 7"),
        (Place(NAME, "Zyrat", 7, 28), f"{NAME}, worksheet “Zyrat”, cell AB7"),
    ],
)
def test_a_place_is_as_exact_as_it_is_known(place: Place, words: str) -> None:
    """A file, a worksheet, a row or a cell."""
    assert report.place(place, "en") == words


def test_columns_have_excels_letters() -> None:
    """1 is A, 26 Z, 27 AA, 16384 XFD."""
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_nothing_in_a_workbook_can_command_a_terminal() -> None:
    """Control characters, line breaks and directions in values and names are not printed."""
    evil = "\x1b[31mred\x07\u202e\nforged line\r\u200b"
    (found,) = _with_municipality(evil)
    placed = Finding(found.code, found.severity, Place(evil, evil, 1, 1), found.values)
    text = grouping.report_of([found, placed], "sr")
    assert "red" in text
    assert "forged line" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e]", text)
    assert all("[unknown" in line or line.startswith("    ") for line in text.splitlines()[:-1])


def test_a_long_value_is_shortened() -> None:
    """A message shows the beginning of a text of thousands of letters."""
    (found,) = _with_municipality("x" * 5000)
    assert len(report.line(found, "sq")) < 250


@pytest.mark.parametrize(
    ("errors", "language", "start"),
    [
        (1, "sr", "1 greška."),
        (3, "sr", "3 greške."),
        (5, "sr", "5 grešaka."),
        (21, "sr", "21 greška."),
        (1, "sq", "1 gabim."),
        (2, "sq", "2 gabime."),
        (1, "en", "1 error."),
        (1200, "en", "1,200 errors."),
    ],
)
def test_the_summary_counts_as_the_language_does(errors: int, language: str, start: str) -> None:
    """One, few and many have forms of their own."""
    findings = [finding("damaged", Place(NAME))] * errors
    (line,) = report.summary(findings, language)
    assert line.startswith(start)


def test_the_summary_tells_errors_from_warnings() -> None:
    """Each has a line; without findings there is one that says so."""
    both = [finding("damaged", Place(NAME)), finding("hidden-sheet", Place(NAME, "x"))]
    assert len(report.summary(both, "sq")) == len(both)
    assert report.summary([], "en") == ["Nothing to correct."]


@pytest.mark.parametrize(
    ("worksheets", "cells"),
    [
        (["about", "offices", "staff", "duties"], ["B2", "C9", "C30", "B4", "E4"]),
        (["duties", "staff", "offices", "about"], ["B4", "E4", "C30", "C9", "B2"]),
    ],
)
def test_findings_sort_by_place(worksheets: list[str], cells: list[str]) -> None:
    """By file, worksheet as in the workbook, row, column; so that a report repeats itself."""
    valid = valid_book()
    book = {name: valid[name] for name in worksheets}
    for sheet, row, column in (
        ("staff", 30, 3),
        ("duties", 4, 5),
        ("about", 2, 2),
        ("duties", 4, 2),
        ("offices", 9, 3),
    ):
        book[sheet].set(row, column, "x")
    assert [each.place.cell for each in check(book).findings] == cells
    again = SourceFile(NAME, to_xlsx(book), opened=True)
    assert [each.place.cell for each in check_files(again).findings] == ["", *cells]


def _with_municipality(text: str) -> tuple[Finding, ...]:
    book = valid_book()
    book["offices"].set(5, 1, text)
    return check(book).findings


def test_what_repeats_itself_is_said_once() -> None:
    """Blank answers of a column, of how many; a hint once; how complete each worksheet is."""
    book = valid_book()
    for row in (5, 6, 7, 9):
        book["offices"].set(row, 3, None)
    checked = check(book)
    blank = [each for each in checked.findings if each.place.column == 3]
    assert len(blank) == 4
    text = grouping.report_of(checked.findings, "en", checked.coverage)
    (line,) = [line for line in text.splitlines() if "“Work plan”" in line]
    established = sum(row[1] == "established" for row in book["offices"].rows)
    assert f"no information in 4 of {established} rows: C5–C7, C9. [blank-answer]" in line
    assert text.count("Fill in the answer if it is known") == 1
    assert f"“offices”: complete for {established - 4} of {established} offices." in text


@pytest.mark.parametrize("name", ["Prishtnna", None])
def test_an_office_that_the_roster_lost_is_not_complete(name: str | None) -> None:
    """Misspelled or deleted, it is one of those of which everything is still to be said."""
    book = valid_book()
    number = next(n for n, row in enumerate(book["offices"].rows, 1) if row[1] == "established")
    if name:
        book["offices"].set(number, 1, name)
    else:
        del book["offices"].rows[number - 1]
    whole = check(valid_book()).coverage[0]
    assert check(book).coverage[0] == whole._replace(complete=whole.complete - 1)


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_worksheet_has_one_name_in_a_report(language: str) -> None:
    """It is called as in the workbook to the last line; by its kind where its name says nothing."""
    book = valid_book()
    book["Zyrat"], book["Sheet1"] = book.pop("offices"), book.pop("staff")
    checked = check(book)
    text = "\n".join(grouping.completeness(checked.coverage, language))
    names = ("Zyrat", schema.sheet("staff").names[language], "duties")
    assert [each in text for each in names] == [True, True, True]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("sq", "mungojnë rreshtat për 3 komuna: Leposaviq, Zubin Potok, Zveçan."),
        ("sr", "nedostaju redovi za 3 opštine: Leposavić, Zubin Potok, Zvečan."),
        ("en", "no row for 3 municipalities: Leposavić/Leposaviq, Zubin Potok, Zvečan/Zveçan."),
    ],
)
def test_missing_municipalities_are_named_in_one_sentence(language: str, sentence: str) -> None:
    """A field office's workbook lacks many: one line names them in the order of the alphabet."""
    book = valid_book()
    names = {each.id: each.name("en") for each in municipalities()}
    missing = {names[id_] for id_ in ("zvecan", "leposavic", "zubin-potok")}
    for grid in (book["offices"], book["staff"], book["duties"]):
        grid.rows = [row for row in grid.rows if row[0] not in missing]
    findings = check(book).findings
    assert [each.code for each in findings] == ["missing-municipality"] * 3
    line, hint = grouping.report_of(findings, language).splitlines()[:2]
    assert sentence in line
    assert hint.strip() == report.hint(findings[0], language)


def test_a_numbering_below_the_table_is_told_once() -> None:
    """Numbers in the margin of rows that nobody filled in are one line with their cells."""
    book = valid_book()
    for name in ("offices", "staff", "duties"):
        for row in book[name].rows:
            row.insert(0, None)
    for number in range(2, 61):
        book["offices"].set(number, 1, number - 1)
    book["offices"].set(1, 1, "Nr.")
    last = len(book["offices"].rows)
    while not book["offices"].get(last, 2):
        last -= 1
    findings = check(book).findings
    assert {each.code for each in findings} == {"stray-value"}
    assert len(findings) == 60 - last
    for language in ("sq", "sr", "en"):
        line, _, *rest = grouping.report_of(findings, language).splitlines()
        assert line.endswith(f" A{last + 1}–A60. [stray-value]")
        assert len(rest) == 1


def test_every_error_keeps_its_own_line() -> None:
    """Different things in a column are said one by one, what to do once."""
    book = valid_book()
    for row, text in ((5, "two"), (6, "three"), (8, "four")):
        book["staff"].set(row, 3, text)
    text = grouping.report_of(check(book).findings, "en")
    assert [text.count(f"“{word}”") for word in ("two", "three", "four")] == [1, 1, 1]
    assert text.count("Accepted: a whole number") == 1


def test_a_forgotten_copy_is_told_in_a_few_lines() -> None:
    """A hundred rows that stand in two workbooks are three findings to a reader."""
    book = to_xlsx(valid_book())
    checked = check_files(("a copy.xlsx", book), (NAME, book))
    assert len(checked.findings) > 100
    text = grouping.report_of(checked.findings, "en", checked.coverage)
    assert len(text.splitlines()) < 20
    assert "a copy.xlsx, worksheet “staff”, cell A2" in text
    every = {each.place.row for each in checked.findings if each.place.sheet == "duties"}
    assert len(every) > 30
    assert cells_in(text, "duties") == every


def cells_in(text: str, sheet: str) -> set[int]:
    """The rows that a report names in the worksheet, runs and all."""
    rows: set[int] = set()
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if f"zkkk-2019.xlsx, worksheet “{sheet}”, cell A" in line:
            rows.add(int(re.findall(r"cell A(\d+): ", line)[0]))
            for first, last in re.findall(r"A(\d+)(?:–A(\d+))?", lines[number + 1]):
                rows.update(range(int(first), int(last or first) + 1))
    return rows


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("sq", "1,5 ", "3.1.2019"), ("sr", "(1,5)", "3. 1. 2019."), ("en", "1.5 ", "3 January 2019")],
)
def test_numbers_and_days_are_echoed_as_the_language_writes_them(
    language: str, number: str, day: str
) -> None:
    """A number and a day are written as in the language, a text as it was typed."""
    book = valid_book()
    book["staff"].set(5, 3, 1.5)
    book["staff"].set(6, 3, date(2019, 1, 3))
    book["staff"].set(7, 3, "1.5 x")
    messages = [report.message(found, language) for found in check(book).findings]
    for text, message in zip((number, day, "1.5 x"), messages, strict=True):
        assert text in message


@pytest.mark.parametrize(
    "place",
    [
        Place("a b.xlsx", "My sheet", 3, 28),
        Place("o'clock!.xlsx", "''!", 4, 1),
        Place("x.xlsx", "Zyrat", 7),
        Place("x.xlsx", "Zyrat", 0, 3),
        Place("gjilan/x.xlsx", "Zyrat"),
        Place("x.xlsx"),
    ],
)
def test_a_place_can_be_read_back_from_its_text(place: Place) -> None:
    """Whatever a file or a worksheet is called, its text means one place."""
    assert place_of(str(place)) == place


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sq", "a b.xlsx, fleta e punës “My sheet”, qeliza A7"),
        ("sr", "a b.xlsx, radni list „My sheet“, ćelija A7"),
        ("en", "a b.xlsx, worksheet “My sheet”, cell A7"),
    ],
)
def test_another_place_in_a_sentence_is_in_words(language: str, words: str) -> None:
    """The other of two rows is named as a person would name it."""
    other = str(Place("a b.xlsx", "My sheet", 7, 1))
    found = finding("row-twice", CELL, {"municipality": "peja", "row": "peja", "other": other})
    assert words in report.message(found, language)
    assert "!" not in report.message(found, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [("sq", "(Deçan, shqiptarë)"), ("sr", "(Dečani, Albanci)"), ("en", "Albanians)")],
)
def test_a_row_that_is_there_twice_is_named_by_all_its_names(language: str, words: str) -> None:
    """On the worksheet staff by the municipality and the community: it has several rows."""
    book = valid_book()
    book["staff"].rows.append(list(book["staff"].rows[1]))
    (found,) = check(book).findings
    assert words in report.message(found, language)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("sq", "në gjuhën shqipe.", "në gjuhën shqipe dhe angleze."),
        ("sr", "na albanskom jeziku.", "na albanskom i engleskom jeziku."),
        ("en", "in Albanian.", "in Albanian and English."),
    ],
)
def test_languages_stand_in_a_sentence_as_they_are_spoken(
    language: str, one: str, two: str
) -> None:
    """One language or two, never a list after a colon."""
    for ids, words in (("sq", one), ("sq, en", two)):
        values = {"column": "offices.remark", "languages": ids}
        found = finding("cyrillic-text", Place("a.xlsx", "Offices", 5, 5), values)
        line = grouping.report_of([found], language).splitlines()[0]
        assert line.removesuffix(" [cyrillic-text]").endswith(words)
