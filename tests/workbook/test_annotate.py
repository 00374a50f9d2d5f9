"""The annotated copy: findings on the right cells, and the analyst's workbook otherwise intact."""

import re

import pytest
from openpyxl import Workbook
from tests.workbook.annotated import (
    NAME,
    cell_of,
    colour,
    conditions,
    copy,
    every_language,
    faulty,
    findings_of,
    listed,
    looks,
    notes,
    source,
)
from tests.workbook.office import later
from tests.workbook.spreadsheets import (
    opened,
    packed,
    parts,
    repairs,
    saved,
    seen,
)

from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.excel import ERROR, WARNING
from zkkk_factsheet.workbook.findings import finding
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.telling import report

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")

# What is shown -----------------------------------------------------------------------------


@every_language
def test_each_finding_is_on_its_cell(language: str) -> None:
    """A note with the message and what to do stands on every cell that was found faulty."""
    found = findings_of(source())
    assert {each.code for each in found if each.severity == "error"} >= {
        *("negative-count", "fraction-as-count", "unknown-answer", "unknown-municipality"),
    }
    there = notes(copy(language))
    for each in found:
        note = there[cell_of(each)]
        assert report.message(each, language) in note
        assert report.hint(each, language) in note
        assert report.suggestion(each, language) in note


def test_no_other_cell_has_a_note_that_it_had_not() -> None:
    """Notes are on faulty cells, or were there before."""
    before, after = notes(faulty()), notes(copy())
    cells = {cell_of(each) for each in findings_of(source())}
    assert set(after) == set(before) | cells
    assert {key: after[key] for key in before.keys() - cells} == {
        key: before[key] for key in before.keys() - cells
    }


def test_errors_are_red_and_warnings_amber() -> None:
    """A cell has the colour of the worst that was found in it; the others keep theirs."""
    worst: dict[tuple[str, str], str] = {}
    for each in findings_of(source()):
        key = cell_of(each)
        worst[key] = "error" if "error" in {worst.get(key), each.severity} else "warning"
    assert set(worst.values()) == {"error", "warning"}
    colours = {"error": ERROR, "warning": WARNING}
    coloured = {
        (page.title, cell.coordinate): colour(copy(), page.title, cell.coordinate)
        for page in seen(copy()).worksheets
        if page.conditional_formatting
        for row in page.iter_rows()
        for cell in row
    }
    assert {key: value for key, value in coloured.items() if value} == {
        key: colours[severity] for key, severity in worst.items()
    }


def test_the_colour_of_a_finding_lies_over_all_others() -> None:
    """Of conditional formats the first one wins: that of the check, whatever was there."""
    for page in seen(copy()).worksheets:
        rules = [rule for cells in page.conditional_formatting for rule in cells.rules]
        ours = [rule.priority for rule in rules if rule.formula == ['"zkkk"="zkkk"']]
        others = [rule.priority for rule in rules if rule.formula != ['"zkkk"="zkkk"']]
        assert len({*ours, *others}) == len(rules)
        assert max(ours, default=0) < min(others, default=100)


def test_a_note_of_the_analyst_stays_in_front_of_the_finding() -> None:
    """What somebody wrote on a cell is kept, and the finding follows."""
    note = notes(copy())["Zyrat", "C5"]
    assert note.startswith("Shih raportin e marsit.\n\n--- zkkk ---\nGabim: ")
    assert notes(copy())["Zyrat", "E5"] == "Për t'u përkthyer."


@every_language
def test_the_first_sheet_lists_everything(language: str) -> None:
    """All findings are there, errors first, each with a link to its cell."""
    found = findings_of(source())
    rows = listed(copy(language))
    assert len(rows) == len(found)
    assert sorted(row[3] for row in rows) == sorted(
        report.message(each, language) for each in found
    )
    errors = sum(each.severity == "error" for each in found)
    severities = [row[0] for row in rows]
    assert len(set(severities[:errors])) == len(set(severities[errors:])) == 1
    page = seen(copy(language)).worksheets[0]
    links = {
        (str(row[1].value), row[2].hyperlink.location)
        for row in page.iter_rows(min_row=5)
        if row[2].hyperlink
    }
    assert links == {(cell_of(each)[0], "'{}'!{}".format(*cell_of(each))) for each in found}
    places = {str(row[2].value) for row in page.iter_rows(min_row=5)}
    assert places >= {each.place.cell for each in found if each.place.column}


