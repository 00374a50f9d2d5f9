"""Further processes of a run, which draw and typeset while the first one does other things.

Importing matplotlib takes a third of the time of an edition, and nothing but drawing needs it: on
two cores that is done while the first process checks and counts. Typesetting many sheets is work
for all cores, and typst holds the interpreter's lock, so it takes processes too. Each is a program
of its own, fed through a pipe, so that it shares nothing with its parent (no lock, no open file),
works alike on every system, and ends when its parent does, however that ends.
"""

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, ParamSpec, Self, TypeVar, cast

from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.edition.files import remove
from zkkk_factsheet.edition.garbage import all_of_it_stays
from zkkk_factsheet.edition.scratch import scratch_folder

_PATIENCE = 5.0
"""So many seconds may pass until a process has ended in an orderly way."""

_DRAWING = ("zkkk_factsheet.charts.draw", "zkkk_factsheet.render.spreadsheet")
"""What the first process loads at once: matplotlib and openpyxl come with it."""

P = ParamSpec("P")
T = TypeVar("T")


class Helper:
    """A process that does one thing after the other for its parent."""

    def __init__(self, environment: dict[str, str], *load: str) -> None:
        """Start it; it loads some modules before anything is asked of it."""
        # -P: what lies in the working folder is not a module of ours. A group of its own:
        # Ctrl+C is for the parent, which ends this process in an orderly way.
        self.process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-P", "-m", __name__, *load],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            process_group=0 if os.name == "posix" else None,
        )
        self._messenger = ThreadPoolExecutor(max_workers=1)

    def submit(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have it call a function, which is pickled; `WorkshopError` if the process is gone."""
        return self._messenger.submit(cast("Callable[..., T]", self._ask), function, args, kwargs)

    def _ask(self, *call: object) -> object:
        try:
            _send(call, cast("IO[bytes]", self.process.stdin))
            result, error = pickle.load(cast("IO[bytes]", self.process.stdout))  # noqa: S301 - our own
        except (OSError, EOFError, pickle.UnpicklingError) as broken:
            raise WorkshopError from broken
        if error is not None:
            raise error
        return result

    def finish(self) -> None:
        """Let it end, and give back its memory, when it has done what was asked of it so far."""
        self._messenger.submit(self._close)

    def _close(self) -> None:
        stdin, self.process.stdin = self.process.stdin, None
        if stdin:
            with suppress(OSError):  # it is gone already
                stdin.close()

    def end(self) -> None:
        """End it; what it has not done by then is not wanted any more."""
        self.process.terminate()
        try:
            self.process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._messenger.shutdown(cancel_futures=True)
        self.process.communicate()


class Workshop:
    """The further processes of a run; it may serve several builds.

    Attributes:
        one_build: Whether it serves one build alone, so that a process whose work is done may go.
    """

    def __init__(self, *, one_build: bool = False) -> None:
        self.one_build = one_build
        self._helpers: list[Helper] = []
        self._environment: dict[str, str] = {}
        self._scratch: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End all of them."""
        for helper in self._helpers:
            helper.end()
        if self._scratch:
            with suppress(OSError):  # what stays is cleared by the next run
                remove(self._scratch)

    def in_folder(self, output: Path) -> None:
        """Let the processes that are started from now on have their temporary files in a folder.

        A user without a home has no place where matplotlib could keep what it knows of fonts; it
        then makes a folder for temporary files, which stays if the process is killed. So that is
        in the output folder, where the next run clears it.

        Args:
            output: the folder that holds the editions; the caller holds its lock.
        """
        if self._environment:
            return
        self._environment = {**os.environ, "MPLBACKEND": "svg"}
        with suppress(OSError):  # then they are where the system has them
            scratch = scratch_folder(output.resolve())
            scratch.mkdir()
            self._scratch = scratch
            self._environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))

    def start_drawing(self) -> None:
        """Start the process that draws, if it isn't there: it begins to load what it needs."""
        if not self._helpers:
            self._helpers.append(Helper(self._environment, *_DRAWING))

    @property
    def drawing(self) -> Helper:
        """The process that draws, which is the first one."""
        self.start_drawing()
        return self._helpers[0]

    def all(self) -> tuple[Helper, ...]:
        """As many processes as there are cores beside the one that this program runs on.

        Those that were not needed until now are started; there is one at least.
        """
        while len(self._helpers) < max(1, _cores() - 1):
            self._helpers.append(Helper(self._environment))
        return tuple(self._helpers)


def _cores() -> int:
    """How many cores this program may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _send(message: object, stream: IO[bytes]) -> None:
    pickle.dump(message, stream)
    stream.flush()


def _work() -> None:
    """Do what comes through standard input until it is closed or the parent has enough."""
    # An orderly end, since matplotlib may have made a folder for the time being; but not in the
    # middle of loading it.
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    orders, results = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not garble the results
    # No home to keep a cache in is no news for whoever reads the log; it is told while loading.
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)
    with all_of_it_stays():
        for module in sys.argv[1:]:
            import_module(module)
    if asked:
        return
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit())

    while True:
        try:
            function, args, kwargs = pickle.load(orders)  # noqa: S301 - from our own parent
        except EOFError:
            return
        answer: tuple[object, Exception | None]
        try:
            answer = (function(*args, **kwargs), None)
        except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
            answer = (None, error)
        try:
            _send(answer, results)
        except BrokenPipeError:  # the parent was killed
            os._exit(1)


if __name__ == "__main__":
    _work()
