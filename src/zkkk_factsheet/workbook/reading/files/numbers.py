"""What Excel's numbers stand for: dates by serial number, and what a number format shows."""

import re
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

Shows = Literal["", "date", "percent"]

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_PERCENTS = frozenset({9, 10})

# Quoted text, escaped letters, padding and bracketed colours or conditions show no value.
_SILENT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)

_LONGEST_FORMAT = 255
"""Excel's limit; looking for the ends of brackets in a longer one could take for ever."""

_FORMATS_OF_ACCOUNTS = dict.fromkeys(range(41, 45), '0;-0;"-"')
"""They write a dash for zero. Excel's other own formats show the value."""

_PLAIN = re.compile(r"general|@|[#0?,]*0(?:\.[#0?]+)?", re.IGNORECASE)

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook's dates have no time zone
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - the same
_MILLISECONDS_OF_DAY = 86_400_000
_LAST_SERIAL, _LAST_SERIAL_1904 = 2_958_465, 2_957_003
_LEAP_DAY_1900 = 60
"""Excel thinks that 1900 was a leap year: earlier serial numbers are one day off."""


def shows(format_id: int, custom: dict[int, str]) -> Shows:
    """What cells of a number format show, by its id and the workbook's own formats."""
    if format_id not in custom:
        if format_id in _BUILT_IN_DATES:
            return "date"
        return "percent" if format_id in _BUILT_IN_PERCENTS else ""
    code = custom[format_id]
    if len(code) > _LONGEST_FORMAT or code.lower() == "general":
        return ""
    code = _SILENT.sub("", code)
    if "%" in code:
        return "percent"
    return "date" if _DATE_LETTERS.search(code) else ""


class Style(NamedTuple):
    """How cells show their values; ``code`` is the format's, if it may show something else."""

    shows: Shows = ""
    code: str = ""


def style(format_id: int, custom: dict[int, str]) -> Style:
    """The style of a number format, by its id and the workbook's own formats."""
    code = custom.get(format_id, _FORMATS_OF_ACCOUNTS.get(format_id, ""))
    kind = shows(format_id, custom)
    plain = kind or len(code) > _LONGEST_FORMAT or _PLAIN.fullmatch(code)
    return Style(kind, "" if plain else code)


def as_date(serial: float, *, since_1904: bool = False) -> date | timedelta | float:
    """The date, date and time, or duration of less than a day that a serial number stands for.

    A number that is no date in Excel either is given back as it is.
    """
    if not 0 <= serial <= (_LAST_SERIAL_1904 if since_1904 else _LAST_SERIAL):
        return serial
    # Excel stores a moment as a fraction of a day, a hair before or after the millisecond meant.
    since = timedelta(milliseconds=round(serial * _MILLISECONDS_OF_DAY))
    if serial < 1:
        return since
    if since_1904:
        moment = _FIRST_DAY_1904 + since
    else:
        moment = _FIRST_DAY + since + timedelta(days=1 if serial < _LEAP_DAY_1900 else 0)
    return moment if serial % 1 else moment.date()
