"""The invented year with which it is measured how the program grows."""

import subprocess
import sys

from tests.support import ROOT

MUNICIPALITIES = 45
"""More than there are."""

ACTIVITIES = 152


def test_a_synthetic_year_is_read_without_an_error() -> None:
    """The year has the offices that it was asked for, in a process that is its own."""
    code = f"from synthetic import year_of; print(len(year_of({MUNICIPALITIES})[0].offices))"
    assert printed_by(code) == f"{MUNICIPALITIES}\n"


def test_a_synthetic_year_has_the_activities_that_were_asked_for() -> None:
    """They are read without an error, some with partners, of every municipality."""
    code = f"""from synthetic import year_with_activities
told = year_with_activities({ACTIVITIES}).activities
print(len(told), len({{each.municipality for each in told}}), any(each.partners for each in told))
"""
    assert printed_by(code) == f"{ACTIVITIES} 38 True\n"


def printed_by(code: str) -> str:
    """What a line of Python prints that knows the tools."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "tools",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout
