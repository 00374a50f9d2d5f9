"""A further process of a run, which does one thing after the other for its parent.

It is a program of its own, fed through a pipe, so that it shares nothing with its parent (no lock,
no open file), works alike on every system, and ends when its parent does, however that ends.
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
from typing import IO, ParamSpec, TypeVar, cast

from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.edition.garbage import all_of_it_stays

_PATIENCE = 5.0
"""So many seconds may pass until a process has ended in an orderly way."""

P = ParamSpec("P")
T = TypeVar("T")


class Helper:
    """The process, as its parent sees it."""

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
