"""Where something stands in the workbooks: a file, a worksheet, a row, a cell."""

import re
from functools import lru_cache
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a file, or one of its sheets, or one of its cells.

    ``row`` and ``column`` count from 1; 0 means the whole sheet, and an empty ``sheet``
    means the whole file. Sorting goes by file, sheet, row, column.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The address as Excel writes it ("B7"), the row ("7"), or ""."""
        if not self.row:
            return column_letters(self.column) if self.column else ""
        return f"{column_letters(self.column)}{self.row}" if self.column else str(self.row)

    def __str__(self) -> str:
        """``file!sheet!B7``, as far as it is known; see `quoted`."""
        names = [quoted(name) for name in (self.file, self.sheet) if name]
        return "!".join([*names, self.cell] if self.cell else names)


_PLAIN = re.compile(r"[\w./][\w./-]*")
_PARTS = re.compile(r"'(?P<quoted>(?:[^']|'')*)'|(?P<plain>[^'!]+)")
_CELL = re.compile(r"(?P<column>[A-Z]*)(?P<row>\d*)")


def quoted(name: str) -> str:
    """A file's or a worksheet's name as Excel writes it in front of a cell.

    A name of anything but letters, digits and ``._-/`` stands in apostrophes, one within it twice:
    ``'zkkk 2019.xlsx'!'My sheet'!B2``; so does one that begins with ``-``, since a spreadsheet
    would take that for a formula.
    """
    doubled = name.replace("'", "''")
    return name if _PLAIN.fullmatch(name) else f"'{doubled}'"


def place_of(text: str) -> Place:
    """The place that was written as a text by `str`."""
    parts = [
        part["plain"] if part["quoted"] is None else part["quoted"].replace("''", "'")
        for part in _PARTS.finditer(text)
    ]
    file, sheet, cell = (*parts, "", "", "")[:3]
    address = _CELL.fullmatch(cell)
    if address is None:
        return Place(file, sheet)
    return Place(file, sheet, int(address["row"] or 0), column_number(address["column"]))


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """A column's letters, as Excel writes them: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, remainder = divmod(number - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """The number of a column by its letters: A is 1, AA is 27, none is 0."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
