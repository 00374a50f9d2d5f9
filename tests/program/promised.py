"""A published final edition, what changes its figures, and what the program tells of that."""

import csv
import re
from pathlib import Path

from tests.support import altered

Values = dict[str, str | int | None]

BUILD = ("build", "--year", "2019")
QUICK = ("--lang", "en", "--format", "html", "--no-municipalities")
FINAL: Values = {"about!B3": "final"}
ANSWERED: Values = {"duties!G9": "po"}
"""Gjilan's office monitors policies, where there was no information: a cell of many figures."""
DIFF = ("diff", "--year", "2019", "--lang", "en")
FREE = 18
"""The first row of the about sheet with nothing in it, with one blank above."""
REASONS = {
    "sq": "Gjilani: përgjigjja erdhi me vonesë.",
    "sr": "Gnjilane: odgovor je stigao kasnije.",
    "en": "Gjilan: the answer came late.",
}


def corrected(day: str = "2020-05-05", row: int = FREE, reason: str = "") -> Values:
    """A correction as it stands in an about sheet: its day, and below it the reasons."""
    told: Values = {f"about!A{row}": "Correction date", f"about!B{row}": day}
    for number, (language, text) in enumerate(REASONS.items(), start=row + 1):
        told |= {f"about!A{number}": f"correction_{language}", f"about!B{number}": reason or text}
    return told


def save(folder: Path, *changes: Values, year: int = 2019) -> None:
    """Save a year's workbook: the sample's, with these changes."""
    (folder / "data").mkdir(exist_ok=True)
    values = {cell: value for each in changes for cell, value in each.items()}
    (folder / "data" / f"zkkk-{year}.xlsx").write_bytes(altered(year, values))


def rows(folder: Path, name: str = "corrections.csv") -> list[dict[str, str]]:
    """A table of the edition's data."""
    with (folder / "build" / "2019" / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MONITORING = "Monitoring the implementation of policies"


def changes_told(errors: str) -> list[str]:
    """The figures that would change, as they stand below their cells."""
    return re.findall(r"^ {8}(\S.*: .+ → .+)$", errors, re.MULTILINE)


def rows_told(text: str) -> list[list[str]]:
    """What is told of figures, a line each, with both sides; not the names that they stand below.

    The terminal of the tests is wide.
    """
    lines = (re.split(r" {2,}", line.strip()) for line in text.splitlines())
    return [line for line in lines if len(line) == 3]


def set_threshold(folder: Path, number: int) -> None:
    """Say in the settings how few officials are too few."""
    (folder / "zkkk.toml").write_text(f"threshold = {number}\nlanguages = ['en']\n")


def women(folder: Path) -> dict[str, str]:
    """The status of the number of women of each community of the country."""
    return {
        each["community"]: each["status"]
        for each in rows(folder, "indicators.csv")
        if each["indicator"] == "staff.women_by_community" and not each["municipality"]
    }
