"""Text as outlines: a drawing that looks the same where the typeface is not at hand."""

import html
import re
from functools import cache, lru_cache
from typing import NamedTuple

from fontTools.pens.svgPathPen import SVGPathPen

from zkkk_factsheet.charts.measure import font_of, shaped

_TEXT = re.compile(
    r'<text class="(?P<role>[\w-]+)" fill="(?P<fill>[^"]+)" font-family="[^"]+"'
    r' font-size="(?P<size>[\d.]+)px" font-weight="(?P<weight>\d+)"'
    r' text-anchor="(?P<anchor>\w+)" x="(?P<x>[-\d.]+)" y="(?P<y>[-\d.]+)">(?P<words>[^<]*)</text>'
)
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a line of text stands before its place."""


_COMMAND = re.compile("([A-Z])([^A-Z]*)")
"""A step of a path: what it does, and its numbers."""

_LAST_ZERO = re.compile(r"(?<=\.[1-9])0")
"""A needless zero, where each number has two places."""


class _Outline(NamedTuple):
    """A letter of the typeface, in its units.

    Attributes:
        path: What its path consists of, with ``%.2f`` for each number.
        numbers: The numbers, and which of them go across; the others go up.
    """

    path: str
    numbers: tuple[tuple[float, bool], ...]


@lru_cache(maxsize=1)  # it is wanted twice: as SVG and as PNG
def outlined(svg: str) -> str:
    """A drawing of `svg_of` whose lines of text are paths."""
    return _TEXT.sub(_path, svg)


def _path(line: re.Match[str]) -> str:
    weight = int(line["weight"])
    glyphs = shaped(html.unescape(line["words"]), weight)
    unit = float(line["size"]) / font_of(weight).face.upem
    width = sum(glyph.advance for glyph in glyphs) * unit
    x, y = float(line["x"]) - width * _BEFORE[line["anchor"]], float(line["y"])
    letters = []
    for glyph in glyphs:
        outline = _outline(glyph.id, weight)
        left, base = x + glyph.x * unit, y - glyph.y * unit
        places = (
            unit * number + left if across else base - unit * number
            for number, across in outline.numbers
        )
        letters.append(outline.path % tuple(places))
        x += glyph.advance * unit
    path = _LAST_ZERO.sub("", "".join(letters).replace(".00", ""))
    return f'<path class="{line["role"]}" fill="{line["fill"]}" d="{path}"/>'


@cache  # to draw it takes ten times as long as to put it in its place
def _outline(glyph: int, weight: int) -> _Outline:
    pen = SVGPathPen(None)
    font_of(weight).draw_glyph_with_pen(glyph, pen)
    path, numbers = [], []
    for command, text in _COMMAND.findall(pen.getCommands()):
        values = [float(each) for each in text.split()]
        path.append(command + " ".join("%.2f" for _ in values))
        # All steps but these two have points: a number across, and one up.
        numbers += [
            (value, command == "H" if command in "HV" else place % 2 == 0)
            for place, value in enumerate(values)
        ]
    return _Outline("".join(path), tuple(numbers))
