"""Whether the remarks leave the printed sheet on its two pages."""

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.checking.records import YearRecords
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.places import Place

# Measured on the sample of 2019, whose pages are full: seven lines of remarks, as the small size
# sets them, still leave two pages in every language; a test of the printed page holds the check to
# that. It is an estimate, for setting the page takes long.
_LINES = 7
_LETTERS_OF_LINE = 64
_LETTERS_OF_NAME = 20
_SHORTEST = _LETTERS_OF_LINE - _LETTERS_OF_NAME


class _Remark(NamedTuple):
    length: int
    place: Place

    @property
    def lines(self) -> int:
        return ceil((self.length + _LETTERS_OF_NAME) / _LETTERS_OF_LINE)


def check_remarks(year: YearRecords) -> Iterator[Finding]:
    """Yield the remarks that would have to be shorter, the longest first, each with what fits.

    A remark is told of once, for the language in which it is too long first.
    """
    told: set[Place] = set()
    for language in LANGUAGES:
        remarks = sorted(_remarks(year, language), key=lambda each: (-each.length, each.place))
        surplus = sum(each.lines for each in remarks) - _LINES
        for each in remarks:
            if surplus <= 0 or each.lines == 1:
                break
            limit = max(_SHORTEST, (each.lines - surplus) * _LETTERS_OF_LINE - _LETTERS_OF_NAME)
            surplus -= each.lines - _Remark(limit, each.place).lines
            if each.place not in told:
                told.add(each.place)
                values = {"length": str(each.length), "limit": str(limit), "language": language}
                yield finding("long-remark", each.place, values)


def _remarks(year: YearRecords, language: str) -> Iterator[_Remark]:
    for office in year.of("offices").values():
        for column in (f"remark_{language}", "remark"):
            text = office.values.get(column)
            if isinstance(text, str):
                yield _Remark(len(text), office.places[column])
                break
