"""The invented year with which it is measured how the program grows."""

import subprocess
import sys

from tests.support import ROOT

MUNICIPALITIES = 45
"""More than there are."""


def test_a_synthetic_year_is_read_without_an_error() -> None:
    """The year has the offices that it was asked for, in a process that is its own."""
    code = f"from synthetic import year_of; print(len(year_of({MUNICIPALITIES})[0].offices))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "tools",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == (f"{MUNICIPALITIES}\n", "")
