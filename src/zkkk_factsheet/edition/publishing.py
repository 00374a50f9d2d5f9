"""Putting whole editions in place at one stroke.

An edition is written aside, in a hidden folder next to the one it replaces, and seen onto the disk.
What a run has written aside is then put in place together. Whoever opens a file by its path finds
the old edition's or the new one's.

Names used in the output folder, all gone when no run is at work:

- ``.zkkk-2019.new``: an edition that was written, or one that was swapped out: rubbish either way;
- ``.zkkk-2019.ready``: a new edition that is being put in place file by file, on systems which
  cannot exchange two names in one step (see ``filewise``); whoever finds it finishes that;
- ``.zkkk-2019.old``: an old edition that version 0.1 renamed aside on such systems; it goes back
  if ``2019`` is missing;
- ``.zkkk-stroke.now``, and the same with ``.new`` and ``.ready``: several that change at one stroke
  (see ``together``);
- ``.zkkk-scratch-….new``: what the process that draws lays down for a while (see ``workshop``).

The names are fixed, not random: only the holder of the lock writes here, and what a crash left
behind is then known by its name.

Every file is written anew, also the unchanged ones, which only keep their modification time. Hard
links to the old edition's files would save a few milliseconds; but a linked file keeps the old
owner and mode whatever the umask says now, is one file with whatever else links to it, and needs
a second way of working where the file system has no links.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from zkkk_factsheet.edition.errors import (
    ForeignFolderError,
    LeftoverError,
    PublishingError,
    publishing_errors,
)
from zkkk_factsheet.edition.files import (
    exists,
    flush_files,
    flush_folder,
    keep_time,
    names_inside,
    remove,
    write_new,
)
from zkkk_factsheet.edition.filewise import finish
from zkkk_factsheet.edition.manifest import MANIFEST, has_manifest
from zkkk_factsheet.edition.scratch import scratch_folder
from zkkk_factsheet.edition.signals import hold_signals
from zkkk_factsheet.edition.strangers import OUR_PREFIX, put_aside
from zkkk_factsheet.edition.swapping import swap
from zkkk_factsheet.edition.together import STROKE, clear, settle, strike

_LEFTOVER = re.compile(r"\.zkkk-(.+)\.(?:new|now|old|ready)", re.DOTALL)


def write_aside(output: Path, name: str, files: Mapping[str, bytes], manifest: bytes) -> list[Path]:
    """Write an edition, to be put in place: exactly these files.

    The caller holds ``lock(output)``.

    Args:
        output: the folder that holds the editions; it may be a link.
        name: what the edition is called: its folder there.
        files: the bytes of each file, by its path inside that folder, with "/".
        manifest: the bytes of ``manifest.json``.

    Returns:
        Where the files of somebody else's are now that an earlier run left among its own.

    Raises:
        ForeignFolderError: if what stands there is not an edition; nothing was touched.
        LeftoverError: if what an earlier run left behind can't be removed.
        PublishingError: if the disk is full, the folder not writable, and so on; what was written
            is removed, as far as the system lets us.
        Stopped: if a signal came (see ``stop_on_signals``); the same holds.
        ValueError: if a name in ``files`` leads out of the folder, or two cannot stand together.
    """
    contents = {**files, MANIFEST: manifest}
    _check_names(files, contents)
    target = output / name
    try:
        with hold_signals() as stop_if_asked, publishing_errors(output):
            output.mkdir(parents=True, exist_ok=True)
            aside = [*_repair(output, name), *_clear(output, name)]
            _refuse_foreign(target, contents)
            _write(aside_of(output, name), contents, target, stop_if_asked)
    except BaseException:
        discard(output, name)
        raise
    return aside


def write_page_aside(output: Path, name: str, data: bytes) -> None:
    """Write a single file, to be put in place; likewise."""
    try:
        with hold_signals(), publishing_errors(output):
            _clear(output, name)
            write_new(aside_of(output, name), data)
            flush_files([aside_of(output, name)])
    except BaseException:
        discard(output, name)
        raise


def put_in_place(output: Path, names: Collection[str]) -> list[Path]:
    """Put in place what was written aside: all of it at one stroke, or nothing.

    What the old editions had and the new ones lack disappears with them. A file that somebody put
    there by hand is put aside.

    A reader who opens files by their path never meets a missing one. A program that keeps an
    edition's folder itself open (a shell standing in it) keeps the old one, which is then emptied.

    Returns:
        Where the files of somebody else's are now that were in the old editions' folders.

    Raises:
        ForeignFolderError: if what stands there is, by now, not an edition.
        LeftoverError: if what an earlier run left behind can't be removed.
        UnfinishedError: if names can't be exchanged here, and the system stopped half-way what
            is done instead; the next run finishes it.
        PublishingError: if the system refuses; what is old stands, and what was written aside is
            removed, as far as the system lets us.
        Stopped: if a signal came, at the end.
    """
    aside: list[Path] = []
    with hold_signals(), publishing_errors(output):
        try:
            for name in names:
                new = aside_of(output, name)
                if new.is_dir():
                    _refuse_foreign(output / name, names_inside(new))
            aside += _in_place(output, names)
            # All is in place; if the disk loses this step in a power cut, what is old is back,
            # whole, and the next run publishes again. So there is nothing to report.
            with suppress(OSError):
                flush_folder(output)
        finally:
            # After an exchange the old edition is what is called new: the same line removes it.
            # What cannot be removed now is in nobody's way, and the next run tries again.
            for name in (*names, STROKE):
                with suppress(OSError, PublishingError):
                    aside += _clear(output, name)
    return aside


def aside_of(output: Path, name: str) -> Path:
    """Where an edition stands that was written aside."""
    return output / f".zkkk-{name}.new"


def discard(output: Path, name: str) -> None:
    """Remove what was written aside and isn't to be put in place, as far as the system lets us."""
    with suppress(OSError, PublishingError):
        _clear(output, name)


