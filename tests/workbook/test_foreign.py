"""Workbooks of other programs, in all formats: every cell is where the others say it is."""

import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook, SheetTypeEnum
from tests.effort import THOROUGH
from tests.workbook.books import NAME, check_files, saved
from tests.workbook.foreign import FOREIGN, organised
from tests.workbook.office import later

from zkkk_factsheet.workbook.limits import MOST_NUMEROUS_ROWS
from zkkk_factsheet.workbook.reading.cells import clean_lines
from zkkk_factsheet.workbook.reading.files.binary import read_binary
from zkkk_factsheet.workbook.reading.files.gate import format_of, unpack
from zkkk_factsheet.workbook.reading.files.ods import read_ods
from zkkk_factsheet.workbook.reading.files.raw import RawSheet
from zkkk_factsheet.workbook.reading.files.xlsx import read_xlsx

Grid = dict[str, dict[tuple[int, int], Any]]

FORMATS = ("xlsx", "xlsm", "ods", "xls")


def _less_far_down() -> bytes:
    """The organised workbook, with more rows than any worksheet may have, but not a million."""
    return saved(organised(rows=MOST_NUMEROUS_ROWS + 1_000))


def _to_convert(name: str, format_: str) -> Callable[[], bytes]:
    # LibreOffice writes every row down to the last cell into these, which takes half a minute.
    if name == "organised" and format_ in {"xlsx", "xlsm"}:
        return _less_far_down
    return FOREIGN[name]


_CONVERTED = {
    (name, format_): later(_to_convert(name, format_), format_)
    for name in FOREIGN
    for format_ in FORMATS
    if THOROUGH or format_ != "xlsm" or name == "plain"
}
"""Each workbook as LibreOffice saves it, in each format; xlsx is LibreOffice's own, too.

What it saves as xlsm are an xlsx's parts, but for the content type: one is enough.
"""


@pytest.mark.parametrize("name", FOREIGN)
def test_a_workbook_as_it_was_written(name: str) -> None:
    """The cells are those that openpyxl and calamine see, in the same places."""
    data = FOREIGN[name]()
    ours = _ours(data)
    assert sum(map(len, ours.values())) > 1
    assert ours == _calamines(data)
    assert ours == _openpyxls(data)


@pytest.mark.office
@pytest.mark.parametrize(("name", "format_"), _CONVERTED)
def test_a_workbook_as_libreoffice_saves_it(name: str, format_: str) -> None:
    """The same after LibreOffice has opened it and saved it under another type."""
    data = _CONVERTED[name, format_]()
    ours = _ours(data)
    assert sum(map(len, ours.values())) > 1
    assert ours == _calamines(data)


@pytest.mark.office
@pytest.mark.parametrize(
    "format_", [format_ for name, format_ in _CONVERTED if name == "calculated"]
)
def test_errors_and_percentages_survive_in_every_format(format_: str) -> None:
    """What calamine takes for a blank is an error: 1/0 and N/A; and a quarter is 25%."""
    (sheet,) = _read(_CONVERTED["calculated", format_]())
    errors = {at: cell.value for at, cell in sheet.cells.items() if cell.trouble == "error"}
    assert errors == {(16, 2): "#DIV/0!", (17, 2): "#N/A"}
    assert [at for at, cell in sheet.cells.items() if cell.percent] == [(15, 3)]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_check_says_something_of_any_workbook(name: str) -> None:
    """Foreign workbooks are no year's data; the check says what is missing and ends well."""
    checked = check_files((NAME, FOREIGN[name]()))
    assert checked.rows is None
    assert {each.code for each in checked.findings} >= {"missing-sheet"}


def _read(data: bytes) -> list[RawSheet]:
    format_ = format_of(data)
    if format_ == "xlsx":
        return read_xlsx("", unpack(data))
    return read_ods("", unpack(data)) if format_ == "ods" else read_binary("", data, format_)


def _ours(data: bytes) -> Grid:
    return {
        sheet.name: {
            at: _comparable(cell.value) for at, cell in sheet.cells.items() if not cell.trouble
        }
        for sheet in _read(data)
    }


def _calamines(data: bytes) -> Grid:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    grids: Grid = {}
    for meta in workbook.sheets_metadata:
        if meta.typ is SheetTypeEnum.WorkSheet:
            sheet = workbook.get_sheet_by_name(meta.name)
            row, column = sheet.start or (0, 0)
            grids[meta.name] = dict(_filled(sheet.to_python(), row, column))
    return grids


def _filled(rows: list[list[Any]], row: int, column: int) -> Iterator[tuple[tuple[int, int], Any]]:
    for r, values in enumerate(rows, row + 1):
        for c, value in enumerate(values, column + 1):
            if value != "":
                yield (r, c), _comparable(value)


def _openpyxls(data: bytes) -> Grid:
    workbook = load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column): _comparable(cell.value)
            for cell in _cells(sheet)
            if cell.value is not None and cell.data_type != "e"
        }
        for sheet in workbook.worksheets
    }


def _cells(sheet: Worksheet) -> list[Any]:
    """The cells that a worksheet has; iter_rows makes a million more on the way to the last."""
    return list(sheet._cells.values())  # noqa: SLF001 - as it says


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, dt.time):
        return dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001 - as Excel has it
    return value
