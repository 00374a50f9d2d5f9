"""Workbooks on a disk: written whole, or not at all."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from zkkk_factsheet.edition.files import exists, flush_files, write_new


def write_whole(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write a file under its name once all of it is on the disk; a failure leaves nothing.

    Raises:
        FileExistsError: if there is one already, which is not to be replaced.
        OSError: naming the path, if the system refuses or the disk is full.
    """
    if not replace and exists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    target = path.resolve()  # what a link leads to is replaced, not the link
    # Hidden, and no workbook by its name: no other run takes it for one.
    aside = target.with_name(f".zkkk-{os.getpid()}.tmp")
    try:
        write_new(aside, data)
        flush_files([aside])
        aside.replace(target)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        with suppress(OSError):
            aside.unlink()
