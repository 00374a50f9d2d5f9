"""The annotated copy: findings on the right cells, and the analyst's workbook otherwise intact."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet
from tests.effort import THOROUGH
from tests.workbook.spreadsheets import (
    converted,
    filled_in,
    opened,
    packed,
    parts,
    repairs,
    sample_rows,
    saved,
    seen,
)

from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.excel import ERROR, WARNING
from zkkk_factsheet.workbook.findings import Finding, codes, finding
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.marking.values_copy import values_copy
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.telling import report

NAME = "peja-2020.xlsx"
LINK = '=HYPERLINK("http://example.org","x")'
FAULTS: Mapping[str, Mapping[str, str | float | None]] = {
    "Zyrat": {"C5": "ndoshta", "B7": None},
    "Zyrtarët": {"C2": -3, "D3": 2.5},
    "Detyrat": {"B4": LINK, "A60": "Prishtna", "C60": "po"},
}
"""An analyst's slips, by worksheet and cell."""

DAMAGED = 80 if THOROUGH else 30
"""So many times a workbook is damaged."""

every_language = pytest.mark.parametrize("language", LANGUAGES)
Cells = dict[tuple[str, str], str]


@cache
def without_slips() -> bytes:
    """A year in Albanian."""
    return filled_in(blank_workbook(2020, "sq"), sample_rows(2019), "sq")


@cache
def faulty() -> bytes:
    """A year in Albanian with some slips, and some looks and notes of the analyst's own."""
    book = opened(without_slips())
    for title, cells in FAULTS.items():
        for address, value in cells.items():
            book[title][address] = value
            if value == LINK:
                book[title][address].data_type = "s"
    offices = book["Zyrat"]
    offices["C5"].comment = Comment("Shih raportin e marsit.", "Ana")
    offices["E5"].comment = Comment("Për t'u përkthyer.", "Ana")
    offices["C5"].font = Font(name="Georgia", italic=True, color="FF00AA00")
    offices["C5"].alignment = Alignment(horizontal="right")
    offices["C5"].number_format = "@"
    offices.row_dimensions[9].hidden = True
    offices.column_dimensions["E"].hidden = True
    book.active = offices
    offices.sheet_view.tabSelected = True
    return saved(book)


def source(data: bytes | None = None, name: str = NAME) -> SourceFile:
    """The faulty workbook, or another, as it is read."""
    return SourceFile(name, faulty() if data is None else data)


def findings_of(of: SourceFile) -> tuple[Finding, ...]:
    """What the check finds in a workbook: something."""
    found = _findings(of.name, of.data)
    assert found
    return found


@cache
def _findings(name: str, data: bytes) -> tuple[Finding, ...]:
    return check_year([SourceFile(name, data)], 2020).findings


@cache
def copy(language: str = "sq") -> bytes:
    """The annotated copy of the faulty workbook."""
    return annotated_copy(source(), findings_of(source()), language)


