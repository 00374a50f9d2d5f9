"""Files and folders on a disk: written to last, replaced whole, removed for good."""

import errno
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

# File systems that cannot flush a folder say so with one of these; there is no more to be had.
_FOLDERS_NOT_FLUSHED = frozenset({errno.EINVAL, errno.ENOTSUP})


_MANY, _AT_ONCE = 24, 8
"""From so many files on so many are seen onto the disk at a time."""


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; ``flush_files`` sees it onto the disk.

    The mode is left to the system, so that the umask and the folder's default access list apply.

    Raises:
        OSError: naming the path, also where the system's own error does not.
    """
    try:
        # Exclusive: never through a link, never into a file which somebody else put there.
        with path.open("xb") as file:
            file.write(data)
    except OSError as error:
        error.filename = os.fspath(path)
        raise


def flush_files(paths: Iterable[Path]) -> None:
    """See files onto the disk.

    Of many, several at a time: a disk does so at once for all that it is asked for.

    Raises:
        OSError: naming the path.
    """
    paths = tuple(paths)
    if len(paths) < _MANY:
        for path in paths:
            _flush_file(path)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - if there are many

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_flush_file, paths):
            pass


def _flush_file(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR)  # Windows flushes only what may be written
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        error.filename = os.fspath(path)
        raise


def read_plain(path: Path) -> bytes | None:
    """Return the bytes of a file; None for a link, a pipe, a folder, anything not legible."""
    try:
        return path.read_bytes() if is_plain(path) else None
    except OSError:
        return None


def is_plain(path: Path) -> bool:
    """Say whether this is a file: not a link to one, nor a pipe, which would block a reader.

    Raises:
        OSError: if the system will not say.
    """
    return path.is_file() and not path.is_symlink()


def keep_time(path: Path, earlier: Path, data: bytes) -> None:
    """Give a file the modification time of an earlier one, if that holds the same bytes.

    Web servers, caches and rsync tell by this time whether a page is new. It is a courtesy: if
    the system refuses, the file keeps the time it has.
    """
    with suppress(OSError):
        status = earlier.lstat()
        is_file = stat.S_ISREG(status.st_mode) and status.st_size == len(data)
        if is_file and earlier.read_bytes() == data:
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def move(path: Path, target: Path) -> None:
    """Give a file or a folder another name, which a file of that name gives up, in one step.

    A file system on a network may say that this failed though it was done, when the answer was
    lost on the way: what stands where is what counts.

    Raises:
        OSError: if it was not done.
    """
    try:
        path.replace(target)
    except OSError:
        if exists(path) or not exists(target):
            raise


def flush_folder(folder: Path) -> None:
    """See the names in a folder onto the disk.

    Raises:
        OSError: naming the folder, if the system tried and failed. Windows has no such call.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _FOLDERS_NOT_FLUSHED:
            error.filename = os.fspath(folder)
            raise
    finally:
        os.close(descriptor)


def exists(path: Path) -> bool:
    """Say whether anything has this name, be it a link that leads nowhere.

    Raises:
        OSError: if the system will not say; os.path.lexists would call that "no".
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def remove(path: Path) -> None:
    """Remove a file, a link (not what it leads to) or a whole folder, if it is there.

    Folders of ours that were made read-only are made writable first, if there is need.

    Raises:
        OSError: if something is there and stays.
    """
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        make_writable(path)
        shutil.rmtree(path)


def make_writable(folder: Path) -> None:
    """Let the owner read and write in a folder and in those in it; for others nothing changes.

    Raises:
        OSError: if somebody else is the owner.
    """
    _let_owner(folder)
    for parent, names, _ in os.walk(folder):
        for inside in (Path(parent, name) for name in names):
            if not inside.is_symlink():
                _let_owner(inside)


def _let_owner(folder: Path) -> None:
    folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)


def names_inside(folder: Path) -> Iterator[str]:
    """List the files and links anywhere under a folder, by their names inside it, with "/".

    Raises:
        OSError: if a folder cannot be read: what was not seen must not pass for absent.
    """

    def refuse(error: OSError) -> None:
        raise error

    for parent, folders, files in os.walk(folder, onerror=refuse):
        here = Path(parent)
        links = [name for name in folders if (here / name).is_symlink()]
        yield from ((here / name).relative_to(folder).as_posix() for name in files + links)
