"""``zkkk explain``: how a published figure is made, on standard output."""

from typing import TYPE_CHECKING

from zkkk_factsheet.cli.asking import Asked, AskedError, figures_asked_for
from zkkk_factsheet.cli.findings import print_if_wrong
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.cli.years import check_monitored, years_in
from zkkk_factsheet.edition.outlook import published_now
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.workbook.checking.check import CheckedYear

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published


def explain_figures(
    chosen: Settings, terminal: Terminal, year: int | None, asked: Asked, account_format: str
) -> Exit:
    """Print how the figures that were asked for are made; of the newest year, if none is named."""
    published = published_year(chosen, terminal, year)
    if published is None:
        return Exit.ERRORS
    language = terminal.say.language
    try:
        figures = figures_asked_for(published.figures, asked, language)
    except AskedError as error:
        for problem in error.problems:
            terminal.error(problem.key, year=published.period.year, **problem.values)
        return Exit.USAGE
    from zkkk_factsheet.cli.accounts import as_json, as_text  # noqa: PLC0415 - all is well
    from zkkk_factsheet.documents.accounts.teller import Teller  # noqa: PLC0415 - the same

    teller = Teller(published, language)
    accounts = teller.side_by_side(figures)
    printed(as_json(accounts) if account_format == "json" else as_text(accounts, language))
    if len(accounts) > 1 and account_format == "text":
        terminal.tell("explain.more")
    return Exit.DONE


def published_year(chosen: Settings, terminal: Terminal, year: int | None) -> "Published | None":
    """What may be said of a year, or of the newest; None if the workbooks have errors."""
    return published_now(chosen, checked_year(chosen, terminal, year))


def checked_year(chosen: Settings, terminal: Terminal, year: int | None) -> CheckedYear:
    """A year, or the newest, checked; errors are printed, warnings counted."""
    checked = check_monitored(years_in(chosen, terminal), year)
    print_if_wrong(checked, chosen, terminal)
    return checked