def has_leftovers(output: Path) -> bool:
    """Say whether a run that died left something in the output folder, or one is at work."""
    return output.is_dir() and any(True for _ in _leftovers(output))


def recover(output: Path) -> list[Path]:
    """Clean up what a run that died left in the output folder; ``lock`` calls this.

    Returns:
        Where the files of somebody else's are now that were among it.

    Raises:
        OSError: if an edition that was taken out cannot be put back.
        UnfinishedError: if one that is ready cannot be put in place.
        LeftoverError: if rubbish is in its way that cannot be removed. Other rubbish that cannot
            be removed stays: ``publish`` complains if it is in the way.
    """
    aside: list[Path] = []
    for name in sorted(_leftovers(output), key=lambda name: (name != STROKE, name)):
        aside += _repair(output, name)
        with suppress(LeftoverError):
            aside += _clear(output, name)
    return aside


def _leftovers(output: Path) -> Iterator[str]:
    """What runs that died left: "2019" for ``.zkkk-2019.new``; not what this run has there."""
    for entry in output.iterdir():
        found = _LEFTOVER.fullmatch(entry.name)
        if found and entry != scratch_folder(output):
            yield found[1]


def _in_place(output: Path, names: Collection[str]) -> list[Path]:
    """Put in place what was written aside, whichever way that takes."""
    if len(names) > 1:
        return [*_clear(output, STROKE), *strike(output, names)]
    aside: list[Path] = []
    for name in names:
        ready, target = _ready(output, name), output / name
        if not swap(aside_of(output, name), target, ready):
            aside += finish(ready, target)
    return aside


def _ready(output: Path, name: str) -> Path:
    """Where an edition waits for its files to be moved."""
    return output / f".zkkk-{name}.ready"


def _repair(output: Path, name: str) -> list[Path]:
    """Finish what an earlier run began, and put back what it took away."""
    if name == STROKE:
        return settle(output)
    ready, target = _ready(output, name), output / name
    old = ready.with_suffix(".old")
    aside = finish(ready, target)
    if exists(old):
        if exists(target):
            # It must never be half removed under the name that says it is good.
            aside += _clear(output, name)
            old.rename(old.with_suffix(".new"))
        else:
            old.rename(target)
    return aside


def _clear(output: Path, name: str) -> list[Path]:
    """Remove what is where a new edition is to be written; what is not ours is put aside.

    Raises:
        LeftoverError: naming this folder, and not the file in it that the system stopped at: it
            is the folder that somebody has to remove by hand.
    """
    new = aside_of(output, name)
    try:
        if name == STROKE:
            return clear(output)
        aside = put_aside(new, output, name) if new.is_dir() and not new.is_symlink() else []
        remove(new)
    except OSError as error:
        raise LeftoverError(new, error.strerror or str(error)) from error
    return aside


def _write(
    folder: Path, contents: Mapping[str, bytes], earlier: Path, stop_if_asked: Callable[[], None]
) -> None:
    """Write an edition into a new folder and see all of it onto the disk."""
    inside = {parent for name in contents for parent in PurePosixPath(name).parents}
    folders = sorted(folder / parent for parent in inside)
    for each in folders:
        each.mkdir()
    for name, data in sorted(contents.items()):
        stop_if_asked()
        write_new(folder / name, data)
        keep_time(folder / name, earlier / name, data)
    flush_files(folder / name for name in contents)
    for each in reversed(folders):
        flush_folder(each)


def _refuse_foreign(target: Path, names: Iterable[str]) -> None:
    """Raise ForeignFolderError unless the folder is free, empty, or an edition.

    A folder without a legible manifest is taken for an edition, which lost it, if it holds
    nothing but files that the new edition has too, one of them with a name that only we give.
    """
    if not exists(target):
        return
    if target.is_symlink() or not target.is_dir():
        raise ForeignFolderError(target)
    if has_manifest(target):
        return
    held = sorted(names_inside(target))
    strange = sorted(set(held) - set(names))
    if not any(PurePosixPath(name).name.startswith(OUR_PREFIX) for name in held):
        strange = strange or held
    if strange:
        raise ForeignFolderError(target, strange[0])


def _check_names(files: Iterable[str], contents: Iterable[str]) -> None:
    """Raise ValueError on a name that is no plain path inside the folder, or that is taken."""
    if MANIFEST in files:
        raise ValueError(f"{MANIFEST} is written from the manifest, not from the files")
    taken = set(contents)
    for name in taken:
        path = PurePosixPath(name)
        plain = name == path.as_posix() and not path.is_absolute() and "\\" not in name
        if not plain or not path.parts or ".." in path.parts or "\0" in name:
            raise ValueError(f"not a name inside an edition: {name!r}")
        if any(parent.as_posix() in taken for parent in path.parents):
            raise ValueError(f"a file stands where {name!r} needs a folder")
