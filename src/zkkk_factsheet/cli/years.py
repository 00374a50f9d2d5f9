"""The years in the data folder, and a word about what lies there and is not read."""

from typing import TYPE_CHECKING

from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.inputs import NotMonitoredError, Years
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.workbook.folder import year_around
from zkkk_factsheet.workbook.reading.sources import year_in

if TYPE_CHECKING:
    from zkkk_factsheet.workbook.checking.check import CheckedYear


def years_in(chosen: Settings, terminal: Terminal) -> Years:
    """The workbooks of the data folder by year; what is not read is said, not passed over.

    A workbook without a year is said also when all else is quiet: it may change every figure.
    """
    years = Years(chosen.data)
    found = years.found
    for path in found.without_year:
        terminal.warn("years.without", file=str(path))
    for path in found.in_another_year:
        year, other = year_in(path.name), year_around(path, chosen.data)
        terminal.tell("years.elsewhere", file=str(path), year=year, other=other)
    for folder in found.samples:
        terminal.tell("years.sample", folder=str(folder))
    if found.not_workbooks:
        names = ", ".join(map(str, found.not_workbooks))
        terminal.count("years.not-workbooks", len(found.not_workbooks), names=names)
    return years


def check_monitored(found: Years, year: int | None) -> "CheckedYear":
    """Check a year, or the newest of those that were monitored: not of reports alone.

    Raises:
        NotMonitoredError: If the year has nothing but reports, or every year has.
    """
    from zkkk_factsheet.workbook.checking.check import check_with_previous  # noqa: PLC0415 - if there is need

    for each in (year,) if year else found.newest_first():
        checked = check_with_previous(each, found.workbooks(each), found.workbooks_before(each))
        if checked.rows is None or checked.rows.monitored:
            return checked
    raise NotMonitoredError(year or found.newest())
