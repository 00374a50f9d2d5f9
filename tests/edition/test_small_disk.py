"""Editions stay whole on a file system that fills up; on a real one, of a few pages."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.edition.worker import publish

from zkkk_factsheet.edition.errors import PublishingError
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]

PAGES = 64
INODES = 64


def put(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, "2019", {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


def reason_against(output: Path, files: Files) -> str | None:
    """Publish; return the reason if it could not be done."""
    try:
        put(output, files)
    except PublishingError as error:
        return error.reason
    return None


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a small file system in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    options = f"size={PAGES * 4096},nr_inodes={INODES},mode=755"
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs leave to mount a file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def take_pages(disk: Path, number: int) -> None:
    """Leave so many pages less."""
    (disk / "ballast").write_bytes(bytes(4096) * number)


def take_inodes(disk: Path, number: int) -> None:
    """Leave so many files less."""
    (disk / "ballast").mkdir()
    for each in range(number):
        (disk / "ballast" / str(each)).touch()


@pytest.mark.parametrize("take", [take_pages, take_inodes])
def test_a_disk_that_fills_up_at_each_write(
    take: Callable[[Path, int], None],
    disk: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
) -> None:
    """However little room is left, the old edition stands or the new one does, nothing else."""
    output = disk / "out"
    put(output, edition_a)
    free = os.statvfs(disk)
    room = free.f_bfree if take is take_pages else free.f_ffree - 1
    full = 0
    for left in range(30):
        take(disk, room - left)
        reason = reason_against(output, edition_b)
        full += reason is not None
        assert reason in {None, os.strerror(errno.ENOSPC)}
        assert holds(output / "2019", edition_a if reason else edition_b)
        assert leftovers(output) == []
        subprocess.run(["rm", "-r", str(disk / "ballast")], check=True)
        put(output, edition_a)
    assert 5 < full < 30, "some must fail and some must not"


def test_a_file_system_that_turned_read_only(
    disk: Path, edition_a: Files, edition_b: Files, holds: Holds
) -> None:
    """A disk which the system has set read-only gives one clear error."""
    put(disk / "out", edition_a)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(PublishingError) as caught:
        put(disk / "out", edition_b)
    assert caught.value.reason == os.strerror(errno.EROFS)
    assert holds(disk / "out" / "2019", edition_a)


def test_a_full_disk_with_nothing_to_do(
    disk: Path,
    edition_a: Files,
    store: Callable[[str, Files], Path],
    run: Callable[..., "subprocess.CompletedProcess[str]"],
) -> None:
    """A run with nothing to do needs no room on the disk."""
    put(disk / "out", edition_a)
    take_pages(disk, os.statvfs(disk).f_bfree)
    assert run("look", disk / "out", store("a", edition_a)).stdout == "nothing to do\n"
