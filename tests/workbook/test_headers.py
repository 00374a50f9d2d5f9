"""Headers: two rows in one, several kinds of tables on a worksheet, and what to do about them."""

import pytest
from tests.workbook.books import Book, Grid, Value, at, check, found, valid_book

from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.reading.sheets import Block
from zkkk_factsheet.workbook.telling import report


@pytest.mark.parametrize(
    ("sheet_id", "header", "column"),
    [
        ("staff", "Zyrtarë Gra", "women"),
        ("staff", "Zyrtarë burra", "men"),
        ("staff", "Numri i zyrtarëve - Gra", "women"),
        ("staff", "Broj službenika muškarci", "men"),
        ("staff", "Officials: women", "women"),
        ("staff", "Komuna Opština Municipality", "municipality"),
        ("offices", "Plani i punës Plan rada", "work_plan"),
        ("offices", "ZKKK Statusi", "status"),
        ("duties", "Detyrat thelbësore 3", "coordination"),
        ("duties", "Core duties 1 Contact", "contact"),
        ("duties", "Detyra 1 Kontaktet", "contact"),
    ],
)
def test_two_headers_in_one_text_are_one(sheet_id: str, header: str, column: str) -> None:
    """The title above several columns, or the name in another language, changes nothing."""
    assert sheet(sheet_id).find_column(header) == column


@pytest.mark.parametrize(
    ("sheet_id", "header"),
    [
        ("staff", "Gra Burra"),
        ("staff", "Zyrtarë"),
        ("staff", "Zyrtarë gjithsej"),
        ("staff", "Komuna Komuniteti"),
        ("offices", "Plani i punës Raporti vjetor"),
        ("duties", "1 2"),
        ("duties", "Detyra 9"),
    ],
)
def test_two_columns_in_one_text_are_none(sheet_id: str, header: str) -> None:
    """A header that names two columns, or none, is asked about."""
    assert sheet(sheet_id).find_column(header) is None


@pytest.mark.parametrize("empty", [False, True])
def test_a_header_over_two_rows_needs_no_merging(*, empty: bool) -> None:
    """What one row leaves blank stands in the other: together they are one header."""
    book = valid_book()
    municipality, community, women, men = book["staff"].rows[0]
    upper: list[Value] = [municipality, community, None if empty else "Zyrtarë", None]
    book["staff"].rows[0:1] = [upper, [None, None, women, men]]
    checked = check(book)
    assert found(checked.findings) == []
    assert checked.rows is not None
    assert len(checked.rows.staff) == len(valid_book()["staff"].rows) - 1


def test_a_row_of_data_is_no_half_of_a_header() -> None:
    """Duties are known by number, and answers may be numbers: the row below stays data."""
    book = valid_book()
    for row in book["duties"].rows[1:]:
        row[1:] = [1 if value == "yes" else 0 for value in row[1:]]
    book["duties"].set(1, 2, None)
    codes = [code for code, _, _ in found(check(book).findings)]
    assert sorted(codes) == ["missing-column", "unnamed-column"]


def _stacked(*names: str, gap: int = 2) -> Book:
    """The valid book with some of its worksheets below each other on one."""
    book = valid_book()
    rows: list[list[Value]] = []
    for name in names:
        if rows:
            rows += [*([] for _ in range(gap)), [f"Tabela: {name}"]]
        rows += book.pop(name).rows
    book["Sheet1"] = Grid(rows)
    return book


@pytest.mark.parametrize("gap", [0, 2])
@pytest.mark.parametrize(
    "names",
    [
        ("offices", "staff"),
        ("staff", "offices"),
        ("duties", "offices"),
        ("offices", "staff", "duties"),
        ("duties", "staff", "offices"),
    ],
)
def test_tables_of_different_kinds_below_each_other_are_read(
    names: tuple[str, ...], gap: int
) -> None:
    """Offices, officials and duties on one worksheet, one below the other, are all read."""
    _is_the_valid_year(_stacked(*names, gap=gap))


