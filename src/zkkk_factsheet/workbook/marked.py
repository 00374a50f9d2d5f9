"""How a marked copy is told from a workbook, and its marks from what is the analyst's own.

The marks have to be found again after Excel or LibreOffice has saved the copy, and after the
analyst has moved rows: so they are texts in the file, and no addresses are remembered.
"""

from collections.abc import Iterable

from zkkk_factsheet.workbook.sheets import Sheet

SHEET_MARK = "zkkk:findings"
"""Stands in a hidden cell of the list of findings."""

SHEET_MARK_ROW, SHEET_MARK_COLUMN = 1, 6

NOTE_MARK = "--- zkkk ---"
"""The line in a note below which the check has written; above it, the analyst has."""

COLOUR_MARK = '"zkkk"="zkkk"'
"""The condition, always met, under which a cell has the colour of a finding."""


def is_list_of_findings(sheet: Sheet) -> bool:
    """Whether a worksheet is the list that a marked copy begins with, whatever it is called."""
    first = next(iter(sheet.rows), None)
    cell = first.cells.get(SHEET_MARK_COLUMN) if first else None
    return cell is not None and cell.place.row == SHEET_MARK_ROW and cell.text == SHEET_MARK


def is_marked_copy(sheets: Iterable[Sheet]) -> bool:
    """Whether a workbook with these worksheets is a marked copy: it has the list of findings."""
    return any(is_list_of_findings(sheet) for sheet in sheets)
