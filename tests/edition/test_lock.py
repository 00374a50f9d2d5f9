"""One run at a time, and the dead hold nobody up."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import warm
from tests.edition.worker import publish
from tests.support import ROOT

from zkkk_factsheet.edition.errors import AnotherRun
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]
Worker = Callable[..., list[str]]
Holds = Callable[[Path, Files], bool]


def forked(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    """A worker of which all is loaded that it needs: that would take most of its time."""
    words = ", ".join(repr(str(each)) for each in arguments)
    path = f"import sys; sys.path.insert(0, {str(ROOT)!r})"
    first = f"{path}\nfrom tests.edition import worker\nworker.main({words})"
    return warm.start(cwd=ROOT, env=os.environ, first=first)


def started(*arguments: str | Path, says: bytes) -> "subprocess.Popen[bytes]":
    """Start a worker and wait until it says where it is."""
    process = forked(*arguments)
    assert process.stdout is not None
    assert process.stdout.readline() == says + b"\n"
    return process


@pytest.mark.parametrize(("wait", "codes"), [("60", {0}), ("0", {0, 4})])
def test_eight_at_once(
    wait: str,
    codes: set[int],
    tmp_path: Path,
    edition_a: Files,
    store: Callable[[str, Files], Path],
    holds: Holds,
) -> None:
    """One publishes at a time, the others wait or leave with the lock's code; all is whole."""
    editions = [{**edition_a, "who.txt": str(number).encode()} for number in range(8)]
    stored = [store(str(number), edition) for number, edition in enumerate(editions)]
    told, errors = forked("crowd", tmp_path / "out", wait, *stored).communicate(timeout=60)
    ended = json.loads(told)
    assert len(ended) == 8
    assert set(ended) == codes, errors
    winner = int((tmp_path / "out" / "2019" / "who.txt").read_text())
    assert ended[winner] == 0
    assert holds(tmp_path / "out" / "2019", editions[winner])


def test_another_run_is_waited_for_so_long_and_no_longer(tmp_path: Path) -> None:
    """While a run holds the folder, another leaves at once or after the time it was given."""
    process = started("hold", tmp_path, "no heir", says=b"held")
    try:
        for wait in (0, 0.5):
            begun = time.monotonic()
            with pytest.raises(AnotherRun) as caught, lock(tmp_path, wait):
                pass
            assert wait <= time.monotonic() - begun < wait + 5
            assert (caught.value.output, caught.value.waited) == (tmp_path, wait)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("heir", ["no heir", "heir"])
def test_the_dead_hold_nobody_up(heir: str, tmp_path: Path) -> None:
    """A lock ends with the process that took it, even if a child of that process lives on."""
    process = started("hold", tmp_path, heir, says=b"held")
    try:
        with pytest.raises(AnotherRun), lock(tmp_path):
            pass
        process.kill()
        process.wait()
        with lock(tmp_path, 10):  # a child that was just born has yet to let go; it lives for 30
            pass
    finally:
        os.killpg(process.pid, signal.SIGKILL) if heir == "heir" else None
        process.communicate()


def test_the_lock_is_one_through_a_link_too(tmp_path: Path) -> None:
    """Two paths to one output folder are one lock."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    with lock(tmp_path / "real"), pytest.raises(AnotherRun), lock(tmp_path / "link"):
        pass


def test_two_output_folders_do_not_wait_for_each_other(tmp_path: Path) -> None:
    """The lock is one per output folder."""
    with lock(tmp_path / "a"), lock(tmp_path / "b"):
        pass


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_the_waiting(number: signal.Signals, code: int, tmp_path: Path) -> None:
    """A run that waits for another stops at once when it is told to."""
    with lock(tmp_path):
        process = started("wait_for_lock", tmp_path, says=b"waiting")
        time.sleep(0.3)
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (code, b"")


def everything(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what would change if anything in a folder were touched; reading is no change."""
    return {
        str(path): (
            (status := path.lstat()).st_ino,
            status.st_mtime_ns,
            status.st_ctime_ns,
            status.st_size,
            status.st_nlink,
        )
        for path in [folder, *folder.rglob("*")]
    }


def test_nothing_to_do_changes_nothing(
    tmp_path: Path, edition_a: Files, store: Callable[[str, Files], Path], worker: Worker
) -> None:
    """A run with nothing to do changes no file, no folder and no time, and opens none to write."""
    output, file = tmp_path / "out", store("a", edition_a)
    with lock(output):
        files = {name: data for name, data in edition_a.items() if name != MANIFEST}
        publish(output, "2019", files, edition_a[MANIFEST])
    before = everything(output)
    time.sleep(0.02)  # longer than a file system's tick
    assert forked("look", output, file).communicate() == (b"nothing to do\n", b"")
    assert everything(output) == before
    if shutil.which("strace") is None:
        pytest.skip("needs strace for the rest; inodes and times did not change")
    log = tmp_path / "trace"
    strace = ["strace", "-f", "-o", str(log), "-e", "trace=%file,write,pwrite64,ftruncate"]
    subprocess.run([*strace, *worker("look", output, file)], check=True, capture_output=True)
    calls = [line for line in log.read_text().splitlines() if f"{output}/" in line]
    opened = [line for line in calls if "O_WRONLY" in line or "O_RDWR" in line]
    assert len(calls) > len(edition_a)
    assert {line.split('"')[1] for line in opened} == {str(output / ".zkkk.lock")}
    changing = ("rename", "link", "unlink", "mkdir", "rmdir", "utime", "chmod", "chown", "truncate")
    assert [line for line in calls if line.split()[1].startswith(changing)] == []
    assert everything(output) == before