@pytest.mark.parametrize(
    "names", [("offices", "staff"), ("staff", "duties"), ("duties", "offices")]
)
@pytest.mark.parametrize("gap", [0, 1])
def test_tables_of_different_kinds_beside_each_other_are_read(
    names: tuple[str, str], gap: int
) -> None:
    """Two tables side by side on one worksheet are two."""
    book = valid_book()
    left, right = (book.pop(name).rows for name in names)
    width = len(left[0]) + gap
    lines = range(max(len(left), len(right)))
    blank: list[Value] = []
    rows = [
        [
            *(part := left[n] if n < len(left) else blank),
            *[None] * (width - len(part)),
            *(right[n] if n < len(right) else blank),
        ]
        for n in lines
    ]
    book["Sheet1"] = Grid(rows)
    _is_the_valid_year(book)


def _is_the_valid_year(book: Book) -> None:
    expected, checked = check(valid_book()).rows, check(book)
    assert found(checked.findings) == []
    assert expected is not None
    assert checked.rows is not None
    assert [(o.municipality, o.status, o.work_plan) for o in checked.rows.offices] == [
        (o.municipality, o.status, o.work_plan) for o in expected.offices
    ]
    assert [(s.municipality, s.community, s.women, s.men) for s in checked.rows.staff] == [
        (s.municipality, s.community, s.women, s.men) for s in expected.staff
    ]
    assert [d.answers for d in checked.rows.duties] == [d.answers for d in expected.duties]
    assert len(checked.rows.staff) > 50


def test_a_header_in_other_words_is_to_be_renamed() -> None:
    """Three questions in place of three headers: each is told apart, and none is to be added."""
    book = valid_book()
    book["offices"].rows[0][1:4] = ["A ka zyrë?", "A ka bërë plan?", "A e ka dërguar raportin?"]
    findings = check(book).findings
    assert [(each.code, each.values["column"], each.place.cell) for each in findings] == [
        ("misnamed-column", "offices.status", "B1"),
        ("misnamed-column", "offices.work_plan", "C1"),
        ("misnamed-column", "offices.annual_report", "D1"),
    ]


def test_a_header_is_known_by_what_stands_below_it() -> None:
    """Two headers that say nothing: the one above statuses is that of the status."""
    book = valid_book()
    book["offices"].rows[0][1:3] = ["Kolona 1", "Kolona 2"]
    findings = check(book).findings
    assert [(each.values["column"], each.place.cell) for each in findings] == [
        ("offices.status", "B1"),
        ("offices.work_plan", "C1"),
    ]


@pytest.mark.parametrize("header", ["Komuniteti", "Gra", "Zajednica"])
def test_nothing_is_suggested_for_a_header_of_another_worksheet(header: str) -> None:
    """A column of communities on the roster is no mistyped column of municipalities."""
    book = valid_book()
    book["offices"].set(1, 6, header)
    (finding,) = check(book).findings
    assert finding.code == "unknown-column"
    assert "suggestion" not in finding.values


def test_a_column_that_is_there_is_not_suggested() -> None:
    """Whoever took up "did you mean Remark?" would have the column twice."""
    book = valid_book()
    book["offices"].set(1, 6, "Remarkk")
    (finding,) = check(book).findings
    assert "suggestion" not in finding.values


@pytest.mark.parametrize(
    "note",
    [
        ["Rajoni i Gjilanit"],
        [None, "Severni region"],
        ["Shënim: të dhënat janë të vitit paraprak, sepse zyra nuk është përgjigjur."],
        [None, None, None, "sipas zyrës"],
        ["* e pakonfirmuar", "shih shënimin"],
        ["1", "2", "3", "4"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, 2, 3, 4],
    ],
)
@pytest.mark.parametrize("name", ["offices", "staff", "duties"])
def test_a_note_between_the_rows_is_told_once(name: str, note: list[Value]) -> None:
    """Headings of regions, notes and numbers of columns: one warning each, and nothing is lost."""
    book = valid_book()
    for row in (21, 11, 2):
        book[name].rows.insert(row - 1, list(note))
    column = next(number for number, value in enumerate(note, 1) if value is not None)
    checked = check(book)
    assert found(checked.findings) == [("note-row", *at(name, row, column)) for row in (2, 12, 23)]
    assert checked.rows is not None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["Prishtna"], "unknown-municipality"),
        ([None, None, "yes"], "missing-name"),
        (["Atlantis", "yes"], "unknown-municipality"),
        (["Mitrovica"], "ambiguous-municipality"),
    ],
)
def test_what_may_be_data_is_no_note(row: list[Value], code: str) -> None:
    """What is near a name, or has an answer, is asked about."""
    book = valid_book()
    book["duties"].rows.insert(10, row)
    (finding,) = check(book).findings
    assert (finding.code, finding.severity) == (code, "error")


