"""What calamine doesn't tell of a worksheet in a binary format."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from zkkk_factsheet.workbook.reading.files.numbers import Style
from zkkk_factsheet.workbook.reading.files.raw import Address
from zkkk_factsheet.workbook.reading.sheets import Block

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
class Extras:
    """Cells with an error value, styles of cells, hidden rows and merged cells.

    Of styles, only those of percentages and those that may show something else than the value.
    """

    errors: dict[Address, str] = field(default_factory=dict)
    styles: dict[Address, Style] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)

    def error(self, row: int, column: int, code: int) -> None:
        """Note a cell with an error value; row and column count from 0, as in the file."""
        self.errors[(row + 1, column + 1)] = ERRORS.get(code, "#")

    def style(self, row: int, column: int, style: Style | None) -> None:
        """Note the style of a cell, if it says anything; row and column count from 0."""
        if style:
            self.styles[(row + 1, column + 1)] = style


def notable(styles: Iterable[Style]) -> dict[int, Style]:
    """The styles, by their number, that show a percentage or may show something else."""
    return {
        number: style
        for number, style in enumerate(styles)
        if style.shows == "percent" or style.code
    }
