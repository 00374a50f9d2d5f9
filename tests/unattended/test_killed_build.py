"""Whatever instant the build is killed at, the published edition is whole."""

import subprocess
import time
from pathlib import Path

import pytest
from tests.unattended.real_command import change_workbook, read, run, zkkk

ONE_SHEET = ("build", "--year", "2019", "--lang", "en", "--quiet")
MOMENTS = 200
SHARES = 4
"""The moments are shared out to so many tests, so that both cores have something to do."""


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_moment_leaves_the_old_or_the_new_edition(work: Path, share: int) -> None:
    """After SIGKILL the edition is the old or the new one, and the next run succeeds."""
    workbook = work / "data" / "zkkk-2019.xlsx"
    saved, editions = [], []
    for note in ("first", "second"):
        change_workbook(work, note)
        saved.append(workbook.read_bytes())
        assert run(*ONE_SHEET, cwd=work)[0] == 0
        editions.append(read(work / "build" / "2019"))
    assert editions[0] != editions[1]
    duration = _duration(work)
    met = {"old": 0, "new": 0}
    for moment in range(share, MOMENTS, SHARES):
        turn = moment // SHARES % 2  # the second edition is published now: first comes the first
        old, new = editions[1 - turn], editions[turn]
        workbook.write_bytes(saved[turn])
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


def _duration(work: Path) -> float:
    """How long a build takes here, undisturbed."""
    start = time.monotonic()
    assert run(*ONE_SHEET, "--force", cwd=work)[0] == 0
    return time.monotonic() - start
