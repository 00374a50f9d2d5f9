"""Text as outlines: a drawing that looks the same where the typeface is not at hand."""

import html
import re

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from zkkk_factsheet.charts.measure import font_of, shaped

_TEXT = re.compile(
    r'<text class="(?P<role>[\w-]+)" fill="(?P<fill>[^"]+)" font-family="[^"]+"'
    r' font-size="(?P<size>[\d.]+)px" font-weight="(?P<weight>\d+)"'
    r' text-anchor="(?P<anchor>\w+)" x="(?P<x>[-\d.]+)" y="(?P<y>[-\d.]+)">(?P<words>[^<]*)</text>'
)
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a line of text stands before its place."""


def outlined(svg: str) -> str:
    """A drawing of `svg_of` whose lines of text are paths."""
    return _TEXT.sub(_path, svg)


def _path(line: re.Match[str]) -> str:
    weight = int(line["weight"])
    font, glyphs = font_of(weight), shaped(html.unescape(line["words"]), weight)
    unit = float(line["size"]) / font.face.upem
    width = sum(glyph.advance for glyph in glyphs) * unit
    x, y = float(line["x"]) - width * _BEFORE[line["anchor"]], float(line["y"])
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
    for glyph in glyphs:
        at = (unit, 0, 0, -unit, x + glyph.x * unit, y - glyph.y * unit)
        font.draw_glyph_with_pen(glyph.id, TransformPen(pen, at))
        x += glyph.advance * unit
    return f'<path class="{line["role"]}" fill="{line["fill"]}" d="{pen.getCommands()}"/>'