def test_deleted_rows_of_the_roster_are_to_be_put_back() -> None:
    """Nobody is told to delete the officials of an office whose row is missing elsewhere."""
    book = valid_book()
    del book["offices"].rows[10:13]
    findings = check(book).findings
    assert {each.code for each in findings} == {"not-on-roster"}
    assert len(findings) == 3


@pytest.mark.parametrize("beside", [None, "Buxheti"])
def test_two_columns_below_one_merged_header_are_not_guessed(beside: str | None) -> None:
    """It is said that the header is merged, and nothing else: nobody is told where the men are."""
    book = valid_book()
    book["staff"].rows[0][2:4] = ["Gra dhe burra", None]
    book["staff"].merged.append(Block(1, 3, 1, 4))
    book["staff"].set(1, 5, beside)
    told = [each for each in check(book).findings if each.severity == "error"]
    assert [(each.code, each.place.cell, each.values) for each in told] == [
        ("header-over-columns", "C1", {"header": "Gra dhe burra", "found": "C1:D1"})
    ]


@pytest.mark.parametrize("values", [[1200, 3400, 5600], ["po", 1200, 3400], [None, None, None]])
def test_what_holds_something_else_is_no_missing_column(values: list[Value]) -> None:
    """A column of sums is not called the annual report; that is missing, and said to be."""
    book = valid_book()
    for each in book["offices"].rows[1:]:
        each[3] = None
    for row, value in enumerate(values, 2):
        book["offices"].set(row, 4, value)
    book["offices"].set(1, 4, "Buxheti")
    assert [(each.code, each.place.cell) for each in check(book).findings] == [
        ("missing-column", "1"),
        ("unknown-column", "D1"),
    ]


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_header_is_renamed_only_if_it_is_that_of_the_missing_column(language: str) -> None:
    """That the column is missing is said first; and what to do if it stands nowhere."""
    book = valid_book()
    book["offices"].set(1, 4, "A ka bërë?")
    (wrong,) = check(book).findings
    name = sheet("offices").column("annual_report").headers[language]
    assert report.message(wrong, language).index(name) < report.message(wrong, language).index(
        "A ka"
    )
    # As the other headers of the worksheet, which are ids.
    hint = report.hint(wrong, language)
    assert (hint.count(name), hint.count("annual_report")) == (1, 1)


@pytest.mark.parametrize(("known", "header"), [("sq", "Plani i punës"), ("sr", "Plan rada")])
@pytest.mark.parametrize("text", [None, "Plani"])
def test_the_header_to_write_is_in_the_worksheet_s_language(
    known: str, header: str, text: str | None
) -> None:
    """Whatever language it is told in; where the headers are ids, it is one, too."""
    book = valid_book()
    schema = sheet("offices")
    for number, column in enumerate(schema.columns[:4], start=1):
        book["offices"].set(1, number, column.headers[known])
    book["offices"].set(1, 3, text)
    (wrong,) = (each for each in check(book).findings if "column" in each.values)
    assert wrong.code == ("misnamed-column" if text else "missing-column")
    assert [f"“{header}”" in report.hint(wrong, each) for each in ("sq", "en")] == [True, True]
    assert f"„{header}“" in report.hint(wrong, "sr")
    for number, column in enumerate(schema.columns[:4], start=1):
        book["offices"].set(1, number, text if number == 3 else column.id)
    (wrong,) = (each for each in check(book).findings if "column" in each.values)
    assert all("work_plan" in report.hint(wrong, each) for each in ("sq", "sr", "en"))
