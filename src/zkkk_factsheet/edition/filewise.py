"""Putting an edition in the place of another file by file, where folders can't be exchanged.

The new edition is written aside and seen onto the disk, as everywhere. Then it gets the name
``.zkkk-2019.ready``: from this moment on it is decided that it takes the old one's place. Its files
go one by one to where the old ones are, each in one step, the manifest last; what only the old one
had is then removed. Whoever opens a file finds it, whole, the old or the new one; for some
milliseconds sheets of both stand beside one another. If the process dies in between, or the disk
fails, the next run goes on where this one stopped: what was moved is gone from ``.ready``.
"""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from zkkk_factsheet.edition.errors import UnfinishedError
from zkkk_factsheet.edition.files import (
    exists,
    flush_folder,
    is_plain,
    make_writable,
    move,
    names_inside,
    remove,
)
from zkkk_factsheet.edition.manifest import MANIFEST, read_manifest
from zkkk_factsheet.edition.strangers import put_aside


def finish(ready: Path, target: Path) -> list[Path]:
    """Put an edition that is ready in place, or finish what an earlier run began of that.

    A single file takes its place in one step.

    Args:
        ready: where it is; nothing happens if there is nothing.
        target: where it belongs.

    Returns:
        Where the files of somebody else's are now that were in the old one's folder.

    Raises:
        UnfinishedError: if the system refuses, twice; the next run tries again.
    """
    aside: list[Path] = []
    if not exists(ready):
        return aside
    try:
        _go_on(ready, target, aside)
    except OSError:
        # Perhaps somebody made the old edition read-only; and a moment later a disk may be back.
        with suppress(OSError):
            make_writable(target)
        try:
            _go_on(ready, target, aside)
        except OSError as error:
            raise UnfinishedError(target, error) from error
    return aside


def _go_on(ready: Path, target: Path, aside: list[Path]) -> None:
    """Move what is left to move. ``aside`` takes what was put aside, also if this fails."""
    if is_plain(ready):
        move(ready, target)
        return
    target.mkdir(exist_ok=True)
    if is_plain(ready / MANIFEST):
        new = read_manifest(ready)
        waiting = set(names_inside(ready)) - {MANIFEST}
        wanted = waiting | (set(new.outputs) if new else set())
        aside += put_aside(target, target.parent, target.name, ours=wanted - waiting)
        for name in sorted(waiting):
            _make_way(target, name)
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            move(ready / name, target / name)
        if new:
            _remove_others(target, wanted | {MANIFEST})
        for folder in _folders(target):
            flush_folder(folder)
        move(ready / MANIFEST, target / MANIFEST)
    remove(ready)


def _make_way(target: Path, name: str) -> None:
    """Remove a folder of the old edition where the new one has a file, and the other way round."""
    if (target / name).is_dir():
        remove(target / name)
    for parent in PurePosixPath(name).parents:
        if exists(target / parent) and not (target / parent).is_dir():
            remove(target / parent)


def _remove_others(target: Path, wanted: set[str]) -> None:
    for name in set(names_inside(target)) - wanted:
        remove(target / name)
    for folder in reversed(_folders(target)):
        if not any(folder.iterdir()):
            folder.rmdir()


def _folders(target: Path) -> list[Path]:
    """A folder and those in it, each after the one that it is in."""
    return [target, *sorted(path for path in target.rglob("*") if path.is_dir())]
