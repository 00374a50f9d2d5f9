"""What lies in a data folder, checked: in a process of its own, as a workbook may be anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from zkkk_factsheet.desk.pictures import Picture, picture_of
from zkkk_factsheet.edition.inputs import Years
from zkkk_factsheet.edition.saves import Seen, states
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.language import available_languages
from zkkk_factsheet.workbook.checking.check import CheckedYear, check_with_previous
from zkkk_factsheet.workbook.checking.coverage import Coverage
from zkkk_factsheet.workbook.findings import Finding, codes
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sources import SourceFile, locks_of
from zkkk_factsheet.workbook.reading.workbooks import read_workbook
from zkkk_factsheet.workbook.telling.grouping import told_at_once

UNTOLD: Final = ("open-elsewhere",)
"""Who works at the desk has the workbook open: that is no finding here."""

_COPIES: Final = ("marked-copy", "only-marked-copy")
"""What is found in a data folder of a copy that has its findings marked."""

PUBLISHABLE: Final = ("sample", "draft", "final")
"""What an edition may say of itself."""

MOST_SHOWN: Final = 200
"""So many things at once are more than anybody corrects between two saves."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Some workbooks of a year, checked.

    Attributes:
        year: The year; None if nothing says it.
        files: The names of the workbooks.
        findings: What is wrong with them.
        coverage: How complete each kind of worksheet is.
        status: What the edition would say of itself; "reports" if the workbooks hold nothing but
            what offices did, "" if there can be none.
        opened: The workbooks that somebody has open.
        pictures: The cells around some of the places of findings.
        failure: Why they could not be read at all.
    """

    year: int | None
    files: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    status: str = ""
    opened: tuple[str, ...] = ()
    pictures: Mapping[Place, Picture] = field(default_factory=dict)
    failure: Exception | None = None

    @property
    def errors(self) -> int:
        """How many findings stop the edition."""
        return sum(each.severity == "error" for each in self.findings)

    @property
    def publishable(self) -> bool:
        """Whether an edition can be made of them."""
        return self.status in PUBLISHABLE and not self.errors

    @property
    def empty(self) -> bool:
        """Whether nothing is wrong but that nobody has answered anything yet."""
        errors = {each.code for each in self.findings if each.severity == "error"}
        return errors == {"no-answers"}

    @property
    def copies(self) -> tuple[str, ...]:
        """The marked copies among the workbooks, which are not read."""
        return tuple(each.place.file for each in self.findings if each.code in _COPIES)

    @property
    def unreadable(self) -> bool:
        """Whether there is a workbook that is none, or is damaged, or must not be opened."""
        return any(
            codes()[each.code].group == "file"
            and each.severity == "error"
            and not each.place.sheet
            and each.code not in _COPIES
            for each in self.findings
        )


@dataclass(frozen=True, slots=True)
class Survey:
    """A data folder: its years as they are told apart, those that were checked, and what is left.

    Attributes:
        states: What tells of each year whether its workbooks, or those before, were saved.
        checked: The years that were checked now.
        without_year: The workbooks of which nothing says of which year they are.
        others: What looks like data and is none.
    """

    states: Mapping[int, Seen]
    checked: Mapping[int, Checked]
    without_year: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def survey(data: Path, known: Mapping[int, Seen]) -> Survey:
    """Check the years of a data folder that are not ``known`` as they are now.

    Raises OSError if the folder can't be read.
    """
    years = Years(data)
    paths = years.found.by_year
    now = {
        year: states(
            each
            for some in (year, year - 1)
            for path in paths.get(some, ())
            for each in (path, *locks_of(path))
        )
        for year in paths
    }
    changed = [year for year in now if known.get(year) != now[year]]
    return Survey(
        now,
        {year: _checked(years, year) for year in sorted(changed, reverse=True)},
        tuple(path.relative_to(data).as_posix() for path in years.found.without_year),
        tuple(path.relative_to(data).as_posix() for path in years.found.not_workbooks),
    )


def _checked(years: Years, year: int) -> Checked:
    names = tuple(path.relative_to(years.folder).as_posix() for path in years.found.by_year[year])
    try:
        sources, before = years.workbooks(year), years.workbooks_before(year)
        return _told(year, names, check_with_previous(year, sources, before), (*sources, *before))
    except (Failure, OSError) as error:
        return Checked(year, names, failure=error)


def checked_alone(source: SourceFile, before: tuple[SourceFile, ...], year: int | None) -> Checked:
    """Check a workbook that is not in the data folder, beside those of the year before."""
    checked = check_with_previous(year, (source,), before, chosen=True)
    return _told(year, (source.name,), checked, (source, *before))


def _told(
    year: int | None, names: tuple[str, ...], checked: CheckedYear, sources: Iterable[SourceFile]
) -> Checked:
    sources = tuple(sources)
    findings = tuple(each for each in checked.findings if each.code not in UNTOLD)
    return Checked(
        checked.rows.about.year if checked.rows else year,
        names,
        findings,
        checked.coverage,
        _status(checked),
        tuple(each.name for each in sources if each.opened and each.name in names),
        _pictures(findings, sources),
    )


def _status(checked: CheckedYear) -> str:
    if checked.rows is None:
        return ""
    return checked.rows.about.status if checked.rows.monitored else "reports"


def _pictures(
    findings: Iterable[Finding], sources: Iterable[SourceFile]
) -> Mapping[Place, Picture]:
    alike = list(told_at_once(findings, available_languages()[0]))[:MOST_SHOWN]
    places = [each[0].place for each in alike if each[0].place.row]
    files = {place.file for place in places}
    read = (read_workbook(each).sheets for each in sources if each.name in files)
    sheets = {sheet.place: sheet for each in read for sheet in each}
    found = {}
    for place in places:
        sheet = sheets.get(Place(place.file, place.sheet))
        if sheet and (picture := picture_of(sheet, place)):
            found[place] = picture
    return found
