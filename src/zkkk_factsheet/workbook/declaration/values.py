"""What a cell's value means: names, a word, a count, a time or a text; or what is wrong.

The functions take a `Cell` and give its value, None if it is blank, or a `Fault`.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from zkkk_factsheet.reference import (
    Match,
    duties,
    find_category,
    find_community,
    find_component,
    find_duty,
    find_municipality,
    fold,
    nearest,
    words_for,
)
from zkkk_factsheet.reference.printable import unprintable
from zkkk_factsheet.workbook.declaration.dates import two_readings, written_date
from zkkk_factsheet.workbook.declaration.periods import written_period
from zkkk_factsheet.workbook.declaration.schema import Kind
from zkkk_factsheet.workbook.declaration.words import find_word, is_word_for_year, word_spellings
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, clean, shortened

Value = str | int | bool | date | tuple[str, ...] | None

HIGHEST_COUNT = 999
"""An office has a handful of officials; a four-digit number is a year or a slip."""

HIGHEST_NUMBER_OF_PERSONS = 999_999
"""More than live in any municipality."""

YEARS = range(2000, 2100)

_CLOSENESS = 0.7
_LONGEST_REMEMBERED = 100
"""What is longer is a remark, and nobody writes it twice."""

_AMBIGUOUS = frozenset({"municipality", "community"})
"""The kinds of names that several have."""

_NUMERIC = frozenset({"count", "persons", "year"})
_MOST_SIGNS = 8
"""So many characters that can't be printed are named; the others are counted."""
_YEAR = re.compile(r"(?:(?P<before>\w+) )?(?P<year>[0-9]{4})\.?(?: ?(?P<after>[^\W\d]+)\.?)?")
_NUMBER = re.compile(r"^(?P<minus>[-−–])?[+]?(?P<whole>[0-9]{1,9})(?P<decimals>[.,][0-9]{0,9})?$")
_NO_DECIMALS = frozenset({".", ".0", ",0", ".00", ",00"})
"""Three zeros may be those of a thousand."""


class Fault(NamedTuple):
    """What is wrong with a cell: the finding's code and the values its sentences speak of."""

    code: str
    values: Mapping[str, str] = MappingProxyType({})


def parse(kind: Kind, cell: Cell) -> Value | Fault:
    """The value of a cell of a column of this kind; None if blank; a `Fault` if it has none."""
    if cell.trouble == "error":
        return Fault("error-value", {"found": cell.shown})
    if cell.trouble == "no-result":
        return Fault("no-result")
    if cell.display is not None and not _is_seen(kind, cell):
        found = {"found": cell.shown}
        shown = {"shown": shortened(cell.display)}
        return (
            Fault("shown-otherwise", found | shown) if cell.display else Fault("shown-blank", found)
        )
    if isinstance(cell.value, str) and len(cell.value) <= _LONGEST_REMEMBERED:
        return _parse_text(kind, cell.value)
    return None if cell.value is None else _PARSERS[kind](cell)


@lru_cache(maxsize=5_000)
def _parse_text(kind: Kind, text: str) -> Value | Fault:
    """The value of a text, whatever the cell: a year says the same few names and words again."""
    return _PARSERS[kind](Cell(Place(""), text))


def _is_seen(kind: Kind, cell: Cell) -> bool:
    """Whether what a cell shows means what its value means, as "po" does where the value is 1."""
    shown, value = cell.display or "", cell.value
    if kind in _NUMERIC and isinstance(value, int | float):
        from zkkk_factsheet.workbook.reading.files.displayed import says  # noqa: PLC0415 - rarely needed

        return says(shown, value)
    seen = parse(kind, cell._replace(value=shown or None, display=None))
    return not isinstance(seen, Fault) and seen == parse(kind, cell._replace(display=None))


def near(text: str, spellings: Mapping[str, str]) -> str | None:
    """The spelling nearest to a text, of folded spellings and how they are written; or None."""
    return next((spellings[each] for each in nearest(fold(text), spellings, _CLOSENESS)), None)


def _municipality(cell: Cell) -> Value | Fault:
    return _name(cell, "municipality", find_municipality(cell.lines))


def _community(cell: Cell) -> Value | Fault:
    return _name(cell, "community", find_community(cell.lines))


def _component(cell: Cell) -> Value | Fault:
    return _name(cell, "component", find_component(cell.text))


def _category(cell: Cell) -> Value | Fault:
    return _name(cell, "category", find_category(cell.text))


def _duty(cell: Cell) -> Value | Fault:
    numbered = {str(each.number): each.id for each in duties()}
    if found := numbered.get(cell.text.rstrip(".")):
        return found
    return _name(cell, "duty", find_duty(cell.text))


def _communities(cell: Cell) -> Value | Fault:
    """The communities of a list, each once: "Roma, Ashkali and Egyptians", "RAE".

    Here a name for several communities at once means all of them, since all may be reached.
    """
    text = cell.lines
    parts = [text] if find_community(text).ids else _parts_of_list(text)
    found: dict[str, None] = {}
    for part in parts:
        match = find_community(part)
        if not match.ids:
            named = cell._replace(value=part)
            return Fault(
                "unknown-community", _with_suggestion(named, "community", match.suggestion)
            )
        found |= dict.fromkeys(match.ids)
    return tuple(found) or None


def _parts_of_list(text: str) -> list[str]:
    """What stands between commas, semicolons, line breaks and words for "and"."""
    parts = [part for part in re.split(r"[,;/&\n]", text) if part.strip()]
    words = [part.split() for part in parts]
    joined = words_for("conjunctions")
    return [
        " ".join(group)
        for each in words
        for is_word, run in groupby(each, key=lambda word: fold(word) in joined)
        if not is_word and (group := list(run))
    ]


