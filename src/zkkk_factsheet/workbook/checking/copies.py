"""How a marked copy is told from a workbook, and when it is read like one."""

from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sheets import Sheet
from zkkk_factsheet.workbook.reading.workbooks import ReadWorkbook

SHEET_MARK = "zkkk:findings"
"""Stands in a hidden cell of the list of findings."""

SHEET_MARK_ROW, SHEET_MARK_COLUMN = 1, 6


def is_list_of_findings(sheet: Sheet) -> bool:
    """Whether a worksheet is the list that a marked copy begins with, whatever it is called."""
    first = next(iter(sheet.rows), None)
    cell = first.cells.get(SHEET_MARK_COLUMN) if first else None
    return cell is not None and cell.place.row == SHEET_MARK_ROW and cell.text == SHEET_MARK


def without_copies(
    workbooks: dict[str, ReadWorkbook], *, chosen: bool
) -> tuple[dict[str, ReadWorkbook], list[Finding]]:
    """The workbooks that are no marked copies, and the findings that name those that are.

    If all are copies and were chosen, they are read, but for their lists of findings.
    """
    copies = [
        name for name, each in workbooks.items() if any(map(is_list_of_findings, each.sheets))
    ]
    alone = len(copies) == len(workbooks)
    if alone and chosen:
        return {
            name: each._replace(
                sheets=tuple(sheet for sheet in each.sheets if not is_list_of_findings(sheet))
            )
            for name, each in workbooks.items()
        }, []
    code = "only-marked-copy" if alone else "marked-copy"
    others = {name: each for name, each in workbooks.items() if name not in copies}
    return others, [finding(code, Place(name)) for name in copies]
