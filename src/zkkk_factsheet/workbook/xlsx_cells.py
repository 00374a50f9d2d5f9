"""The cells of a worksheet part, given other formats; a cell that isn't there is added."""

from collections.abc import Callable, Iterable

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
        self.rows = sorted({row for row, _ in cells})
        self.columns: list[int] = []
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
            self.splice.append(tag, "".join(self.new_rows(self.rows, tag.prefix)))

    def open_row(self, tag: Tag) -> None:
        self.row = int(tag.attributes.get("r", self.row + 1))
        self.column = 0
        missing = [row for row in self.rows if row < self.row]
        self.rows = [row for row in self.rows if row > self.row]
        self.splice.insert(tag.start, "".join(self.new_rows(missing, tag.prefix)))
        self.columns = sorted(column for row, column in self.cells if row == self.row)
        self.row_format = int(tag.attributes.get("s", 0))
        if self.columns and tag.kind == "start" and "spans" in tag.attributes:
            # The same goes for where the row's cells begin and end.
            self.splice.set_attributes(tag, {"spans": None})

    def open_cell(self, tag: Tag) -> None:
        written = tag.attributes.get("r")
        self.column = cell_at(written)[1] if written else self.column + 1
        missing = [column for column in self.columns if column < self.column]
        self.splice.insert(tag.start, self.new_cells(self.row, missing, tag.prefix))
        if self.column in self.columns:
            format_ = self.cells[self.row, self.column](int(tag.attributes.get("s", 0)))
            self.splice.set_attributes(tag, {"s": str(format_)})
        self.columns = [column for column in self.columns if column > self.column]

    def close_row(self, tag: Tag) -> None:
        if self.columns:
            self.splice.append(tag, self.new_cells(self.row, self.columns, tag.prefix))
        self.columns = []

    def new_rows(self, rows: Iterable[int], prefix: str) -> Iterable[str]:
        self.row_format = 0
        for row in rows:
            columns = sorted(column for number, column in self.cells if number == row)
            cells = self.new_cells(row, columns, prefix)
            yield f'<{prefix}row r="{row}">{cells}</{prefix}row>'

    def new_cells(self, row: int, columns: Iterable[int], prefix: str) -> str:
        return "".join(
            f'<{prefix}c r="{column_letters(column)}{row}" '
            f's="{self.cells[row, column](self.row_format or self.column_format(column))}"/>'
            for column in columns
        )

    def column_format(self, column: int) -> int:
        formats = (style for first, last, style in self.column_formats if first <= column <= last)
        return next(formats, 0)
