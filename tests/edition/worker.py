"""A process that publishes, so that tests can kill it, starve it and run it beside others.

Exit codes: 0 published, 3 PublishingError, 4 AnotherRun; the error goes to stderr.
"""

import ctypes
import json
import math
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from itertools import count, pairwise
from pathlib import Path
from types import FrameType

from zkkk_factsheet.edition import swapping
from zkkk_factsheet.edition.errors import AnotherRun, PublishingError
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import MANIFEST, Plan, is_up_to_date
from zkkk_factsheet.edition.publishing import put_in_place, write_aside
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.signals import stop_on_signals

Files = Mapping[str, bytes]
YEAR = "2019"

_SET_TRACER, _ANYBODY = 0x59616D61, 2**64 - 1
"""Linux's names for who may trace a process."""


def say(line: str) -> None:
    """Write a line to stdout at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def load(path: str) -> Files:
    """Read an edition as the fixture ``store`` writes it."""
    return {name: text.encode() for name, text in json.loads(Path(path).read_text()).items()}


def publish(output: Path, name: str, files: Files, manifest: bytes) -> list[Path]:
    """Publish one edition; where the files of somebody else's are now that were in its folder."""
    return [*write_aside(output, name, files, manifest), *put_in_place(output, [name])]


def put(output: Path, files: Files, wait: float = 0) -> None:
    """Publish an edition as a run does: under the lock."""
    with lock(output, wait):
        publish(output, YEAR, {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])


def in_this_way(way: str) -> None:
    """Publish as on a system which cannot exchange two names, if that is the way.

    It is for the whole process. What the library for that would import takes longer than the rest.
    """
    if way == "file by file":
        vars(swapping)["exchange"] = lambda _first, _second: False


def traced(output: str, edition: str, way: str) -> None:
    """For each line that comes, publish in a child that stops first, so that one can attach to it.

    It tells the child's number, and of its end its exit code and what it had to say. Until here
    Python has looked for modules in folders in which others may be writing: no two starts make the
    same system calls. The child has it all behind it.
    """
    files = load(edition)
    in_this_way(way)
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(2):  # what is imported late is imported now
            put(Path(scratch), files)
    for _ in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os._exit(publish_while_traced(Path(output), files, writing))
        os.close(writing)
        os.waitpid(child, os.WUNTRACED)  # to be continued before it has stopped would be no use
        say(str(child))
        _, status = os.waitpid(child, 0)
        with os.fdopen(reading) as said:
            say(json.dumps([os.waitstatus_to_exitcode(status), said.read()]))


