"""The blank workbook once it is filled in: by a person, and saved by LibreOffice."""

from functools import partial

import pytest
from tests.effort import THOROUGH
from tests.workbook.blanks import YEAR, blank, every_blank, every_language, listed, page
from tests.workbook.office import later
from tests.workbook.spreadsheets import filled_in, opened, parts, said, sample_rows, saved

from zkkk_factsheet.reference import municipality
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.declaration.schema import sheet, sheets
from zkkk_factsheet.workbook.reading.sources import SourceFile

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")

# What says no more than that something is still blank.
NO_INFORMATION = {"blank-item", "no-answers"}


@every_blank
def test_nothing_but_blanks_is_found_in_it(language: str, carried: bool) -> None:
    """A blank workbook has one error: that nobody has answered anything, so nothing is built."""
    checked = check_year([SourceFile("new.xlsx", blank(language, carried=carried))], YEAR)
    assert {each.code for each in checked.findings} <= NO_INFORMATION
    assert [each.code for each in checked.findings if each.severity == "error"] == ["no-answers"]
    assert checked.rows is None


@every_blank
def test_a_few_answers_make_it_a_year(language: str, carried: bool) -> None:
    """A workbook in which one office is answered passes; all others have no information."""
    book = opened(blank(language, carried=carried))
    offices, duties = (book[sheet(each).names[language]] for each in ("offices", "duties"))
    assert str(offices["A2"].value) == municipality("decan").name(language)
    offices["B2"] = duties["B2"] = "yes"
    offices["B2"], duties["A2"] = "established", "Deçan"
    checked = check_year([SourceFile("new.xlsx", saved(book))], YEAR)
    assert [each for each in checked.findings if each.severity == "error"] == []
    assert checked.rows is not None
    statuses = {each.municipality: each.status for each in checked.rows.offices}
    assert statuses.pop("decan") == "established"
    assert len(statuses) == 37
    assert set(statuses.values()) == {"no information"}
    # What is carried over from the sample is invented, and goes on saying so.
    status = "sample" if carried else "draft"
    assert (checked.rows.about.year, checked.rows.about.status) == (YEAR, status)


@every_blank
def test_filled_in_as_by_a_person_it_says_what_was_typed(language: str, carried: bool) -> None:
    """A year typed into the workbook is read back without an error, and word for word."""
    rows = sample_rows(2018 if not carried else 2019)
    data = filled_in(blank(language, carried=carried), rows, language)
    checked = check_year([SourceFile(f"zkkk-{YEAR}.xlsx", data)], YEAR)
    assert [each for each in checked.findings if each.severity == "error"] == []
    assert checked.rows is not None
    assert said(checked.rows) == said(rows)


def typed_into(language: str) -> bytes:
    """A blank workbook in a language with the sample of 2019 typed into it."""
    return filled_in(blank(language), sample_rows(2019), language)


IN_EACH_FORMAT = {
    (language, to): later(partial(typed_into, language), to)
    for language, to in (("sq", "xlsx"), ("sr", "ods"), *([("en", "xls")] if THOROUGH else []))
}
"""Of an .xls nothing is asked here that test_formats and the round trip don't ask of others."""


@pytest.mark.office
@pytest.mark.parametrize(("language", "to"), IN_EACH_FORMAT)
def test_filled_in_and_saved_by_libreoffice_it_says_the_same(language: str, to: str) -> None:
    """The year survives a passage through LibreOffice into each of its formats."""
    rows = sample_rows(2019)
    data = IN_EACH_FORMAT[language, to]()
    checked = check_year([SourceFile(f"zkkk-{YEAR}.{to}", data)], YEAR)
    assert [each for each in checked.findings if each.severity == "error"] == []
    assert checked.rows is not None
    assert said(checked.rows) == said(rows)


def with_true_and_false() -> bytes:
    """Answers as Excel keeps what it shows as TRUE and FALSE, and no worksheet without such."""
    book = opened(blank("sq"))
    answered = [sheet(name).names["sq"] for name in ("offices", "duties")]
    for name in {each.id for each in sheets()} - {"offices", "duties"}:
        del book[sheet(name).names["sq"]]
    for title in answered:
        for row in book[title].iter_rows(min_row=2, max_row=9):
            for number, cell in enumerate(row):
                cell.value = number % 2 == 0 if number else "Prishtinë"
    return saved(book)


PRINTED = later(with_true_and_false, "pdf")


@pytest.mark.office
def test_libreoffice_prints_answers_that_are_true_or_false() -> None:
    """Answers that Excel shows as TRUE and FALSE don't bring LibreOffice down over the colours."""
    assert PRINTED().startswith(b"%PDF")


@pytest.mark.office
def test_libreoffice_keeps_the_drop_downs() -> None:
    """Saved as .xlsx, every validation is still there, and the lists behind them too."""
    before, after = blank("sq"), IN_EACH_FORMAT["sq", "xlsx"]()
    for schema in sheets():
        kept = [
            (str(each.sqref), each.type, each.formula1, each.errorStyle or "stop")
            for data in (before, after)
            for each in page(data, schema.id, "sq").data_validations.dataValidation
        ]
        half = len(kept) // 2
        assert half
        assert sorted(kept[:half], key=str) == sorted(kept[half:], key=str)
    assert listed(after, "municipalities") == listed(before, "municipalities")


@pytest.mark.office
def test_libreoffice_keeps_the_drop_downs_in_its_own_format() -> None:
    """Saved as .ods, lists, counts and dates are still validated."""
    content = parts(IN_EACH_FORMAT["sr", "ods"]())["content.xml"].decode()
    for condition in ("cell-content-is-in-list(municipalities)", "whole-number", "is-date"):
        assert condition in content


@every_language
def test_statuses_that_are_copied_are_answers(language: str) -> None:
    """Who copies the grey column into the one beside it has said that nothing has changed."""
    book = opened(blank(language, carried=True))
    offices, staff = (book[sheet(each).names[language]] for each in ("offices", "staff"))
    for row in range(2, 40):
        offices.cell(row, 2).value = offices.cell(row, 3).value
    staff["C2"], staff["D2"] = 1, 1
    checked = check_year([SourceFile("new.xlsx", saved(book))], YEAR)
    assert checked.rows is not None
    before = {each.municipality: each.status for each in sample_rows(2019).offices}
    assert {each.municipality: each.status for each in checked.rows.offices} == before
