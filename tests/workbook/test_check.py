"""What a check makes of several mistakes at once, and what it keeps to itself."""

import datetime as dt

import pytest
from tests.workbook.books import (
    NAME,
    OF_OFFICES,
    SAMPLE,
    Entry,
    Grid,
    Value,
    at,
    check,
    check_files,
    found,
    to_xlsx,
    valid_book,
)

from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.declaration.values import parse
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.sheets import Block
from zkkk_factsheet.workbook.reading.sources import SourceFile, load
from zkkk_factsheet.workbook.telling import report


def test_the_sample_has_no_errors_and_is_compared_with_the_year_before() -> None:
    """The four sample years are valid; what is blank in them is told."""
    previous = None
    for year in (2016, 2017, 2018, 2019):
        checked = check_year([load(SAMPLE.with_name(f"zkkk-{year}.xlsx"))], year, previous)
        assert {code for code, _, _ in found(checked.findings)} <= {"blank-answer", "blank-row"}
        assert checked.rows is not None
        previous = checked.rows


def test_all_mistakes_are_reported_at_once() -> None:
    """Never only the first: five mistakes on four worksheets are five findings."""
    book = valid_book()
    book["about"].set(3, 2, "finl")
    book["offices"].set(5, 2, "etablished")
    book["staff"].set(9, 4, -1)
    book["staff"].set(12, 1, "Prishtna")
    book["duties"].set(7, 7, "maybe")
    assert found(check(book).findings) == [
        ("unknown-status", *at("about", 3, 2)),
        ("unknown-status", *at("offices", 5, 2)),
        ("negative-count", *at("staff", 9, 4)),
        ("unknown-municipality", *at("staff", 12, 1)),
        ("unknown-answer", *at("duties", 7, 7)),
    ]


def test_where_there_is_no_office_there_is_nothing_to_answer() -> None:
    """A year in which every status is stated and no office is established isn't unanswered."""
    book = valid_book()
    for row in book["offices"].rows[1:]:
        row[1:4] = ["not covered", None, None]
    for sheet in (*OF_OFFICES, "population"):
        del book[sheet].rows[1:]
    assert found(check(book).findings) == []
    book["offices"].set(5, 2, None)
    assert found(check(book).findings) == [("no-answers", "offices", "")]


@pytest.mark.parametrize("count", [None, "?", 1])
def test_an_office_may_have_zeros_beside_another_answer(count: Value) -> None:
    """Zeros are pointed out only if every count of the office is zero; the figures keep them."""
    book = valid_book()
    rows = [row for row in book["staff"].rows if row[0] == "Gjakovë/Đakovica"]
    assert len(rows) > 1
    for row in rows:
        row[2:] = [0, 0]
    checked = check(book)
    assert [each.code for each in checked.findings] == ["zero-staff"]
    assert checked.rows is not None
    staff = [each for each in checked.rows.staff if each.municipality == "gjakova"]
    assert {(each.women, each.men) for each in staff} == {(0, 0)}
    rows[-1][3] = count
    assert "zero-staff" not in {each.code for each in check(book).findings}


@pytest.mark.parametrize("answered", ["offices", "staff", "duties"])
def test_answers_of_a_similar_office_are_not_left_out_without_a_word(answered: str) -> None:
    """On whichever worksheet they stand; a similar office without answers draws no finding."""
    book = valid_book()
    name = book["offices"].rows[4][0]
    book["offices"].rows[4][1:4] = ["similar", None, None]
    for sheet in OF_OFFICES:
        book[sheet].rows = [row for row in book[sheet].rows if row[0] != name]
    assert found(check(book).findings) == []
    if answered == "offices":
        book["offices"].set(5, 4, "no")
    else:
        row = [name, "Serbs", 0, 1] if answered == "staff" else [name, "yes", *["no"] * 7]
        book[answered].rows.append(row)
    assert found(check(book).findings) == [("not-counted", *at("offices", 5, 2))]


def test_what_is_blank_where_nothing_is_answered_is_said_once() -> None:
    """Statuses without any answer are a year that nobody has observed yet, and one finding."""
    book = valid_book()
    for row in book["offices"].rows[1:]:
        row[2:4] = [None, None]
    answers = {"staff": 2, "duties": 1, "caseload": 3}
    for sheet, first in answers.items():
        for row in book[sheet].rows[1:]:
            row[first:] = []
    findings = check(book).findings
    assert found(findings) == [("no-answers", "offices", "")]
    # The statuses are there: the sentence doesn't say that nothing is.
    assert "yet on plans, reports, officials or duties" in report.line(findings[0], "en")


def test_every_value_knows_its_cell() -> None:
    """Rows carry the place of each of their values, of blank ones too."""
    book = valid_book()
    book["duties"].set(2, 3, None)
    rows = check(book).rows
    assert rows is not None
    assert rows.about.places["year"] == Place(NAME, "about", 2, 2)
    assert rows.offices[0].places["annual_report"] == Place(NAME, "offices", 2, 4)
    assert rows.staff[0].places["men"] == Place(NAME, "staff", 2, 4)
    assert rows.duties[0].places["assessment"] == Place(NAME, "duties", 2, 3)
    assert rows.duties[0].answers["assessment"] is None


