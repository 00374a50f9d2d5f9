"""Exit codes, and which failure leads to which."""

from enum import IntEnum

from zkkk_factsheet.cli.reasons import in_words
from zkkk_factsheet.cli.settings import SettingsError
from zkkk_factsheet.cli.streams import ResultError
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.errors import (
    AnotherRun,
    ForeignFolderError,
    LeftoverError,
    PublishingError,
    RealEditionError,
    UnfinishedError,
    WorkshopError,
)
from zkkk_factsheet.edition.inputs import NoWorkbookError
from zkkk_factsheet.render.errors import TemplateError


class Exit(IntEnum):
    """What a command's exit code means; README lists them."""

    DONE = 0
    ERRORS = 1
    USAGE = 2
    MISSING = 3
    BUSY = 4
    BUG = 70


def exit_code_of(error: Exception, terminal: Terminal) -> Exit:  # noqa: PLR0911 - one a failure
    """Say in one place what went wrong and what to do next; give the exit code for it."""
    match error:
        case SettingsError():
            terminal.error(
                "error.settings",
                file=str(error.file),
                problem=in_words(error.problem, terminal.say),
            )
            return Exit.USAGE
        case NoWorkbookError():
            key = "error.no-workbook-for-year" if error.years else "error.no-workbook"
            years = terminal.say.written.list_of([str(year) for year in error.years])
            terminal.error(key, folder=str(error.folder), year=error.year, years=years)
            return Exit.MISSING
        case AnotherRun():
            terminal.error("error.another-run", folder=str(error.output))
            return Exit.BUSY
        case PublishingError():
            _tell_of_the_edition(error, terminal)
            return Exit.MISSING
        case TemplateError():
            key = "error.template-line" if error.line else "error.template"
            values = {"file": str(error.file), "line": error.line, "reason": error.reason}
            terminal.error(key, **values)
            return Exit.MISSING
        case WorkshopError():
            terminal.error("error.workshop")
            return Exit.MISSING
        case OSError():
            _tell_of_the_system(error, terminal)
            return Exit.MISSING
        case _:
            problem = f"{type(error).__name__}: {error}"
            terminal.error("error.unexpected", problem=problem)
            return Exit.BUG


def _tell_of_the_edition(error: PublishingError, terminal: Terminal) -> None:
    reason = in_words(error.reason, terminal.say)
    match error:
        case ForeignFolderError():
            terminal.error("error.foreign-folder", folder=str(error.path))
        case RealEditionError():
            terminal.error("error.real-edition", folder=str(error.path))
        case UnfinishedError():
            values = {"path": str(error.path), "reason": reason}
            terminal.error("error.unfinished", folder=str(error.folder), **values)
        case LeftoverError():
            terminal.error("error.leftover", path=str(error.path), reason=reason)
        case _:
            terminal.error(
                "error.publishing",
                path=str(error.path),
                reason=reason,
            )


def _tell_of_the_system(error: OSError, terminal: Terminal) -> None:
    reason = in_words(error.strerror or str(error), terminal.say)
    if isinstance(error, ResultError):
        terminal.error("error.result", reason=reason)
    elif error.filename:
        terminal.error("error.system", path=str(error.filename), reason=reason)
    else:  # a write to a file that is open, or a process that can't be started
        terminal.error("error.refused", reason=reason)
