"""A signal to stop that comes before the program is loaded, or when it is about to end."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.program.conftest import environment

CODES = [("SIGINT", 130), ("SIGTERM", 143)]

# A finder of modules that is asked for Typer finds nothing, but sends this process a signal.
EARLY = """
import signal, sys
class Sender:
    def find_spec(name, path=None, target=None):
        if name == "typer":
            sys.meta_path.remove(Sender)
            signal.raise_signal(signal.{signal})
sys.meta_path.insert(0, Sender)
"""
LATE = """
import atexit, signal
atexit.register(signal.raise_signal, signal.{signal})
"""
PROGRAM = """
import sys
sys.argv = ["zkkk", "--version"]
from zkkk_factsheet.cli import main
main()
"""


def run(code: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run some lines of Python."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(("signal", "code"), CODES)
def test_a_signal_while_the_program_is_loaded(tmp_path: Path, signal: str, code: int) -> None:
    """It ends with the signal's code, and without a traceback."""
    done = run(EARLY.format(signal=signal) + PROGRAM, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", "")


@pytest.mark.parametrize(("signal", "code"), CODES)
def test_a_second_signal_changes_nothing(tmp_path: Path, signal: str, code: int) -> None:
    """Who asks again while Python cleans up gets the same exit code."""
    lines = EARLY.format(signal=signal) + LATE.format(signal="SIGTERM") + PROGRAM
    done = run(lines, tmp_path)
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
def test_a_signal_after_the_work_is_done(tmp_path: Path, signal: str) -> None:
    """What is done is done: exit code 0."""
    done = run(LATE.format(signal=signal) + PROGRAM, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("zkkk ")
