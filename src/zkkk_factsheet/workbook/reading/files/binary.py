"""The binary formats (xls, xlsb): values by calamine, and what calamine doesn't tell by records.

Only ever called in a child process: on a hostile file calamine may take any amount of memory
or abort the process that it runs in.
"""

from collections.abc import Callable, Iterator
from io import BytesIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue
from zkkk_factsheet.workbook.reading.files.displayed import displayed
from zkkk_factsheet.workbook.reading.files.extras import Extras
from zkkk_factsheet.workbook.reading.files.gate import FileFormat, unpack
from zkkk_factsheet.workbook.reading.files.numbers import Style
from zkkk_factsheet.workbook.reading.files.raw import (
    Address,
    Budget,
    RawSheet,
    Refused,
    put,
    put_merged,
    text_value,
)
from zkkk_factsheet.workbook.reading.files.xls_extras import xls_extras
from zkkk_factsheet.workbook.reading.files.xlsb_extras import xlsb_extras
from zkkk_factsheet.workbook.reading.sheets import Block

LARGEST_AREA = 2_000_000
"""calamine makes a full grid from the first to the last cell, and Python a list of it."""


def read_binary(file: str, data: bytes, format_: FileFormat) -> list[RawSheet]:
    """The worksheets of a workbook in a binary format. Raises `Refused` if it is damaged."""
    if format_ == "xlsb":
        parts = unpack(data)
        return _read(file, data, lambda: xlsb_extras(parts))
    return _read(file, data, lambda: xls_extras(data))


def _read(file: str, data: bytes, read_extras: Callable[[], dict[str, Extras]]) -> list[RawSheet]:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise Refused("encrypted") from error
    extras = read_extras()
    budget = Budget()
    sheets = []
    for index, meta in enumerate(workbook.sheets_metadata):
        if meta.typ is SheetTypeEnum.WorkSheet:
            hidden = meta.visible is not SheetVisibleEnum.Visible
            sheet = RawSheet(Place(file, meta.name), hidden)
            of_sheet = extras.get(meta.name, Extras())
            _fill(sheet, workbook.get_sheet_by_index(index), of_sheet, budget)
            sheets.append(sheet)
    return sheets


def _fill(sheet: RawSheet, grid: CalamineSheet, extras: Extras, budget: Budget) -> None:
    for address, value in _values(sheet, grid):
        if address not in extras.errors:
            style = extras.styles.get(address, Style())
            shown = displayed(style.code, value) if style.code and value is not None else None
            percent = style.shows == "percent"
            cell = Cell(sheet.at(*address), value, percent=percent, display=shown)
            put(sheet, cell, budget)
    for address, error in extras.errors.items():
        put(sheet, Cell(sheet.at(*address), error, "error"), budget)
    sheet.hidden_rows |= extras.hidden_rows
    sheet.hidden_columns += extras.hidden_columns
    ranges = grid.merged_cell_ranges or []
    merged = [Block(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges]
    for block in (*merged, *extras.merged):
        put_merged(sheet, block, budget)


def _values(sheet: RawSheet, grid: CalamineSheet) -> Iterator[tuple[Address, CellValue | None]]:
    if grid.start is None:
        return
    if grid.width * grid.height > LARGEST_AREA:
        raise Refused("too-many-cells", {"limit": str(LARGEST_AREA)}, sheet.name)
    first_row, first_column = grid.start
    for row, values in enumerate(grid.to_python(), first_row + 1):
        for column, value in enumerate(values, first_column + 1):
            if value != "":
                yield (row, column), text_value(value) if isinstance(value, str) else value
