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
def web_fonts(letters: frozenset[int] = PRINTABLE) -> dict[int, str]:
    """Every weight as a WOFF file in base64, to be part of a page: the letters it may need.

    What may stand beside what, such as kerning, is kept. HarfBuzz cuts a weight in a hundredth
    of the time that fontTools takes for it, which then only packs the tables.
    """
    cut = {weight: _cut(font_file(weight), letters) for weight in WEIGHTS}
    return {weight: b64encode(_packed(font)).decode() for weight, font in cut.items()}


def _cut(file: Path, letters: frozenset[int]) -> bytes:
    """A font file with some letters alone, and without hints for coarse screens."""
    wanted = SubsetInput()
    wanted.unicode_set.update(letters)
    wanted.flags = SubsetFlags.NO_HINTING
    return bytes(subset(Face(Blob.from_file_path(str(file))), wanted).blob.data)


def _packed(font: bytes) -> bytes:
    """A font file as WOFF."""
    tables, file = SFNTReader(io.BytesIO(font)), io.BytesIO()
    woff = SFNTWriter(file, len(tables.keys()), tables.sfntVersion, "woff")
    for name in tables.keys():  # noqa: SIM118 - a reader is no mapping
        woff[name] = tables[name]
    woff.close()
    return file.getvalue()
