"""Drawing with matplotlib's SVG renderer.

A chart here is some boxes and lines of text whose places are known. So they go to the renderer
itself: a figure would bring axes and three-dimensional plots, a quarter of what matplotlib costs
to load, and lay out every line of text anew.

Every chart is as wide as a column of the sheet, so that the same SVG serves print and a
telephone. Coordinates are millimetres from the top left; text stays text, in the typeface that
the page and the PDF bring along.
"""

import io
import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from zkkk_factsheet.charts.spec import Bar, Bars, Columns, Drawing, Shade
from zkkk_factsheet.typeface import FAMILY, font_file

# A matplotlibrc in the working folder or at home must not change a chart.
mpl.rcdefaults()

Weight = Literal[400, 600]

WIDTH = 87.0
"""Width of every chart in millimetres: one of the sheet's two columns."""

_INK = "#1c2530"
_MUTED = "#55606b"
_FILLS = {"strong": "#1f5a7a", "weak": "#c3cbd2", "unknown": "#ffffff"}
_TEXT_ON = {"strong": "#ffffff", "weak": _INK, "unknown": _INK}
_OUTLINE = "#7d8894"
_HAIR = 0.5

_POINTS_PER_MM = 72 / 25.4
_SIZE = 8.5
_SMALL = 8.0

# Ids that repeat from chart to chart, and a style rule that would reach beyond the picture.
_SUPERFLUOUS = re.compile(r' id="[a-z]+_[0-9]+"| <defs>\n  <style[^>]*>[^<]*</style>\n </defs>\n')

_WIDTH_ERROR = 0.5
"""Whoever shows the picture may set a line of text so much wider than it was measured."""

_KEY_HEIGHT = 6.2
_BAR = 4.2
_LINE = 4.3
_GAP = 1.5


def svg_of(drawing: Drawing, name: str) -> str:
    """Draw a chart.

    Args:
        drawing: What to draw.
        name: Keeps the ids inside the picture apart from those of others on the same page.

    Returns:
        One ``<svg>`` element, `WIDTH` millimetres wide, the same for the same drawing. It has
        no declaration and no description: the page that holds it describes it.
    """
    settings = {"svg.fonttype": "none", "svg.hashsalt": name, "svg.id": None}
    with mpl.rc_context(settings):  # type: ignore[arg-type] # keys are literals in the stubs
        match drawing:
            case Bars():
                return _bars(drawing).svg()
            case Columns():
                return _columns(drawing).svg()


def svgs_of(drawings: Mapping[str, Drawing]) -> dict[str, str]:
    """Draw some charts, each under its id, which is its name too."""
    return {id_: svg_of(drawing, id_) for id_, drawing in drawings.items()}


class _Canvas:
    """A drawing under way, measured in millimetres from its top left corner."""

    def __init__(self, height: float) -> None:
        self._height = height * _POINTS_PER_MM
        self._file = io.StringIO()
        self._renderer = RendererSVG(
            WIDTH * _POINTS_PER_MM,
            self._height,
            self._file,
            metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")),
        )

    def box(self, x: float, y: float, width: float, height: float, shade: Shade) -> None:
        """A filled rectangle; what is unknown is hatched and outlined."""
        look = self._look(_OUTLINE)
        if shade == "unknown":
            look.set_linewidth(_HAIR)
            look.set_joinstyle("miter")
            look.set_hatch("//////")
            look.set_hatch_color(to_rgba(_OUTLINE))
            look.set_hatch_linewidth(_HAIR)
        self._rectangle(x, y, width, height, _FILLS[shade], look)

    def blank(self, x: float, y: float, width: float, height: float) -> None:
        """A white rectangle without an outline."""
        self._rectangle(x, y, width, height, "#ffffff", self._look(_INK))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: Literal["left", "center", "right"] = "left",
        size: float = _SIZE,
        weight: Weight = 400,
        colour: str = _INK,
    ) -> None:
        """One line of text whose baseline is at y."""
        x, y = x * _POINTS_PER_MM, y * _POINTS_PER_MM
        # The renderer asks the text object for nothing but its anchor.
        anchor = Text(x, y, horizontalalignment=align)
        font = _font(weight, size)
        self._renderer.draw_text(self._look(colour), x, y, words, font, 0, mtext=anchor)

    def svg(self) -> str:
        """The drawing as one SVG element; nothing can be added to it any more."""
        self._renderer.finalize()
        text = self._file.getvalue()
        return _SUPERFLUOUS.sub("", text[text.index("<svg") :])

    def _look(self, colour: str) -> GraphicsContextBase:
        """How to draw: lines and letters in a colour, and no outline."""
        look = self._renderer.new_gc()
        look.set_foreground(colour)
        look.set_linewidth(0)
        return look

    def _rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        look: GraphicsContextBase,
    ) -> None:
        points = Affine2D().scale(width, height).translate(x, y).scale(_POINTS_PER_MM)
        upright = points.scale(1, -1).translate(0, self._height)  # the renderer's y goes up
        self._renderer.draw_path(look, Outline.unit_rectangle(), upright, to_rgba(fill))


