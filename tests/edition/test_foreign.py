"""Somebody else's folders and files are left alone; ours are known by what they hold."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zkkk_factsheet.edition.errors import ForeignFolderError
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
