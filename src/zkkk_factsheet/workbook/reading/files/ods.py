"""Workbooks of LibreOffice and other office suites (ods), from their XML.

Read here and not by calamine for the reasons given in `xlsx`; and a cell that is repeated a
billion times is a single element here, not a billion cells.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue, clean
from zkkk_factsheet.workbook.reading.files.displayed import is_only
from zkkk_factsheet.workbook.reading.files.raw import (
    Budget,
    RawSheet,
    Refused,
    put,
    put_merged,
    text_value,
)
from zkkk_factsheet.workbook.reading.files.xml import Attributes, Elements, read_xml
from zkkk_factsheet.workbook.reading.sheets import Block

_ERROR = re.compile(r"#[A-Z/0!?]+|Err:\d+")
_DURATION = re.compile(r"PT(\d{1,6})H(\d{1,6})M(\d{1,6}(?:[.,]\d{1,9})?)S")
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_NUMBERS = frozenset({"float", "currency"})
_PARAGRAPHS = frozenset({"p", "h"})
_BREAKS = _PARAGRAPHS | {"line-break", "tab"}
_ASIDE = frozenset({"annotation", "tracked-changes", "shapes", "forms"})
_ENCRYPTED = re.compile(rb"<(?:\w+:)?encryption-data")
_DIGITS_OF_NUMBER = 7


def read_ods(file: str, parts: Mapping[str, bytes]) -> list[RawSheet]:
    """The worksheets of an unpacked workbook. Raises `Refused` if damaged or encrypted."""
    if _ENCRYPTED.search(parts.get("meta-inf/manifest.xml", b"")):
        raise Refused("encrypted")
    if "content.xml" not in parts:
        raise Refused("damaged")
    reader = _Reader(file)
    read_xml(parts["content.xml"], Elements(), reader.start, reader.end, reader.text)
    return reader.sheets


class _Reader:
    """Turns the elements of a document's content into its worksheets."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.sheets: list[RawSheet] = []
        self.budget = Budget()
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.tables = 0
        self.aside = 0
        self.row = self.column = 0
        self.rows = 1
        self.columns = 0
        self.row_cells: list[tuple[int, Cell]] = []
        self.cell: Attributes | None = None
        self.chunks: list[str] = []
        self.paragraphs = 0
        self.has_text = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if self.aside or tag in _ASIDE:
            self.aside += 1
        elif tag == "table":
            self._start_table(attributes)
        elif self.tables > 1:
            pass  # A table within a cell is no worksheet.
        elif tag == "style":
            self.style = attributes.get("style:name", "")
        elif tag == "table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)
        elif tag == "table-column" and self.sheets:
            self._start_column(attributes)
        elif tag == "table-row" and self.sheets:
            self._start_row(attributes)
        elif tag in _CELLS and self.sheets:
            self.cell = attributes
            self.chunks.clear()
            self.has_text = False
        elif self.cell is not None:
            self._start_text(tag, attributes)

    def end(self, tag: str) -> None:
        if self.aside:
            self.aside -= 1
        elif tag == "table":
            self.tables -= 1
        elif self.tables > 1:
            pass
        elif tag in _CELLS and self.cell is not None:
            self._end_cell(self.cell)
            self.cell = None
            self.paragraphs = 0
        elif tag in _PARAGRAPHS and self.paragraphs:
            self.paragraphs -= 1
        elif tag == "table-row" and self.sheets:
            self._end_row()

    def text(self, chunk: str) -> None:
        if self.paragraphs and not self.aside:
            self.chunks.append(chunk)

    def _start_table(self, attributes: Attributes) -> None:
        self.tables += 1
        if self.tables == 1:
            hidden = (attributes.get("table:style-name") or "") in self.hidden_styles
            place = Place(self.file, attributes.get("table:name") or "")
            self.sheets.append(RawSheet(place, hidden))
            self.row = 0
            self.rows = 1
            self.columns = 0

    def _start_column(self, attributes: Attributes) -> None:
        first = self.columns + 1
        self.columns += _repeated(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in {"collapse", "filter"}:
            self.budget.spend(self.sheets[-1])
            self.sheets[-1].hidden_columns.append((first, self.columns))

    def _start_row(self, attributes: Attributes) -> None:
        self.row += 1
        self.column = 0
        self.rows = _repeated(attributes, "table:number-rows-repeated")
        self.row_cells = []
        if attributes.get("table:visibility") in {"collapse", "filter"}:
            last = min(self.row + self.rows - 1, limits.LAST_ROW)
            # Rows are hidden by the million below a table; those with cells are few.
            self.sheets[-1].hidden_rows.update(range(self.row, min(last, self.row + 9999) + 1))

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        for columns, cell in self.row_cells:
            first = cell.place.column
            for row in range(self.row, self.row + self.rows):
                for column in range(first, first + columns):
                    put(sheet, cell._replace(place=sheet.at(row, column)), self.budget)
        self.row += self.rows - 1

    def _start_text(self, tag: str, attributes: Attributes) -> None:
        if tag in _PARAGRAPHS:
            self.paragraphs += 1
            self.has_text = True
        if tag in _BREAKS and self.chunks:
            self.chunks.append("\n")
        elif tag == "s":
            self.chunks.append(" " * min(_repeated(attributes, "text:c"), 100))

    def _end_cell(self, attributes: Attributes) -> None:
        columns = _repeated(attributes, "table:number-columns-repeated")
        first = self.column + 1
        self.column += columns
        spanned = _repeated(attributes, "table:number-columns-spanned")
        rows_spanned = _repeated(attributes, "table:number-rows-spanned")
        if spanned > 1 or rows_spanned > 1:
            last = (self.row + rows_spanned - 1, first + spanned - 1)
            put_merged(self.sheets[-1], Block(self.row, first, *last), self.budget)
        place = self.sheets[-1].at(self.row, first)
        cell = _cell(place, attributes, "".join(self.chunks) if self.has_text else None)
        if cell.value is not None or cell.trouble:
            if first > limits.LAST_COLUMN or self.row > limits.LAST_ROW:
                raise Refused("damaged")
            self.row_cells.append((columns, cell))


def _cell(place: Place, attributes: Attributes, written: str | None) -> Cell:
    """A cell by its attributes and what is written in it; None if it has not even a paragraph."""
    text = written or ""
    kind = attributes.get("office:value-type")
    formula = attributes.get("table:formula") is not None
    error = attributes.get("calcext:value-type") == "error"
    if error or (formula and _ERROR.fullmatch(text.strip())):
        return Cell(place, text_value(text), "error")
    if kind is None:
        # The result of a formula that is an empty text is written without a type.
        return Cell(place, text_value(text), "no-result" if formula and written is None else "")
    value = _value(kind, attributes, text)
    shown = None
    if isinstance(value, float) and kind in _NUMBERS and written is not None:
        shown = None if is_only(text, value) else clean(text)
    return Cell(place, value, percent=kind == "percentage", display=shown)


def _value(kind: str, attributes: Attributes, text: str) -> CellValue | None:
    try:
        if kind in {"float", "percentage", "currency"}:
            return float(attributes.get("office:value") or "")
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        if kind == "date":
            stated = attributes.get("office:date-value") or ""
            return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)
    except ValueError:
        return text_value(text)
    if kind == "time" and (match := _DURATION.fullmatch(attributes.get("office:time-value") or "")):
        hours, minutes, seconds = match.groups()
        return timedelta(
            hours=int(hours), minutes=int(minutes), seconds=float(seconds.replace(",", "."))
        )
    return text_value(attributes.get("office:string-value", text))


def _repeated(attributes: Attributes, name: str) -> int:
    text = attributes.get(name)
    short = text and text.isascii() and len(text) <= _DIGITS_OF_NUMBER
    return max(1, int(text)) if text and short and text.isdigit() else 1
