"""What all workbooks that the program writes have in common: colours, and bytes without a clock."""

import re
import textwrap
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

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

_MOMENT = (1980, 1, 1, 0, 0, 0)
_WRITTEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def bytes_of(book: "Workbook") -> bytes:
    """An openpyxl workbook as a file: the same bytes whenever it is written."""
    from zkkk_factsheet.workbook.excel_memory import saved_in_memory  # noqa: PLC0415 - openpyxl

    with zipfile.ZipFile(saved_in_memory(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["docProps/core.xml"] = _WRITTEN.sub(
        rb"\g<1>2020-01-01T00:00:00Z", parts["docProps/core.xml"]
    )
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of its parts, in their order and without the time at which it was packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, date_time=_MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.external_attr = 0o644 << 16
            part.create_system = 3  # the same on every system
            archive.writestr(part, content)
    return packed.getvalue()


def height_for(texts: Mapping[str, int]) -> float:
    """The height of a row of wrapped texts, each with the width of its column in letters."""
    lines = max(len(textwrap.wrap(text, width - 2)) for text, width in texts.items())
    return lines * _POINTS + _POINTS / 2
