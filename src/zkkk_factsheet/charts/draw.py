"""Drawing with matplotlib's SVG renderer.

A chart here is some boxes and lines of text whose places are known. So they go to the renderer
itself: a figure would bring axes and three-dimensional plots, a quarter of what matplotlib costs
to load, and lay out every line of text anew.

Every chart is as wide as a column of the sheet, so that the same SVG serves print and a
telephone. Coordinates are millimetres from the top left; text stays text, in the typeface that
the page and the PDF bring along.

Colours are attributes, not styles, and every part has a class that says what it is: a file that
stands alone, and the PDF, show the colours drawn here; a page's style sheet overrules them, so
that the drawing follows the page into dark and forced colours.
"""

import io
import re
from typing import Literal

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from zkkk_factsheet.charts.measure import text_width
from zkkk_factsheet.charts.spec import Bar, Bars, Columns, Drawing, Shade
from zkkk_factsheet.typeface import FAMILY

# A matplotlibrc in the working folder or at home must not change a chart.
mpl.rcdefaults()

Weight = Literal[400, 600]

WIDTH = 87.0
"""Width of every chart in millimetres: one of the sheet's two columns."""

# What a text is, for style sheets, and its colour.
_TEXTS = {
    "ink": "#1c2530",
    "muted": "#55606b",
    "on-strong": "#ffffff",
    "on-weak": "#1c2530",
    "on-unknown": "#1c2530",
}
_FILLS = {"strong": "#1f5a7a", "weak": "#c3cbd2", "unknown": "#ffffff"}
_PAGE = "#ffffff"
_OUTLINE = "#7d8894"
_HAIR = 0.5

_POINTS_PER_MM = 72 / 25.4
_SIZE = 8.5
_SMALL = 8.0

# Ids that repeat from chart to chart, and a style rule that would reach beyond the picture.
_SUPERFLUOUS = re.compile(r' id="[a-z]+_[0-9]+"| <defs>\n  <style[^>]*>[^<]*</style>\n </defs>\n')

# A style within a tag; a text can't be taken for one, since it stands behind the tag's end.
_STYLE = re.compile(r'(<[a-z][^<>]*)style="([^"]*)"')

_WIDTH_ERROR = 0.5
"""Whoever shows the picture may set a line of text so much wider than it was measured."""

