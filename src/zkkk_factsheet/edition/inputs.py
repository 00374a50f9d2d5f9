"""What an edition is made from: which workbooks, which languages, which templates."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple

from zkkk_factsheet.disclosure import MUNICIPAL_THRESHOLD, THRESHOLD
from zkkk_factsheet.disclosure.digest import Thresholds
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.workbook.folder import find_workbooks
from zkkk_factsheet.workbook.reading.sources import SourceFile, load

Format = Literal["html", "pdf", "figures", "charts", "docx"]

FORMATS: tuple[Format, ...] = ("html", "pdf", "figures", "charts")
"""What a year's edition has."""

FORMATS_OF_REPORTS: tuple[Format, ...] = ("html", "pdf", "docx")
"""What an edition of reports has."""

EARLIER: Final = 5
"""So many years before a year are told of beside it: six in a row are still read at a glance."""


class NoWorkbookError(Failure):
    """There is no workbook for the year; ``years`` are those that there are workbooks for."""

    def __init__(self, folder: Path, year: int | None, years: tuple[int, ...]) -> None:
        self.key = "error.no-workbook-for-year" if years else "error.no-workbook"
        self.values = {"folder": folder, "year": year, "years": years}


class NotMonitoredError(Failure):
    """Of the year there are reports alone."""

    def __init__(self, year: int) -> None:
        self.key = "error.not-monitored"
        self.values = {"year": year}


class NothingReportedError(Failure):
    """No activity is recorded in a period, of the municipality of this id, or of any ("")."""

    def __init__(self, period: str, municipality: str) -> None:
        self.key = "error.nothing-reported-of" if municipality else "error.nothing-reported"
        self.values = {"period": period, "municipality": municipality}


class Inputs(NamedTuple):
    """Everything a year's edition is made from.

    Attributes:
        year: The year.
        workbooks: The year's workbooks.
        earlier: The workbooks of the years before that are told of beside it, the oldest first.
        templates: The folder with the templates.
        languages: The languages to print, in order.
        formats: The formats to make.
        subjects: What the documents to make are about: the ids of municipalities, and "" for
            all; None for whatever there is.
        narrower: Whether somebody asked for fewer languages, formats or subjects than the edition
            is to have. What it holds of the others then stays, and is brought up to date as well.
        threshold: The gender of fewer officials than this is not published.
        municipal_threshold: Of fewer officials of one office than this neither gender nor
            communities are published.
        address: Where the output folder stands on the web, with "/" at its end; "" if unknown.
        thresholds: From when on something calls for attention; None if nobody is told of that.
        licence: The id of the terms under which others may use the data; "" if none are named.
        sample: Whether the workbooks are the program's own, since none were named.
    """

    year: int
    workbooks: tuple[SourceFile, ...]
    earlier: Mapping[int, tuple[SourceFile, ...]]
    templates: Path
    languages: tuple[str, ...]
    formats: tuple[Format, ...]
    threshold: int = THRESHOLD
    municipal_threshold: int = MUNICIPAL_THRESHOLD
    thresholds: Thresholds | None = None
    licence: str = ""
    address: str = ""
    sample: bool = False
    subjects: tuple[str, ...] | None = None
    narrower: bool = False


class Years:
    """The workbooks in a data folder, by year."""

    def __init__(self, folder: Path) -> None:
        """Look through a data folder. Raises OSError if it can't be read."""
        self.folder = folder
        self.found = find_workbooks(folder)
        """The workbooks by year, and what in the folder is not read."""
        self._paths = self.found.by_year

    def newest(self) -> int:
        """The newest year; `NoWorkbookError` if there is no workbook at all."""
        return self.newest_first()[0]

    def newest_first(self) -> tuple[int, ...]:
        """Every year that has workbooks; `NoWorkbookError` if none has any."""
        if not self._paths:
            raise NoWorkbookError(self.folder, None, ())
        return tuple(sorted(self._paths, reverse=True))

    def workbooks(self, year: int) -> tuple[SourceFile, ...]:
        """The workbooks of a year, read; `NoWorkbookError` if there is none."""
        if year not in self._paths:
            raise NoWorkbookError(self.folder, year, tuple(self._paths))
        return self._read(year)

    def workbooks_before(self, year: int) -> tuple[SourceFile, ...]:
        """The workbooks of the year before a year; empty if there are none."""
        return self._read(year - 1)

    def earlier(self, year: int) -> dict[int, tuple[SourceFile, ...]]:
        """The workbooks of the `EARLIER` years before a year, as far as there are any."""
        years = (each for each in range(year - EARLIER, year) if each in self._paths)
        return {each: self._read(each) for each in years}

    def before(self, year: int) -> dict[int, tuple[SourceFile, ...]]:
        """The workbooks of all years before a year."""
        return {each: self._read(each) for each in self._paths if each < year}

    def _read(self, year: int) -> tuple[SourceFile, ...]:
        return tuple(load(path, self.folder) for path in self._paths.get(year, ()))
