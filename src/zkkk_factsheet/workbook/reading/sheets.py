"""Worksheets as read: rows of cells, each with its address. Nothing here knows a file format."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell


class Row(NamedTuple):
    """A row that has something in it: its number, and its cells by column, both from 1."""

    number: int
    cells: Mapping[int, Cell]


class Block(NamedTuple):
    """A rectangle of merged cells, from its first to its last row and column."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def covers(self, row: int, column: int) -> bool:
        """Whether a cell lies in the rectangle."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet's rows that have something in them, and what is particular about them."""

    place: Place
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[Block, ...] = ()

    @property
    def name(self) -> str:
        """The worksheet's name, as its tab has it."""
        return self.place.sheet

    def cell(self, row: int, column: int) -> Place:
        """The address of a cell of this sheet."""
        return Place(self.place.file, self.place.sheet, row, column)
