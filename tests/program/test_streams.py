"""Standard output and standard error that are closed, full, or read by nobody."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.program.conftest import PROGRAM, Run, environment

from zkkk_factsheet import __version__

ONE_SHEET = "build --year 2016 --lang sq --format html --no-municipalities"
"""Of the first year: no other workbook has to be read."""

PAGE = Path("build/2016/zkkk-2016-sq.html")
WITH_FULL_DEVICE = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a device that is always full"
)


@pytest.fixture(scope="module")
def done_once(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an edition that is that page; nobody changes it."""
    folder = tmp_path_factory.mktemp("done")
    assert zkkk(*ONE_SHEET.split(), cwd=folder).returncode == 0
    return folder


@pytest.fixture
def done(done_once: Path, tmp_path: Path) -> Path:
    """A folder with an edition to which nothing is to be done."""
    shutil.copytree(done_once / "build", tmp_path / "build")
    return tmp_path


@pytest.fixture
def begun(done: Path) -> Path:
    """A folder with an edition that lacks its page, so that the next run makes it."""
    (done / PAGE).unlink()
    return done


def in_shell(
    command: str, cwd: Path, env: Mapping[str, str] = {}
) -> "subprocess.CompletedProcess[str]":
    """Run a line of a shell in which ``zkkk`` is the program; pipes give the program's code."""
    line = f'zkkk() {{ {shlex.quote(str(PROGRAM))} "$@"; }}; set -o pipefail; {command}'
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=cwd,
        env=environment(env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "Exception ignored" not in done.stderr
    return done


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_obstacle(begun: Path, closed: str) -> None:
    """Where there is nowhere to print to, the sheets are made all the same."""
    done = in_shell(f"zkkk {ONE_SHEET} {closed}", begun)
    assert done.returncode == 0
    assert (begun / PAGE).exists()


@pytest.mark.parametrize(
    ("question", "closed"),
    [
        *(("--version", closed) for closed in (">&-", "2>&-", "| true")),
        *(("--help", "| true"), ("build --help", ">&-")),
    ],
)
def test_a_question_with_nobody_to_answer_is_no_failure(
    tmp_path: Path, question: str, closed: str
) -> None:
    """--version and --help end with 0 whether or not the answer can be printed."""
    done = in_shell(f"zkkk {question} {closed}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    if question == "--version" and closed == "2>&-":
        assert done.stdout == f"zkkk {__version__}\n"


@pytest.mark.parametrize(
    "sent_to", [pytest.param("2>/dev/full", marks=WITH_FULL_DEVICE), "2>&1 | true"]
)
def test_the_exit_code_tells_of_the_edition_and_not_of_the_reader(
    begun: Path, sent_to: str
) -> None:
    """A reader who has gone away, or messages that can't be written, change no exit code."""
    assert in_shell(f"zkkk {ONE_SHEET} {sent_to}", begun).returncode == 0
    assert (begun / PAGE).exists()


@pytest.mark.parametrize(
    "sent_to", ["| true", pytest.param("2>/dev/full", marks=WITH_FULL_DEVICE), "2>&1 | true"]
)
def test_nor_does_the_exit_code_of_a_check(tmp_path: Path, sent_to: str) -> None:
    """That there are errors is told to whoever reads nothing."""
    (tmp_path / "zkkk-2019.xlsx").write_text("no workbook")
    assert in_shell(f"zkkk check zkkk-2019.xlsx {sent_to}", tmp_path).returncode == 1


def test_a_table_may_be_read_in_part(tmp_path: Path) -> None:
    """`zkkk show | head` ends with 0, as if all had been read."""
    done = in_shell("zkkk show --year 2016 | head -n 1", tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1


@WITH_FULL_DEVICE
@pytest.mark.parametrize(
    "command",
    [ONE_SHEET, "check --year 2016", "show --year 2016", "show --year 2016 --format csv", "--help"],
)
def test_a_result_that_can_t_be_written_is_3(done: Path, command: str) -> None:
    """Where standard output goes to a full disk there is a message, and exit code 3."""
    told = in_shell(f"zkkk {command} >/dev/full", done)
    assert told.returncode == 3
    assert told.stderr.splitlines()[-1].startswith("The result can’t be written: ")


@pytest.mark.parametrize("arguments", ["--colour", "--wait soon", "--year 1066"])
@pytest.mark.parametrize("option", ["--log-format json", "--log-format=json"])
def test_wrong_usage_is_a_record_where_records_are_wanted(
    zkkk: Run, tmp_path: Path, arguments: str, option: str
) -> None:
    """With --log-format json wrong usage, too, is one JSON object on one line."""
    done = zkkk("build", *arguments.split(), *option.split(), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (record,) = map(json.loads, done.stderr.splitlines())
    assert (record["level"], record["event"]) == ("error", "error.usage")
    assert arguments.split(maxsplit=1)[0] in record["message"]


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-2"])
def test_records_are_json_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """What standard error can't write is escaped as JSON escapes it: all, or what is Cyrillic."""
    done = in_shell(
        "zkkk build --data Подујево-Podujevë --log-format json",
        tmp_path,
        {"PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 3
    (record,) = map(json.loads, done.stderr.splitlines())
    assert "Подујево-Podujevë" in record["message"]
