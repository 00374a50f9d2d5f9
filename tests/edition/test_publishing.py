"""An edition is put in place whole, owns its year folder, and touches nobody else's."""

# ruff: noqa: PLR0913, PLR0917 - fixtures are arguments, and a test takes what it needs

import errno
import os
import resource
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.errors import ForeignFolderError, PublishingError
from zkkk_factsheet.edition.files import exists
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST
from zkkk_factsheet.edition.publishing import publish, put_file

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]

WAYS = ["exchange", "two renames"]


def put(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, 2019, {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Swap in both ways: this system's, and that of a system which cannot exchange names."""
    if request.param == "two renames":
        monkeypatch.setattr(swapping, "exchange", lambda _first, _second: False)
    elif swapping._system_call() is None:  # noqa: SLF001 - whether the system has it
        pytest.skip("this system cannot exchange two names")
    return str(request.param)


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
        pytest.skip("this system cannot exchange two names")
    put(tmp_path, edition_a)

    def never(_path: Path, _target: Path) -> Path:
        raise AssertionError("renamed")

    monkeypatch.setattr(Path, "rename", never)
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
    reader.start()
    for _ in range(100):
        put(tmp_path, edition_b)
        put(tmp_path, edition_a)
    done.set()
    reader.join()
    assert reads[0] > 1000
    assert problems == []


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


def foreign_files(year: Path) -> None:
    """A folder with somebody's files."""
    year.mkdir()
    (year / "thesis.docx").write_text("mine")


def foreign_manifest(year: Path) -> None:
    """A folder of another program that has a manifest.json too, as browsers' extensions have."""
    foreign_files(year)
    (year / MANIFEST).write_text('{"name": "something else", "manifest_version": 3}')


def foreign_page(year: Path) -> None:
    """Somebody's web site: a page by the name that ours has."""
    year.mkdir()
    (year / "index.html").write_text("my blog")


def foreign_link(year: Path) -> None:
    """A folder that holds a link to a folder of somebody's."""
    year.mkdir()
    (year / "photos").symlink_to(year.parent)


def file_in_the_way(year: Path) -> None:
    """A file by the name of the year."""
    year.write_text("2019")


def link_in_the_way(year: Path) -> None:
    """A link by the name of the year, to an empty folder."""
    (year.parent / "elsewhere").mkdir()
    year.symlink_to("elsewhere")


@pytest.mark.parametrize(
    ("make", "strange"),
    [
        (foreign_files, "thesis.docx"),
        (foreign_manifest, "thesis.docx"),
        (foreign_page, "index.html"),
        (foreign_link, "photos"),
        (file_in_the_way, ""),
        (link_in_the_way, ""),
    ],
)
def test_what_is_not_an_edition_is_left_alone(
    make: Callable[[Path], None],
    strange: str,
    tmp_path: Path,
    edition_a: Files,
    leftovers: Leftovers,
) -> None:
    """Somebody else's year folder is refused by name, and not a byte of it changes."""
    make(tmp_path / "2019")
    before = snapshot(tmp_path)
    with pytest.raises(ForeignFolderError) as caught:
        put(tmp_path, edition_a)
    assert (caught.value.path, caught.value.strange) == (tmp_path / "2019", strange)
    assert snapshot(tmp_path) == before
    assert leftovers(tmp_path) == []


def snapshot(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return the inode and the times of every entry but the lock."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {
        name: (status.st_ino, status.st_mtime_ns, status.st_ctime_ns)
        for name, status in found.items()
        if name != ".zkkk.lock"
    }


def test_an_empty_year_folder_is_free(tmp_path: Path, edition_a: Files, holds: Holds) -> None:
    """A folder which somebody made in advance, with nothing in it, is taken."""
    (tmp_path / "2019").mkdir()
    put(tmp_path, edition_a)
    assert holds(tmp_path / "2019", edition_a)


@pytest.mark.parametrize("damage", ["deleted", "cut short", "not JSON", "empty"])
def test_an_edition_whose_manifest_is_lost_is_made_again(
    damage: str, tmp_path: Path, edition_a: Files, holds: Holds
) -> None:
    """An edition is still known by its files when its manifest is damaged or gone."""
    put(tmp_path, edition_a)
    manifest = tmp_path / "2019" / MANIFEST
    damaged = {"cut short": manifest.read_bytes()[:50], "not JSON": b"\xff{", "empty": b""}
    if damage == "deleted":
        manifest.unlink()
    else:
        manifest.write_bytes(damaged[damage])
    put(tmp_path, edition_a)
    assert holds(tmp_path / "2019", edition_a)


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/../../b", "", ".", "a//b", "a\\b", "a\0b", MANIFEST]
)
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    """A file name that is no plain path inside the edition is a mistake in the program."""
    with pytest.raises(ValueError, match=r"name|manifest"):
        publish(tmp_path, 2019, {name: b""}, b"{}")
    assert list(tmp_path.iterdir()) == []


def test_a_file_cannot_stand_where_a_folder_is_needed(tmp_path: Path) -> None:
    """Two names that exclude each other are refused before anything is written."""
    with pytest.raises(ValueError, match="needs a folder"):
        publish(tmp_path, 2019, {"data": b"", "data/x.csv": b""}, b"{}")


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


def test_an_output_folder_that_is_a_file(tmp_path: Path, edition_a: Files) -> None:
    """A file where the output folder should be is an error that names it."""
    (tmp_path / "out").write_text("")
    with pytest.raises(PublishingError) as caught:
        put(tmp_path / "out", edition_a)
    assert caught.value.path == tmp_path / "out"


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
    (tmp_path / "2019").rename(tmp_path / ".zkkk-2019.old")
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


MARK = b"made by zkkk"


def test_a_file_beside_the_editions_is_replaced_whole(tmp_path: Path, leftovers: Leftovers) -> None:
    """The front page is written when its bytes change, and otherwise not touched."""
    page = tmp_path / "index.html"
    assert put_file(page, MARK + b"1", MARK)
    before = snapshot(tmp_path)
    assert not put_file(page, MARK + b"1", MARK)
    assert snapshot(tmp_path) == before
    assert put_file(page, MARK + b"2", MARK)
    assert page.read_bytes() == MARK + b"2"
    assert leftovers(tmp_path) == []


def test_somebody_elses_front_page_is_left_alone(tmp_path: Path) -> None:
    """A page without our mark, or a folder of that name, is refused and stays."""
    (tmp_path / "index.html").write_text("my site")
    (tmp_path / "folder").mkdir()
    for name in ("index.html", "folder"):
        with pytest.raises(ForeignFolderError) as caught:
            put_file(tmp_path / name, MARK, MARK)
        assert caught.value.strange == name
    assert (tmp_path / "index.html").read_text() == "my site"


def test_a_front_page_that_cannot_be_written(tmp_path: Path, leftovers: Leftovers) -> None:
    """A full disk leaves the old front page."""
    page = tmp_path / "index.html"
    put_file(page, MARK, MARK)
    with largest_file(5), pytest.raises(PublishingError):
        put_file(page, MARK * 2, MARK)
    assert page.read_bytes() == MARK
    assert leftovers(tmp_path) == []
