"""The examples in the documentation do what they say, or are named here with the reason why not."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from openpyxl import load_workbook
from tests import warm
from tests.program.conftest import environment
from tests.support import LANGUAGES, ROOT, SAMPLE

from zkkk_factsheet.edition.settings import settings

PAGES = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
)

# Blocks that can't be run, by their page and first line.
NOT_RUN = {
    ("README.md", "$ make build"): "sets up the program that these tests are run with",
    ("README.md", "15 2 * * *  cd /srv/zkkk && .venv/bin/zkkk build --quiet --wait 60"): "crontab",
    ("CONTRIBUTING.md", "$ make test"): "would run this very test",
    ("CONTRIBUTING.md", "$ pytest -q tests/indicators"): "would run tests twice",
    (
        "docs/unattended.md",
        "15 2 * * *  cd /srv/zkkk && .venv/bin/zkkk build --quiet --wait 60",
    ): "crontab",
    ("docs/desk.md", "$ .venv/bin/zkkk desk --shortcut"): "puts an icon on a tester's desktop",
    ("docs/unattended.md", "[Unit]"): "systemd; both units begin like this",
    ("docs/unattended.md", "$ systemctl enable --now zkkk.timer"): "systemd",
    ("docs/unattended.md", "server {"): "a web server",
}

# Read where a checkout is at hand.
IN_A_CHECKOUT = {"CONTRIBUTING.md"}

# What is there when all of a page has been done.
RESULTS = {
    "README.md": [f"build/2020/zkkk-2020-{language}.pdf" for language in LANGUAGES],
    "CONTRIBUTING.md": ["build/2019/zkkk-2019-en.pdf"],
}

PDF = ("--format", "pdf")

# The sheets of all municipalities take long, and the pages on all figures: other tests have them
# made. Here it is what a page goes on with.
WITH = {
    "zkkk build --year 2020": ("--no-municipalities", *PDF),
    "zkkk build --data tour --lang en --no-municipalities": ("--format", "html", *PDF),
    "zkkk build --year 2019 --no-municipalities --quiet": ("--lang", "en", "--format", "html"),
}

_PLAIN = re.compile(r"zkkk( [\w./-]+)+")
"""A command whose words are the same to any shell; no shell needs to start the program for it."""

_ASKING = f"""#!{sys.executable}
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from tests import warm
done = warm.run(*sys.argv[1:], cwd=os.getcwd(), env=os.environ)
sys.stdout.write(done.stdout)
sys.stderr.write(done.stderr)
sys.exit(done.returncode)
"""
"""What a shell finds by the program's name: it has the program forked, as is done without one."""

_FENCE = re.compile(r"^( *)```([^\n`]*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"(?<=\n\n) {4,}\S.*")


class Block(NamedTuple):
    """An example: the language it says it is in, and its lines."""

    language: str
    text: str


def blocks(text: str) -> list[Block]:
    """The fenced blocks of a page, in their order."""
    return [Block(match[2].strip(), dedent(match[3])) for match in _FENCE.finditer(text)]


def read(page: str) -> str:
    """A page of the documentation."""
    return (ROOT / page).read_text(encoding="utf-8")


def to_run(page: str) -> list[Block]:
    """The blocks of a page that are not named above."""
    return [each for each in blocks(read(page)) if (page, _first(each)) not in NOT_RUN]


def _first(block: Block) -> str:
    return block.text.partition("\n")[0]


def run(block: Block, folder: Path) -> None:
    """Run a block in a folder; AssertionError if it does not do what it says."""
    match block.language:
        case "console":
            for command, shown in _commands(block.text):
                _run_command(command, shown, folder)
                if command.startswith("zkkk new"):
                    _fill_in(folder / command.split()[-1])
        case "python":
            done = warm.run(cwd=folder, env=environment(), first=f"{block.text}\nraise SystemExit")
            assert done.returncode == 0, done.stderr
        case "toml":
            (folder / "zkkk.toml").write_text(block.text, "utf-8")
            assert settings().threshold >= 0
        case "json":
            assert json.loads(block.text)
        case "text":
            assert "$ " not in block.text
        case _:
            pytest.fail(f"nobody knows how to run {block.language!r}: {_first(block)}")


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each line behind a prompt, with the lines that are shown below it."""
    first, *rest = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert (first, bool(rest)) == ("", True), "a console block begins with a prompt"
    for each in rest:
        command, *shown = each.rstrip("\n").split("\n")
        yield command, shown


def _fill_in(workbook: Path) -> None:
    """What a reader does: choose each municipality's status and whether it plans."""
    book = load_workbook(workbook)
    rows = book["Offices"].iter_rows(min_row=2, max_row=39)
    for municipality, status, work_plan, *_ in rows:
        assert municipality.value
        status.value, work_plan.value = "established", "yes"
    book.save(workbook)


def _run_command(command: str, shown: list[str], folder: Path) -> None:
    if _PLAIN.fullmatch(command):
        options = (*command.split()[1:], *WITH.get(command, ()))
        done = warm.run(*options, cwd=folder, env=environment(), first=warm.FEW_PLACES)
    else:
        programs = folder / ".programs"
        programs.mkdir(exist_ok=True)
        (programs / "zkkk").write_text(_ASKING, encoding="utf-8")
        (programs / "zkkk").chmod(0o755)
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment({"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    said = (done.stdout + done.stderr).splitlines()
    assert done.returncode == 0, f"{command}: {said}"
    assert [line for line in shown if line not in (*said, "…")] == []


@pytest.mark.parametrize("page", [page for page in PAGES if to_run(page)])
def test_the_blocks_of_a_page_work(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, in one folder; what is shown below a command is what it says."""
    monkeypatch.chdir(tmp_path)
    if page in IN_A_CHECKOUT:
        shutil.copytree(SAMPLE, tmp_path / "data" / "sample")
    for block in to_run(page):
        run(block, tmp_path)
    assert [name for name in RESULTS.get(page, []) if not (tmp_path / name).is_file()] == []


def test_the_pages_that_people_follow_have_blocks() -> None:
    """README and CONTRIBUTING are run, each in several steps."""
    assert len(to_run("README.md")) >= 3
    assert len(to_run("CONTRIBUTING.md")) >= 6


def test_every_exception_is_needed() -> None:
    """A block or a command that is gone from its page goes from the list, too."""
    there = {(page, _first(block)) for page in PAGES for block in blocks(read(page))}
    assert set(NOT_RUN) - there == set()
    commands = {
        command
        for page in PAGES
        for block in to_run(page)
        if block.language == "console"
        for command, _ in _commands(block.text)
    }
    assert set(WITH) - commands == set()


@pytest.mark.parametrize("page", PAGES)
def test_no_example_hides(page: str) -> None:
    """An example is fenced and says what it is; an indented one would not be run."""
    text = read(page)
    rest = _FENCE.sub("", text)
    assert "```" not in rest
    assert _INDENTED.findall(rest) == []


@pytest.mark.parametrize(
    "block",
    [
        Block("", "zkkk check"),
        Block("sh", "zkkk check"),
        Block("console", "zkkk check"),
        Block("text", "$ zkkk check"),
        Block("console", "$ zkkk chek"),
        Block("console", "$ zkkk chek > nothing.txt"),
        Block("console", "$ zkkk --version\nnot what it says"),
        Block("python", "import zkkk_nowhere"),
    ],
)
def test_a_block_that_does_not_work_is_noticed(block: Block, tmp_path: Path) -> None:
    """Neither a language that nobody knows nor a wrong example passes."""
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run(block, tmp_path)
