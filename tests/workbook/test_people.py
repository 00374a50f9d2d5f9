"""The optional worksheets of persons in care and of residents: what they say."""

from datetime import date

import pytest
from tests.support import LANGUAGES
from tests.workbook.books import NAME, Book, Grid, Value, at, check, found, in_memory, valid_book

from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.checking.check import check_workbooks
from zkkk_factsheet.workbook.declaration.periods import written_period
from zkkk_factsheet.workbook.rows import YearRows
from zkkk_factsheet.workbook.telling import report


def rows_of(book: Book) -> YearRows:
    """The checked rows of a book that has no errors."""
    rows = check(book).rows
    assert rows is not None
    return rows


@pytest.mark.parametrize(
    ("text", "period"),
    [
        *((text, "2019") for text in ("2019", "2019.", "viti 2019", "2019. godina", "2019. г.")),
        *(
            (text, "2019-Q1")
            for text in ("2019-Q1", "q1/2019", "TM1 2019", "TM I 2019", "K 1 2019")
        ),
        *((text, "2019-Q4") for text in ("4. tromesečje 2019", "IV тромесечје 2019. године")),
        *((text, "2019-Q2") for text in ("2019 Quarter 2", "Tremujori 2, 2019", "2019-K2")),
        *((text, "2019-H2") for text in ("2019-H2", "II polugodište 2019", "Gjashtëmujori 2 2019")),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, period: str) -> None:
    """In any language and script, the number before or behind."""
    assert str(written_period(text)) == period


@pytest.mark.parametrize(
    "text",
    ["", "Q1", "1", "2019-Q5", "2019-H3", "2019-3", "2018 2019", "2019 Q", "2019 mars", "1.1.2019"],
)
def test_what_is_no_period_is_none(text: str) -> None:
    """Nothing is guessed: no month, no day, no half of a name."""
    assert written_period(text) is None


def test_a_row_is_read_in_any_language_and_script() -> None:
    """Names and headers in Cyrillic mean the same, and each number knows its cell."""
    book = valid_book()
    typed: list[list[Value]] = [
        ["Општина", "Период", "Категорија", "Жене", "Мушкарци"],
        ["Призрен", "2019-Q2", "ИЗБЕГЛИЦЕ", 3, "4"],
        ["Prizren", 2019, "të riatdhesuarit", None, 1200],
    ]
    book["caseload"] = Grid(typed)
    early, late = rows_of(book).caseload
    assert (early.municipality, early.period) == ("prizren", Period(2019, "Q", 2))
    assert (early.category, early.women, early.men) == ("refugees", 3, 4)
    assert str(early.places["men"]) == f"{NAME}!caseload!E2"
    assert (late.period, late.category) == (Period(2019), "repatriated")
    assert (late.women, late.men) == (None, 1200)


def test_rows_stand_in_the_order_of_the_roster_and_of_time() -> None:
    """However they were typed."""
    book = valid_book()
    book["caseload"].rows[1:] = reversed(book["caseload"].rows[1:])
    told = rows_of(book).caseload
    kamenica = [each for each in told if each.municipality == "kamenica"]
    assert [str(each.period) for each in kamenica] == ["2019-Q3"] * 6 + ["2019-H2"] * 6
    assert [each.category for each in kamenica[:6]] == [
        *("non_majority", "refugees", "displaced"),
        *("voluntary_returnees", "involuntary_returnees", "repatriated"),
    ]


def test_residents_are_read() -> None:
    """Their numbers may be large; the source is theirs."""
    told = {(each.municipality, each.community): each for each in rows_of(valid_book()).population}
    assert len(told) == 4
    turks = told["prizren", "turkish"]
    assert (turks.persons, turks.source) == (9091, "Census of 2011")


@pytest.mark.parametrize("name", ["caseload", "population"])
@pytest.mark.parametrize("rows", [1, 0], ids=["only a header", "nothing at all"])
def test_a_worksheet_without_rows_is_as_good_as_none(name: str, rows: int) -> None:
    """What `zkkk new` leaves in a workbook changes neither its findings nor its rows."""
    book = valid_book()
    none = {key: grid for key, grid in book.items() if key != name}
    empty = none | {name: Grid(book[name].rows[:rows])} if rows else dict(none)
    assert check(none).findings == check(empty).findings == ()
    assert rows_of(none) == rows_of(empty)


def test_each_quarter_may_have_its_workbook() -> None:
    """Persons of different periods in two workbooks are no copies of each other."""
    book = valid_book()
    header, *rows = book["caseload"].rows
    second = {"Caseload": Grid([header, *rows[12:]])}
    book["caseload"] = Grid([header, *rows[:12]])
    name = "kamenica-2019.xlsx"
    checked = check_workbooks({NAME: in_memory(book), name: in_memory(second, name)}, 2019)
    assert checked.findings == ()
    assert checked.rows is not None
    assert len(checked.rows.caseload) == 18


def test_residents_without_a_number_are_told() -> None:
    """A row that says nothing is a row left blank."""
    book = valid_book()
    book["population"].set(3, 3, None)
    assert found(check(book).findings) == [("blank-row", *at("population", 3, 1))]


def test_an_office_without_persons_in_care_says_so_with_zeros() -> None:
    """Zero is a number: nothing is missing."""
    book = valid_book()
    for row in range(2, 8):
        book["caseload"].set(row, 4, 0)
        book["caseload"].set(row, 5, 0)
    assert check(book).findings == ()


def test_of_an_earlier_period_categories_may_be_missing() -> None:
    """Only the latest period stands for the year."""
    book = valid_book()
    del book["caseload"].rows[8:10]
    assert check(book).findings == ()


def test_many_quarters_fit_on_the_worksheet() -> None:
    """38 offices with six categories in each quarter are more rows than a table of offices has."""
    book = valid_book()
    header, *rows = book["caseload"].rows
    names = [str(row[0]) for row in book["offices"].rows[1:] if row[1] == "established"]
    book["caseload"] = Grid(
        [header]
        + [
            [name, f"2019-Q{quarter}", row[2], 1, 2]
            for name in names
            for quarter in (1, 2, 3, 4)
            for row in rows[:6]
        ]
    )
    assert len(book["caseload"].rows) > 600
    assert check(book).findings == ()


@pytest.mark.parametrize("kept", ["caseload", "population"])
def test_people_alone_are_no_year(kept: str) -> None:
    """Nothing can be made of them: the worksheets of the offices are missing."""
    book = {name: grid for name, grid in valid_book().items() if name in {"about", kept}}
    missing = {each.values["sheet"] for each in check(book).findings}
    assert missing == {"offices", "staff", "duties"}


PERSONS = {"sq": "person", "sr": "lica", "en": "persons"}
OFFICIALS = {"sq": "zyrtar", "sr": "službeni", "en": "official"}


@pytest.mark.parametrize("value", ["134 persona", -1, 1.5, "25%", date(2019, 1, 3)])
@pytest.mark.parametrize(("sheet", "column"), [("caseload", 4), ("population", 3)])
def test_persons_in_care_and_residents_are_no_officials(
    sheet: str, column: int, value: Value
) -> None:
    """What is wrong with their number speaks of persons, in each language."""
    book = valid_book()
    book[sheet].set(3, column, value)
    (wrong,) = check(book).findings
    for language in LANGUAGES:
        said = report.message(wrong, language) + report.hint(wrong, language)
        assert PERSONS[language] in said
        assert OFFICIALS[language] not in said