def publish_while_traced(output: Path, files: Files, said: int) -> int:
    """Publish as soon as somebody traces; return the exit code, and write the error to a pipe."""
    if sys.platform == "linux":
        # Some systems let a process be traced by its ancestors alone, if it doesn't agree.
        ctypes.CDLL(None).prctl(_SET_TRACER, ctypes.c_ulong(_ANYBODY), 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    os.access("/publishing-begins", os.F_OK)
    error = ""
    try:
        put(output, files)
    except PublishingError as failure:
        error = str(failure)
    os.access("/publishing-ends", os.F_OK)
    os.write(said, error.encode())
    return 3 if error else 0


def look(output: str, edition: str) -> None:
    """Take the lock and compare, as a run with nothing to do; write what was found to stdout."""
    files = load(edition)
    content = json.loads(files[MANIFEST])
    plan = Plan(content["program"], content["libraries"], content["inputs"], {})
    with lock(Path(output)):
        say("nothing to do" if is_up_to_date(Path(output, YEAR), plan) else "stale")


def crowd(output: str, wait: str, *editions: str) -> None:
    """Publish all these at the same time, each in a child that dies if another one is at it.

    It tells the children's exit codes.
    """
    loaded = [load(edition) for edition in editions]
    with tempfile.TemporaryDirectory() as scratch:
        put(Path(scratch), loaded[0])  # what is imported late is imported now
    waiting, going = os.pipe()
    children = []
    for files in loaded:
        children.append(os.fork())
        if children[-1] == 0:
            os.close(going)
            os.read(waiting, 1)  # until all are there
            publish_alone(Path(output), files, float(wait))
            return
    os.close(going)
    ends = [os.waitpid(child, 0)[1] for child in children]
    say(json.dumps([os.waitstatus_to_exitcode(end) for end in ends]))


def publish_alone(output: Path, files: Files, wait: float) -> None:
    """Publish, with an error if another one is at it at the same time."""
    alone = Path(f"{output}-somebody-is-publishing")
    with lock(output, wait):
        alone.touch(exist_ok=False)
        publish(output, YEAR, {n: d for n, d in files.items() if n != MANIFEST}, files[MANIFEST])
        time.sleep(0.05)
        alone.unlink()


def hold(output: str, heir: str) -> None:
    """Hold the lock, perhaps with a child process that lives on, until killed."""
    os.setsid()  # so that the child can be found when this one is dead
    with lock(Path(output)):
        if heir == "heir" and os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        say("held")
        time.sleep(60)


def wait_for_lock(output: str) -> None:
    """Wait for the lock until a signal comes; the exit code is the signal's."""
    with stop_on_signals():
        say("waiting")
        with lock(Path(output), 60):
            pass


def stopped(output: str, edition: str) -> None:
    """For each line that comes, publish again and again in a child until a signal comes.

    It tells the child's number, and its exit code, which is the signal's.
    """
    files = load(edition)
    with tempfile.TemporaryDirectory() as scratch:
        put(Path(scratch), files)  # what is imported late is imported now
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            with stop_on_signals():
                while True:
                    put(Path(output), files)
        say(str(child))
        say(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def hammer(output: str, old: str, new: str, way: str, every: str) -> None:
    """Kill a publisher at one call of the system after another.

    Calls fall alike on every machine, however fast its disk is and whatever else it does; and what
    changes the disk is a call. Of each kill a line of JSON tells: ``seen`` is what a reader finds
    after it and ``recovered`` what the next run finds once it holds the lock: "A", "B", "missing",
    "whole files" of both, or "broken". The last line is of the one that wasn't killed any more.

    Args:
        output: the folder in which it publishes.
        old: the edition that stands.
        new: the one that is published.
        way: as ``in_this_way`` takes it.
        every: "every" if it is killed at every call, and not only where the folder has changed
            since the call before: the dead leave nothing but what is in the folder.
    """
    folder, first, second = Path(output), load(old), load(new)
    in_this_way(way)
    put(folder, first)
    put(folder, second)  # what is imported late is imported now
    put(folder, first)
    for call in moments(lambda: put(folder, second), folder, every):
        put(folder, first)
        in_child(lambda: put(folder, second), call)
        seen = whole(folder, first, second)
        left = [entry.name for entry in folder.iterdir() if entry.suffix in {".new", ".ready"}]
        with lock(folder):
            recovered = whole(folder, first, second)
        say(json.dumps({"seen": seen, "left": left, "recovered": recovered}))


_OF_THE_SYSTEM = frozenset({os.name, "_io"})
"""Where Python's functions are that call the system: all that changes a disk, but an exchange."""


def at_each_call(tell: Callable[[], None]) -> None:
    """Have this told before each function of Python's that calls the system, from now on."""

    def note(_frame: FrameType, event: str, function: object) -> None:
        if event == "c_call":
            owner = getattr(function, "__self__", None)
            if getattr(owner, "__name__", type(owner).__module__) in _OF_THE_SYSTEM:
                tell()

    sys.setprofile(note)


def moments(publish: Callable[[], None], folder: Path, every: str) -> list[float]:
    """The calls at which publishing is killed, by their number, and one that never comes."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        states: list[object] = []
        at_each_call(lambda: states.append(state(folder)))
        publish()
        sys.setprofile(None)
        pairs = enumerate(pairwise([None, *states]))
        changed = [number for number, (before, now) in pairs if every == "every" or before != now]
        os.write(writing, json.dumps(changed).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        found: list[float] = json.load(told)
    assert os.waitpid(child, 0)[1] == 0
    return [*found, math.inf]


def state(folder: Path) -> list[tuple[object, ...]]:
    """What a dead process leaves in a folder, but for bytes that are as many as before."""
    found: list[tuple[object, ...]] = []
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            status = entry.stat(follow_symlinks=False)
            told = (status.st_ino, status.st_mode, status.st_size, status.st_mtime_ns)
            found.append((entry.path, *told))
            if entry.is_dir(follow_symlinks=False):
                found += state(Path(entry))
    return found


def in_child(publish: Callable[[], None], call: float) -> None:
    """Publish in a child that is killed before the call with that number."""
    child = os.fork()
    if child == 0:
        numbers = count()

        def kill() -> None:
            if next(numbers) == call:
                os.kill(os.getpid(), signal.SIGKILL)

        at_each_call(kill)
        publish()
        os._exit(0)
    ended = 0 if call == math.inf else signal.SIGKILL
    assert os.waitpid(child, 0)[1] == ended


SEVERAL = ("2018", "2019", "site")
PAGE = "index.html"


def put_several(output: Path, files: Files) -> None:
    """Publish two years, the site and the page beside them as a run does, each with an edition."""
    contents = {name: data for name, data in files.items() if name != MANIFEST}
    with Run(output) as run:
        run.begin()
        for name in SEVERAL:
            run.write(name, contents, files[MANIFEST])
        run.write_page(PAGE, files[PAGE])
        run.put_in_place()


def hammer_several(output: str, old: str, new: str, way: str, every: str) -> None:
    """As ``hammer``, of a run that changes two years, the site and the page beside them.

    ``seen`` and ``recovered`` are "old" or "new" if all of them are. ``links`` are the names that
    are links after the kill. What stands then is what the next run replaces.
    """
    folder, standing, coming = Path(output), load(old), load(new)
    in_this_way(way)
    put_several(folder, standing)
    put_several(folder, coming)  # what is imported late is imported now
    put_several(folder, standing)
    calls = moments(lambda: put_several(folder, coming), folder, every)
    for call in calls:
        if whole_of_several(folder, standing, coming) == "new":
            standing, coming = coming, standing
        in_child(lambda: put_several(folder, coming), call)  # noqa: B023 - called at once
        seen = whole_of_several(folder, standing, coming)
        links = [entry.name for entry in folder.iterdir() if entry.is_symlink()]
        left = [entry.name for entry in folder.iterdir() if entry.name.startswith(".zkkk-")]
        with lock(folder):
            recovered = whole_of_several(folder, standing, coming)
        say(json.dumps({"seen": seen, "left": left, "links": links, "recovered": recovered}))
        assert not any(entry.is_symlink() for entry in folder.iterdir())
        assert {entry.name for entry in folder.iterdir()} == {*SEVERAL, PAGE, ".zkkk.lock"}


def whole_of_several(folder: Path, old: Files, new: Files) -> str:
    """Whether all of them are old, or new; "mixed" if one is old and one new."""
    found = {whole(folder, old, new, name) for name in SEVERAL}
    page = (folder / PAGE).read_bytes()
    found.add("A" if page == old[PAGE] else "B" if page == new[PAGE] else "broken")
    words = {"A": "old", "B": "new"}
    return words.get(found.pop(), "broken") if len(found) == 1 else "mixed"


def whole(folder: Path, first: Files, second: Files, name: str = YEAR) -> str:
    """Return the letter of the edition in place, or what else is there; see ``hammer``."""
    place = folder / name
    if not place.exists():
        return "missing"
    found = {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if not path.is_dir()
    }
    if found in (first, second):
        return "A" if found == first else "B"
    in_both = first.keys() & second.keys()
    each_whole = all(data in (first.get(name), second.get(name)) for name, data in found.items())
    return "whole files" if each_whole and in_both <= found.keys() else "broken"


COMMANDS = {
    command.__name__: command
    for command in (traced, look, crowd, hold, wait_for_lock, stopped, hammer, hammer_several)
}


def main(*arguments: str) -> None:
    """Do what is asked for, and end."""
    try:
        COMMANDS[arguments[0]](*arguments[1:])
    except PublishingError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(3)
    except AnotherRun as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(4)
    sys.exit()


if __name__ == "__main__":
    main(*sys.argv[1:])
