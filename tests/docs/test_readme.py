"""The commands in README do what it says, one after the other, in an empty folder."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

ROOT = Path(__file__).parent.parent.parent

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands(text: str) -> list[str]:
    """The lines of a text's console blocks that begin with a prompt."""
    return [
        line.removeprefix("$ ")
        for block in _BLOCK.findall(text)
        for line in block.splitlines()
        if line.startswith("$ ")
    ]


def fill_in(workbook: Path) -> None:
    """Choose each municipality's status and whether it plans; the other answers stay blank."""
    book = load_workbook(workbook)
    rows = book["Offices"].iter_rows(min_row=2, max_row=39)
    for municipality, status, work_plan, *_ in rows:
        assert municipality.value
        status.value, work_plan.value = "established", "yes"
    book.save(workbook)


def test_the_commands_in_readme_work(tmp_path: Path) -> None:
    """Each command ends with 0; afterwards the sheets of the new year are there."""
    found = commands((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(found) >= 5
    bin_folder = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"}
    for command in found:
        result = subprocess.run(
            shlex.split(command),
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{command}: {result.stderr}"
        if command.startswith("zkkk new"):
            fill_in(tmp_path / command.split()[-1])
    made = sorted(path.name for path in (tmp_path / "build" / "2020").iterdir())
    assert [name for name in made if name.endswith(".pdf")] == [
        "zkkk-2020-en.pdf",
        "zkkk-2020-sq.pdf",
        "zkkk-2020-sr.pdf",
    ]


@pytest.mark.parametrize("command", ["build", "check", "new", "show", "watch"])
def test_readme_names_every_option(command: str) -> None:
    """What `--help` lists of a command stands in README's table of options."""
    result = subprocess.run(
        [sys.executable, "-m", "zkkk_factsheet", command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "200"},
    )
    options = set(re.findall(r"--[a-z-]+", result.stdout)) - {"--help"}
    assert options
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (row,) = [line for line in readme.splitlines() if line.startswith(f"| `zkkk {command}")]
    assert {option for option in options if option not in row} == set()


def test_every_page_of_the_documentation_is_linked() -> None:
    """README leads to every page in docs/, and every link leads to a page."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\((docs/[a-z.]+\.md)\)", readme))
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")}
    assert linked == pages
