"""A copy that is checked again: no mark stays behind, and it is never taken for the workbook."""

import pytest
from openpyxl.comments import Comment
from tests.workbook.annotated import (
    FAULTS,
    NAME,
    cell_of,
    colour,
    conditions,
    copy,
    faulty,
    findings_of,
    listed,
    looks,
    notes,
    source,
    without_slips,
)
from tests.workbook.office import later
from tests.workbook.spreadsheets import (
    opened,
    parts,
    repairs,
    saved,
    seen,
)

from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.reading.sources import SourceFile

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")


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
    assert seen(data).sheetnames[0] == "Gjetjet 2"
    again = marked_again(data)
    assert seen(again).sheetnames == seen(data).sheetnames
    assert seen(again)["Gjetjet"]["A1"].value == "Të miat"


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


SAVED = {to: later(copy, to) for to in ("xlsx", "ods", "xls")}


@pytest.mark.office
@pytest.mark.parametrize("to", SAVED)
def test_a_copy_is_known_after_libreoffice_saved_it(to: str) -> None:
    """In each of its formats, the copy is left out, and marked again it has no older marks."""
    data = SAVED[to]()
    assert [each.code for each in check_year([source(data)], 2020).findings] == ["only-marked-copy"]
    found = check_year([source(data)], 2020, chosen=True).findings
    kept = [each for each in found if each.severity == "error"]
    assert {each.code for each in kept} >= {"unknown-answer", "unknown-municipality"}
    again = annotated_copy(source(data), kept[:1], "sq")
    assert [each.count("Gjetjet") for each in seen(again).sheetnames].count(1) == 1
    marked = {key for key, text in notes(again).items() if "--- zkkk ---" in text}
    assert marked == {cell_of(kept[0])}
    coloured = [
        str(cells.sqref)
        for page in seen(again).worksheets
        for cells in page.conditional_formatting
        for rule in cells.rules
        if rule.formula == ['"zkkk"="zkkk"']
    ]
    assert coloured == [kept[0].place.cell]
