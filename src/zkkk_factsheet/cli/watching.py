"""``zkkk watch``: build again whenever a workbook or a template is saved.

The files are looked at every half second (see `zkkk_factsheet.edition.saves`).
"""

import time
from typing import NoReturn

from zkkk_factsheet.cli.building import build_years
from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.asked import Only
from zkkk_factsheet.edition.garbage import clear
from zkkk_factsheet.edition.saves import Seen, look
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.workbook.folder import workbook_paths

_LOOK_EVERY = 0.5
_WAIT = 60
"""How many seconds to wait for another run before saying that there is one, and waiting again."""


def watch_folder(chosen: Settings, terminal: Terminal, years: tuple[int, ...]) -> NoReturn:
    """Build, then build again after every save, until a signal stops the program.

    Whatever goes wrong with one build is said, the last good edition stays, and watching goes on.
    Only a data folder that isn't there at the beginning ends it: that is a slip of the pen.

    Raises:
        OSError: If the data folder can't be read at the beginning.
        Stopped: When a signal comes.
    """
    list(workbook_paths(chosen.data))
    built: Seen | None = None
    before = look(chosen.data, chosen.templates)
    told = False
    while True:
        seen = look(chosen.data, chosen.templates)
        # One save is many steps, so it is over when nothing changes from one look to the next.
        # What is saved while a build is running differs from what was seen before it.
        if seen == before and seen != built:
            built = seen if _build(chosen, terminal, years) else None
            if not told:
                terminal.tell("watch.waiting", folder=str(chosen.data))
                told = True
        before = seen
        time.sleep(_LOOK_EVERY)


def _build(chosen: Settings, terminal: Terminal, years: tuple[int, ...]) -> bool:
    """Whether there was a build, good or bad; if not, another run is at it all the time."""
    try:
        code = build_years(chosen, terminal, years, Only(), force=False, wait=_WAIT)
    except Exception as error:  # noqa: BLE001 - watching must outlive every failure
        code = exit_code_of(error, terminal)
    clear()  # hours may pass until the next one
    return code is not Exit.BUSY
