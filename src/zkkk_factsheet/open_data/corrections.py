"""The corrections of an edition as CSV, one row for each figure that one changed; and back."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final, cast

from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.open_data.formulas import as_it_was, harmless
from zkkk_factsheet.reference import LANGUAGES

if TYPE_CHECKING:
    from zkkk_factsheet.indicators.table import Status, Unit

_REASON = "reason_"
_DIMENSIONS: Final = ("indicator", "municipality", "community", "gender", "duty", "level")
_VALUES: Final = ("status", "numerator", "denominator", "value")
_OLD, _NEW = "old_", "new_"
COLUMNS: Final = (
    "date",
    "number",
    *(f"{_REASON}{language}" for language in LANGUAGES),
    "year",
    *_DIMENSIONS,
    "unit",
    *(f"{_OLD}{name}" for name in _VALUES),
    *(f"{_NEW}{name}" for name in _VALUES),
)


def corrections_to_csv(year: int, corrections: Iterable[Corrected]) -> str:
    """The corrections of a year as one CSV text with a header.

    A correction of which nobody knows what it changed has one row, without an indicator. A side
    without a status is a figure that there was not, or is not any more.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    for each in corrections:
        reasons = {
            f"{_REASON}{language}": harmless(each.reasons.get(language, each.reasons.get("", "")))
            for language in LANGUAGES
        }
        told = {"date": each.day.isoformat(), "number": each.number, **reasons, "year": year}
        writer.writerows({**told, **row} for row in map(_row, each.changes or (None,)))
    return text.getvalue()


def _row(change: Change | None) -> dict[str, object]:
    known = (change.after or change.before) if change else None
    if change is None or known is None:
        return {}
    dimensions = zip(_DIMENSIONS, change.key, strict=True)
    return {
        **{name: value for name, value in dimensions if value is not None},
        "unit": known.unit,
        **_side(_OLD, change.before),
        **_side(_NEW, change.after),
    }


def _side(prefix: str, figure: Figure | None) -> dict[str, object]:
    if figure is None:
        return {}
    values = {name: getattr(figure, name) for name in _VALUES}
    return {f"{prefix}{name}": value for name, value in values.items() if value is not None}


def corrections_from_csv(text: str) -> tuple[Corrected, ...]:
    """The corrections that were written by `corrections_to_csv`; ValueError if they were not."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        return tuple(_read(rows))
    except (KeyError, TypeError, csv.Error) as error:
        raise ValueError("not a list of corrections") from error


def _read(rows: Iterable[Mapping[str, str]]) -> Iterator[Corrected]:
    for (day, number), group in groupby(rows, key=lambda row: (row["date"], row["number"])):
        of_one = list(group)
        texts = {language: as_it_was(of_one[0][f"{_REASON}{language}"]) for language in LANGUAGES}
        yield Corrected(
            date.fromisoformat(day),
            int(number),
            {language: reason for language, reason in texts.items() if reason},
            tuple(_change(row) for row in of_one if row["indicator"]),
        )


def _change(row: Mapping[str, str]) -> Change:
    key = Key(
        indicator=row["indicator"],
        municipality=row["municipality"],
        community=row["community"],
        gender=row["gender"],
        duty=row["duty"],
        level=_whole(row["level"]),
    )
    return Change(key, _figure(row, key, _OLD), _figure(row, key, _NEW))


def _figure(row: Mapping[str, str], key: Key, prefix: str) -> Figure | None:
    status, value = row[f"{prefix}status"], row[f"{prefix}value"]
    if not status:
        return None
    return Figure(
        int(row["year"]),
        *key,
        numerator=_whole(row[f"{prefix}numerator"]),
        denominator=_whole(row[f"{prefix}denominator"]),
        value=float(value) if value else None,
        unit=cast("Unit", row["unit"]),
        status=cast("Status", status),
    )


def _whole(text: str) -> int | None:
    return int(text) if text else None
