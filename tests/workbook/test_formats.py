"""The five formats are read alike."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from tests.workbook import mistakes_of_activities, mistakes_of_people
from tests.workbook.books import NAME, YEAR, check_files, found, to_xlsx, valid_book
from tests.workbook.conftest import IN_FORMATS
from tests.workbook.mistakes import MISTAKES
from tests.workbook.optional_books import FAULTS_BETWEEN, FAULTS_OF_CELLS
from tests.workbook.packages import zipped

from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.findings import codes
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import clean_lines
from zkkk_factsheet.workbook.reading.files.gate import format_of, unpack
from zkkk_factsheet.workbook.reading.files.ods import read_ods
from zkkk_factsheet.workbook.reading.files.xlsx import read_xlsx
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.reading.workbooks import read_workbook

FORMATS = ("xlsx", "xlsm", "xls", "ods", "xlsb")

_FAULTS = [
    ("hidden-columns", "staff", "D1"),
    ("error-value", "staff", "C5"),
    ("percentage-as-count", "staff", "C6"),
    ("fraction-as-count", "staff", "C7"),
    ("text-as-count", "staff", "C8"),
    ("merged-cells", "staff", "A9"),
    ("hidden-rows", "staff", "12"),
    ("shown-otherwise", "staff", "C15"),
    ("shown-otherwise", "staff", "C16"),
    ("shown-blank", "staff", "C17"),
    ("hidden-sheet", "duties", ""),
]


@pytest.mark.office
@pytest.mark.parametrize("format_", FORMATS)
def test_a_valid_year_is_valid_in_every_format(
    format_: str, formats: dict[tuple[str, str], bytes]
) -> None:
    """The same year in any format has no findings, and the same rows."""
    data = formats["valid", format_]
    assert format_of(data) == ("xlsx" if format_ == "xlsm" else format_)
    checked = check_files((NAME, data))
    assert found(checked.findings) == []
    assert checked.rows == check_files((NAME, formats["valid", "xlsx"])).rows


@pytest.mark.office
@pytest.mark.parametrize("format_", FORMATS)
def test_faults_are_found_in_every_format(
    format_: str, formats: dict[tuple[str, str], bytes]
) -> None:
    """Errors, percentages, merged cells, hidden rows and worksheets are found in any format."""
    assert found(check_files((NAME, formats["faulty", format_])).findings) == _FAULTS


@pytest.mark.office
@pytest.mark.parametrize(
    ("stem", "expected", "format_"),
    [
        (stem, expected, format_)
        for stem, expected in (("cells", FAULTS_OF_CELLS), ("between", FAULTS_BETWEEN))
        for format_ in FORMATS
        if format_ == "xlsb" or (stem, format_) in IN_FORMATS
    ],
)
def test_faults_of_optional_worksheets_are_found_in_every_format(
    stem: str,
    expected: list[tuple[str, str, str]],
    format_: str,
    formats: dict[tuple[str, str], bytes],
) -> None:
    """Each kind of mistake in activities, persons in care and residents, written in Cyrillic."""
    findings = found(check_files((NAME, formats[stem, format_])).findings)
    assert sorted(findings) == sorted(expected)


def test_the_optional_worksheets_are_tried_with_every_mistake_of_theirs() -> None:
    """A new kind of mistake in them has to be tried in the formats, too."""
    modules = {mistakes_of_activities.__name__, mistakes_of_people.__name__}
    own = {
        name.replace("_", "-")
        for name, mistake in MISTAKES.items()
        if mistake.__module__ in modules
    }
    tried = {code for code, *_ in (*FAULTS_OF_CELLS, *FAULTS_BETWEEN)}
    assert len(own & tried) > 15
    assert own & codes().keys() <= tried


@pytest.mark.office
@pytest.mark.parametrize(
    ("stem", "format_"),
    [
        (stem, format_)
        for stem, format_ in IN_FORMATS
        if stem in {"valid", "faulty", "values"} and format_ != "xls"
    ],
)
def test_cells_are_those_that_calamine_reads(
    stem: str, format_: str, formats: dict[tuple[str, str], bytes]
) -> None:
    """Of what is no error, calamine reads the same values in the same places."""
    data = formats[stem, format_]
    parts = unpack(data)
    sheets = read_ods("", parts) if format_ == "ods" else read_xlsx("", parts)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert [sheet.name for sheet in sheets] == workbook.sheet_names
    assert sum(len(sheet.cells) for sheet in sheets) > 10
    for sheet in sheets:
        grid = workbook.get_sheet_by_name(sheet.name)
        assert grid.start is not None
        row, column = grid.start
        theirs = {
            (row + r + 1, column + c + 1): _comparable(value)
            for r, values in enumerate(grid.to_python())
            for c, value in enumerate(values)
            if value != ""
        }
        ours = {at: _comparable(cell.value) for at, cell in sheet.cells.items() if not cell.trouble}
        assert ours == theirs


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, dt.time):
        return dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return value


@pytest.mark.office
def test_addresses_are_those_of_openpyxl(formats: dict[tuple[str, str], bytes]) -> None:
    """A table that begins in the middle of a worksheet keeps its addresses."""
    data = formats["values", "xlsx"]
    page = load_workbook(io.BytesIO(data))["Sheet"]
    cells = {(c.row, c.column) for row in page.iter_rows() for c in row if c.value is not None}
    (sheet,) = read_workbook(SourceFile(NAME, data)).sheets
    ours = {cell.place for row in sheet.rows for cell in row.cells.values()}
    assert len(cells) > 10
    assert ours == {Place(NAME, "Sheet", *address) for address in cells}


# Finding them ------------------------------------------------------------------------------


def test_the_name_of_a_file_does_not_say_what_it_is(tmp_path: Path) -> None:
    """A workbook under any name is read; a text under a workbook's name is not."""
    assert found(check_files(("zkkk-2019.xls", to_xlsx(valid_book()))).findings) == []
    codes = [code for code, _, _ in found(check_files((NAME, b"<html></html>")).findings)]
    assert codes == ["not-a-spreadsheet"]
    assert check_year([], YEAR).rows is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "parts",
    [
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"},
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"},
        {"photo.jpg": b"x"},
    ],
)
def test_other_documents_are_no_workbooks(parts: dict[str, bytes]) -> None:
    """A text document is packed like a workbook, but is none; nor is any other archive."""
    data = zipped(parts, zipfile.ZIP_STORED)
    assert found(check_files((NAME, data)).findings) == [("not-a-spreadsheet", "", "")]


def test_a_compound_file_without_a_workbook_is_no_workbook() -> None:
    """Word's old documents begin like Excel's."""
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + "WordDocument".encode("utf-16-le")
    assert found(check_files((NAME, data)).findings) == [("not-a-spreadsheet", "", "")]