def notes(data: bytes) -> Cells:
    """The notes of a workbook, by worksheet and cell."""
    return {
        (page.title, cell.coordinate): cell.comment.text
        for page in seen(data).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def looks(page: Worksheet, address: str) -> str:
    """How a cell looks, but for its fill."""
    cell = page[address]
    return repr((cell.font, cell.border, cell.alignment, cell.number_format, cell.protection))


def colour(data: bytes, sheet: str, address: str) -> str:
    """The colour that the check has laid over a cell; "" if it has none."""
    return next(
        (
            str(rule.dxf.fill.bgColor.rgb)[2:]
            for cells in seen(data)[sheet].conditional_formatting
            for rule in cells.rules
            if address in cells.sqref and rule.formula == ['"zkkk"="zkkk"']
        ),
        "",
    )


def listed(data: bytes) -> list[tuple[str, str, str, str, str]]:
    """The rows of the list of findings."""
    rows = list(seen(data).worksheets[0].iter_rows(min_row=5, max_col=5, values_only=True))
    return [tuple(str(value or "") for value in row) for row in rows]  # type: ignore[misc] # five columns


def cell_of(found: Finding) -> tuple[str, str]:
    """Where a finding about a cell or a row is shown; here every row begins in column A."""
    assert found.place.row
    return found.place.sheet, found.place.cell if found.place.column else f"A{found.place.row}"


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


def conditions(page: Worksheet) -> list[tuple[str, list[str], str]]:
    """The conditional formats of a worksheet but for the check's, the one that wins first."""
    rules = [(rule, cells) for cells in page.conditional_formatting for rule in cells.rules]
    return [
        (" ".join(sorted(str(cells.sqref).split())), rule.formula, repr(rule.dxf.fill))
        for rule, cells in sorted(rules, key=lambda each: each[0].priority)
        if rule.formula != ['"zkkk"="zkkk"']
    ]


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


# Marked again --------------------------------------------------------------------------------


def marked_again(data: bytes, language: str = "sq") -> bytes:
    """The marked copy of a marked copy that somebody chose to check."""
    checked = check_year([source(data)], 2020, chosen=True)
    return annotated_copy(source(data), checked.findings, language)


def test_what_was_checked_once_gives_the_same_findings_again() -> None:
    """The list is passed over and notes are no data: checking the copy finds what was found."""
    again = check_year([SourceFile(NAME, copy())], 2020, chosen=True).findings
    assert again == findings_of(source())


def test_marking_again_changes_nothing_if_nothing_has_changed() -> None:
    """The second copy is the first, byte by byte; in another language, it has only that one."""
    assert marked_again(copy()) == copy()
    other = marked_again(copy("sr"), "sq")
    assert seen(other).sheetnames == seen(copy()).sheetnames
    assert notes(other) == notes(copy())


def corrected(data: bytes) -> bytes:
    """A copy in which the analyst has corrected every slip but one, and saved it."""
    book = opened(data)
    before = seen(without_slips())
    for title, cells in FAULTS.items():
        for address in cells:
            if address != "B7":
                book[title][address] = before[title][address].value
    return saved(book)


def test_a_corrected_cell_is_clean_again() -> None:
    """Its colour and note are gone, the analyst's own look and note are there; the rest stays."""
    data = marked_again(corrected(copy()))
    assert repairs(data) == []
    assert seen(data).sheetnames == ["Gjetjet", *seen(faulty()).sheetnames]
    left = check_year([source(data)], 2020, chosen=True).findings
    cells = {cell_of(each) for each in left}
    assert ("Zyrat", "B7") in cells
    assert ("Zyrat", "C5") not in cells
    assert notes(data)["Zyrat", "C5"] == "Shih raportin e marsit."
    assert colour(data, "Zyrat", "C5") == ""
    assert looks(seen(data)["Zyrat"], "C5") == looks(seen(faulty())["Zyrat"], "C5")
    assert set(notes(data)) == set(notes(faulty())) | cells
    assert {key for key in notes(data) if "--- zkkk ---" in notes(data)[key]} == cells
    assert len(listed(data)) == len(left)


def test_marks_move_with_their_rows_and_are_found_there() -> None:
    """The analyst sorted or inserted rows; nothing is left behind where a mark was."""
    book = opened(copy())
    page = book["Zyrtarët"]
    page["A300"], page["B300"] = "Prishtinë", "Turq"
    page["C300"].comment = Comment("Shih.\n\n--- zkkk ---\nGabim: i vjetër.", "Ana")
    page["D300"].comment = Comment("--- zkkk ---\nGabim: i vjetër.", "zkkk")
    data = marked_again(saved(book))
    assert notes(data)["Zyrtarët", "C300"].startswith("Shih.")
    assert "i vjetër" not in str(notes(data))


def test_without_its_marks_a_copy_is_the_analysts_workbook() -> None:
    """When nothing is found any more, the list is all that the copy has."""
    data = annotated_copy(source(copy()), (), "sq")
    assert notes(data) == notes(faulty())
    before, after = seen(faulty()), seen(data)
    for page in before.worksheets:
        assert conditions(after[page.title]) == conditions(page)
    assert "zkkk&quot;" not in str(parts(data)["xl/worksheets/sheet3.xml"])
    assert b'"zkkk"="zkkk"' not in b"".join(parts(data).values())
    assert repairs(data) == []


def test_an_analysts_own_worksheet_of_that_name_stays() -> None:
    """Somebody may have a worksheet called Findings: it is none of the check's."""
    book = opened(faulty())
    book.create_sheet("Gjetjet")["A1"] = "Të miat"
    data = annotated_copy(source(saved(book)), findings_of(source()), "sq")
    assert opened(data).sheetnames[0] == "Gjetjet 2"
    again = marked_again(data)
    assert opened(again).sheetnames == opened(data).sheetnames
    assert opened(again)["Gjetjet"]["A1"].value == "Të miat"


# Never data -------------------------------------------------------------------------------------


def test_beside_its_workbook_a_copy_is_named_and_left_out() -> None:
    """A forgotten copy in the data folder changes nothing, and a finding says that it is there."""
    copied = SourceFile("shenime.xlsx", copy())
    checked = check_year([source(), copied], 2020)
    named = [each for each in checked.findings if each.place.file == copied.name]
    assert [(each.code, each.severity) for each in named] == [("marked-copy", "warning")]
    assert tuple(each for each in checked.findings if each not in named) == findings_of(source())


def test_a_copy_alone_is_not_published() -> None:
    """It may be older than its workbook: an error says so, and nothing else."""
    data = annotated_copy(source(without_slips()), (), "sq")
    checked = check_year([source(data)], 2020)
    assert [each.code for each in checked.findings] == ["only-marked-copy"]
    assert checked.rows is None


def test_a_copy_without_its_list_is_a_workbook_again() -> None:
    """Who deletes the list of findings says that the copy is the workbook now."""
    book = opened(annotated_copy(source(without_slips()), (), "sq"))
    del book["Gjetjet"]
    checked = check_year([source(saved(book))], 2020)
    assert checked.rows is not None


@pytest.mark.office
@pytest.mark.parametrize("to", ["xlsx", "ods", "xls"])
def test_a_copy_is_known_after_libreoffice_saved_it(to: str) -> None:
    """In each of its formats, the copy is left out, and marked again it has no older marks."""
    data = converted(copy(), to)
    assert [each.code for each in check_year([source(data)], 2020).findings] == ["only-marked-copy"]
    found = check_year([source(data)], 2020, chosen=True).findings
    kept = [each for each in found if each.severity == "error"]
    assert {each.code for each in kept} >= {"unknown-answer", "unknown-municipality"}
    again = annotated_copy(source(data), kept[:1], "sq")
    assert [each.count("Gjetjet") for each in opened(again).sheetnames].count(1) == 1
    marked = {key for key, text in notes(again).items() if "--- zkkk ---" in text}
    assert marked == {cell_of(kept[0])}
    coloured = [
        str(cells.sqref)
        for page in opened(again).worksheets
        for cells in page.conditional_formatting
        for rule in cells.rules
        if rule.formula == ['"zkkk"="zkkk"']
    ]
    assert coloured == [kept[0].place.cell]


# Packages as other programs write them -----------------------------------------------------


def test_a_workbook_with_prefixes_and_without_addresses_is_added_to() -> None:
    """Some programs write every tag with a prefix, or leave the addresses of cells out."""
    content = parts(faulty())
    for name in ("xl/worksheets/sheet3.xml", "xl/comments/comment2.xml", "xl/styles.xml"):
        text = re.sub(rb"<(/?)(?=[a-zA-Z])(?!xml)", rb"<\1x:", content[name])
        content[name] = text.replace(b" xmlns=", b" xmlns:x=")
    text = content["xl/worksheets/sheet3.xml"]
    content["xl/worksheets/sheet3.xml"] = re.sub(rb'(<x:(?:c|row)) r="[A-Z0-9]+"', rb"\1", text)
    of = source(packed(content))
    found = findings_of(source())
    data = annotated_copy(of, found, "sq")
    assert notes(data) == notes(copy())
    assert colour(data, "Zyrat", "C5") == ERROR
    ET.fromstring(parts(data)["xl/worksheets/sheet3.xml"])  # noqa: S314 - made here


def test_parts_in_utf_16_are_added_to() -> None:
    """The format allows two encodings."""
    content = parts(faulty())
    for name in ("xl/worksheets/sheet3.xml", "xl/workbook.xml"):
        text = content[name].decode()
        content[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    found = findings_of(source())
    assert notes(annotated_copy(source(packed(content)), found, "sq")) == notes(copy())


def test_macros_are_left_out() -> None:
    """Excel refuses a file named .xlsx with macros, so the copy has none and isn't declared so."""
    content = parts(faulty())
    types, related = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    content["xl/vbaProject.bin"] = b"macros"
    content[types] = (
        content[types]
        .replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        .replace(
            b"<Override",
            b'<Override PartName="/xl/vbaProject.bin" '
            b'ContentType="application/vnd.ms-office.vbaProject"/><Override',
            1,
        )
    )
    content[related] = content[related].replace(
        b"</Relationships>",
        b'<Relationship Id="m" Target="vbaProject.bin" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
        b"</Relationships>",
    )
    of = source(packed(content), "peja-2020.xlsm")
    after = parts(annotated_copy(of, findings_of(of), "sq"))
    assert "xl/vbaProject.bin" not in after
    assert b"macroEnabled" not in after[types]
    assert b"vbaProject" not in after[types] + after[related]
    assert repairs(packed(after)) == []


# Where only the values can be copied -------------------------------------------------------


def test_of_what_cannot_be_added_to_the_values_are_copied() -> None:
    """Without styles nothing can be coloured: a new workbook has the values in the same cells."""
    content = parts(faulty())
    related = content["xl/_rels/workbook.xml.rels"]
    content["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*styles[^>]*/>", b"", related
    )
    assert content["xl/_rels/workbook.xml.rels"] != related
    del content["xl/styles.xml"]
    of = source(packed(content))
    data = annotated_copy(of, findings_of(source()), "sq")
    assert repairs(data) == []
    before, after = seen(faulty()), seen(data)
    assert after.sheetnames[1:] == before.sheetnames
    for address in ("A2", "B2", "C5", "D30"):
        assert after["Zyrat"][address].value == before["Zyrat"][address].value
    assert "Gabim: " in notes(data)["Zyrat", "C5"]
    assert "kopje e vlerave" in str(after.worksheets[0]["A3"].value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", b"no workbook"])
def test_of_what_cannot_be_read_there_is_the_list(data: bytes) -> None:
    """A file that is none still gives a workbook that says so."""
    found = (finding("damaged", Place(NAME)),)
    after = annotated_copy(source(data), found, "sr")
    assert [row[2:4] for row in listed(after)] == [
        ("Cela datoteka", report.message(found[0], "sr"))
    ]
    assert repairs(after) == []
    assert [page.sheet_state for page in opened(after).worksheets] == ["visible", "hidden"]


def test_a_damaged_workbook_raises_nothing() -> None:
    """Whatever bytes are wrong, the result is a workbook in order."""
    random = Random(5)  # noqa: S311 - no secret
    found = findings_of(source())
    content = parts(faulty())
    names = [name for name in sorted(content) if name.startswith(("xl/", "[", "_rels"))]
    own = 0
    for _ in range(DAMAGED):
        broken = dict(content)
        name = random.choice(names)
        part = bytearray(broken[name])
        at = random.randrange(len(part))
        part[at : at + random.randrange(30)] = random.choice((b"", b"<", b">", b'"', b"<x/>", b"9"))
        broken[name] = bytes(part)
        after = parts(annotated_copy(source(packed(broken)), found, "sq"))
        assert "xl/worksheets/findings1.xml" in after
        own += "xl/comments/comment1.xml" in after  # only the analyst's own workbook has it
    assert DAMAGED / 8 < own < DAMAGED


# What must not happen ----------------------------------------------------------------------


def test_no_finding_becomes_a_formula() -> None:
    """A text from a cell, a sheet or a file that begins with = + - @ is a text wherever it goes."""
    found = findings_of(source())
    assert any(LINK in value for each in found for value in each.values.values())
    evil = (
        *(
            finding("unknown-sheet", Place(NAME, "Zyrat"), {"found": f"{sign}1+1"})
            for sign in "=+-@"
        ),
        *found,
    )
    for language in LANGUAGES:
        data = annotated_copy(source(name=NAME), evil, language)
        for row in opened(data).worksheets[0].iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n", "inlineStr"}
        content = parts(data)
        page = next(part for name, part in content.items() if "worksheets/findings" in name)
        assert b"<f>" not in page
        assert b"<f " not in page


def test_a_file_name_that_looks_like_a_formula_is_a_text() -> None:
    """Names of files come from outside too."""
    name = "=1+1.xlsx"
    data = annotated_copy(source(name=name), (finding("damaged", Place(name)),), "en")
    assert opened(data).worksheets[0]["A1"].data_type == "s"


def test_a_value_that_looks_like_a_formula_is_copied_as_a_text() -> None:
    """In a copy of the values, what was a text stays one."""
    content = parts(faulty())
    content["xl/styles.xml"] = b"<styleSheet/>"
    data = annotated_copy(source(packed(content)), findings_of(source()), "en")
    cell = opened(data)["Detyrat"]["B4"]
    assert (cell.value, cell.data_type) == (LINK, "s")


def test_values_that_excel_cannot_hold_are_copied_as_texts() -> None:
    """Other formats know characters, names, numbers and days that Excel doesn't."""
    long_name = "Të gjitha zyrat komunale [2020]: përmbledhje"
    values: list[CellValue] = [
        "a\x00b\ufffe",
        float("nan"),
        10**30,
        dt.date(1815, 6, 18),
        "x" * 40_000,
        0.25,
        "#N/A",
    ]
    sheets = []
    for name in (long_name, long_name.upper(), "'"):
        place = Place(NAME, name)
        cells = {
            column: Cell(replace(place, row=2, column=column), value, percent=value == 0.25)
            for column, value in enumerate(values, start=1)
        }
        beyond = {16_385: Cell(replace(place, row=2, column=16_385), "x")}
        sheets.append(Sheet(place, (Row(2, cells | beyond),)))
    data = values_copy(sheets)
    assert repairs(data) == []
    names = opened(data).sheetnames
    assert names == [
        "Të gjitha zyrat komunale _2020_",
        "TË GJITHA ZYRAT KOMUNALE _202 2",
        "_",
    ]
    texts = ["ab", "nan", str(10**30), "1815-06-18", "x" * 32_767, 0.25, "#N/A"]
    for page in opened(data).worksheets:
        assert [cell.value for cell in page[2]] == texts
        assert page["F2"].number_format == "0%"
        assert page["G2"].data_type == "s"


def test_texts_that_xml_cannot_hold_do_no_harm() -> None:
    """Control characters go; what looks like Excel's own escapes stays as it is read."""
    values = {"found": "a\x00\x0b<b>&\"'_x0041_\ufffe"}
    found = (finding("unknown-sheet", Place(NAME, "Zyrat", 2, 1), values),)
    data = annotated_copy(source(), found, "en")
    assert repairs(data) == []
    assert "_x0041_" in listed(data)[0][3] or "_x005F_x0041_" in listed(data)[0][3]
    assert "<b>&\"'" in listed(data)[0][3]


@every_language
def test_the_same_arguments_give_the_same_bytes(language: str) -> None:
    """Nothing in the file says when it was written; the findings stand as the check orders them."""
    found = findings_of(source())
    assert annotated_copy(source(), found, language) == copy(language)


@every_language
def test_excel_has_nothing_to_repair(language: str) -> None:
    """The package obeys the rules that Excel repairs or refuses a workbook by."""
    assert repairs(copy(language)) == []


def test_every_code_can_be_shown() -> None:
    """Each code of the catalogue has its row and its note, in each language."""
    found = tuple(
        finding(code.code, Place(NAME, "Zyrat", row, 2), code.example)
        for row, code in enumerate(codes().values(), start=2)
    )
    for language in LANGUAGES:
        data = annotated_copy(source(), found, language)
        assert len(listed(data)) == len(codes())
        assert repairs(data) == []


# LibreOffice -------------------------------------------------------------------------------


@pytest.mark.office
def test_libreoffice_shows_the_notes_on_the_right_cells() -> None:
    """Opened and saved by LibreOffice, every note is where it was, with the same text."""
    kept = notes(converted(copy(), "xlsx"))
    assert {key: text.split() for key, text in kept.items()} == {
        key: text.split() for key, text in notes(copy()).items()
    }


@pytest.mark.office
def test_libreoffice_keeps_colours_drop_downs_and_links() -> None:
    """Opened and saved by LibreOffice, the copy still has all that it was made of."""
    data = converted(copy(), "xlsx")
    assert colour(data, "Zyrat", "C5") == ERROR
    rules = seen(data)["Zyrat"].data_validations.dataValidation
    assert {each.formula1 for each in rules} == {"municipalities", "statuses", "answers"}
    page = seen(data).worksheets[0]
    links = [row[2].hyperlink for row in page.iter_rows(min_row=5) if row[2].hyperlink]
    assert len(links) == len(listed(copy()))


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_of_other_formats_the_values_are_copied(suffix: str) -> None:
    """The findings of an .ods or .xls are shown on the same cells of an .xlsx."""
    name = f"peja-2020.{suffix}"
    of = source(converted(faulty(), suffix), name)
    found = findings_of(of)
    data = annotated_copy(of, found, "sq")
    assert repairs(data) == []
    cells = {cell_of(each) for each in found}
    assert set(notes(data)) == cells > {("Zyrat", "C5"), ("Zyrtarët", "C2"), ("Detyrat", "A60")}
    again = check_year([SourceFile(NAME, data)], 2020, chosen=True).findings
    errors = [(each.code, each.place.cell) for each in found if each.severity == "error"]
    assert errors == [(each.code, each.place.cell) for each in again if each.severity == "error"]
