"""Whatever instant the build is killed at, the edition and the site are old, or both are new.

Here it is the real command, with all that it does before it publishes. Publishing takes a few
thousandths of the time, so that hardly a moment falls into it: the second test kills where the
command changes the edition. ``tests/edition/test_killed.py`` kills publishing alone at one call
after another, and ``tests/edition/test_faults.py`` in each system call that changes the disk.
"""

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.effort import THOROUGH
from tests.unattended.real_command import Files, change_workbook, read, run, zkkk

from zkkk_factsheet.edition.lock import lock

OPTIONS = ("--lang", "en", "--no-municipalities", "--quiet", "--format", "html")
ONE_SHEET = ("build", "--year", "2019", *OPTIONS)
"""What is made of it doesn't matter where it is about what is published, or not, as a whole."""

MOMENTS = 200 if THOROUGH else 8
SHARES = 4 if THOROUGH else 1
"""The moments are shared out to so many tests, so that every core has something to do."""

STEP = 1 if THOROUGH else 3
"""Of so many times that the command changes the edition, it is killed at one."""

BUILT_AGAIN = 1 if THOROUGH else 5
"""After one kill of so many the next run is a whole build; after the others it takes the lock."""

# This runs before the command. Python tells it of each file that is opened, made, removed. Between
# two changes nothing differs of what it leaves.
KILLER = """
import os, signal, sys
left = [KILLED_AT]
reading = {"os.listdir", "os.scandir", "os.walk", "os.fwalk"}
def hook(event, arguments):
    writes = event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if writes or event.startswith(("os.", "shutil.")) and event not in reading:
        place = str(arguments[:1]).partition("build")[2]
        if ("2019" in place or "stroke" in place) and "municipalities" not in place:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(hook)
"""


def all_of_it(output: Path) -> Files:
    """Every file of the output folder as one reads it by its path, whatever is a link just then."""
    places = [place for place in output.iterdir() if not place.name.startswith(".zkkk")]
    return {
        f"{place.name}/{name}": data
        for place in places
        for name, data in (read(place) if place.is_dir() else {"": place.read_bytes()}).items()
    }


class Year:
    """A working folder with a year's edition and the site, and what its two workbooks make."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.workbook = work / "data" / "zkkk-2019.xlsx"
        self.saved: list[bytes] = []
        self.editions: list[Files] = []
        for note in ("first", "second"):
            change_workbook(work, note)
            self.saved.append(self.workbook.read_bytes())
            self.build()
            self.editions.append(all_of_it(work / "build"))
        old, new = self.editions
        changed = {name for name in old.keys() & new.keys() if old[name] != new[name]}
        assert {"2019/manifest.json", "2019/zkkk-2019-en.html", "site/manifest.json"} <= changed
        self.workbook.write_bytes(self.saved[0])
        start = time.monotonic()
        self.build()
        self.duration = time.monotonic() - start  # as those to come, of what was made before
        self.standing = 0
        self.kills = 0

    def build(self) -> None:
        """Build to the end."""
        assert run(*ONE_SHEET, cwd=self.work)[0] == 0

    def begin(self, first: str = "") -> "subprocess.Popen[bytes]":
        """Begin to build the edition that doesn't stand."""
        self.workbook.write_bytes(self.saved[1 - self.standing])
        return zkkk(*ONE_SHEET, cwd=self.work, first=first)

    def was_killed(self) -> bool:
        """Find all old or all new, and again after the next run; say whether it is old."""
        folder = self.work / "build"
        found = all_of_it(folder)
        assert found in self.editions
        old = found == self.editions[self.standing]
        self.kills += 1
        if self.kills % BUILT_AGAIN == 0:
            self.build()
            self.standing = 1 - self.standing
        else:
            with lock(folder):
                pass
            self.standing = self.editions.index(found)
        assert all_of_it(folder) == self.editions[self.standing]
        assert [path.name for path in folder.iterdir() if path.is_symlink()] == []
        assert [path.name for path in folder.iterdir() if path.name.startswith(".zkkk-")] == []
        return old


@pytest.fixture(scope="module")
def year(published_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Year:
    """It is whole again after each kill, so one is enough."""
    folder = tmp_path_factory.mktemp("killed")
    return Year(shutil.copytree(published_once, folder, dirs_exist_ok=True))


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_moment_leaves_the_old_or_the_new_edition(year: Year, share: int) -> None:
    """After SIGKILL all of it is old or all of it is new, and the next run succeeds."""
    old = 0
    for moment in range(share, MOMENTS, SHARES):
        process = year.begin()
        start = time.monotonic()
        try:
            process.wait(year.duration * 1.1 * moment / MOMENTS)
        except subprocess.TimeoutExpired:
            process.kill()
        else:  # the machine has less to do by now
            year.duration = min(year.duration, time.monotonic() - start)
        process.communicate()
        old += year.was_killed()
    assert old > MOMENTS / SHARES / 4, "the build was hardly ever killed in time"


def test_killed_as_it_changes_the_edition(year: Year) -> None:
    """The same where the command writes the new edition, and clears up the old one.

    The stroke that changes it together with the site is among these moments.
    """
    met: set[bool] = set()
    written = 0
    for number in range(1, 1000, STEP):
        process = year.begin(KILLER.replace("KILLED_AT", str(number)))
        process.communicate()
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        written += (year.work / "build" / ".zkkk-2019.new").exists()
        met.add(year.was_killed())
    assert process.returncode == 0, "it must have been killed up to its end"
    assert met == {True, False}, "the kills must fall before and after the swap"
    assert written > 0, "the kills must interrupt the writing"
