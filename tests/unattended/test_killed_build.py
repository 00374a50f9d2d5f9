"""Whatever instant the build is killed at, the published edition is whole."""

import subprocess
import time
from pathlib import Path

import pytest
from real_command import Files, change_workbook, read, run, zkkk

ONE_SHEET = ("build", "--year", "2019", "--lang", "en", "--quiet")
MOMENTS = 200
SHARES = 4
"""The moments are shared out to so many tests, so that both cores have something to do."""


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_moment_leaves_the_old_or_the_new_edition(work: Path, share: int) -> None:
    """After SIGKILL the edition is the old or the new one, and the next run succeeds."""
    editions = [_edition(work, "first"), _edition(work, "second")]
    assert editions[0] != editions[1]
    duration = _duration(work)
    met = {"old": 0, "new": 0}
    for moment in range(share, MOMENTS, SHARES):
        old, new = editions[moment // SHARES % 2], editions[1 - moment // SHARES % 2]
        change_workbook(work, "second" if new is editions[1] else "first")
        process = zkkk(*ONE_SHEET, cwd=work)
        try:
            process.wait(duration * 1.1 * moment / MOMENTS)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        found = read(work / "build" / "2019")
        assert found in (old, new), f"neither edition after {moment} of {MOMENTS}"
        met["new" if found == new else "old"] += 1
        assert run(*ONE_SHEET, cwd=work)[0] == 0
        assert read(work / "build" / "2019") == new
        assert [path.name for path in (work / "build").iterdir() if ".new" in path.name] == []
    assert met["old"] > MOMENTS / SHARES / 4, "the build was hardly ever killed in time"


def _edition(work: Path, note: str) -> Files:
    change_workbook(work, note)
    assert run(*ONE_SHEET, cwd=work)[0] == 0
    return read(work / "build" / "2019")


def _duration(work: Path) -> float:
    """How long a build takes here, undisturbed."""
    start = time.monotonic()
    assert run(*ONE_SHEET, "--force", cwd=work)[0] == 0
    return time.monotonic() - start
