"""Workbooks as files: which belong to a year, and their bytes."""

import errno
import os
import re
import time
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})

_PATIENCE = 10.0
"""How many seconds a workbook is waited for that somebody is saving."""

_SETTLED = 2.0
"""A file that has not changed for so many seconds is not being saved any more."""

_LOOK_AGAIN = 0.1

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_LOCK_FILES = ("~${name}", ".~lock.{name}#")
"""What Excel and LibreOffice lay beside a workbook that somebody has open."""


class SourceFile(NamedTuple):
    """A workbook's bytes under the name that findings and provenance print.

    ``name`` is relative to the data folder, with "/" between its parts, never absolute. The
    bytes that are hashed are the bytes that are parsed: reading never opens a path. ``opened``
    is whether somebody seemed to have the workbook open when it was read.
    """

    name: str
    data: bytes
    opened: bool = False


def load(path: Path, folder: Path | None = None) -> SourceFile:
    """Read a workbook's bytes; its name is relative to ``folder``, if it lies in it.

    A workbook that is being saved, or copied here over a slow line, is waited for, for some
    seconds. Raises OSError if the file can't be read, or changes each time it is read.
    """
    inside = folder is not None and path.is_relative_to(folder)
    name = path.relative_to(folder).as_posix() if inside and folder else path.name
    return SourceFile(name, _read_unchanged(path), any(lock.exists() for lock in locks_of(path)))


def locks_of(path: Path) -> tuple[Path, ...]:
    """What lies beside a workbook as long as somebody has it open."""
    return tuple(path.with_name(pattern.format(name=path.name)) for pattern in _LOCK_FILES)


def is_lock(name: str) -> bool:
    """Whether a file of this name is no workbook, but lies beside one that somebody has open."""
    return any(fnmatchcase(name, pattern.format(name="*")) for pattern in _LOCK_FILES)


def year_in(name: str) -> int | None:
    """The four-digit year in a name ("zkkk-2019.xlsx"), the first if there are several."""
    match = _YEAR.search(name)
    return int(match.group()) if match else None


def _read_unchanged(path: Path) -> bytes:
    """A file's bytes as they were at one moment, whole, even if somebody is saving it."""
    patience_ends = time.monotonic() + _PATIENCE
    while True:
        before = path.stat()
        data = path.read_bytes()
        after = path.stat()
        unchanged = len(data) == after.st_size and _state(before) == _state(after)
        if unchanged and (not _is_fresh(after) or _seems_whole(data)):
            return data
        if time.monotonic() > patience_ends:
            break
        time.sleep(_LOOK_AGAIN)
    if unchanged:
        return data
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _seems_whole(data: bytes) -> bool:
    """Whether a file is a packed one with the list of contents that stands at the end of one.

    xlsx, xlsm, xlsb and ods are packed; of other formats nobody can tell so quickly.
    """
    from zipfile import is_zipfile  # noqa: PLC0415 - most workbooks were saved long ago

    return is_zipfile(BytesIO(data))


def _is_fresh(status: os.stat_result) -> bool:
    """Whether a file was written to just now, by this computer's clock."""
    return abs(time.time() - status.st_mtime) < _SETTLED
