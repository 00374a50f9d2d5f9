"""Two years' worth of real editions, and the real command."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests import warm
from tests.workbook.packages import parts_of, zipped

SAMPLE = Path(__file__).parent.parent.parent / "data" / "sample"

Files = dict[str, bytes]


def zkkk(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] = {}, first: str = ""
) -> subprocess.Popen[bytes]:
    """Start the command, whose libraries are loaded already, in a folder as cron would.

    There is no terminal, and there are no settings from outside. The site has few pages.
    """
    first = warm.FEW_PLACES + first
    return warm.start(*arguments, cwd=cwd, env={**_environment(), **env}, first=first)


def started_zkkk(
    *arguments: str | Path, cwd: Path, env: Mapping[str, str] = {}, first: str = ""
) -> subprocess.Popen[bytes]:
    """Start the command with all that it loads, in a folder as cron would.

    ``first`` is Python that it runs before anything else.
    """
    program = f"{first}\nfrom zkkk_factsheet.cli import main\nmain()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=cwd,
        env={**_environment(), **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("ZKKK_")}


def run(*arguments: str | Path, cwd: Path) -> tuple[int, str, str]:
    """Run the command to its end: exit code, standard output, standard error."""
    process = zkkk(*arguments, cwd=cwd)
    out, err = process.communicate(timeout=120)
    return process.returncode, out.decode(), err.decode()


def read(folder: Path) -> Files:
    """Every file of a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A working folder whose data/ holds the workbook of 2019."""
    (tmp_path / "data").mkdir()
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", tmp_path / "data")
    return tmp_path


SHEETS = ("--format", "html", "--format", "pdf")
BUILD = ("build", "--year", "2019", "--lang", "en", "--no-municipalities", *SHEETS)


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with an edition of that workbook, which nobody may change."""
    folder = tmp_path_factory.mktemp("published")
    (folder / "data").mkdir()
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", folder / "data")
    with started_zkkk(*BUILD, cwd=folder, first=warm.FEW_PLACES) as process:
        process.communicate(timeout=120)
    assert process.returncode == 0
    return folder


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Path:
    """A working folder with the workbook of 2019 and an edition that was made of it."""
    return shutil.copytree(published_once, tmp_path, dirs_exist_ok=True)


def change_workbook(work: Path, note: str = "Another note.") -> None:
    """Save the workbook of 2019 with another note, so that every sheet is out of date.

    With the same note it is the same to the byte.
    """
    parts = parts_of((SAMPLE / "zkkk-2019.xlsx").read_bytes())
    about = parts["xl/worksheets/sheet1.xml"].decode()
    changed, number = _NOTE.subn(rf"\g<1>{note}\g<2>", about)
    assert number == 3
    book = zipped({**parts, "xl/worksheets/sheet1.xml": changed.encode()})
    (work / "data" / "zkkk-2019.xlsx").write_bytes(book)


_NOTE = re.compile(r"(<t>note_..</t></is></c><c [^>]*><is><t>)[^<]*(</t>)")
