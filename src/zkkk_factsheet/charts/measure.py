"""How wide a line of text is, as whoever shows the picture will set it.

Browsers and the typesetter shape text with HarfBuzz or alike, in fractions of a unit and with
kerning. So it is measured with HarfBuzz: what is measured for a coarse screen, letter by letter
and rounded to whole dots, is off by up to a fifth.
"""

from functools import cache
from typing import NamedTuple

from uharfbuzz import Blob, Buffer, Face, Font, shape

from zkkk_factsheet.typeface import font_file


class Glyph(NamedTuple):
    """A letter of a line: its number in the font, how far it moves on, and how far it is off."""

    id: int
    advance: int
    x: int
    y: int


@cache
def text_width(words: str, weight: int, size: float) -> float:
    """The width of a line of text in the unit of ``size``, which is its font size."""
    advance = sum(glyph.advance for glyph in shaped(words, weight))
    return float(advance * size / font_of(weight).face.upem)


def shaped(words: str, weight: int) -> list[Glyph]:
    """The letters of a line of text, in units of its font."""
    line = Buffer()
    line.add_str(words)
    line.guess_segment_properties()
    shape(font_of(weight), line)
    return [
        Glyph(each.codepoint, at.x_advance, at.x_offset, at.y_offset)
        for each, at in zip(line.glyph_infos, line.glyph_positions, strict=True)
    ]


@cache
def font_of(weight: int) -> Font:
    """The typeface in a weight."""
    return Font(Face(Blob.from_file_path(str(font_file(weight)))))
