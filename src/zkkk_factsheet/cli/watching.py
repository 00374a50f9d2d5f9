"""``zkkk watch``: build again whenever a workbook or a template is saved.

The files are looked at every half second. A system's own notices of changes would be quicker, but
there are none of what is saved on another computer to a shared folder, and none any more once the
folder itself was replaced; and looking at a dozen files costs nothing.
"""

import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from stat import S_ISREG
from typing import NoReturn

from zkkk_factsheet.cli.building import Only, build_years
from zkkk_factsheet.cli.exits import exit_code_of
from zkkk_factsheet.cli.settings import Settings
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.edition.garbage import clear
from zkkk_factsheet.failures import Exit
from zkkk_factsheet.resources import template_files
from zkkk_factsheet.workbook.folder import workbook_paths

_LOOK_EVERY = 0.5
_WAIT = 60
"""How many seconds to wait for another run before saying that there is one, and waiting again."""

Seen = dict[str, tuple[int, int, int]]
"""What tells that a file was saved: when, how long it is, and whether it is another file now."""


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
    before = _look(chosen)
    told = False
    while True:
        seen = _look(chosen)
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


def _look(chosen: Settings) -> Seen:
    """The workbooks and templates as they are now; what can't be read is not there."""
    found: Seen = {}
    templates = _readable(_templates(chosen.templates))
    for path in chain(_readable(workbook_paths(chosen.data)), templates):
        try:
            status = path.stat()
        except OSError:
            continue  # removed just now, or replaced: the next look finds what there is instead
        if S_ISREG(status.st_mode):
            found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _templates(folder: Path) -> Iterator[Path]:
    yield from template_files(folder).values()


def _readable(paths: Iterator[Path]) -> Iterator[Path]:
    try:
        yield from paths
    except OSError:
        return
