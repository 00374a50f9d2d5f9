"""The real program, run as a person or cron runs it, in folders of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests import warm
from tests.program.promised import ANSWERED, BUILD, FINAL, QUICK, corrected, save
from tests.support import SAMPLE

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Built = tuple[Path, "subprocess.CompletedProcess[str]"]
PROGRAM = Path(sys.executable).with_name("zkkk")
"""What a person runs."""


def environment(extra: Mapping[str, str] = {}) -> dict[str, str]:
    """This process's environment without anything that changes what the program does."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ZKKK_", "LC_", "LANG", "PYTHONHASHSEED", "TZ"))
    }
    return {**kept, "LC_ALL": "C.UTF-8", "COLUMNS": "200", **extra}


IN_TOKYO = {"LC_ALL": "C", "TZ": "Asia/Tokyo"}
IN_CARACAS = {"LC_ALL": "sq_AL.UTF-8", "TZ": "America/Caracas", "PYTHONHASHSEED": "1"}
"""Two time zones and locales, neither that of the other tests; forks hash in any order."""

BOTH_FORMATS = ("--format", "html", "--format", "pdf")
ONLY_NATIONAL = ("--no-municipalities", *BOTH_FORMATS)
"""The national sheets and nothing else."""


_FEW_SHEETS = f"""{warm.FEW_PLACES}
from zkkk_factsheet.documents import kinds
kinds.municipalities = lambda: few
"""


def warmed(first: str = "") -> Run:
    """Run the program, whose libraries are loaded already; no traceback is ever shown.

    Args:
        first: Python that it runs before anything else.
    """

    def run(
        *arguments: str | Path, cwd: Path, env: Mapping[str, str] = {}
    ) -> "subprocess.CompletedProcess[str]":
        done = warm.run(*arguments, cwd=cwd, env=environment(env), first=first)
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def zkkk() -> Run:
    """Run the program likewise; its site has pages on three municipalities instead of all."""
    return warmed(warm.FEW_PLACES)


@pytest.fixture(scope="session")
def zkkk_of_three() -> Run:
    """Run it where an edition, too, has sheets of these three municipalities instead of all."""
    return warmed(_FEW_SHEETS)


@pytest.fixture(scope="session")
def started_zkkk() -> Run:
    """Start the program as a person does, with all that it loads; no traceback is ever shown."""

    def run(
        *arguments: str | Path, cwd: Path, env: Mapping[str, str] = {}
    ) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [PROGRAM, *map(str, arguments)],
            cwd=cwd,
            env=environment(env),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert "Traceback" not in done.stdout + done.stderr, done.stderr
        return done

    return run


def modules_loaded(
    started: Run, folder: Path, *arguments: str | Path, cwd: Path
) -> tuple[set[str], "subprocess.CompletedProcess[str]"]:
    """What the program has loaded when it ends, and what it said; ``folder`` is for a while."""
    program = (
        "import atexit, sys; from pathlib import Path\n"
        f"file = Path({str(folder / 'loaded')!r})\n"
        "atexit.register(lambda: file.write_text(' '.join(sys.modules)))\n"
    )
    (folder / "sitecustomize.py").write_text(program)
    done = started(*arguments, cwd=cwd, env={"PYTHONPATH": str(folder)})
    loaded = set((folder / "loaded").read_text().split())
    assert "zkkk_factsheet.edition.build" in loaded
    return loaded, done


@pytest.fixture(scope="session")
def built(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A folder in which nothing but the command was typed, and what the command said.

    The sheets of municipalities, which take longest, and the pages on figures have their own tests.
    What is made of the sample in another place, by a program that is really started, has the same
    bytes: see the tests of the wheel.
    """
    folder = tmp_path_factory.mktemp("clone")
    return folder, zkkk("build", "--year", "2019", *ONLY_NATIONAL, cwd=folder, env=IN_TOKYO)


@pytest.fixture(scope="session")
def one_page(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an edition of the sample that is one page, in Albanian.

    Drawing takes most of the time of a first build; who begins with a copy has it done.
    """
    folder = tmp_path_factory.mktemp("page")
    options = ("--year", "2019", "--lang", "sq", "--format", "html", "--no-municipalities")
    assert zkkk("build", *options, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the workbooks of 2018 and 2019."""
    folder = tmp_path / "workbooks"
    folder.mkdir()
    for year in (2018, 2019):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", folder)
    return folder


@pytest.fixture(scope="session")
def final_once(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the final edition of 2019, its page in English alone; nobody changes it."""
    folder = tmp_path_factory.mktemp("final")
    save(folder, FINAL)
    assert zkkk(*BUILD, *QUICK, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def published(final_once: Path, tmp_path: Path) -> Path:
    """Such a folder, to do with as a test likes."""
    return shutil.copytree(final_once, tmp_path, dirs_exist_ok=True, symlinks=True)


@pytest.fixture(scope="session")
def corrected_once(final_once: Path, zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder once an answer was corrected and the edition published again; the same holds."""
    folder = tmp_path_factory.mktemp("corrected")
    shutil.copytree(final_once, folder, dirs_exist_ok=True, symlinks=True)
    save(folder, FINAL, ANSWERED, corrected())
    assert zkkk(*BUILD, *QUICK, cwd=folder).returncode == 0
    return folder


@pytest.fixture
def published_again(corrected_once: Path, tmp_path: Path) -> Path:
    """Such a folder, likewise."""
    return shutil.copytree(corrected_once, tmp_path, dirs_exist_ok=True, symlinks=True)
