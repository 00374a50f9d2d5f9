"""What a number format makes of a value: "po" for 0, 12 for 2, nothing at all.

Only as far as it matters here: whether somebody who looks at the cell sees its value. Colours,
padding and separators of thousands are left out; what a format writes is written.
"""

import operator
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from zkkk_factsheet.workbook.reading.cells import CellValue

_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | (?P<space>_.) | (?P<filled>\*.)
    | \[(?P<bracket>[^\]]*)\] | (?P<end>;) | (?P<general>general) | (?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|=|<|>)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_CURRENCY = re.compile(r"\$([^-]*)")
_NUMBER = re.compile(r"[0-9](?:[0-9.,\s'’]*[0-9])?")
_COMPARED: dict[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_SCIENTIFIC = re.compile(r"[0#?]e[+-]", re.IGNORECASE)
_MOST_SCALING = 100
"""More commas than this leave nothing of any number."""

_LONGEST_SHOWN = 200
"""So much of a text is enough to see that something else stands around it."""

_NUMBERS, _WITH_TEXT = 3, 4
"""How many sections of a format are for numbers, and how many there are with that for texts."""


class _Part(NamedTuple):
    """A part of a section: what it writes, or the sign of a placeholder ("0", ".", "@")."""

    text: str
    literal: bool


class _Section(NamedTuple):
    """What a format makes of some of the values, and of which."""

    parts: tuple[_Part, ...]
    condition: Callable[[float], bool] | None

    def has(self, signs: str) -> bool:
        """Whether one of the placeholders is there."""
        return any(not part.literal and part.text in signs for part in self.parts)


@lru_cache(maxsize=1024)  # columns of the same format and the same few numbers
def displayed(code: str, value: CellValue) -> str | None:
    """What a cell of this format shows of a value; None if that is the value, and no more.

    A number in scientific notation is always that number.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None  # Words and dates show as they are.
    if _SCIENTIFIC.search(code):
        return None
    sections = _sections(code)
    texts = [each for each in sections if each.has("@")]
    if isinstance(value, str):
        section = sections[-1] if len(sections) == _WITH_TEXT else next(iter(texts), None)
        shown = _written(section, value) if section else value
        return None if shown == " ".join(value.split()) else shown
    numbers = [each for each in sections[:_NUMBERS] if not each.has("@")]
    if not numbers:
        return None
    chosen = _chosen(numbers, value)
    shown = "#" if chosen is None else _written(chosen, value)
    return None if is_only(shown, value) else shown


def says(shown: str, value: float) -> bool:
    """Whether the one number in a text is this one: "2 zyrtarë" says 2, and "12" doesn't.

    A dash is how accounts write zero. What is shown may be rounded to some decimals.
    """
    text = shown.strip()
    if text in {"-", "–", "—"}:
        return value == 0
    numbers = _NUMBER.findall(text)
    if len(numbers) != 1 or "%" in text:
        return False
    return any(_equal(each, abs(value)) for each in _readings(numbers[0]))


def is_only(shown: str, value: float) -> bool:
    """Whether a text is nothing but this number."""
    return not any(sign.isalpha() or sign == "%" for sign in shown) and says(shown, value)


def _readings(number: str) -> Sequence[str]:
    """A number with a decimal point, if its commas, or its points, part thousands."""
    bare = re.sub(r"[\s'’]", "", number)
    return bare.replace(",", ""), bare.replace(".", "").replace(",", ".")


def _equal(number: str, value: float) -> bool:
    try:
        read = float(number)
    except ValueError:
        return False
    decimals = len(number.partition(".")[2])
    return read == value or (decimals > 0 and abs(read - value) <= 0.51 * 10**-decimals)


def _sections(code: str) -> list[_Section]:
    sections: list[_Section] = []
    parts: list[_Part] = []
    condition: Callable[[float], bool] | None = None
    for token in _TOKEN.finditer(code):
        kind, text = token.lastgroup, token[token.lastgroup or 0]
        if kind == "end":
            sections.append(_Section(tuple(parts), condition))
            parts, condition = [], None
        elif kind == "bracket":
            condition = _condition(text) or condition
            parts += [_Part(each, literal=True) for each in _CURRENCY.findall(text)]
        elif kind in {"quoted", "escaped"}:
            parts.append(_Part(text.strip('"') if kind == "quoted" else text, literal=True))
        elif kind == "space":
            parts.append(_Part(" ", literal=True))
        elif kind != "filled":
            parts.append(_Part(text, literal=kind == "other" and text not in "0#?.,@/"))
    return [*sections, _Section(tuple(parts), condition)][:_WITH_TEXT]


def _condition(bracket: str) -> Callable[[float], bool] | None:
    if not (match := _CONDITION.fullmatch(bracket.strip())):
        return None
    compare, limit = _COMPARED[match[1]], float(match[2])
    return lambda value: compare(value, limit)


def _chosen(sections: Sequence[_Section], value: float) -> _Section | None:
    """The section for a number: by its condition, else by its sign; None if there is none."""
    if any(each.condition for each in sections):
        meant = (each for each in sections if each.condition and each.condition(value))
        others = (each for each in sections if not each.condition)
        return next(meant, None) or next(others, None)
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) == _NUMBERS:
        return sections[2]
    return sections[0]


def _written(section: _Section, value: str | float) -> str:
    """What a section writes, without superfluous spaces."""
    if isinstance(value, str):
        kept = value if len(section.parts) == 1 else value[:_LONGEST_SHOWN]
        texts = (each.text if each.literal or each.text != "@" else kept for each in section.parts)
        return " ".join("".join(texts).split())
    parts = [part.text if part.literal else "" for part in section.parts]
    for place, text in _digits(section, abs(value)):
        parts[place] = text
    return " ".join("".join(parts).split())


def _digits(section: _Section, number: float) -> list[tuple[int, str]]:
    """The number's digits, and at which part of the section each of them stands."""
    signs = [(place, part.text) for place, part in enumerate(section.parts) if not part.literal]
    for place, sign in signs:
        if sign.lower() == "general":
            return [(place, f"{number:.10g}")]
    point = next((index for index, (_, sign) in enumerate(signs) if sign == "."), len(signs))
    whole = [(place, sign) for place, sign in signs[:point] if sign in "0#?"]
    decimals = [(place, sign) for place, sign in signs[point:] if sign in "0#?"]
    if not whole and not decimals:
        return []
    if any(sign == "/" for _, sign in signs):
        return [(whole[0][0] if whole else decimals[0][0], f"{number:.10g}")]
    after = [place for place, sign in signs if sign == ","]
    last = whole[-1][0] if whole else -1
    scaled = number / 1000.0 ** min(sum(place > last for place in after), _MOST_SCALING)
    integer, _, fraction = f"{scaled:.{len(decimals)}f}".partition(".")
    return [*_whole(whole, integer.lstrip("0")), *_fraction(signs, point, decimals, fraction)]


def _whole(places: Sequence[tuple[int, str]], digits: str) -> list[tuple[int, str]]:
    """Digits fill their places from the right; the first place takes all that are left."""
    written: list[tuple[int, str]] = []
    for index, (place, sign) in enumerate(reversed(places), 1):
        rest = digits[: len(digits) - index + 1] if index <= len(digits) else ""
        digit = rest if index == len(places) else rest[-1:]
        written.append((place, digit or ("0" if sign == "0" else "")))
    return written


def _fraction(
    signs: Sequence[tuple[int, str]], point: int, places: Sequence[tuple[int, str]], digits: str
) -> list[tuple[int, str]]:
    if point == len(signs):
        return []
    needed = max((n for n, (_, sign) in enumerate(places, 1) if sign == "0"), default=0)
    kept = digits.rstrip("0").ljust(needed, "0")
    written = [(place, digit) for (place, _), digit in zip(places, kept, strict=False)]
    return [(signs[point][0], "."), *written]
