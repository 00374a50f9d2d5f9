"""Putting one folder in the place of another, in one step where the system can.

Linux (renameat2 with RENAME_EXCHANGE: ext4, xfs, btrfs, tmpfs and most others) and macOS
(renamex_np with RENAME_SWAP: APFS) exchange two names in one step, so that there is no moment
without a folder. Elsewhere (Windows, NFS, some FUSE file systems, a C library without the call)
the new edition's files take the place of the old one's one by one: see ``filewise``.
"""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from zkkk_factsheet.edition.files import exists, move

_AT_FDCWD = -100  # Linux: a path counts from the working folder
_RENAME_EXCHANGE = 2  # Linux, <linux/fs.h>
_RENAME_SWAP = 2  # macOS, <sys/stdio.h>

# How a kernel or a file system says that it has no such call; any other error is a real one.
_NOT_OFFERED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def swap(new: Path, target: Path, ready: Path) -> bool:
    """Put the folder ``new`` at ``target``, or at ``ready`` if that takes more than one step.

    Returns whether it is in place.

    What stood at ``target`` is afterwards at ``new``, or still there, for ``filewise.finish`` to be
    replaced. All three names are in one folder, and ``ready`` is free.

    Raises:
        OSError: if the system refuses; then what stood at ``target`` stands there.
    """
    if not exists(target):
        move(new, target)
    elif not exchange(new, target):
        move(new, ready)
        return False
    return True


def exchange(first: Path, second: Path) -> bool:
    """Exchange two names in one step; False where the system does not offer that.

    Raises:
        OSError: if the system offers it and refuses this one.
    """
    call = _system_call()
    if call is None:
        return False
    before = _identity(first)
    code = call(os.fsencode(first), os.fsencode(second))
    if code in _NOT_OFFERED:
        return False
    # As in ``move``: what stands there is what counts, not what came back of it.
    if code and (before is None or _identity(second) != before):
        raise OSError(code, os.strerror(code), os.fspath(first), None, os.fspath(second))
    return True


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        status = folder.lstat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@cache
def _system_call() -> Callable[[bytes, bytes], int] | None:
    """Return the system's exchange of two names, which gives 0 or an error number; or None."""
    if sys.platform == "win32":
        return None
    import ctypes  # noqa: PLC0415 - a run with nothing to do never needs it

    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        before, between, flag = (), (), _RENAME_SWAP
        function = getattr(library, "renamex_np", None)
        kinds = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint)
    else:
        before, between, flag = (_AT_FDCWD,), (_AT_FDCWD,), _RENAME_EXCHANGE
        function = getattr(library, "renameat2", None)
        kinds = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if function is None:
        return None
    function.argtypes = kinds
    function.restype = ctypes.c_int

    def call(first: bytes, second: bytes) -> int:
        done = function(*before, first, *between, second, flag) == 0
        return 0 if done else ctypes.get_errno()

    return call