def test_what_is_missing_because_a_file_is_damaged_is_not_reported() -> None:
    """Of five field offices one sent a damaged file: its municipalities aren't missing."""
    book = valid_book()
    del book["offices"].rows[20:], book["staff"].rows[20:], book["duties"]
    checked = check_files((NAME, to_xlsx(book)), ("peja-2019.xlsx", b"PK\x03\x04damaged"))
    assert found(checked.findings) == [("damaged", "", "")]


def test_what_follows_from_a_mistake_is_not_reported_too() -> None:
    """A mistyped municipality isn't missing from the roster as well."""
    book = valid_book()
    book["offices"].set(5, 1, "???")
    assert [code for code, _, _ in found(check(book).findings)] == ["unknown-municipality"]
    book["offices"].set(5, 1, None)
    assert [code for code, _, _ in found(check(book).findings)] == ["missing-name"]


def test_a_conflict_names_both_cells() -> None:
    """Two field offices disagree: the finding is at the second, and names the first."""
    book = valid_book()
    other = {"Stafi": Grid([book["staff"].rows[0], [*book["staff"].rows[1][:2], 7, 0]])}
    (finding,) = check(book, other).findings
    assert finding.code == "conflicting-answers"
    assert str(finding.place) == "zkkk-2019_2.xlsx!Stafi!C2"
    assert finding.values["other"] == f"{NAME}!staff!C2"
    assert finding.values["found"] == "7"


def test_the_order_of_the_files_does_not_matter() -> None:
    """The same files in any order give the same findings and rows."""
    book = valid_book()
    files = [SourceFile(f"{name}-2019.xlsx", to_xlsx({name: grid})) for name, grid in book.items()]
    assert check_year(files, 2019) == check_year(files[::-1], 2019)
    assert check_year(files, 2019).rows is not None


def test_a_suggestion_is_the_nearest_accepted_name() -> None:
    """A name, a word or a header that is nearly right is asked about."""
    book = valid_book()
    book["offices"].set(5, 1, "Gjakovva")
    book["offices"].set(6, 2, "not establishd")
    book["duties"].set(7, 7, "yess")
    book["staff"].set(8, 2, "Serbss")
    suggestions = {each.values["suggestion"] for each in check(book).findings}
    assert suggestions == {"Gjakovë", "not established", "yes", "Serbs"}


def test_an_ambiguous_name_is_asked_about_with_its_candidates() -> None:
    """Mitrovica alone is two municipalities: both are named."""
    book = valid_book()
    book["offices"].set(5, 1, "Mitrovica")
    (finding,) = check(book).findings
    assert set(finding.values["candidates"].split()) == {"mitrovica-north", "mitrovica-south"}


def test_a_total_beside_a_faulty_row_is_left_out() -> None:
    """What a total adds up may be mistyped, or in another workbook: no error follows."""
    book = valid_book()
    book["staff"].rows = [book["staff"].rows[0]]
    municipality = str(valid_book()["staff"].get(2, 1))
    book["staff"].rows += [[municipality, "Serbss", 1, 2], [municipality, "Gjithsej", 1, 2]]
    rows = found(check(book).findings)
    assert [each for each in rows if each[1] == "staff"] == [
        ("unknown-community", *at("staff", 2, 2)),
        ("total-unchecked", *at("staff", 3, 2)),
    ]
    totals = {"staff": Grid([book["staff"].rows[0], [municipality, "Gjithsej", 3, 0]])}
    assert found(check(valid_book(), totals).findings) == [("total-row", "staff", "B2")]


def test_a_row_that_is_blank_because_it_is_merged_is_not_missing() -> None:
    """A municipality whose whole row was swallowed by merging is not missing as well."""
    book = valid_book()
    number = book["offices"].row_of("Leposavić/Leposaviq")
    book["offices"].rows[number - 1][:] = []
    book["offices"].merged.append(Block(number - 1, 1, number, 2))
    assert found(check(book).findings) == [("merged-cells", *at("offices", number - 1, 1))]


def test_what_is_wrong_with_a_merged_cell_is_told_with_the_merging() -> None:
    """Unmerging doesn't correct a status that is mistyped: both are reported at once."""
    book = valid_book()
    book["offices"].set(5, 2, "etablished")
    book["offices"].set(6, 2, None)
    book["offices"].merged.append(Block(5, 2, 6, 2))
    assert found(check(book).findings) == [
        ("merged-cells", *at("offices", 5, 2)),
        ("unknown-status", *at("offices", 5, 2)),
    ]


def test_a_row_of_mistakes_below_a_blank_row_is_no_note() -> None:
    """A row that fills several columns is data, even if nothing in it is understood."""
    book = valid_book()
    last = len(book["offices"].rows)
    book["offices"].rows += [[], ["Xqzwv", "estbl", "maybe?", "??"]]
    expected = ["unknown-municipality", "unknown-status", "unknown-answer", "unknown-answer"]
    assert found(check(book).findings) == [
        (code, *at("offices", last + 2, column)) for column, code in enumerate(expected, 1)
    ]


