"""A year with as many municipalities or activities as one likes, for measuring how cost grows.

What it says is invented; the workbook is real: it is written, read and checked like any other.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from openpyxl import Workbook

from zkkk_factsheet.reference import data
from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.rows import YearRows

_REAL = data.read

MOST_ROWS = 100_000
"""The program has a limit because Kosovo has 38 municipalities; it must not stand in the way."""


def _more(count: int) -> list[dict[str, object]]:
    return [
        {
            "id": f"place-{number}",
            "number": number,
            "names": dict.fromkeys(data.LANGUAGES, f"Place {number}"),
            "cyrillic": f"Плаце {number}",
            "genitive": {},
            "region": "prishtina",
            "tile": [number // 8 + 1, number % 8 + 1],
            "code": dict.fromkeys(data.LANGUAGES, str(number)),
            "aliases": [],
        }
        for number in range(1, count + 1)
    ]


def year_of(offices: int) -> tuple[YearRows, YearRows]:
    """The checked rows of a year with so many offices, and of the year before.

    Raises RuntimeError if the check finds an error.
    """
    entries = {"entry": _more(offices)}
    limits.MOST_ROWS = MOST_ROWS
    # For this process alone.
    data.read = cache(lambda name: entries if name == "municipalities" else _REAL(name))
    for cached in (data.municipalities, data._municipalities_by_id):  # noqa: SLF001 - the same
        cached.cache_clear()
    checked = check_year([SourceFile("zkkk-2019.xlsx", _workbook(offices))], 2019)
    if checked.rows is None:
        raise RuntimeError(str([each for each in checked.findings if each.severity == "error"][:3]))
    before = replace(checked.rows, about=replace(checked.rows.about, year=2018))
    return checked.rows, before


def _workbook(offices: int) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    about = book.create_sheet("about")
    for row in (("year", 2019), ("status", "sample"), ("publisher", "Nobody")):
        about.append(row)
    sheets = {
        "offices": ["municipality", "status", "work_plan", "annual_report"],
        "staff": ["municipality", "community", "women", "men"],
        "duties": ["municipality", *(str(duty.short["en"]) for duty in data.duties())],
    }
    pages = {}
    for name, header in sheets.items():
        pages[name] = book.create_sheet(name)
        pages[name].append(header)
    for number in range(1, offices + 1):
        place = f"Place {number}"
        answers = ["yes" if (number + k) % 3 else "no" for k in range(8)]
        pages["offices"].append([place, "established", answers[0], answers[1]])
        for community in ("Albanian", "Serb"):
            pages["staff"].append([place, community, number % 3, number % 4])
        pages["duties"].append([place, *answers])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# Activities ------------------------------------------------------------------------------------

PARTNERS = ("IOM", "UNDP", "Caritas", "KFOR", "UNHCR", "OSCE", "GIZ", "UNICEF", "AMIF", "IKAP")
STATUSES = ("initiated", "under way", "completed")
LONG = "The office met people in a village, wrote down what they need, and told the municipality."


def year_with_activities(number: int) -> YearRows:
    """The checked rows of 2025 with so many activities of the real municipalities."""
    return checked_activities(workbook_of_activities(number))


def checked_activities(workbook: bytes) -> YearRows:
    """The rows of a workbook of 2025; RuntimeError if the check finds an error."""
    checked = check_year([SourceFile("zkkk-2025.xlsx", workbook)], 2025)
    if checked.rows is None:
        raise RuntimeError(str([each for each in checked.findings if each.severity == "error"][:3]))
    return checked.rows


def workbook_of_activities(number: int) -> bytes:
    """A workbook of 2025 with so many activities and nothing else."""
    book = Workbook()
    book.remove(book.worksheets[0])
    about = book.create_sheet("about")
    for row in (("year", 2025), ("status", "sample"), ("publisher", "Nobody")):
        about.append(row)
    page = book.create_sheet("activities")
    columns = ["municipality", "date", "component", "status", "duty", "communities", "partners"]
    page.append([*columns, *(f"text_{language}" for language in data.LANGUAGES)])
    for activity in _activities(number):
        page.append(activity)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _activities(number: int) -> Iterator[list[object]]:
    """As many of each municipality, one municipality after the other."""
    places = data.municipalities()
    for own in range(number):
        place, nth = places[own * len(places) // number], own * 7919
        yield [
            place.name("en"),
            date(2025, 1 + own % 12, 1 + nth % 28),
            data.components()[nth % 6].name("en"),
            STATUSES[nth % 3],
            data.duties()[nth % 8].short["en"],
            data.communities()[nth % 7].name("en"),
            PARTNERS[own // 5 % len(PARTNERS)] if own % 5 == 0 else None,
            *[f"{own}. {LONG}"] * len(data.LANGUAGES),
        ]
