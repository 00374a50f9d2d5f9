"""Standard output and standard error that are closed, full, or read by nobody."""

import json
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.program.conftest import PROGRAM, environment

from zkkk_factsheet import __version__

ONE_SHEET = "build --year 2019 --lang sq --format html --no-municipalities"
PAGE = Path("build/2019/zkkk-2019-sq.html")
WITH_FULL_DEVICE = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a device that is always full"
)


@pytest.fixture
def begun(one_page: Path, tmp_path: Path) -> Path:
    """A folder with an edition that lacks its page, so that the next run makes it."""
    shutil.copytree(one_page / "build", tmp_path / "build")
    (tmp_path / PAGE).unlink()
    return tmp_path


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


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_obstacle(begun: Path, closed: str) -> None:
    """Where there is nowhere to print to, the sheets are made all the same."""
    done = in_shell(f"zkkk {ONE_SHEET} {closed}", begun)
    assert done.returncode == 0
    assert (begun / PAGE).exists()


@pytest.mark.parametrize("question", ["--version", "--help", "build --help"])
@pytest.mark.parametrize("closed", [">&-", "2>&-", "| true"])
def test_a_question_with_nobody_to_answer_is_no_failure(
    tmp_path: Path, question: str, closed: str
) -> None:
    """--version and --help end with 0 whether or not the answer can be printed."""
    done = in_shell(f"zkkk {question} {closed}", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    if question == "--version" and closed == "2>&-":
        assert done.stdout == f"zkkk {__version__}\n"


@pytest.mark.parametrize(
    "sent_to", ["| true", pytest.param("2>/dev/full", marks=WITH_FULL_DEVICE), "2>&1 | true"]
)
def test_the_exit_code_tells_of_the_edition_and_not_of_the_reader(
    begun: Path, sent_to: str
) -> None:
    """A reader who has gone away, or messages that can't be written, change no exit code."""
    assert in_shell(f"zkkk {ONE_SHEET} {sent_to}", begun).returncode == 0
    assert (begun / PAGE).exists()
    (begun / "zkkk-2019.xlsx").write_text("no workbook")
    assert in_shell(f"zkkk check zkkk-2019.xlsx {sent_to}", begun).returncode == 1


def test_a_table_may_be_read_in_part(tmp_path: Path) -> None:
    """`zkkk show | head` ends with 0, as if all had been read."""
    done = in_shell("zkkk show --year 2019 | head -n 1", tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1


@WITH_FULL_DEVICE
@pytest.mark.parametrize(
    "command", [ONE_SHEET, "check --year 2019", "show --year 2019", "show --format csv", "--help"]
)
def test_a_result_that_can_t_be_written_is_3(begun: Path, command: str) -> None:
    """Where standard output goes to a full disk there is a message, and exit code 3."""
    done = in_shell(f"zkkk {command} >/dev/full", begun)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("The result can’t be written: ")


@pytest.mark.parametrize("arguments", ["--colour", "--wait soon", "--year 1066"])
@pytest.mark.parametrize("option", ["--log-format json", "--log-format=json"])
def test_wrong_usage_is_a_record_where_records_are_wanted(
    tmp_path: Path, arguments: str, option: str
) -> None:
    """With --log-format json wrong usage, too, is one JSON object on one line."""
    done = in_shell(f"zkkk build {arguments} {option}", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (record,) = map(json.loads, done.stderr.splitlines())
    assert (record["level"], record["event"]) == ("error", "error.usage")
    assert arguments.split(maxsplit=1)[0] in record["message"]


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-2", "utf-8"])
def test_records_are_json_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    """What standard error can't write is escaped as JSON escapes it."""
    done = in_shell(
        "zkkk build --data Подујево-Podujevë --log-format json",
        tmp_path,
        {"PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 3
    (record,) = map(json.loads, done.stderr.splitlines())
    assert "Подујево-Podujevë" in record["message"]
