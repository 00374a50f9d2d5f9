"""README names every option and every page."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("command", ["build", "check", "desk", "explain", "new", "show", "watch"])
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
    assert "](CONTRIBUTING.md)" in readme
