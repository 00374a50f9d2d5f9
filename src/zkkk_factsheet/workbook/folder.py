"""What lies in a data folder: the workbooks of each year, and what somebody may take for data."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet.resources import MANIFEST, MANIFEST_FORMAT, sample_folder
from zkkk_factsheet.workbook.reading.sources import SUFFIXES, year_in

_OTHER_TABLES = frozenset(
    {".csv", ".fods", ".gsheet", ".numbers", ".ots", ".sxc", ".tab", ".tsv"}
    | {".xlt", ".xltm", ".xltx", ".zip"}
)
"""Tables that are no workbooks, and what workbooks are sent packed in."""

_NAMED_LIKE_ONE = re.compile(
    rf"({'|'.join(map(re.escape, sorted(SUFFIXES)))})(?!\w)", re.IGNORECASE
)
"""A workbook's ending anywhere in a name: "zkkk-2019.xlsx.bak", "zkkk-2019.xlsx~"."""

_BESIDE = (".", "~$")
"""How the names of files begin that a system hides, or Excel lays beside a workbook."""

_SYSTEM_FOLDERS = frozenset({"__macosx", "lost+found", "system volume information"})
_SYSTEM_MARKS = (".", "~", "$", "#", "@")
"""How the names of folders begin that a system or a shared disk makes: bins, snapshots, caches."""


class Contents(NamedTuple):
    """The files in a data folder and in the folders in it, sorted.

    Attributes:
        workbooks: The workbooks.
        others: Files that look like data and are not read, since they are no workbooks.
        samples: Folders that are left out since they have the name of the program's sample; not
            the program's own one.
    """

    workbooks: tuple[Path, ...]
    others: tuple[Path, ...]
    samples: tuple[Path, ...]


class FoundWorkbooks(NamedTuple):
    """The workbooks in a data folder, and what somebody may believe to be read there.

    Attributes:
        by_year: The workbooks of each year.
        without_year: Workbooks that are not read, since nothing says of which year they are.
        in_another_year: Workbooks in a folder that is named for another year than they are.
        not_workbooks: Files that look like data and are not read, since they are no workbooks.
        samples: Folders that are not read, since they are called as the program's sample is.
    """

    by_year: dict[int, tuple[Path, ...]]
    without_year: tuple[Path, ...]
    in_another_year: tuple[Path, ...]
    not_workbooks: tuple[Path, ...]
    samples: tuple[Path, ...]


def find_workbooks(data: Path) -> FoundWorkbooks:
    """The workbooks in a data folder and in the folders in it, by year and name.

    The year is the one in a file's name, else in its folder's or that folder's folder's, else the
    one its ``about`` sheet states. Raises OSError if the folder or a file can't be read.
    """
    contents = contents_of(data)
    years: dict[int | None, list[Path]] = {}
    elsewhere: list[Path] = []
    for path in contents.workbooks:
        around, year = year_around(path, data), year_in(path.name)
        years.setdefault(year or around or _stated(path), []).append(path)
        if around and year and year != around:
            elsewhere.append(path)
    without = years.pop(None, [])
    by_year = {year: tuple(paths) for year, paths in sorted(years.items()) if year}
    return FoundWorkbooks(
        by_year, tuple(without), tuple(elsewhere), contents.others, contents.samples
    )


def year_around(path: Path, data: Path) -> int | None:
    """The year that the nearest folder around a file is named for, as far as the data folder."""
    inside = path.relative_to(data).parent.parts
    names = (*reversed(inside), data.resolve().name)
    return next((year for name in names if (year := year_in(name))), None)


def contents_of(data: Path) -> Contents:
    """What lies in a data folder, however deep. Raises OSError if a folder in it can't be read.

    Hidden files and folders are passed over, and what a system, a shared disk or Excel makes.
    Nor is the sample read as a part of anything: who wants it names its folder.
    """
    files: list[Path] = []
    samples: list[Path] = []
    to_do, known = [data], {data.resolve()}
    while to_do:
        entries = sorted(to_do.pop().iterdir())
        files += filter(_is_a_file_of_data, entries)
        # Links last: a folder that is also linked to is known by its own name, and read once.
        for folder in sorted(filter(_is_a_folder_of_data, entries), key=Path.is_symlink):
            if folder.name == sample_folder().name:
                samples.append(folder)
            elif (real := folder.resolve()) not in known:
                known.add(real)
                to_do.insert(0 if folder.is_symlink() else len(to_do), folder)
    files.sort()
    return Contents(
        tuple(path for path in files if _is_workbook(path)),
        tuple(path for path in files if not _is_workbook(path) and _looks_like_data(path)),
        tuple(path for path in sorted(samples) if not path.samefile(sample_folder())),
    )


def workbook_paths(data: Path) -> Iterator[Path]:
    """The workbooks in a data folder, sorted. Raises OSError as `contents_of` does."""
    yield from contents_of(data).workbooks


def workbooks_directly_in(folder: Path) -> list[Path]:
    """The workbooks in a folder itself, sorted. Raises OSError if it can't be read."""
    return sorted(filter(_is_workbook, filter(_is_a_file_of_data, folder.iterdir())))


def _is_a_file_of_data(path: Path) -> bool:
    return not path.name.startswith(_BESIDE) and path.is_file()


def _is_a_folder_of_data(path: Path) -> bool:
    name = path.name.lower()
    if name.startswith(_SYSTEM_MARKS) or name in _SYSTEM_FOLDERS or not path.is_dir():
        return False
    return not _is_published(path)


def _is_published(folder: Path) -> bool:
    """Whether it is what the program itself has published: its tables are workbooks, too."""
    manifest = folder / MANIFEST
    return manifest.is_file() and MANIFEST_FORMAT.encode() in manifest.read_bytes()


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _looks_like_data(path: Path) -> bool:
    return path.suffix.lower() in _OTHER_TABLES or _NAMED_LIKE_ONE.search(path.name) is not None


def _stated(path: Path) -> int | None:
    from zkkk_factsheet.workbook.gathering.items import stated_year  # noqa: PLC0415 - most names say it

    return stated_year(path)
