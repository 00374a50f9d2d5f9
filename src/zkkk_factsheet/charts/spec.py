"""What a chart shows, as plain data: sizes, and labels already written in a language."""

from dataclasses import dataclass
from typing import Final, Literal

Shade = Literal["strong", "weak", "unknown"]
"""How an area is filled. The three differ in lightness and in pattern, not in colour alone."""

SHADES: Final[tuple[Shade, Shade, Shade]] = ("strong", "weak", "unknown")
"""The shades of yes, no and no information, in that order."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: how many it stands for, how it is filled, the number as it is written."""

    size: int
    shade: Shade
    number: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar.

    Attributes:
        label: Its name.
        segments: Its parts from left to right.
        value: Its value in words.
        before: Where a line marks on it how far its first part reached before; None for no line.
    """

    label: str
    segments: tuple[Segment, ...]
    value: str
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, one below the other.

    Attributes:
        bars: From top to bottom.
        key: What the shades mean, in the order of the segments; empty if there is only one.
        before: What the lines on the bars mean; empty if there are none.
        labels: Whether a bar's name stands above it or to its left.
        full: Whether each bar takes the whole width (shares of its own base) or all bars share
            one scale that starts at zero.
    """

    bars: tuple[Bar, ...]
    key: tuple[tuple[Shade, str], ...] = ()
    before: str = ""
    labels: Literal["above", "left"] = "left"
    full: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One upright column: its name below, its size, its value above."""

    label: str
    size: int
    value: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Upright columns side by side on one scale that starts at zero; ``axis`` names them."""

    columns: tuple[Column, ...]
    axis: str


Drawing = Bars | Columns
