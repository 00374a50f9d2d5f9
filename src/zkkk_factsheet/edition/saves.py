"""What was saved meanwhile: the workbooks and templates as they are now, at a look.

A system's own notices of changes would be quicker, but there are none of what is saved on another
computer to a shared folder, and none any more once the folder itself was replaced; and looking at
a dozen files costs nothing.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from stat import S_ISREG

from zkkk_factsheet.resources import template_files
from zkkk_factsheet.workbook.folder import workbook_paths
from zkkk_factsheet.workbook.reading.sources import is_lock

Seen = dict[str, tuple[int, int, int]]
"""What tells that a file was saved: when, how long it is, and whether it is another file now."""


def look(data: Path, templates: Path) -> Seen:
    """The workbooks and templates as they are now; what can't be read is not there."""
    return states(chain(_readable(workbook_paths(data)), _readable(_templates(templates))))


def states(paths: Iterable[Path]) -> Seen:
    """The files among some paths as they are now."""
    found: Seen = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue  # removed just now, or replaced: the next look finds what there is instead
        if S_ISREG(status.st_mode):
            found[str(path)] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def without_locks(seen: Seen) -> Seen:
    """What was seen, without what lies beside an open workbook: nothing is read from that."""
    return {path: state for path, state in seen.items() if not is_lock(Path(path).name)}


def _templates(folder: Path) -> Iterator[Path]:
    yield from template_files(folder).values()


def _readable(paths: Iterator[Path]) -> Iterator[Path]:
    try:
        yield from paths
    except OSError:
        return
