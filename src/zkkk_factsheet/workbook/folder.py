"""What lies in a data folder: workbooks, and what somebody may take for data that is not read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet.resources import sample_folder
from zkkk_factsheet.workbook.sources import SUFFIXES

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
        files += [path for path in entries if not path.name.startswith(_BESIDE) and path.is_file()]
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


def _is_a_folder_of_data(path: Path) -> bool:
    name = path.name.lower()
    return path.is_dir() and not name.startswith(_SYSTEM_MARKS) and name not in _SYSTEM_FOLDERS


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES


def _looks_like_data(path: Path) -> bool:
    return path.suffix.lower() in _OTHER_TABLES or _NAMED_LIKE_ONE.search(path.name) is not None
