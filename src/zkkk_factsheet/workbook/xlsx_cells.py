"""The cells of a worksheet part, given other formats; a cell that isn't there is added."""

import math
from collections import deque
from collections.abc import Callable

from zkkk_factsheet.workbook.rows import column_letters
from zkkk_factsheet.workbook.xml_splice import Splice, Tag, tags

Format = Callable[[int], int]
"""From the format that a cell has to the one it gets."""

_LETTERS = 26


def format_cells(data: bytes, cells: dict[tuple[int, int], Format]) -> bytes:
    """Give cells, by row and column, other formats. Raises UnpatchableError.

    The sheet is left unselected, since of two selected sheets Excel makes a group in which
    what is typed into one is typed into both.
    """
    return _Formatting(data, cells).done()


def cell_at(address: str) -> tuple[int, int]:
    """The row and the column of an address ("B7")."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters.replace("$", "").upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]), column


class _Formatting:
    """A pass through a worksheet part: where it is, and which cells are still to come."""

    def __init__(self, data: bytes, cells: dict[tuple[int, int], Format]) -> None:
        self.splice = Splice(data)
        self.cells = cells
        self.by_row: dict[int, deque[int]] = {}
        for row, column in sorted(cells):
            self.by_row.setdefault(row, deque()).append(column)
        self.rows = deque(self.by_row)
        self.columns: deque[int] = deque()
        self.row = 0
        self.column = 0
        self.row_format = 0
        self.column_formats: list[tuple[int, int, int]] = []
        for tag in tags(data):
            self.take(tag)

    def done(self) -> bytes:
        return self.splice.done()

    def take(self, tag: Tag) -> None:
        match tag.name, tag.opens:
            case "sheetView", True if "tabSelected" in tag.attributes:
                self.splice.set_attributes(tag, {"tabSelected": None})
            case "dimension", True if self.cells and tag.kind == "empty":
                # It may no longer be right, and a wrong one is worse than none.
                self.splice.replace(tag.start, tag.end, "")
            case "col", True if "style" in tag.attributes:
                first, last = int(tag.attributes["min"]), int(tag.attributes["max"])
                self.column_formats.append((first, last, int(tag.attributes["style"])))
            case "row", True:
                self.open_row(tag)
            case "c", True:
                self.open_cell(tag)
            case _:
                pass
        if tag.name == "row" and tag.kind != "start":
            self.close_row(tag)
        elif tag.name == "sheetData" and tag.kind != "start":
            self.splice.append(tag, self.new_rows(math.inf, tag.prefix))

    def open_row(self, tag: Tag) -> None:
        self.row = int(tag.attributes.get("r", self.row + 1))
        self.column = 0
        if self.rows and self.rows[0] < self.row:
            self.splice.insert(tag.start, self.new_rows(self.row, tag.prefix))
        here = bool(self.rows) and self.rows[0] == self.row
        self.columns = self.by_row[self.rows.popleft()] if here else deque()
        self.row_format = int(tag.attributes.get("s", 0))
        if self.columns and tag.kind == "start" and "spans" in tag.attributes:
            # The same goes for where the row's cells begin and end.
            self.splice.set_attributes(tag, {"spans": None})

    def open_cell(self, tag: Tag) -> None:
        written = tag.attributes.get("r")
        self.column = cell_at(written)[1] if written else self.column + 1
        if self.columns and self.columns[0] < self.column:
            self.splice.insert(tag.start, self.new_cells(self.column, tag.prefix))
        if self.columns and self.columns[0] == self.column:
            format_ = self.cells[self.row, self.columns.popleft()](int(tag.attributes.get("s", 0)))
            self.splice.set_attributes(tag, {"s": str(format_)})

    def close_row(self, tag: Tag) -> None:
        if self.columns:
            self.splice.append(tag, self.new_cells(math.inf, tag.prefix))

    def new_rows(self, before: float, prefix: str) -> str:
        """The rows that aren't there, up to one that is."""
        after, self.row_format = self.row, 0
        written = ""
        while self.rows and self.rows[0] < before:
            self.row = self.rows.popleft()
            self.columns = self.by_row[self.row]
            cells = self.new_cells(math.inf, prefix)
            written += f'<{prefix}row r="{self.row}">{cells}</{prefix}row>'
        self.row = after
        return written

    def new_cells(self, before: float, prefix: str) -> str:
        """The cells that aren't there in a row, up to one that is."""
        written = ""
        while self.columns and self.columns[0] < before:
            column = self.columns.popleft()
            format_ = self.cells[self.row, column](self.row_format or self.column_format(column))
            written += f'<{prefix}c r="{column_letters(column)}{self.row}" s="{format_}"/>'
        return written

    def column_format(self, column: int) -> int:
        formats = (style for first, last, style in self.column_formats if first <= column <= last)
        return next(formats, 0)
