"""What all workbooks that the program writes have in common: colours, and bytes without a clock."""

import re
import textwrap
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from zkkk_factsheet.packing import zipped

ACCENT = "1F5A7A"
ON_ACCENT = "FFFFFF"
INK = "26323A"
QUIET = "66747D"
LINE = "D5DDE2"
PALE = "EEF3F6"
BLANK = "FFF3C4"
ERROR = "F8C9C4"
WARNING = "FFE2A8"

_POINTS = 15
"""The height of a line of text."""

_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def bytes_of(book: Workbook) -> bytes:
    """An openpyxl workbook as a file: the same bytes whenever it is written."""
    with zipfile.ZipFile(_saved_in_memory(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _WRITTEN.sub(
        rb"\g<1>2020-01-01T00:00:00Z", parts["docProps/core.xml"]
    )
    return zipped(parts)


def height_for(texts: Mapping[str, int]) -> float:
    """The height of a row of wrapped texts, each with the width of its column in letters."""
    lines = max(len(textwrap.wrap(text, width - 2)) for text, width in texts.items())
    return lines * _POINTS + _POINTS / 2


def _saved_in_memory(book: Workbook) -> BytesIO:
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
