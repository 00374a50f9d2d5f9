"""``zkkk new``: a workbook that is ready to be filled in."""

from pathlib import Path
from typing import TYPE_CHECKING

from zkkk_factsheet.cli.findings import print_findings
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import years_in
from zkkk_factsheet.edition.files import exists
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.edition.writing import write_whole
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.reading.sources import year_in

if TYPE_CHECKING:
    from zkkk_factsheet.workbook.rows import YearRows


def start_workbook(
    chosen: Settings,
    terminal: Terminal,
    file: Path,
    year: int | None,
    roster_year: int | None,
    *,
    force: bool,
) -> Exit:
    """Write the workbook of a year; with the roster of an earlier one, if that has no errors.

    Without a ``year`` it is the one in the file's name.
    """
    year = year or year_in(file.name)
    if year is None:
        terminal.error("new.no-year", file=str(file))
        return Exit.USAGE
    roster: YearRows | None = None
    if roster_year:
        checked = check_year(years_in(chosen, terminal).workbooks(roster_year), roster_year)
        if checked.rows is None:
            print_findings(checked.findings, terminal)
            return Exit.ERRORS
        roster = checked.rows
    if file.suffix.lower() != ".xlsx":
        terminal.error("new.not-xlsx", file=str(file))
        return Exit.USAGE
    if not exists(file.parent):
        terminal.error("new.no-folder", file=str(file), folder=str(file.parent))
        return Exit.USAGE
    if not force and exists(file):
        terminal.error("new.exists", file=str(file))
        return Exit.USAGE
    workbook = blank_workbook(year, terminal.say.language, roster)
    write_whole(file, workbook, replace=force)
    terminal.tell("new.written", file=str(file), year=year)
    printed(f"{file}\n")
    return Exit.DONE
