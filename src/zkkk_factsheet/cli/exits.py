"""How every failure ends: in one message and one exit code."""

from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.reasons import failure_in_words
from zkkk_factsheet.failures import Exit, stop_if_stopped


def exit_code_of(error: Exception, terminal: Terminal) -> Exit:
    """Say in one place what went wrong and what to do next; give the exit code for it.

    Raises:
        SystemExit: If a signal asked the run to stop, and the error was made of that.
    """
    stop_if_stopped(error)
    told = failure_in_words(error, terminal.say)
    terminal.error(told.key, **told.values)
    return told.code
