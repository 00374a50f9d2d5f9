"""An edition is put in place whole, owns its year folder, and touches nobody else's."""

import errno
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.edition.worker import publish
from tests.effort import THOROUGH

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.files import exists
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]


def put(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, "2019", {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


@pytest.mark.usefixtures("way")
def test_a_new_edition_takes_the_place_of_the_old(
    tmp_path: Path, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """The folder holds exactly the new edition: what only the old one had is gone."""
    for edition in (edition_a, edition_b, edition_a, edition_a):
        put(tmp_path / "out", edition)
        assert holds(tmp_path / "out" / "2019", edition)
        assert leftovers(tmp_path / "out") == []


def test_the_exchange_is_used_where_the_system_has_it(
    tmp_path: Path, edition_a: Files, edition_b: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where one step can do it, no file or folder is renamed in two."""
    if swapping._system_call() is None:  # noqa: SLF001 - whether the system has it
        pytest.skip("needs a system that can exchange two names")
    put(tmp_path, edition_a)

    def never(_path: Path, _target: Path) -> Path:
        raise AssertionError("renamed")

    monkeypatch.setattr(Path, "rename", never)
    monkeypatch.setattr(Path, "replace", never)
    put(tmp_path, edition_b)


@pytest.mark.parametrize(
    ("code", "offered"),
    [(errno.ENOSYS, False), (errno.EINVAL, False), (errno.EOPNOTSUPP, False), (0, True)],
)
def test_a_system_that_does_not_offer_the_exchange_says_so(
    code: int, offered: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the errors which mean "no such call" lead to two renames."""
    monkeypatch.setattr(swapping, "_system_call", lambda: lambda _first, _second: code)
    assert swapping.exchange(tmp_path / "a", tmp_path / "b") is offered


def test_an_exchange_that_is_refused_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at the exchange is no reason to try it another way."""
    monkeypatch.setattr(swapping, "_system_call", lambda: lambda _first, _second: errno.ENOSPC)
    with pytest.raises(OSError, match="No space left"):
        swapping.exchange(tmp_path / "a", tmp_path / "b")


@pytest.mark.usefixtures("way")
def test_a_reader_never_misses_a_file(tmp_path: Path, edition_a: Files, edition_b: Files) -> None:
    """Whoever opens a file by its path while editions change finds it, old or new."""
    put(tmp_path, edition_a)
    names = sorted(edition_a.keys() & edition_b.keys())
    done = threading.Event()
    problems: list[str] = []
    reads = [0]

    def read() -> None:
        while not done.is_set():
            for name in names:
                try:
                    data = (tmp_path / "2019" / name).read_bytes()
                except OSError as error:
                    problems.append(str(error))
                else:
                    if data not in {edition_a[name], edition_b[name]}:
                        problems.append(f"half of {name}")
                reads[0] += 1

    reader = threading.Thread(target=read)
    turns = sys.getswitchinterval()
    sys.setswitchinterval(0.000_01)  # many looks fall between two steps of the other
    try:
        reader.start()
        for _ in range(200 if THOROUGH else 50):
            put(tmp_path, edition_b)
            put(tmp_path, edition_a)
    finally:
        done.set()
        reader.join()
        sys.setswitchinterval(turns)
    assert reads[0] > 300
    assert problems == []


@pytest.mark.parametrize("more", [0, 100])
def test_all_of_it_is_on_the_disk_before_it_is_swapped_in(
    more: int,
    tmp_path: Path,
    edition_a: Files,
    edition_b: Files,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A power cut after the swap finds the new edition whole: each file and folder was flushed.

    Of many files several are at a time.
    """
    put(tmp_path, edition_a)
    flushed: set[int] = set()
    flushed_at_swap: list[set[int]] = []
    fsync, swap = os.fsync, swapping.swap

    def remember(descriptor: int) -> None:
        fsync(descriptor)
        flushed.add(os.fstat(descriptor).st_ino)

    def look(new: Path, target: Path, aside: Path) -> bool:
        flushed_at_swap.append(set(flushed))
        return swap(new, target, aside)

    monkeypatch.setattr(os, "fsync", remember)
    monkeypatch.setattr("zkkk_factsheet.edition.publishing.swap", look)
    put(tmp_path, edition_b | {f"site/{number}.html": b"page" for number in range(more)})
    year = tmp_path / "2019"
    assert flushed_at_swap == [{path.stat().st_ino for path in [year, *year.rglob("*")]}]
    assert tmp_path.stat().st_ino in flushed


def test_unchanged_files_keep_their_time_and_changed_ones_do_not(
    tmp_path: Path, edition_a: Files, edition_b: Files
) -> None:
    """A web server's cache tells by the modification time which page is new."""
    put(tmp_path, edition_a)
    year = tmp_path / "2019"
    for name in edition_a:
        os.utime(year / name, ns=(1, 1_000_000_007))
    put(tmp_path, edition_b)
    times = {name: (year / name).stat().st_mtime_ns == 1_000_000_007 for name in edition_b}
    assert times == {name: name == "data/same.csv" for name in edition_b}


def test_another_link_to_an_old_file_is_never_written_through(
    tmp_path: Path, edition_a: Files, edition_b: Files
) -> None:
    """A backup made of hard links keeps the old bytes, and an unchanged file is no link to it."""
    put(tmp_path / "out", edition_a)
    kept = {name: tmp_path / str(number) for number, name in enumerate(edition_a)}
    for name, path in kept.items():
        path.hardlink_to(tmp_path / "out" / "2019" / name)
    put(tmp_path / "out", edition_b)
    assert {name: path.read_bytes() for name, path in kept.items()} == edition_a
    assert {path.stat().st_nlink for path in kept.values()} == {1}


@pytest.mark.parametrize(("mask", "file", "folder"), [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700)])
def test_the_umask_decides_who_may_read(
    mask: int, file: int, folder: int, tmp_path: Path, edition_a: Files
) -> None:
    """Published files and folders get the mode that any new file or folder would get."""
    earlier = os.umask(mask)
    try:
        put(tmp_path / "out", edition_a)
        put(tmp_path / "out", edition_a)
    finally:
        os.umask(earlier)
    found = {
        (path.is_dir(), stat.S_IMODE(path.stat().st_mode))
        for path in [tmp_path / "out", *(tmp_path / "out").rglob("*")]
    }
    assert found == {(True, folder), (False, file)}


def test_the_output_folder_may_be_a_link(
    tmp_path: Path, edition_a: Files, edition_b: Files, holds: Holds
) -> None:
    """An output folder that is a link stays one, and the edition is where it leads."""
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to("real")
    put(link, edition_a)
    put(link, edition_b)
    assert link.is_symlink()
    assert holds(tmp_path / "real" / "2019", edition_b)


def test_names_of_every_script(tmp_path: Path, edition_a: Files, holds: Holds) -> None:
    """File names may hold diacritics, Cyrillic and spaces, also in the output folder's own."""
    output = tmp_path / "Komuna e Pejës – Општина Пећ"
    edition = {**edition_a, "municipalities/Đeneral Janković/Елез Хан.html": b"x"}
    put(output, edition)
    assert holds(output / "2019", edition)


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/../../b", "", ".", "a//b", "a\\b", "a\0b", MANIFEST]
)
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    """A file name that is no plain path inside the edition is a mistake in the program."""
    with pytest.raises(ValueError, match=r"name|manifest"):
        publish(tmp_path, "2019", {name: b""}, b"{}")
    assert list(tmp_path.iterdir()) == []


def test_a_file_cannot_stand_where_a_folder_is_needed(tmp_path: Path) -> None:
    """Two names that exclude each other are refused before anything is written."""
    with pytest.raises(ValueError, match="needs a folder"):
        publish(tmp_path, "2019", {"data": b"", "data/x.csv": b""}, b"{}")


def test_a_place_that_cannot_be_looked_at_is_not_called_free(tmp_path: Path) -> None:
    """An error other than "no such file" is not an answer: what stands there may be an edition."""
    (tmp_path / "file").write_text("")
    assert not exists(tmp_path / "nothing")
    assert exists(tmp_path / "file")
    with pytest.raises(NotADirectoryError):
        exists(tmp_path / "file" / "2019")


def test_leftovers_of_a_crash_are_cleaned_under_the_lock(
    tmp_path: Path, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """Half-written editions go, also another year's; one renamed aside goes back."""
    put(tmp_path, edition_a)
    (tmp_path / "2019").rename(tmp_path / ".zkkk-2019.old")  # as version 0.1 did
    for name in (".zkkk-2019.new", ".zkkk-2016.new", ".zkkk-2017.old"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "half.csv").write_text("half")
    (tmp_path / "2017").mkdir()
    (tmp_path / "2017" / "zkkk-2017-sq.html").write_text("good")
    (tmp_path / ".zkkk-index.html.new").write_text("half")
    (tmp_path / "zkkk-2016.new").write_text("not hidden: somebody's own")
    with lock(tmp_path):
        assert holds(tmp_path / "2019", edition_a)
        assert leftovers(tmp_path) == []
    assert (tmp_path / "2017" / "zkkk-2017-sq.html").read_text() == "good"
    assert (tmp_path / "zkkk-2016.new").exists()
    assert not (tmp_path / "2016").exists()
    put(tmp_path, edition_b)
    assert holds(tmp_path / "2019", edition_b)
