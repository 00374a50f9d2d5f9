"""Somebody else's folders and files are left alone; ours are known by what they hold."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.edition.worker import publish

from zkkk_factsheet.edition.errors import ForeignFolderError
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Holds = Callable[[Path, Files], bool]
Leftovers = Callable[[Path], list[str]]


def put(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, "2019", {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


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


def put_for_aside(output: Path, files: Files) -> list[Path]:
    """Publish as a run does; where it put aside what is not ours."""
    with lock(output) as aside:
        data = {name: data for name, data in files.items() if name != MANIFEST}
        return [*aside, *publish(output, "2019", data, files[MANIFEST])]


@pytest.mark.usefixtures("way")
def test_a_file_somebody_put_into_an_edition_is_kept_aside(
    tmp_path: Path, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """It is beside the new edition, byte for byte, in its folders; a name that is taken stays."""
    put(tmp_path, edition_a)
    (tmp_path / "2019-aside").write_text("somebody's")
    year = tmp_path / "2019"
    (year / "photos" / "Pejë").mkdir(parents=True)
    mine = {"notes.docx": b"mine", "photos/Pejë/1.jpg": b"\0\xff", "charts/B.svg": b"by hand"}
    for name, data in mine.items():
        (year / name).write_bytes(data)
    (year / "link").symlink_to("/nowhere")
    place = tmp_path / "2019-aside-2"
    aside = put_for_aside(tmp_path, edition_b)
    assert set(aside) == {place / name for name in (*mine, "link")}
    assert {name: (place / name).read_bytes() for name in mine} == mine
    assert (place / "link").readlink() == Path("/nowhere")
    assert holds(year, edition_b)
    assert leftovers(tmp_path) == []
    assert (tmp_path / "2019-aside").read_text() == "somebody's"
    assert put_for_aside(tmp_path, edition_a) == []


def test_a_file_of_somebodys_outlives_a_run_that_was_killed(
    tmp_path: Path, edition_a: Files, edition_b: Files, holds: Holds, leftovers: Leftovers
) -> None:
    """After the exchange the old edition waits to be removed: the next run looks into it first."""
    put(tmp_path, edition_a)
    (tmp_path / "2019" / "notes.docx").write_text("mine")
    (tmp_path / "2019").rename(tmp_path / ".zkkk-2019.new")
    put(tmp_path / "elsewhere", edition_b)
    (tmp_path / "elsewhere" / "2019").rename(tmp_path / "2019")
    with lock(tmp_path) as aside:
        assert aside == [tmp_path / "2019-aside" / "notes.docx"]
    assert aside[0].read_text() == "mine"
    assert holds(tmp_path / "2019", edition_b)
    assert leftovers(tmp_path) == []


def test_a_manifest_of_another_version_hides_no_file_of_somebodys(
    tmp_path: Path, edition_a: Files, holds: Holds
) -> None:
    """Where the manifest can't be read, sheets are known by their name; the rest is kept."""
    put(tmp_path, edition_a)
    (tmp_path / "2019" / MANIFEST).write_text('{"format": "zkkk-factsheet edition"}')
    (tmp_path / "2019" / "notes.docx").write_text("mine")
    aside = put_for_aside(tmp_path, edition_a)
    assert tmp_path / "2019-aside" / "notes.docx" in aside
    assert [path for path in aside if path.name.startswith("zkkk-")] == []
    assert holds(tmp_path / "2019", edition_a)
