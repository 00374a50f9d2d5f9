"""How wide a line of text is, as whoever shows the picture will set it.

Browsers and the typesetter shape text with HarfBuzz or alike, in fractions of a unit and with
kerning. So it is measured with HarfBuzz: what is measured for a coarse screen, letter by letter
and rounded to whole dots, is off by up to a fifth.
"""

from functools import cache

from uharfbuzz import Blob, Buffer, Face, Font, shape

from zkkk_factsheet.typeface import font_file


@cache
def text_width(words: str, weight: int, size: float) -> float:
    """The width of a line of text in the unit of ``size``, which is its font size."""
    font = _font(weight)
    line = Buffer()
    line.add_str(words)
    line.guess_segment_properties()
    shape(font, line)
    return float(sum(glyph.x_advance for glyph in line.glyph_positions) * size / font.face.upem)


@cache
def _font(weight: int) -> Font:
    return Font(Face(Blob.from_file_path(str(font_file(weight)))))
