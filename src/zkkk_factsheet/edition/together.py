"""Several names in the output folder, changed at one stroke.

No system exchanges several names in one step, but each that exchanges two can exchange a folder:

1. Each name becomes a link to what it stood for, which is in the folder ``.zkkk-stroke.now`` from
   then on: an exchange for each, after which whoever opens a file finds the one that was there.
2. That folder is exchanged with ``.zkkk-stroke.new``, which holds all that is new. This is the
   stroke: what is read by any of the names was old just before, and is new from here on.
3. Each name becomes again what the link leads to.

So names are links for a fraction of a millisecond, and at any moment all of them lead to what is
old, or all to what is new. If the process dies in between, this stays so, and ``settle`` does the
third step, whichever it is.

A reader who has read a link looks for its end a moment later, when the link itself may stand there.
So the two folders have a link back by which it then leads to the same place.

Where names can't be exchanged, or there are no links, one step decides that all that is new takes
its place, by the name ``.zkkk-stroke.ready``; that is then done file by file (see ``filewise``).
"""

import errno
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.files import exists, flush_folder, move, remove
from zkkk_factsheet.edition.filewise import finish
from zkkk_factsheet.edition.strangers import put_aside

STROKE: Final = "stroke"
"""What all of it is called, where an edition has its name."""

_NOW: Final = f".zkkk-{STROKE}.now"
_NEW: Final = f".zkkk-{STROKE}.new"
_READY: Final = f".zkkk-{STROKE}.ready"

# How a file system says that it has no links, and Windows that this user may not make any.
_NO_LINKS: Final = frozenset({errno.EPERM, errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def strike(output: Path, names: Collection[str]) -> list[Path]:
    """Put what is new in place, all of it at one stroke.

    The caller holds the lock, and there is nothing left of an earlier stroke.

    Args:
        output: The folder in which all of it is.
        names: What is put in place: ``.zkkk-2019.new`` is to be ``2019``.

    Returns:
        Where the files of somebody else's are now that were in what was replaced.

    Raises:
        OSError: If the system refuses; then each name stands for what it stood for.
        UnfinishedError: If names can't be exchanged here, and the system stopped half-way what is
            done instead; the next run finishes it.
    """
    now, new = output / _NOW, output / _NEW
    for folder in (now, new):
        folder.mkdir()
    for name in names:
        move(output / f".zkkk-{name}.new", new / name)
    try:
        struck = _at_one_stroke(output, names)
    except OSError:
        _make_real(output)
        raise
    if struck:
        # All of it is in place; what stays a link now is made real by the next run.
        with suppress(OSError):
            _make_real(output)
        return []
    _make_real(output)
    move(new, output / _READY)
    return _finish(output)


def settle(output: Path) -> list[Path]:
    """Bring to its end a stroke during which a run died.

    Returns:
        Where the files of somebody else's are now that were in what was replaced.

    Raises:
        OSError: If the system refuses; what each name leads to stays.
        UnfinishedError: As in ``strike``.
    """
    _make_real(output)
    return _finish(output)


def clear(output: Path) -> list[Path]:
    """Remove what was replaced; the files of somebody else's in it are put aside, and returned.

    Raises:
        OSError: If something stays; all of it, if a name still is a link that leads into it.
    """
    _make_real(output)
    aside = _strangers_put_aside(output)
    # The links go last: somebody may be looking for the end of one.
    for name in (_NEW, _NOW):
        remove(output / name)
    return aside


def _at_one_stroke(output: Path, names: Collection[str]) -> bool:
    """Do the first two steps; False where the system doesn't offer what they take."""
    now, new = output / _NOW, output / _NEW
    try:
        for folder in (now, new):
            (folder / _NOW).symlink_to(os.pardir, target_is_directory=True)
        for name in names:
            place = now if exists(output / name) else output
            (place / name).symlink_to(_end(name))
    except OSError as error:
        if error.errno in _NO_LINKS:
            return False
        raise
    for folder in (now, new, output):
        flush_folder(folder)
    linked = (name for name in names if exists(now / name))
    if not all(swapping.exchange(now / name, output / name) for name in linked):
        return False
    return swapping.exchange(now, new)


def _end(name: str) -> str:
    """Where the link by a name leads."""
    return f"{_NOW}/{name}"


def _make_real(output: Path) -> None:
    """Have each name that is a link of ours stand for what it leads to; for nothing, if it is so.

    Raises:
        OSError: If the system refuses; all others were tried.
    """
    refused: list[OSError] = []
    for link in list(_links(output)):
        end = output / _NOW / link.name
        try:
            if not exists(end):
                link.unlink()
            elif not swapping.exchange(end, link):
                link.unlink()
                move(end, link)
        except OSError as error:
            refused.append(error)
    if refused:
        raise refused[0]


def _links(output: Path) -> Iterator[Path]:
    for entry in output.iterdir():
        if entry.is_symlink() and os.fspath(entry.readlink()) == _end(entry.name):
            yield entry


def _finish(output: Path) -> list[Path]:
    """Put in place file by file what is ready."""
    ready = output / _READY
    waiting = sorted(entry for entry in ready.iterdir()) if ready.is_dir() else []
    aside = [
        path
        for entry in waiting
        if not entry.is_symlink()
        for path in finish(entry, output / entry.name)
    ]
    remove(ready)
    return aside


def _strangers_put_aside(output: Path) -> list[Path]:
    new = output / _NEW
    folders = [entry for entry in new.iterdir() if not entry.is_symlink()] if new.is_dir() else []
    return [
        path
        for entry in sorted(folders)
        if entry.is_dir()
        for path in put_aside(entry, output, entry.name)
    ]