@pytest.mark.parametrize(
    "note",
    [
        ["Shënim:", "sipas raporteve", "të zyrave", "të komunave"],
        ["Përgatiti:", "zyra"],
        [None, None, None, None, "vetëm për përdorim të brendshëm"],
    ],
)
def test_a_note_in_several_cells_is_a_note(note: list[Value]) -> None:
    """Notes begin with a word for notes, or fill fewer cells than a row has."""
    book = valid_book()
    book["offices"].rows += [[], note]
    assert found(check(book).findings) == []


@pytest.mark.parametrize("value", [1, 0, 0.5])
def test_a_percentage_is_no_answer(value: float) -> None:
    """A cell that shows 100% says how much, not yes."""
    book = valid_book()
    book["duties"].set(5, 4, Entry(value, percent=True))
    assert found(check(book).findings) == [("unknown-answer", *at("duties", 5, 4))]


@pytest.mark.parametrize("value", ["po", "1", True])
def test_a_word_in_a_cell_for_percentages_is_an_answer(value: str | bool) -> None:
    """The format of a cell changes what a number shows, and nothing else."""
    cell = Cell(Place(NAME, "duties", 5, 4), value, percent=True)
    assert parse("answer", cell) is True


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_both_days_that_a_date_may_mean_are_named(language: str) -> None:
    """Who wrote 03/04 is told how to write the third of April, and the fourth of March."""
    book = valid_book()
    book["about"].set(10, 2, "03/04/2020")
    (wrong,) = check(book).findings
    assert wrong.code == "ambiguous-date"
    hint = report.hint(wrong, language)
    assert "3.4.2020" in hint
    assert "4.3.2020" in hint


@pytest.mark.parametrize("value", [20190331, "20190331", "2019-W13-7", "2019W137", "19-03-31"])
def test_other_ways_to_write_a_date_are_asked_about(value: Value) -> None:
    """A number of eight digits and a day of a week are no dates to a reader in Kosovo."""
    book = valid_book()
    book["about"].set(10, 2, value)
    assert found(check(book).findings) == [("invalid-date", *at("about", 10, 2))]


@pytest.mark.parametrize("value", ["31.3.2020", "31. 03. 2020.", "2020-03-31"])
def test_a_date_may_be_a_text(value: str) -> None:
    """Day, month and year with dots, or year, month and day with hyphens."""
    book = valid_book()
    book["about"].set(10, 2, value)
    rows = check(book).rows
    assert rows is not None
    assert rows.about.published_on == dt.date(2020, 3, 31)


def test_of_hundreds_of_merged_cells_a_hundred_are_named() -> None:
    """So many are enough at a time; the year has errors in any case."""
    book = valid_book()
    book["duties"].merged = [Block(2 + n % 30, 2, 3 + n % 30, 3) for n in range(250)]
    codes = [code for code, _, _ in found(check(book).findings)]
    assert codes.count("merged-cells") == 100


def test_personal_data_is_not_repeated() -> None:
    """What identifies a person doesn't go into a report that is passed on."""
    book = valid_book()
    book["offices"].set(5, 5, "Agim Berisha, agim.berisha@example.org")
    (finding,) = check(book).findings
    assert "agim" not in str(finding).lower()


def test_the_contact_of_the_publisher_is_no_personal_data() -> None:
    """The about sheet says where readers can turn, with a telephone number and an address."""
    book = valid_book()
    book["about"].set(book["about"].row_of("contact_sq"), 2, "tel. 038 201 140, info@example.org")
    assert found(check(book).findings) == []


@pytest.mark.parametrize("text", ["Rregullorja 02/2010", "në vitet 2018/2019", "1.200.000 €"])
def test_other_numbers_are_no_personal_data(text: str) -> None:
    """A regulation, a pair of years and an amount are nobody's telephone number."""
    book = valid_book()
    book["offices"].set(5, 5, text)
    assert found(check(book).findings) == []


def test_birth_dates_are_known_by_their_look() -> None:
    """A column of dates of which most are long ago is one of birth dates, whatever its header."""
    book = valid_book()
    for row in range(1, 10):
        book["staff"].set(row, 5, "Data" if row == 1 else f"1{row}.3.19{60 + row}")
    assert found(check(book).findings) == [
        ("unknown-column", *at("staff", 1, 5)),
        ("personal-data", *at("staff", 2, 5)),
    ]


def test_small_changes_between_years_are_no_finding() -> None:
    """From one official to three is no reform; nor do two offices make a trend."""
    book = valid_book()
    before = check(book).rows
    assert before is not None
    number = book["staff"].row_of("Gjakovë/Đakovica")
    book["staff"].set(number, 3, 4)
    for row in book["duties"].rows[1:6]:
        row[2] = "no" if row[2] == "yes" else "yes"
    assert found(check(book, previous=before).findings) == []