def _bars(drawing: Bars) -> _Canvas:
    top = _KEY_HEIGHT if drawing.key else 0.0
    above = drawing.labels == "above"
    step = _LINE + _BAR + 1.3 if above else _BAR + 1.7
    canvas = _Canvas(top + step * len(drawing.bars))
    _key(canvas, drawing)
    left, right = (0.0, WIDTH) if above else _room_for_bars(drawing)
    longest = max((_length(bar) for bar in drawing.bars), default=0)
    for number, bar in enumerate(drawing.bars):
        y = top + step * number
        base = _length(bar) if drawing.full else longest
        if above:
            canvas.text(0, y + 3.2, bar.label)
            canvas.text(WIDTH, y + 3.2, bar.value, align="right", weight=600)
            y += _LINE
        else:
            canvas.text(left - _GAP, y + 3.2, bar.label, align="right")
        end = _segments(canvas, bar, left, y, (right - left) / base if base else 0.0)
        if not above:
            canvas.text(end + _GAP, y + 3.2, bar.value, weight=600)
    return canvas


def _room_for_bars(drawing: Bars) -> tuple[float, float]:
    """From where to where bars can reach between their names and their values."""
    names = max((_width(bar.label, 400, _SIZE) for bar in drawing.bars), default=0.0)
    values = max((_width(bar.value, 600, _SIZE) for bar in drawing.bars), default=0.0)
    return names + _GAP, WIDTH - values - _GAP - _WIDTH_ERROR


def _length(bar: Bar) -> int:
    return sum(segment.size for segment in bar.segments)


def _segments(canvas: _Canvas, bar: Bar, x: float, y: float, unit: float) -> float:
    """Draw a bar's parts; gives where it ends."""
    several = len(bar.segments) > 1
    for segment in bar.segments:
        width = segment.size * unit
        if width:
            canvas.box(x, y, width, _BAR, segment.shade)
        if width and several:
            _number(canvas, x + width / 2, y, segment.number, segment.shade, width)
        x += width
    return x


def _number(canvas: _Canvas, x: float, y: float, number: str, shade: Shade, room: float) -> None:
    """A segment's size, written into it if there is room; the value beside the bar says it too."""
    width = _width(number, 600, _SMALL)
    if width + 0.6 > room:
        return
    if shade == "unknown":  # a number can't be read on hatching
        canvas.blank(x - width / 2 - 0.3, y + 0.7, width + 0.6, _BAR - 1.4)
    canvas.text(x, y + 3.1, number, align="center", size=_SMALL, weight=600, colour=_TEXT_ON[shade])


def _key(canvas: _Canvas, drawing: Bars) -> None:
    x = 0.0
    for shade, meaning in drawing.key:
        canvas.box(x, 0.6, 3.0, 3.0, shade)
        canvas.text(x + 4.2, 3.3, meaning, size=_SMALL, colour=_MUTED)
        x += 4.2 + _width(meaning, 400, _SMALL) + 4.0


def _columns(drawing: Columns) -> _Canvas:
    height, top, bottom = 33.0, 5.0, 10.0
    canvas = _Canvas(height)
    slot = WIDTH / max(len(drawing.columns), 1)
    largest = max((column.size for column in drawing.columns), default=0)
    ground = height - bottom
    for number, column in enumerate(drawing.columns):
        tall = column.size / largest * (ground - top) if largest else 0.0
        x = number * slot
        if column.size:
            canvas.box(x + slot * 0.14, ground - tall, slot * 0.72, tall, "strong")
        middle = x + slot / 2
        canvas.text(middle, ground - tall - 1.2, column.value, align="center", weight=600)
        canvas.text(middle, ground + 3.8, column.label, align="center")
    canvas.box(0, ground, WIDTH, 0.25, "weak")
    canvas.text(WIDTH / 2, height - 1.4, drawing.axis, align="center", size=_SMALL, colour=_MUTED)
    return canvas


@cache
def _font(weight: Weight, size: float) -> FontProperties:
    return FontProperties(family=FAMILY, weight=weight, size=size)


@cache
def _width(words: str, weight: Weight, size: float) -> float:
    """How wide a line of text is, in millimetres."""
    font = _metrics(weight)
    font.set_size(size, 72)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64 / _POINTS_PER_MM


@cache
def _metrics(weight: Weight) -> FT2Font:
    return FT2Font(str(font_file(weight)))
