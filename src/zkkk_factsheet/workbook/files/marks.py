"""What calamine doesn't tell of a worksheet in a binary format."""

from dataclasses import dataclass, field

from zkkk_factsheet.workbook.files.raw import Address
from zkkk_factsheet.workbook.sheets import Block

# Excel's error values, by their code in both binary formats.
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


@dataclass(slots=True)
class Marks:
    """Cells with an error value, cells shown as percentages, hidden rows and merged cells."""

    errors: dict[Address, str] = field(default_factory=dict)
    percents: set[Address] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Block] = field(default_factory=list)

    def error(self, row: int, column: int, code: int) -> None:
        """Note a cell with an error value; row and column count from 0, as in the file."""
        self.errors[(row + 1, column + 1)] = ERRORS.get(code, "#")
