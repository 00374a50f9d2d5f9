"""Saving with openpyxl without temporary files."""

import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def saved_in_memory(book: Workbook) -> BytesIO:
    """A workbook as a file in memory."""
    saved = BytesIO()
    _MemoryWriter(book, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED)).save()
    return saved


class _MemoryWriter(ExcelWriter):
    """Puts the worksheets together in memory.

    openpyxl itself writes each to a temporary file first: it needs room in a folder that nobody
    named, and where there is none, it fails with what looks like a bug.
    """

    def __init__(self, book: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(book, archive)
        self.archive = archive

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - its types don't know what is used
        """Write one worksheet, as openpyxl does; there are no charts and no pictures."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - what the overridden method does
        writer: Any = WorksheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001 - what the overridden method does
        self.archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)
