"""``zkkk desk``: the page on this computer, and the starter for it."""

import sys
from pathlib import Path

from zkkk_factsheet.cli.terminal import Terminal, printed
from zkkk_factsheet.desk.shortcut import make_shortcut
from zkkk_factsheet.desk.start import Told, open_desk
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Exit


def open_page(chosen: Settings, terminal: Terminal, *, browser: bool) -> Exit:
    """Open the desk and serve it until it is closed; if it is open already, show its page."""

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
    open_desk(chosen, told, browser=browser)
    return Exit.DONE


def put_shortcut(terminal: Terminal, named: dict[str, Path | None]) -> Exit:
    """Put a starter on the desktop, with the folders that are named here, and this one."""
    folders = {option: path for option, path in named.items() if path is not None}
    starter = make_shortcut(folders, terminal.say.language)
    terminal.tell("desk.shortcut", folder=str(Path.cwd()))
    printed(f"{starter}\n")
    return Exit.DONE
