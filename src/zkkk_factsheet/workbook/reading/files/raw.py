"""What every format gives: worksheets as sparse grids of cells, and the one way to give up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, clean_lines
from zkkk_factsheet.workbook.reading.sheets import Block

Address = tuple[int, int]
"""A cell's row and column, both from 1."""

_COST_OF_MERGED_CELLS = 40
"""Of merged cells a workbook may have this many times fewer: each is looked at again and again."""


class Refused(Exception):  # noqa: N818 - it says what happened to the file
    """A workbook that is not read: the code of the finding, its values, and the worksheet."""

    def __init__(self, code: str, values: Mapping[str, str] | None = None, sheet: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.values = dict(values or {})
        self.sheet = sheet


def text_value(text: str) -> str | None:
    """A text as the value of a cell: cleaned, not longer than Excel allows, None if blank."""
    return clean_lines(text[: limits.LONGEST_TEXT]) or None


@dataclass(slots=True)
class RawSheet:
    """A worksheet: its cells with content, its merged cells, its hidden rows and columns.

    Of hidden columns the first and the last of each run are kept: a run may reach to the last.
    """

    place: Place
    hidden: bool = False
    cells: dict[Address, Cell] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Block] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The worksheet's name, as its tab has it."""
        return self.place.sheet

    def at(self, row: int, column: int) -> Place:
        """The address of a cell of this worksheet."""
        return Place(self.place.file, self.place.sheet, row, column)


@dataclass(slots=True)
class Budget:
    """How much more a workbook may hold: cells, and text; it is shared by all its worksheets."""

    cells: int = limits.MOST_CELLS
    text: int = limits.MOST_TEXT

    def spend(self, sheet: RawSheet, cells: int = 1) -> None:
        """Take cells off. Raises `Refused` if there are too many."""
        self.cells -= cells
        if self.cells < 0:
            raise Refused("too-many-cells", {"limit": str(limits.MOST_CELLS)}, sheet.name)

    def spend_text(self, text: str) -> None:
        """Take a text off. Raises `Refused` if there is too much."""
        self.text -= len(text)
        if self.text < 0:
            raise Refused("too-demanding")


def put(sheet: RawSheet, cell: Cell, budget: Budget) -> None:
    """Put a cell in its place; a blank cell leaves no trace. Texts are `text_value`'s.

    Raises `Refused` if the address can't be, or if there are too many cells.
    """
    if cell.value is None and not cell.trouble:
        return
    row, column = cell.place.row, cell.place.column
    if not (0 < row <= limits.LAST_ROW and 0 < column <= limits.LAST_COLUMN):
        raise Refused("damaged")
    budget.spend(sheet)
    if isinstance(cell.value, str):
        budget.spend_text(cell.value)
    sheet.cells[row, column] = cell


def put_merged(sheet: RawSheet, block: Block, budget: Budget) -> None:
    """Note a rectangle of merged cells. Raises `Refused` if there are too many."""
    budget.spend(sheet, _COST_OF_MERGED_CELLS)
    sheet.merged.append(block)
