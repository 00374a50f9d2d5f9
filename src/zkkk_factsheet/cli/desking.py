"""``zkkk desk``: the page on this computer, and the starter for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zkkk_factsheet.cli.streams import messages_aside
from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.desk.shortcut import make_shortcut
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Exit


@contextmanager
def told_in_browser(*, browser: bool) -> Iterator[None]:
    """Whatever keeps the desk from being open is told in the browser, too, if one is wanted."""
    try:
        yield
    except Exception as error:
        if browser:
            from zkkk_factsheet.desk.unopened import tell_why  # noqa: PLC0415 - nothing failed yet

            tell_why(error)
        raise


def open_page(chosen: Settings, terminal: Terminal, *, browser: bool) -> Exit:
    """Open the desk and serve it until it is closed; if it is open already, show its page."""
    from zkkk_factsheet.desk.start import Told, open_desk  # noqa: PLC0415 - if it is not whole

    def opened(address: str, shown: bool) -> None:
        if shown:
            terminal.tell("desk.open")
        else:
            terminal.tell("desk.address")
            printed(f"{address}\n")
            sys.stdout.flush()  # somebody waits for it, and this goes on for hours

    def refused(reason: str, asked: str) -> None:
        terminal.warn("desk.refused", reason=reason, asked=asked)

    told = Told(opened, refused, lambda: terminal.tell("desk.nobody"))
    with messages_aside():
        open_desk(chosen, told, browser=browser)
    return Exit.DONE


def put_shortcut(terminal: Terminal, named: dict[str, Path | None]) -> Exit:
    """Put a starter on the desktop, with the folders that are named here, and this one."""
    folders = {option: path for option, path in named.items() if path is not None}
    starter = make_shortcut(folders, terminal.say.language)
    terminal.tell("desk.shortcut", folder=str(Path.cwd()))
    printed(f"{starter}\n")
    return Exit.DONE
