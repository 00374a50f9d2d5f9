"""How the blank workbook looks: one accent colour, quiet lines, room to read, ready to print."""

import textwrap
from copy import copy
from typing import Any

from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.workbook.excel import ACCENT, INK, LINE, ON_ACCENT, PALE, QUIET

AUTHOR = "zkkk"

AnyCell = Cell | MergedCell
"""What openpyxl gives for an address; nothing is merged here."""

_LINE = Side(style="thin", color=LINE)
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_NOTE_WIDTH = 340
_NOTE_LETTERS = 50
_NOTE_LINE = 18
"""A note's width and the height of its lines in pixels, and how many letters a line takes."""


def font(colour: str, *, size: int = 11, bold: bool = False, italic: bool = False) -> Font:
    """A font with a name: without one, each program takes another."""
    return Font(name="Calibri", family=2, size=size, color=colour, bold=bold, italic=italic)


def header_cell(cell: AnyCell, text: str, note: str = "") -> None:
    """Write a header, with a note that says what belongs under it."""
    cell.value = text
    cell.font = font(ON_ACCENT, bold=True)
    cell.fill = PatternFill("solid", fgColor=ACCENT)
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = _BOX
    if note:
        lines = len(textwrap.wrap(note, _NOTE_LETTERS)) + 1
        cell.comment = Comment(note, AUTHOR, width=_NOTE_WIDTH, height=lines * _NOTE_LINE)


def entry_cell(cell: AnyCell, value: str | int | None = None, *, wrap: bool = False) -> None:
    """Prepare a cell that is to be filled in, or that is filled already."""
    cell.value = value
    cell.font = font(INK)
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="left" if wrap else None, vertical="top", wrap_text=wrap)


def name_cell(cell: AnyCell, value: str | int | None = None) -> None:
    """Prepare a cell that says what its row is about."""
    entry_cell(cell, value)
    cell.font = font(INK, bold=True)
    cell.fill = PatternFill("solid", fgColor=PALE)


def known_cell(cell: AnyCell) -> None:
    """Prepare a cell that shows what is known already: quiet, since nothing is to be filled in."""
    entry_cell(cell)
    cell.font = font(QUIET, italic=True)
    cell.fill = PatternFill("solid", fgColor=LINE)


def look_like(pattern: Any, cell: Any) -> None:  # noqa: ANN401 - its types don't know what is used
    """Prepare a blank cell as another one of the same workbook is."""
    # openpyxl looks each font and border up by all that it is made of: of 5,000 cells, a second.
    cell._style = copy(pattern._style)  # noqa: SLF001 - there is no public way to say so


def help_cell(cell: AnyCell, text: str) -> None:
    """Write what belongs in a row, for people."""
    cell.value = text
    cell.font = font(QUIET, italic=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def printed(sheet: Worksheet, footer: str, *, landscape: bool = True) -> None:
    """Set a worksheet up for A4: as wide as the page, headers on every page, pages numbered.

    What is printed upright goes on one page.
    """
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0 if landscape else 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    at_foot = HeaderFooterItem()
    at_foot.left.text, at_foot.right.text = "&A", footer
    sheet.oddFooter = at_foot
    if landscape:
        sheet.print_title_rows = "1:1"