def test_findings_about_more_than_a_cell_are_on_the_first_one() -> None:
    """A row, a column or a worksheet is shown on its first cell with something in it."""
    found = (
        finding("hidden-sheet", Place(NAME, "Zyrat")),
        finding("hidden-rows", Place(NAME, "Zyrat", 9), {"found": "9"}),
        finding("unnamed-column", Place(NAME, "Zyrat", 0, 3), {"found": "C"}),
        finding("damaged", Place(NAME)),
        finding("missing-sheet", Place(""), {"sheet": "staff"}),
    )
    data = annotated_copy(source(), found, "en")
    assert {row[2]: row[1] for row in listed(data)} == {
        "Whole worksheet": "Zyrat",
        "Row 9": "Zyrat",
        "Column C": "Zyrat",
        "Whole file": "",
    }
    assert len(listed(data)) == 5
    here = {cell for (sheet, cell), note in notes(data).items() if "Warning:" in note}
    assert here == {"A1", "A9", "C1"}
    assert repairs(data) == []


def test_findings_about_other_files_are_left_out() -> None:
    """A field office gets what concerns its own workbook."""
    other = finding(
        "blank-row", Place("prizren-2020.xlsx", "Zyrat", 4, 1), {"municipality": "peja"}
    )
    data = annotated_copy(source(), (other,), "en")
    assert listed(data) == []
    assert notes(data) == notes(faulty())


def test_a_cell_that_is_not_there_is_marked() -> None:
    """A finding may be about a blank cell below, beside or between the rows of the file."""
    content = parts(faulty())
    text = content["xl/worksheets/sheet3.xml"]
    content["xl/worksheets/sheet3.xml"] = re.sub(rb'<row r="(?:8|12|13)".*?</row>', b"", text)
    places = [(3, 40), (8, 2), (12, 2), (13, 1), (13, 3), (500, 2), (501, 1), (1, 12)]
    found = tuple(finding("no-result", Place(NAME, "Zyrat", *each)) for each in places)
    data = annotated_copy(source(packed(content)), found, "en")
    assert repairs(data) == []
    for each in found:
        assert "Error: " in notes(data)["Zyrat", each.place.cell]
        assert colour(data, "Zyrat", each.place.cell) == ERROR


# What stays as it is -----------------------------------------------------------------------


def test_the_analysts_own_formatting_stays() -> None:
    """Fonts, borders, alignment, formats, widths, hidden rows, lists and colours are as before."""
    before, after = seen(faulty()), seen(copy())
    assert after.sheetnames[1:] == before.sheetnames
    for page in before.worksheets:
        now = after[page.title]
        for row in page.iter_rows():
            for cell in row:
                assert looks(now, cell.coordinate) == looks(page, cell.coordinate)
                assert now[cell.coordinate].value == cell.value
        for number, old_row in page.row_dimensions.items():
            new_row = now.row_dimensions[number]
            assert (new_row.hidden, new_row.height) == (old_row.hidden, old_row.height)
        for letter, old in page.column_dimensions.items():
            new = now.column_dimensions[letter]
            assert (new.hidden, new.width) == (old.hidden, old.width)
        assert now.data_validations == page.data_validations
        assert conditions(now) == conditions(page)
        assert now.print_title_rows == page.print_title_rows
        assert now.freeze_panes == page.freeze_panes
        assert now.sheet_state == page.sheet_state


X14 = (
    '<extLst xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}">'
    '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
    'count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Listat!$A$2:'
    "$A$39</xm:f></x14:formula1><xm:sqref>H2:H9</xm:sqref></x14:dataValidation>"
    "</x14:dataValidations></ext></extLst></worksheet>"
)
"""A drop-down with its list on another worksheet, as Excel saves it and openpyxl loses it."""


def with_what_only_excel_knows() -> dict[str, bytes]:
    """The parts of the faulty workbook with an extension, a picture and a theme of its own."""
    content = parts(faulty())
    for name in ("xl/worksheets/sheet3.xml", "xl/worksheets/sheet6.xml"):
        content[name] = content[name].replace(b"</worksheet>", X14.encode())
    content["xl/media/image1.png"] = b"\x89PNG not quite"
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1
    )
    return content


