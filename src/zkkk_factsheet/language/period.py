"""The time that data or a document are about: a year, a half year or a quarter."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, cast

from zkkk_factsheet.language.catalogue import catalogue

Part = Literal["", "H", "Q"]

_PARTS: Final[dict[Part, int]] = {"": 1, "H": 2, "Q": 4}
"""Into how many parts a year is divided."""

_WRITTEN = re.compile(r"(?P<year>[1-9]\d{3})(?:-(?P<part>[HQ])(?P<number>[1-4]))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or the half year (H) or quarter (Q) of that number in it.

    As a text it is what stands in names of files and in data: 2019, 2025-H1, 2025-Q1.
    """

    year: int
    part: Part = ""
    number: int = 1

    def __post_init__(self) -> None:
        """Raise ValueError if a year has no such part."""
        if not 1 <= self.number <= _PARTS[self.part]:
            raise ValueError(f"{self.part}{self.number}")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """The period that was written as a text; ValueError if it is none."""
        if not (found := _WRITTEN.fullmatch(text)):
            raise ValueError(text)
        part = cast("Part", found["part"] or "")
        return cls(int(found["year"]), part, int(found["number"] or 1))

    def __str__(self) -> str:
        return f"{self.year}-{self.part}{self.number}" if self.part else str(self.year)

    @property
    def previous(self) -> "Period":
        """The period of the same length before this one."""
        if self.number > 1:
            return Period(self.year, self.part, self.number - 1)
        return Period(self.year - 1, self.part, _PARTS[self.part])

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, 1 + (self.number - 1) * 12 // _PARTS[self.part], 1)

    @property
    def last_day(self) -> date:
        """The day it ends."""
        months = 12 // _PARTS[self.part]
        last = date(self.year, self.number * months, 28)
        return (last + timedelta(days=4)).replace(day=1) - timedelta(days=1)

    def span(self, language: str) -> str:
        """Its months: "January–March 2025"; of a whole year "2025"."""
        if not self.part:
            return str(self.year)
        say = catalogue(language, "sheet")
        return say.text(f"span.{self.part}{self.number}", year=self.year)

    def name(self, language: str) -> str:
        """What it is called in a language: "2019", "first quarter of 2025"."""
        if not self.part:
            return str(self.year)
        say = catalogue(language, "sheet")
        return say.text(f"period.{self.part}{self.number}", year=self.year)
