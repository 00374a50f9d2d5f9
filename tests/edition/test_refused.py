"""Whatever the system refuses, the old edition stands and the reason is told."""

import errno
import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.edition.worker import publish

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.errors import LeftoverError, PublishingError, UnfinishedError
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]


def put(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, "2019", {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


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


def test_one_of_many_files_that_does_not_reach_the_disk_holds_back_the_edition(
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is named, though several were under way at a time."""
    put(tmp_path, edition_a)
    many = edition_b | {f"pages/{number}.html": b"page" for number in range(100)}
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), lost.stat()):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(descriptor)

    lost = tmp_path / ".zkkk-2019.new" / "pages" / "70.html"
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(PublishingError) as caught:
        put(tmp_path, many)
    assert (caught.value.path, caught.value.reason) == (lost, os.strerror(errno.EIO))
    assert holds(tmp_path / "2019", edition_a)
    assert leftovers(tmp_path) == []


FROM_THE_FIRST, FROM_A_LATER_ONE = 1, 5
"""Which rename the system refuses, and all after it; the first is the one that decides."""


def refuse_renames(monkeypatch: pytest.MonkeyPatch, *, first: int, done: bool) -> None:
    """Let renames fail from one on, though they may be done: the answer was lost on the way."""
    monkeypatch.setattr(swapping, "exchange", lambda _first, _second: False)
    replace, calls = Path.replace, [0]

    def fail(path: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] < first or done:
            replace(path, target)
        if calls[0] >= first:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))
        return target

    monkeypatch.setattr(Path, "replace", fail)


def test_without_exchange_a_refusal_before_the_first_file_leaves_the_old_edition(
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """If the new edition can't be called ready, nothing was changed."""
    put(tmp_path, edition_a)
    refuse_renames(monkeypatch, first=FROM_THE_FIRST, done=False)
    with pytest.raises(PublishingError, match=os.strerror(errno.EIO)) as caught:
        put(tmp_path, edition_b)
    assert not isinstance(caught.value, UnfinishedError)
    assert holds(tmp_path / "2019", edition_a)
    assert leftovers(tmp_path) == []


def test_without_exchange_a_refusal_half_way_is_told_and_finished_by_the_next_run(
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The old edition is not said to stand when it doesn't: it's told that both do, in whole files.

    What somebody had put into the old edition is neither lost nor in the way.
    """
    put(tmp_path, edition_a)
    year = tmp_path / "2019"
    (year / "charts" / "mine.txt").write_text("mine")
    with monkeypatch.context() as patched:
        refuse_renames(patched, first=FROM_A_LATER_ONE, done=False)
        for _ in range(2):
            with pytest.raises(UnfinishedError, match=os.strerror(errno.EIO)) as caught:
                put(tmp_path, edition_b)
            assert caught.value.folder == year
    in_both = edition_a.keys() & edition_b.keys()
    found = {name: (year / name).read_bytes() for name in in_both}
    assert all(found[name] in (edition_a[name], edition_b[name]) for name in in_both)
    assert found != {name: edition_a[name] for name in in_both}
    assert found[MANIFEST] == edition_a[MANIFEST]
    with lock(tmp_path):
        assert holds(year, edition_b)
    assert leftovers(tmp_path) == []
    assert (tmp_path / "2019-aside" / "charts" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("way", ["free", "exchange", "file by file"])
def test_a_step_that_was_done_though_the_system_says_it_failed_is_done(
    way: str,
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    holds: Holds,
    leftovers: Leftovers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The old edition is not said to stand where the new one does."""
    if way != "free":
        put(tmp_path, edition_a)
    if way == "exchange":
        system_call = swapping._system_call()  # noqa: SLF001 - the system's own
        if system_call is None:
            pytest.skip("needs a system that can exchange two names")

        def call(first: bytes, second: bytes) -> int:
            assert system_call(first, second) == 0
            return errno.EIO

        monkeypatch.setattr(swapping, "_system_call", lambda: call)
    else:
        refuse_renames(monkeypatch, first=1, done=True)
    put(tmp_path, edition_b)
    assert holds(tmp_path / "2019", edition_b)
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


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("mode", [0o555, 0o000])
def test_an_edition_that_was_made_read_only_is_replaced_for_good(
    output: Path, mode: int, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """Nothing stays of an edition of ours in which somebody locked folders; anyone may read it."""
    put(output, edition_a)
    (output / "2019" / "charts" / "mine.txt").write_text("mine")
    (output / "2019" / "charts").chmod(mode)
    (output / "2019").chmod(0o555)
    for edition in (edition_b, edition_a):
        put(output, edition)
        assert holds(output / "2019", edition)
        assert leftovers(output) == []
    assert (output / "2019").stat().st_mode & 0o555 == 0o555
    assert (output / "2019-aside" / "charts" / "mine.txt").read_text() == "mine"


def test_an_output_folder_that_is_a_file(tmp_path: Path, edition_a: Files) -> None:
    """A file where the output folder should be is an error that names it."""
    (tmp_path / "out").write_text("")
    with pytest.raises(PublishingError) as caught:
        put(tmp_path / "out", edition_a)
    assert caught.value.path == tmp_path / "out"
