"""Editions stay whole when a system call fails, or the process dies in it, one after another."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.edition.conftest import WORKER, make_edition
from tests.edition.worker import publish
from tests.effort import THOROUGH

from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST

Files = dict[str, bytes]

WRITING = {
    "mkdir": "ENOSPC",
    "openat": "ENOSPC",
    "write": "ENOSPC",
    "fsync": "EIO",
    "utimensat": "EPERM",
    "renameat2": "EROFS",
    "unlinkat": "EIO",
    "rmdir": "EIO",
}
READING = {"newfstatat": "EIO", "getdents64": "EIO", "flock": "EIO"}
FILE_BY_FILE = {"rename": "ENOSPC", "unlinkat": "EIO", "rmdir": "EIO", "fsync": "EIO"}
KILLED = 1 if THOROUGH else 2
"""Of so many system calls of a kind the process is killed in one; ``test_killed`` kills between."""

MARKS = "access,faccessat,faccessat2"


def can_trace() -> bool:
    """Say whether strace is here and may trace a process of ours."""
    if shutil.which("strace") is None:
        return False
    command = ["strace", "-o", os.devnull, "-e", "inject=read:error=EIO:when=9999", "true"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.skipif(not can_trace(), reason="needs strace, and leave to trace a process"),
    pytest.mark.xdist_group("faults"),  # they share the processes that publish
]

FEW = {"zkkk-2019-sq.html", "data/same.csv", MANIFEST}
"""Of an edition's files, so that there are fewer calls to fail."""


class Result(NamedTuple):
    """How the process that published ended, and its message."""

    code: int
    error: str


class Bench:
    """An output folder with the old edition, over which a traced process publishes a new one."""

    def __init__(self, folder: Path, way: str) -> None:
        self.output = folder / "out"
        self.old, self.new = (few(make_edition(letter)) for letter in "AB")
        self.log = folder / "trace"
        new = folder / "new.json"
        new.write_text(json.dumps({name: data.decode() for name, data in self.new.items()}))
        command = [sys.executable, str(WORKER), "traced", str(self.output), str(new), way]
        self._worker = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.start_again()
        assert self.trace(",".join({*WRITING, *READING, *FILE_BY_FILE})).code == 0
        self._whole_trace = self.log.read_text().splitlines()

    def close(self) -> None:
        """End the process of which those that publish are children."""
        self._worker.communicate(timeout=20)

    def start_again(self) -> None:
        """Put the old edition in place, whatever stood there."""
        shutil.rmtree(self.output, ignore_errors=True)
        publish_under_lock(self.output, self.old)

    def trace(self, call: str, *inject: str) -> Result:
        """Publish under strace, perhaps with a fault."""
        assert self._worker.stdin
        self._worker.stdin.write("\n")
        self._worker.stdin.flush()
        child = self._line()
        strace = ["strace", "-p", child, "-o", str(self.log), "-e", f"trace={call},{MARKS}"]
        with subprocess.Popen(
            [*strace, *inject], stderr=subprocess.PIPE, encoding="utf-8"
        ) as process:
            assert process.stderr
            assert "attached" in process.stderr.readline()
            os.kill(int(child), signal.SIGCONT)
            result = Result(*json.loads(self._line()))
            process.communicate(timeout=20)
        return result

    def _line(self) -> str:
        assert self._worker.stdout
        return self._worker.stdout.readline().strip()

    def span(self, call: str) -> range:
        """Count where among all calls of this kind those of publishing are."""
        before, marks = 0, []
        for line in self._whole_trace:
            name = line.partition("(")[0]
            if "/publishing-" in line:
                marks.append(before)
            elif name == call:
                before += 1
        begin, end = marks
        assert begin < end
        return range(begin + 1, end + 1)


def few(files: Files) -> Files:
    """Keep two files of an edition, and its manifest."""
    return {name: data for name, data in files.items() if name in FEW}


def publish_under_lock(output: Path, files: Files) -> None:
    """Publish as a run does."""
    with lock(output):
        publish(output, "2019", {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Bench]]:
    """Make a bench for a way of swapping, once."""
    made: dict[str, Bench] = {}

    def of(way: str) -> Bench:
        if way not in made:
            made[way] = Bench(tmp_path_factory.mktemp("bench"), way)
        return made[way]

    yield of
    for each in made.values():
        each.close()


CASES = [
    *((call, name, "exchange") for call, name in (WRITING | READING).items()),
    *((call, name, "file by file") for call, name in FILE_BY_FILE.items()),
]


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_a_system_call_that_fails(
    case: tuple[str, str, str],
    bench: Callable[[str], Bench],
    holds: Callable[[Path, Files], bool],
    leftovers: Callable[[Path], list[str]],
) -> None:
    """Exit code 3 means that the old edition stands, 0 that the new one does; the next run works.

    The message names a path in the output folder and gives the system's reason.
    """
    call, name, way = case
    place = bench(way)
    reason = os.strerror(getattr(errno, name))
    span = place.span(call)
    codes = set()
    # There are many questions about files, and all are asked by a few lines.
    for number in span[:: 3 if call == "newfstatat" else 1]:
        place.start_again()
        result = place.trace(call, "-e", f"inject={call}:error={name}:when={number}")
        assert "INJECTED" in place.log.read_text()
        standing = place.old if result.code == 3 else place.new
        assert result.code in {0, 3}, result.error
        assert holds(place.output / "2019", standing), (number, result.error)
        if result.code == 3:
            assert result.error.startswith(str(place.output))
            assert result.error.strip().endswith(reason)
        publish_under_lock(place.output, place.new)
        assert holds(place.output / "2019", place.new)
        assert leftovers(place.output) == []
        codes.add(result.code)
    if call in {"mkdir", "openat", "write", "fsync", "renameat2", "flock", "rename"}:
        assert 3 in codes, "a failure to write must not pass for success"


@pytest.mark.parametrize(
    ("call", "way"),
    [*((call, "exchange") for call in WRITING), *((call, "file by file") for call in FILE_BY_FILE)],
)
def test_killed_in_each_system_call(
    call: str,
    way: str,
    bench: Callable[[str], Bench],
    holds: Callable[[Path, Files], bool],
    leftovers: Callable[[Path], list[str]],
) -> None:
    """Killed in a call that changes the disk, one whole edition stands; the next run works.

    File by file this holds once the next run has the lock; until then each file is whole.
    """
    place = bench(way)
    span = place.span(call)
    for number in span[::KILLED]:
        place.start_again()
        result = place.trace(call, "-e", f"inject={call}:signal=KILL:when={number}")
        assert result.code == -signal.SIGKILL
        year = place.output / "2019"
        if way == "file by file":
            both = place.old.keys() & place.new.keys()
            assert all(
                (year / name).read_bytes() in (place.old[name], place.new[name]) for name in both
            ), number
            with lock(place.output):
                pass
        assert holds(year, place.old) or holds(year, place.new), number
        publish_under_lock(place.output, place.new)
        assert holds(year, place.new)
        assert leftovers(place.output) == []