def _names(cell: Cell) -> Value | Fault:
    """Names with semicolons or line breaks between them; a name may have a comma."""
    text = _text(cell._replace(value=cell.lines))
    if isinstance(text, Fault):
        return text
    names = (clean(part) for part in re.split(r"[;\n]", cell.lines))
    return tuple(dict.fromkeys(name for name in names if name)) or None


def _name(cell: Cell, kind: Kind, match: Match) -> Value | Fault:
    if len(match.ids) == 1 and "?" not in cell.text:
        return match.ids[0]
    if match.ids and kind in _AMBIGUOUS:
        return Fault(f"ambiguous-{kind}", {"found": cell.shown, "candidates": " ".join(match.ids)})
    return Fault(f"unknown-{kind}", _with_suggestion(cell, kind, match.suggestion))


def _word(kind: Kind, code: str) -> Callable[[Cell], Value | Fault]:
    def parse_word(cell: Cell) -> Value | Fault:
        if word := find_word(kind, cell.text):
            return word
        spellings = {folded: written for folded, (_, written) in word_spellings(kind).items()}
        return Fault(code, _with_suggestion(cell, kind, near(cell.text, spellings)))

    return parse_word


def _answer(cell: Cell) -> Value | Fault:
    # Words and TRUE show as they are, however the cell is formatted.
    if cell.percent and not isinstance(cell.value, str | bool):
        return Fault("unknown-answer", _with_suggestion(cell, "answer", None))
    found = _word("answer", "unknown-answer")(cell)
    return found if isinstance(found, Fault) else found == "yes"


def _count(kind: Kind, highest: int) -> Callable[[Cell], Value | Fault]:
    def parse_count(cell: Cell) -> Value | Fault:
        value = cell.value
        # Most are right, and of these nothing has to be said.
        if (
            isinstance(value, float | int)
            and not isinstance(value, bool)
            and not cell.percent
            and 0 <= value <= highest
            and int(value) == value
        ):
            return int(value)
        fault = {"found": cell.shown, "accepted": kind}
        if isinstance(value, date | time | timedelta):
            return Fault("date-as-count", fault)
        if isinstance(value, str):
            return _count_of_text(cell.text, fault, highest)
        if value is None or isinstance(value, bool):
            return Fault("text-as-count", fault)
        return (
            Fault("percentage-as-count", fault) if cell.percent else _whole(value, fault, highest)
        )

    return parse_count


def _count_of_text(text: str, fault: dict[str, str], highest: int) -> Value | Fault:
    """The number a text means, if it can be nothing else: "3,0" is 3, "1.000" one or thousand."""
    number = _NUMBER.match(text.rstrip("% "))
    if not number:
        return Fault("text-as-count", fault)
    if text.endswith("%"):
        return Fault("percentage-as-count", fault)
    if number["minus"]:
        return Fault("negative-count", fault)
    if (decimals := number["decimals"]) and decimals not in _NO_DECIMALS:
        return Fault("fraction-as-count", fault)
    return _whole(int(number["whole"]), fault, highest)


def _whole(number: float, fault: dict[str, str], highest: int) -> Value | Fault:
    if number < 0:
        return Fault("negative-count", fault)
    if math.isnan(number) or (number <= highest and int(number) != number):
        return Fault("fraction-as-count", fault)
    if number > highest:
        return Fault("count-too-large", fault)
    return int(number)


def _period(cell: Cell) -> Value | Fault:
    period = written_period(cell.text)
    if period and period.year in YEARS:
        return str(period)
    return Fault("invalid-period", {"found": cell.shown, "accepted": "period"})


def _year(cell: Cell) -> Value | Fault:
    match = _YEAR.fullmatch(cell.text)
    words = {match["before"] or "", match["after"] or ""} - {""} if match else set()
    if match and int(match["year"]) in YEARS and all(map(is_word_for_year, words)):
        return int(match["year"])
    return Fault("invalid-year", {"found": cell.shown, "accepted": "year"})


def _date(cell: Cell) -> Value | Fault:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if written := written_date(cell.text):
        return written
    if readings := two_readings(cell.text):
        one, other = readings
        return Fault("ambiguous-date", {"found": cell.shown, "one": one, "other_day": other})
    return Fault("invalid-date", {"found": cell.shown, "accepted": "date"})


def _text(cell: Cell) -> Value | Fault:
    if signs := unprintable(cell.text):
        values = {"found": cell.shown, "signs": signs[:_MOST_SIGNS]}
        others = len(signs[_MOST_SIGNS:])
        return Fault("unprintable-text", values | ({"others": str(others)} if others else {}))
    return cell.text or None


def _with_suggestion(cell: Cell, accepted: str, suggestion: str | None) -> dict[str, str]:
    values = {"found": cell.shown, "accepted": accepted}
    return values | ({"suggestion": suggestion} if suggestion else {})


_PARSERS: dict[Kind, Callable[[Cell], Value | Fault]] = {
    "municipality": _municipality,
    "community": _community,
    "communities": _communities,
    "component": _component,
    "category": _category,
    "count": _count("count", HIGHEST_COUNT),
    "persons": _count("persons", HIGHEST_NUMBER_OF_PERSONS),
    "duty": _duty,
    "names": _names,
    "answer": _answer,
    "office_status": _word("office_status", "unknown-status"),
    "edition_status": _word("edition_status", "unknown-status"),
    "activity_status": _word("activity_status", "unknown-status"),
    "year": _year,
    "period": _period,
    "date": _date,
    "text": _text,
}
