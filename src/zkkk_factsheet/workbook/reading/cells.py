"""A cell with its address, and how its value is written in messages."""

import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from zkkk_factsheet.workbook.findings import Figures
from zkkk_factsheet.workbook.places import Place

CellValue = str | int | float | bool | date | time | timedelta

Trouble = Literal["", "error", "no-result"]

_INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})
_LONGEST_SHOWN = 60
_LONGEST_ECHOED = 160
_MOST_CLEANED = 10 * _LONGEST_ECHOED
_EXACT_INTEGERS = 1e15


class Cell(NamedTuple):
    """A cell with its address, attached when it was read. A text ``value`` is clean, never blank.

    It has its line breaks, but no other control or invisible characters.

    ``trouble`` says why the value can't be taken: an Excel error value, a formula without a
    stored result. ``percent`` is whether Excel shows it as a percentage, ``display`` what it
    shows instead of the value; None if it shows that.
    """

    place: Place
    value: CellValue | None
    trouble: Trouble = ""
    percent: bool = False
    display: str | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in the cell, and nothing is wrong with it."""
        return self.value is None and not self.trouble

    @property
    def text(self) -> str:
        """The value as a text in one line, without superfluous spaces; "" if blank."""
        return self.lines.replace("\n", " ")

    @property
    def lines(self) -> str:
        """The same with its line breaks: a name may stand there in one language a line."""
        return self.value if isinstance(self.value, str) else as_text(self.value)

    @property
    def shown(self) -> str:
        """The value as messages show it: as Excel does, and not too long."""
        if self.percent and isinstance(self.value, int | float):
            return Figures(f"{self.value * 100:g}%")
        return shortened(self.text) if isinstance(self.value, str) else Figures(self.text)


def clean(text: str) -> str:
    """A text in one line, without invisible characters and superfluous spaces.

    Its letters are whole: macOS writes ë as an e and a mark, and no typeface has them so. What is
    left can be printed in a terminal: nothing in it is a command to it.
    """
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.translate(_VISIBLE))
    return " ".join(text.split())


class _Visible(dict[int, int | None]):
    """What becomes of each character: spaces stay, invisible ones go. Filled as needed."""

    def __missing__(self, code: int) -> int | None:
        letter = chr(code)
        hidden = unicodedata.category(letter) in _INVISIBLE and not letter.isspace()
        self[code] = None if hidden else code
        return self[code]


_VISIBLE = _Visible()


def clean_lines(text: str) -> str:
    """A text, each of its lines cleaned, without blank lines."""
    if "\n" not in text and "\r" not in text:
        return clean(text)
    return "\n".join(line for line in map(clean, text.splitlines()) if line)


def echoed(text: str) -> str:
    """What came from outside, as a message repeats it: clean, and never long."""
    text = clean(text[:_MOST_CLEANED])
    return text if len(text) <= _LONGEST_ECHOED else text[: _LONGEST_ECHOED - 1] + "…"


def shortened(text: str) -> str:
    """The beginning of a text, if it is too long to be shown in a message."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def as_text(value: CellValue | None) -> str:
    """A value as a text; a whole number has no decimals, a midnight no time."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_INTEGERS:
        value = int(value)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value)