def test_what_only_excel_knows_stays() -> None:
    """Extensions are kept to the letter, and parts that nothing is added to byte by byte."""
    content = with_what_only_excel_knows()
    of = source(packed(content))
    after = parts(annotated_copy(of, findings_of(of), "sq"))
    assert X14.encode().removesuffix(b"</worksheet>") in after["xl/worksheets/sheet3.xml"]
    changed = {name for name in content if after[name] != content[name]}
    assert changed
    assert all(
        re.fullmatch(
            r"\[Content_Types\].xml|xl/(_rels/)?workbook.xml(.rels)?|xl/styles.xml"
            r"|xl/worksheets/sheet[1-5].xml|xl/comments/comment[1-4].xml"
            r"|xl/drawings/commentsDrawing[1-4].vml|xl/worksheets/_rels/.*",
            name,
        )
        for name in changed
    ), changed
    assert repairs(packed(after)) == []


@pytest.mark.filterwarnings("ignore:Data Validation extension")  # openpyxl loses them, we don't
def test_a_sheet_without_notes_gets_them_before_its_tables_and_extensions() -> None:
    """Excel insists on an order; the boxes of the notes go where they belong."""
    content = with_what_only_excel_knows()
    of = source(packed(content))
    found = (finding("no-result", Place(NAME, "Listat", 2, 1)),)
    data = annotated_copy(of, found, "en")
    assert repairs(data) == []
    assert "Error: " in notes(data)["Listat", "A2"]
    assert b"</xm:sqref></x14:dataValidation>" in parts(data)["xl/worksheets/sheet6.xml"]


def test_names_of_a_sheet_stay_with_it() -> None:
    """A print area belongs to a sheet by its position, which the list of findings moves."""
    book = opened(faulty())
    book["Zyrat"].print_area = "A1:D39"
    of = source(saved(book))
    after = opened(annotated_copy(of, findings_of(of), "sq"))
    assert after["Zyrat"].print_area == "'Zyrat'!$A$1:$D$39"
    assert {page.title: page.print_title_rows for page in after.worksheets}["Detyrat"] == "$1:$1"
    assert after.active is after.worksheets[0]


# LibreOffice -------------------------------------------------------------------------------


def faulty_values() -> bytes:
    """What the faulty workbook says and nothing of how it looks, which is not copied either."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in seen(faulty()).worksheets:
        values = book.create_sheet(page.title)
        for row in page.iter_rows():
            for cell in row:
                if cell.value is not None:
                    kept = values.cell(cell.row, cell.column)
                    kept.value, kept.data_type = cell.value, cell.data_type
    return saved(book)


SAVED = later(copy, "xlsx")
OF_OTHER_FORMATS = {suffix: later(faulty_values, suffix) for suffix in ("ods", "xls")}


@pytest.mark.office
def test_libreoffice_shows_the_notes_on_the_right_cells() -> None:
    """Opened and saved by LibreOffice, every note is where it was, with the same text."""
    kept = notes(SAVED())
    assert {key: text.split() for key, text in kept.items()} == {
        key: text.split() for key, text in notes(copy()).items()
    }


@pytest.mark.office
def test_libreoffice_keeps_colours_drop_downs_and_links() -> None:
    """Opened and saved by LibreOffice, the copy still has all that it was made of."""
    data = SAVED()
    assert colour(data, "Zyrat", "C5") == ERROR
    rules = seen(data)["Zyrat"].data_validations.dataValidation
    assert {each.formula1 for each in rules} == {"municipalities", "statuses", "answers"}
    page = seen(data).worksheets[0]
    links = [row[2].hyperlink for row in page.iter_rows(min_row=5) if row[2].hyperlink]
    assert len(links) == len(listed(copy()))


@pytest.mark.office
@pytest.mark.parametrize("suffix", OF_OTHER_FORMATS)
def test_of_other_formats_the_values_are_copied(suffix: str) -> None:
    """The findings of an .ods or .xls are shown on the same cells of an .xlsx."""
    name = f"peja-2020.{suffix}"
    of = source(OF_OTHER_FORMATS[suffix](), name)
    found = findings_of(of)
    data = annotated_copy(of, found, "sq")
    assert repairs(data) == []
    cells = {cell_of(each) for each in found}
    assert set(notes(data)) == cells > {("Zyrat", "C5"), ("Zyrtarët", "C2"), ("Detyrat", "A60")}
    again = check_year([SourceFile(NAME, data)], 2020, chosen=True).findings
    errors = [(each.code, each.place.cell) for each in found if each.severity == "error"]
    assert errors == [(each.code, each.place.cell) for each in again if each.severity == "error"]
