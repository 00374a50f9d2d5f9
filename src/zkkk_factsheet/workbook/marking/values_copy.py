"""A workbook of another format as an Excel file with the same values in the same cells."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.excel import bytes_of
from zkkk_factsheet.workbook.marking.splice import allowed
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue
from zkkk_factsheet.workbook.reading.sheets import Sheet

_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_FIRST_YEAR = 1901
_WIDTH = 18
_EXACT_INTEGERS = 2**53


def values_copy(sheets: Sequence[Sheet]) -> bytes:
    """An Excel file with the values of worksheets, in the same order and in the same cells.

    Formats, formulas, notes, drop-downs, pictures and merged cells are left out, and what was
    hidden is shown. A worksheet has another name if Excel wouldn't have its own; without any,
    there is one blank worksheet.
    """
    book = Workbook()
    del book["Sheet"]
    for name, sheet in zip(_names(sheets), sheets, strict=True):
        _fill(book.create_sheet(name), sheet)
    if not sheets:
        book.create_sheet("-")
    return bytes_of(book)


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for row in sheet.rows:
        for column, cell in row.cells.items():
            if row.number <= limits.LAST_ROW and column <= limits.LAST_COLUMN:
                written = page.cell(row.number, column)
                if isinstance(written, ExcelCell):
                    _write(written, cell)
    for column in {
        column for row in sheet.rows for column in row.cells if column <= limits.LAST_COLUMN
    }:
        page.column_dimensions[get_column_letter(column)].width = _WIDTH


def _write(written: ExcelCell, cell: Cell) -> None:
    written.value = _value(cell.value)
    if isinstance(written.value, str):
        # What begins like a formula, or like an error, is a text nevertheless.
        written.data_type = "s"
    if cell.percent:
        written.number_format = "0%"


def _value(value: CellValue | None) -> CellValue | None:
    """The value as Excel can hold it; as a text, if it can't."""
    if isinstance(value, str):
        return allowed(value)
    if isinstance(value, date | datetime) and value.year < _FIRST_YEAR:
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) > _EXACT_INTEGERS:
        return str(value)
    return value


def _names(sheets: Sequence[Sheet]) -> list[str]:
    names: list[str] = []
    for sheet in sheets:
        wanted = _NOT_IN_NAMES.sub("_", allowed(sheet.name)).strip("'")[:_LONGEST_NAME] or "_"
        folded = {each.casefold() for each in names}
        name, number = wanted, 2
        while name.casefold() in folded:
            ending = f" {number}"
            name, number = wanted[: _LONGEST_NAME - len(ending)] + ending, number + 1
        names.append(name)
    return names
