"""The typeface as a part of a page: only the letters it may need."""

import io
from base64 import b64encode
from functools import cache
from pathlib import Path

from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter
from uharfbuzz import Blob, Face, SubsetFlags, SubsetInput, subset

from zkkk_factsheet.reference.printable import PRINTABLE
from zkkk_factsheet.typeface import WEIGHTS, font_file


@cache
def web_fonts() -> dict[int, str]:
    """Every weight as a WOFF file in base64, to be part of a page: the letters it may need.

    What may stand beside what, such as kerning, is kept. HarfBuzz cuts a weight in a hundredth
    of the time that fontTools takes for it, which then only packs the tables.
    """
    return {weight: b64encode(_packed(_cut(font_file(weight)))).decode() for weight in WEIGHTS}


def _cut(file: Path) -> bytes:
    """A font file with our letters alone, and without hints for coarse screens."""
    letters = SubsetInput()
    letters.unicode_set.update(PRINTABLE)
    letters.flags = SubsetFlags.NO_HINTING
    return bytes(subset(Face(Blob.from_file_path(str(file))), letters).blob.data)


def _packed(font: bytes) -> bytes:
    """A font file as WOFF."""
    tables, file = SFNTReader(io.BytesIO(font)), io.BytesIO()
    woff = SFNTWriter(file, len(tables.keys()), tables.sfntVersion, "woff")
    for name in tables.keys():  # noqa: SIM118 - a reader is no mapping
        woff[name] = tables[name]
    woff.close()
    return file.getvalue()
