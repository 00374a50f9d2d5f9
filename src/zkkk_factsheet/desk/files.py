"""What the desk has done to files: each function runs in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from zkkk_factsheet.desk.survey import UNTOLD
from zkkk_factsheet.edition.files import exists
from zkkk_factsheet.edition.inputs import Years
from zkkk_factsheet.edition.writing import write_whole
from zkkk_factsheet.workbook.checking.check import check_with_previous, check_year
from zkkk_factsheet.workbook.folder import workbooks_directly_in
from zkkk_factsheet.workbook.reading.sources import SUFFIXES

_UNFIT: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
"""What a name may not have on some system; a folder's among it."""

_LONGEST_NAME: Final = 120
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


class DeskError(Exception):
    """Something can't be done as it was asked for; ``key`` is a sentence of the desk's own.

    No command ends with it, so it is none of the failures that have an exit code.
    """

    def __init__(self, key: str, name: str = "") -> None:
        super().__init__(key, name)
        self.key, self.values = key, {"name": name}


def in_the_way(output: Path) -> Path | None:
    """The file that stands where the folder for what is published, or one above it, should be."""
    there = next((each for each in (output, *output.parents) if os.path.lexists(each)), None)
    return there if there and not there.is_dir() else None


def fit_name(name: str) -> str:
    """The name of a dropped file, without what a browser may put before it.

    Raises DeskError if no workbook can have it.
    """
    name = re.split(r"[/\\]", name)[-1].strip()
    unfit = _UNFIT.search(name) or _RESERVED.fullmatch(name) or name.startswith((".", "~$"))
    if not name or len(name) > _LONGEST_NAME or unfit:
        raise DeskError("problem.name")
    if Path(name).suffix.lower() not in SUFFIXES:
        raise DeskError("problem.no-workbook", name)
    return name


def take(data: Path, name: str, content: bytes) -> None:
    """Put a dropped workbook into the data folder; never in the place of another one.

    Raises:
        DeskError: If there is one of this name.
        OSError: If it can't be written.
    """
    data.mkdir(parents=True, exist_ok=True)
    try:
        write_whole(data / fit_name(name), content)
    except FileExistsError:
        raise DeskError("problem.exists", name) from None


def start(data: Path, year: int, language: str, roster_year: int | None) -> str:
    """Write the workbook of a year, with the offices of an earlier one; give its name.

    Raises:
        DeskError: If there is one of this name, or the earlier year has errors.
        OSError: If it can't be written.
    """
    name = f"zkkk-{year}.xlsx"
    if exists(data / name):
        raise DeskError("problem.exists", name)
    roster = None
    if roster_year:
        roster = check_year(Years(data).workbooks(roster_year), roster_year).rows
        if roster is None:
            raise DeskError("problem.roster", str(roster_year))
    from zkkk_factsheet.workbook.blank.book import blank_workbook  # noqa: PLC0415 - brings openpyxl

    data.mkdir(parents=True, exist_ok=True)
    try:
        write_whole(data / name, blank_workbook(year, language, roster))
    except FileExistsError:  # somebody was quicker
        raise DeskError("problem.exists", name) from None
    return name


def marked(data: Path, year: int, name: str, language: str) -> bytes:
    """A copy of a workbook of a year with its findings marked.

    Raises DeskError if the workbook is gone, OSError if it can't be read.
    """
    from zkkk_factsheet.workbook.marking.annotate import annotated_copy  # noqa: PLC0415 - openpyxl

    years = Years(data)
    sources = years.workbooks(year)
    source = next((each for each in sources if each.name == name), None)
    if source is None:
        raise DeskError("problem.gone", name)
    checked = check_with_previous(year, sources, years.workbooks_before(year))
    told = [each for each in checked.findings if each.code not in UNTOLD]
    own = [each for each in told if each.place.file == name]
    return annotated_copy(source, own, language)


def beside(data: Path) -> tuple[str, ...]:
    """The workbooks that lie beside the folder ``data`` of the folder in which the desk was set up.

    Somebody may put them there and wait in vain; of any other data folder nobody would.
    """
    if data != Path("data").absolute():
        return ()
    try:
        return tuple(path.name for path in workbooks_directly_in(data.parent))
    except OSError:
        return ()


def open_with_system(path: Path) -> None:
    """Open a file or a folder with whatever this system opens it with.

    Raises:
        DeskError: If it is gone.
        OSError: If the system can't open anything.
    """
    if not path.exists():
        raise DeskError("problem.gone", path.name)
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - one of the data folder, by its listed name
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    subprocess.Popen(  # noqa: S603 - likewise
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
