"""Drawing with matplotlib's objects, without pyplot and without any global state but its own.

Every chart is as wide as a column of the sheet, so that the same SVG serves print and a
telephone. Coordinates are millimetres from the top left; text stays text, in the typeface that
the page and the PDF bring along.
"""

import io
import logging
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import font_source_sans_pro
import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from zkkk_factsheet.charts.spec import Bar, Bars, Columns, Drawing, Shade

# A matplotlibrc in the working folder or at home must not change a chart.
mpl.rcdefaults()
# No home to keep a cache in is no news for whoever reads the log.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

WIDTH = 87.0
"""Width of every chart in millimetres: one of the sheet's two columns."""

_INK = "#1c2530"
_MUTED = "#55606b"
_FILLS = {"strong": "#1f5a7a", "weak": "#c3cbd2", "unknown": "#ffffff"}
_TEXT_ON = {"strong": "#ffffff", "weak": _INK, "unknown": _INK}
_OUTLINE = "#7d8894"

_POINTS_PER_MM = 72 / 25.4
_SIZE = 8.5
_SMALL = 8.0
_FAMILY = "Source Sans Pro"
_WEIGHTS = {"Regular": 400, "Semibold": 600}

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
    match drawing:
        case Bars():
            canvas = _bars(drawing)
        case Columns():
            canvas = _columns(drawing)
    return canvas.svg(name)


def svgs_of(drawings: Mapping[str, Drawing]) -> dict[str, str]:
    """Draw some charts, each under its id, which is its name too."""
    return {id_: svg_of(drawing, id_) for id_, drawing in drawings.items()}


class _Canvas:
    """A figure measured in millimetres from its top left corner."""

    def __init__(self, height: float) -> None:
        self.height = height
        self.figure = Figure(figsize=(WIDTH / 25.4, height / 25.4), dpi=72)
        self.figure.patch.set_visible(False)
        FigureCanvasSVG(self.figure)

    def box(self, x: float, y: float, width: float, height: float, shade: Shade) -> None:
        """A filled rectangle; what is unknown is hatched and outlined."""
        unknown = shade == "unknown"
        self._rectangle(
            x,
            y,
            width,
            height,
            facecolor=_FILLS[shade],
            edgecolor=_OUTLINE if unknown else "none",
            linewidth=0.5 if unknown else 0,
            hatch="//////" if unknown else None,
        )

    def blank(self, x: float, y: float, width: float, height: float) -> None:
        """A white rectangle without an outline."""
        self._rectangle(x, y, width, height, facecolor="#ffffff", linewidth=0)

    def _rectangle(self, x: float, y: float, width: float, height: float, **look: Any) -> None:  # noqa: ANN401 - matplotlib's own keywords
        self.figure.add_artist(
            Rectangle(
                (x / WIDTH, 1 - (y + height) / self.height),
                width / WIDTH,
                height / self.height,
                transform=self.figure.transFigure,
                **look,
            )
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: Literal["left", "center", "right"] = "left",
        size: float = _SIZE,
        weight: Literal["Regular", "Semibold"] = "Regular",
        colour: str = _INK,
    ) -> None:
        """One line of text whose baseline is at y."""
        self.figure.add_artist(
            Text(
                x / WIDTH,
                1 - y / self.height,
                words,
                ha=align,
                va="baseline",
                fontproperties=_font(weight, size),
                color=colour,
                transform=self.figure.transFigure,
                parse_math=False,
            )
        )

    def svg(self, name: str) -> str:
        """The figure as one SVG element."""
        buffer = io.StringIO()
        settings = {
            "svg.fonttype": "none",
            "svg.hashsalt": name,
            "hatch.linewidth": 0.5,
            "hatch.color": _OUTLINE,
        }
        with mpl.rc_context(settings):  # type: ignore[arg-type] # keys are literals in the stubs
            self.figure.savefig(
                buffer, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type"))
            )
        text = buffer.getvalue()
        return _SUPERFLUOUS.sub("", text[text.index("<svg") :])


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
            canvas.text(WIDTH, y + 3.2, bar.value, align="right", weight="Semibold")
            y += _LINE
        else:
            canvas.text(left - _GAP, y + 3.2, bar.label, align="right")
        end = _segments(canvas, bar, left, y, (right - left) / base if base else 0.0)
        if not above:
            canvas.text(end + _GAP, y + 3.2, bar.value, weight="Semibold")
    return canvas


def _room_for_bars(drawing: Bars) -> tuple[float, float]:
    """From where to where bars can reach between their names and their values."""
    names = max((_width(bar.label, "Regular", _SIZE) for bar in drawing.bars), default=0.0)
    values = max((_width(bar.value, "Semibold", _SIZE) for bar in drawing.bars), default=0.0)
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
    width = _width(number, "Semibold", _SMALL)
    if width + 0.6 > room:
        return
    if shade == "unknown":  # a number can't be read on hatching
        canvas.blank(x - width / 2 - 0.3, y + 0.7, width + 0.6, _BAR - 1.4)
    canvas.text(
        x, y + 3.1, number, align="center", size=_SMALL, weight="Semibold", colour=_TEXT_ON[shade]
    )


def _key(canvas: _Canvas, drawing: Bars) -> None:
    x = 0.0
    for shade, meaning in drawing.key:
        canvas.box(x, 0.6, 3.0, 3.0, shade)
        canvas.text(x + 4.2, 3.3, meaning, size=_SMALL, colour=_MUTED)
        x += 4.2 + _width(meaning, "Regular", _SMALL) + 4.0


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
        canvas.text(middle, ground - tall - 1.2, column.value, align="center", weight="Semibold")
        canvas.text(middle, ground + 3.8, column.label, align="center")
    canvas.box(0, ground, WIDTH, 0.25, "weak")
    canvas.text(WIDTH / 2, height - 1.4, drawing.axis, align="center", size=_SMALL, colour=_MUTED)
    return canvas


@cache
def _font(weight: str, size: float) -> FontProperties:
    fontManager.addfont(_font_file(weight))
    return FontProperties(
        family=_FAMILY, weight=_WEIGHTS[weight], size=size, fname=str(_font_file(weight))
    )


@cache
def _font_file(weight: str) -> Path:
    return Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{weight}.ttf"


@cache
def _width(words: str, weight: str, size: float) -> float:
    """How wide a line of text is, in millimetres."""
    font = _metrics(weight)
    font.set_size(size, 72)
    font.set_text(words, 0.0)
    return float(font.get_width_height()[0]) / 64 / _POINTS_PER_MM


@cache
def _metrics(weight: str) -> FT2Font:
    return FT2Font(str(_font_file(weight)))
