"""From a workbook's bytes to its worksheets: rows of cells with their addresses.

Whatever is wrong with the file itself becomes one finding here; nothing else is raised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from zkkk_factsheet.workbook.catalogue import finding
from zkkk_factsheet.workbook.cells import Cell, CellValue, clean
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.rows import Place
from zkkk_factsheet.workbook.sheets import Block, Row, Sheet
from zkkk_factsheet.workbook.sources import SourceFile


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """A workbook's worksheets, or the findings that say why it has none."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()


def read_workbook(source: SourceFile) -> ReadWorkbook:
    """Read all worksheets of a workbook; what can't be read is a finding."""
    place = Place(source.name)
    try:
        with CalamineWorkbook.from_object(BytesIO(source.data)) as workbook:
            sheets = tuple(
                _sheet(workbook.get_sheet_by_index(index), meta, place)
                for index, meta in enumerate(workbook.sheets_metadata)
                if meta.typ is SheetTypeEnum.WorkSheet
            )
    except PasswordError:
        return ReadWorkbook((), (finding("encrypted", place),))
    except BaseException:  # noqa: BLE001 - a panic of the reader is a BaseException
        return ReadWorkbook((), (finding("damaged", place),))
    return ReadWorkbook(sheets)


def _sheet(sheet: CalamineSheet, meta: SheetMetadata, file: Place) -> Sheet:
    place = Place(file.file, meta.name)
    blocks = sheet.merged_cell_ranges or []
    return Sheet(
        place=place,
        rows=tuple(_rows(sheet, place)),
        hidden=meta.visible is not SheetVisibleEnum.Visible,
        merged=tuple(Block(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in blocks),
    )


def _rows(sheet: CalamineSheet, place: Place) -> Iterator[Row]:
    if sheet.start is None:
        return
    first_row, first_column = sheet.start
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=first_row + 1):
        cells = {
            column: Cell(Place(place.file, place.sheet, row, column), value)
            for column, value in enumerate(values, start=first_column + 1)
            if not _blank(value)
        }
        if cells:
            yield Row(row, cells)


def _blank(value: CellValue) -> bool:
    return isinstance(value, str) and not clean(value)
