"""Whatever instant the build is killed at, the published edition is whole."""

import subprocess
import time
from pathlib import Path

import pytest
from tests.effort import THOROUGH
from tests.unattended.real_command import change_workbook, read, run, zkkk

from zkkk_factsheet.edition.lock import lock

ONE_SHEET = ("build", "--year", "2019", "--lang", "en", "--no-municipalities", "--quiet")
MOMENTS = 200
SHARES = 4
"""The moments are shared out to so many tests, so that both cores have something to do."""

BUILT_AGAIN = 1 if THOROUGH else 10
"""After one kill of so many the next run is a whole build; after the others it takes the lock."""


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_moment_leaves_the_old_or_the_new_edition(work: Path, share: int) -> None:
    """After SIGKILL the edition is the old or the new one, and the next run succeeds."""
    workbook = work / "data" / "zkkk-2019.xlsx"
    edition = work / "build" / "2019"
    saved, editions = [], []
    for note in ("first", "second"):
        change_workbook(work, note)
        saved.append(workbook.read_bytes())
        start = time.monotonic()
        assert run(*ONE_SHEET, cwd=work)[0] == 0
        duration = time.monotonic() - start  # of the second, when all modules are compiled
        editions.append(read(edition))
    assert editions[0] != editions[1]
    standing, met = 1, {"old": 0, "new": 0}
    for turn, moment in enumerate(range(share, MOMENTS, SHARES), 1):
        workbook.write_bytes(saved[1 - standing])
        process = zkkk(*ONE_SHEET, cwd=work)
        try:
            process.wait(duration * 1.1 * moment / MOMENTS)
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate()
        found = read(edition)
        assert found in editions, f"neither edition after {moment} of {MOMENTS}"
        met["old" if found == editions[standing] else "new"] += 1
        if turn % BUILT_AGAIN == 0:
            assert run(*ONE_SHEET, cwd=work)[0] == 0
            standing = 1 - standing
        else:
            with lock(work / "build"):
                pass
            standing = editions.index(found)
        assert read(edition) == editions[standing]
        left = [path.name for path in (work / "build").iterdir() if path.name.startswith(".zkkk-")]
        assert left == []
    assert met["old"] > MOMENTS / SHARES / 4, "the build was hardly ever killed in time"
