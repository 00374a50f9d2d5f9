"""Whatever the system refuses, the old edition stands and the reason is told."""

import errno
import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.errors import LeftoverError, PublishingError
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST
from zkkk_factsheet.edition.publishing import publish

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]


def put(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, 2019, {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("size", [0, 1, 100, 4096, 8999])
def test_a_file_that_cannot_be_written_to_its_end(
    size: int,
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
) -> None:
    """A write that stops half-way leaves the old edition, names the file and gives the reason."""
    put(tmp_path, edition_a)
    with largest_file(size), pytest.raises(PublishingError) as caught:
        put(tmp_path, edition_b)
    assert caught.value.reason == os.strerror(errno.EFBIG)
    assert caught.value.path.is_relative_to(tmp_path / ".zkkk-2019.new")
    assert holds(tmp_path / "2019", edition_a)
    assert leftovers(tmp_path) == []


CODES = [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES]


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("code", CODES)
def test_whatever_the_system_refuses_is_one_kind_of_error(
    code: int,
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Disk full, over quota, unreadable, read-only, not allowed: old edition, path and reason."""
    put(tmp_path, edition_a)

    def fail(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PublishingError) as caught:
        put(tmp_path, edition_b)
    assert caught.value.reason == os.strerror(code)
    assert str(caught.value) == f"{caught.value.path}: {os.strerror(code)}"
    assert holds(tmp_path / "2019", edition_a)
    assert leftovers(tmp_path) == []


@pytest.mark.parametrize("failing", [1, 2])
def test_without_exchange_a_rename_that_fails_leaves_the_old_edition(
    failing: int,
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If the second of two renames fails, the old edition goes back at once."""
    put(tmp_path, edition_a)
    monkeypatch.setattr(swapping, "exchange", lambda _first, _second: False)
    rename, calls = Path.rename, [0]

    def fail(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == failing:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(PublishingError, match=os.strerror(errno.EBUSY)):
        put(tmp_path, edition_b)
    assert holds(tmp_path / "2019", edition_a)
    assert leftovers(tmp_path) == []


def test_a_leftover_that_cannot_be_removed_is_named(
    tmp_path: Path, edition_a: Files, holds: Holds, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the whole folder in the way that is named, not the file in it."""
    put(tmp_path, edition_a)
    (tmp_path / ".zkkk-2019.new" / "data").mkdir(parents=True)
    (tmp_path / ".zkkk-2019.new" / "data" / "half.csv").write_text("half")

    def refuse(_path: Path) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), "half.csv")

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(LeftoverError) as caught:
        put(tmp_path, edition_a)
    assert caught.value.path == tmp_path / ".zkkk-2019.new"
    assert caught.value.reason == os.strerror(errno.EACCES)
    assert holds(tmp_path / "2019", edition_a)


@pytest.fixture
def output() -> Iterator[Path]:
    """An output folder of one who may not do everything, as the superuser may."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to everybody else
        swapping._system_call()  # noqa: SLF001 - loaded now: somebody else may not read Python
        somebody = 65534 if os.geteuid() == 0 else os.geteuid()
        os.chown(folder, somebody, -1)
        earlier = os.geteuid()
        os.seteuid(somebody)
        try:
            yield Path(folder)
        finally:
            os.seteuid(earlier)


@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_an_edition_that_was_made_read_only_is_replaced_for_good(
    output: Path, mode: int, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """Nothing stays of an edition of ours in which somebody locked folders."""
    put(output, edition_a)
    (output / "2019" / "charts").chmod(mode)
    (output / "2019").chmod(0o555)
    for edition in (edition_b, edition_a):
        put(output, edition)
        assert holds(output / "2019", edition)
        assert leftovers(output) == []


def test_an_output_folder_that_is_a_file(tmp_path: Path, edition_a: Files) -> None:
    """A file where the output folder should be is an error that names it."""
    (tmp_path / "out").write_text("")
    with pytest.raises(PublishingError) as caught:
        put(tmp_path / "out", edition_a)
    assert caught.value.path == tmp_path / "out"