_KEY_LINE = 4.2
_KEY_GAP = 1.4
_BAR = 3.7
_LINE = 3.7
_STEP = 0.9
"""What is left free between a bar and what stands below it."""
_GAP = 1.5
_SIGN = 4.0
"""The room for the sign of an entry of a key, in front of its words."""
_APART = 2.4
"""Between two entries of a key."""
_BEFORE = (0.55, 1.5)
"""How wide the line on a bar is, and how wide with the light edges that part it from the bar."""


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
        look = self._renderer.new_gc()
        look.set_foreground(_OUTLINE)
        look.set_linewidth(0)
        if shade == "unknown":
            look.set_linewidth(_HAIR)
            look.set_joinstyle("miter")
            look.set_hatch("//////")
            look.set_hatch_color(to_rgba(_OUTLINE))
            look.set_hatch_linewidth(_HAIR)
        self._rectangle(x, y, width, height, shade, _FILLS[shade], look)

    def before(self, x: float, y: float, height: float) -> None:
        """The line on a bar that says how far it reached before."""
        look = self._renderer.new_gc()
        look.set_linewidth(0)
        line, edged = _BEFORE
        self._rectangle(x - edged / 2, y, edged, height, "blank", _PAGE, look)
        self._rectangle(x - line / 2, y, line, height, "before", _TEXTS["ink"], look)

    def blank(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle like the page, without an outline."""
        look = self._renderer.new_gc()
        look.set_linewidth(0)
        self._rectangle(x, y, width, height, "blank", _PAGE, look)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: Literal["left", "center", "right"] = "left",
        size: float = _SIZE,
        weight: Weight = 400,
        role: str = "ink",
    ) -> None:
        """One line of text whose baseline is at y; ``role`` gives its colour."""
        # The renderer's own way to write a text differs from one version to the next.
        self._renderer.writer.element(
            "text",
            words,
            {
                "class": role,
                "fill": _TEXTS[role],
                "font-family": FAMILY,
                "font-size": f"{size:g}px",
                "font-weight": str(weight),
                "text-anchor": {"left": "start", "center": "middle", "right": "end"}[align],
                "x": _number(x),
                "y": _number(y),
            },
        )

    def svg(self) -> str:
        """The drawing as one SVG element; nothing can be added to it any more."""
        self._renderer.finalize()
        text = self._file.getvalue()
        plain = _SUPERFLUOUS.sub("", text[text.index("<svg") :])
        return _STYLE.sub(lambda tag: tag[1] + _as_attributes(tag[2]), plain)

    def _rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        role: str,
        fill: str,
        look: GraphicsContextBase,
    ) -> None:
        self._renderer.writer.start("g", {"class": role})
        points = Affine2D().scale(width, height).translate(x, y).scale(_POINTS_PER_MM)
        upright = points.scale(1, -1).translate(0, self._height)  # the renderer's y goes up
        self._renderer.draw_path(look, Outline.unit_rectangle(), upright, to_rgba(fill))
        self._renderer.writer.end("g")


def _as_attributes(style: str) -> str:
    """The declarations of a style as attributes, which any rule of a style sheet overrules."""
    declarations = (each.partition(":") for each in style.split(";") if each.strip())
    return " ".join(f'{name.strip()}="{value.strip()}"' for name, _, value in declarations)


def _number(millimetres: float) -> str:
    """A length as points, as the renderer writes them."""
    return f"{millimetres * _POINTS_PER_MM:.6f}".rstrip("0").rstrip(".")


def _bars(drawing: Bars) -> _Canvas:
    key = _key_lines(drawing)
    top = _KEY_LINE * len(key) + _KEY_GAP if key else 0.0
    above = drawing.labels == "above"
    step = _LINE + _BAR + _STEP if above else _BAR + _STEP
    canvas = _Canvas(top + step * len(drawing.bars))
    _key(canvas, key)
    left, right = (0.0, WIDTH) if above else _room_for_bars(drawing)
    longest = max((_length(bar) for bar in drawing.bars), default=0)
    for number, bar in enumerate(drawing.bars):
        y = top + step * number
        base = _length(bar) if drawing.full else longest
        if above:
            canvas.text(0, y + 2.9, bar.label)
            canvas.text(WIDTH, y + 2.9, bar.value, align="right", weight=600)
            y += _LINE
        else:
            canvas.text(left - _GAP, y + 2.9, bar.label, align="right")
        unit = (right - left) / base if base else 0.0
        end = _segments(canvas, bar, left, y, unit)
        if bar.before is not None and unit:
            canvas.before(left + bar.before * unit, y, _BAR + _STEP - 0.1)
        if not above:
            canvas.text(end + _GAP, y + 2.9, bar.value, weight=600)
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
    line = None if bar.before is None else x + bar.before * unit
    for segment in bar.segments:
        width = segment.size * unit
        if width:
            canvas.box(x, y, width, _BAR, segment.shade)
        if width and several:
            middle, room = _beside(line, x, width)
            _write_size(canvas, middle, y, segment.number, segment.shade, room)
        x += width
    return x


def _beside(line: float | None, x: float, width: float) -> tuple[float, float]:
    """The middle of a part and its width; of what is left of it beside a line on it."""
    half = _BEFORE[1] / 2
    if line is None or not x - half < line < x + width + half:
        return x + width / 2, width
    before, after = max(line - half - x, 0.0), max(x + width - line - half, 0.0)
    return (x + before / 2, before) if before > after else (x + width - after / 2, after)


def _write_size(
    canvas: _Canvas, x: float, y: float, number: str, shade: Shade, room: float
) -> None:
    """A segment's size, written into it if there is room; the value beside the bar says it too."""
    width = _width(number, 600, _SMALL)
    if width + 0.6 > room:
        return
    if shade == "unknown":  # a number can't be read on hatching
        canvas.blank(x - width / 2 - 0.3, y + 0.6, width + 0.6, _BAR - 1.2)
    canvas.text(x, y + 2.85, number, align="center", size=_SMALL, weight=600, role=f"on-{shade}")


_Entry = tuple[Shade | Literal["before"], str]


def _key_lines(drawing: Bars) -> list[list[_Entry]]:
    """The entries of the key, in as many lines as they take."""
    entries: list[_Entry] = [*drawing.key]
    if drawing.before:
        entries.append(("before", drawing.before))
    lines: list[list[_Entry]] = []
    x = 0.0
    for entry in entries:
        width = _entry_width(entry)
        if not lines or x + width > WIDTH - _WIDTH_ERROR:
            lines.append([])
            x = 0.0
        lines[-1].append(entry)
        x += width + _APART
    return lines


def _entry_width(entry: _Entry) -> float:
    return _SIGN + _width(entry[1], 400, _SMALL)


def _key(canvas: _Canvas, lines: list[list[_Entry]]) -> None:
    for number, line in enumerate(lines):
        x, y = 0.0, number * _KEY_LINE
        for sign, meaning in line:
            if sign == "before":
                canvas.before(x + _SIGN / 2, y + 0.2, 3.8)
            else:
                canvas.box(x, y + 0.6, 3.0, 3.0, sign)
            canvas.text(x + _SIGN, y + 3.1, meaning, size=_SMALL, role="muted")
            x += _entry_width((sign, meaning)) + _APART


def _columns(drawing: Columns) -> _Canvas:
    height, top, bottom = 23.0, 4.6, 8.4
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
        canvas.text(middle, ground + 3.5, column.label, align="center")
    canvas.box(0, ground, WIDTH, 0.25, "weak")
    canvas.text(WIDTH / 2, height - 1.1, drawing.axis, align="center", size=_SMALL, role="muted")
    return canvas


def _width(words: str, weight: Weight, size: float) -> float:
    """How wide a line of text is, in millimetres."""
    return text_width(words, weight, size) / _POINTS_PER_MM
