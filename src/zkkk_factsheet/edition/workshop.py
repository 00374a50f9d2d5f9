"""A second process that draws the charts, and loads matplotlib while the first one loads pandas.

Half of what an edition costs is importing pandas and matplotlib, and neither needs the other: on
two cores they come at the same time. The workshop is a program of its own, fed through a pipe, so
that it shares nothing with its parent (no lock, no open file), works alike on every system, and
ends when its parent does, however that ends.
"""

import logging
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from zkkk_factsheet.charts.spec import Drawing
from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.edition.files import remove
from zkkk_factsheet.edition.scratch import scratch_folder

_PATIENCE = 5.0
"""So many seconds may pass until the process has ended in an orderly way."""


class Workshop:
    """Draws one sheet's charts after the other's in a process of its own."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch: Path | None = None
        self._messenger = ThreadPoolExecutor(max_workers=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the process; what it has not done by then is not wanted any more."""
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._messenger.shutdown(cancel_futures=True)
        if self._process:
            self._process.communicate()
        if self._scratch:
            with suppress(OSError):  # what stays is cleared by the next run
                remove(self._scratch)

    def start(self, output: Path) -> None:
        """Start the process, which begins to load what it draws with.

        A user without a home has no place where matplotlib could keep what it knows of fonts; it
        then makes a folder for temporary files, which stays if the process is killed. So the
        process has its temporary files in the output folder, where the next run clears them.

        Args:
            output: the folder that holds the editions; the caller holds its lock.
        """
        if self._process is None:
            environment = {**os.environ, "MPLBACKEND": "svg"}
            with suppress(OSError):  # then they are where the system has them
                scratch = scratch_folder(output.resolve())
                scratch.mkdir()
                self._scratch = scratch
                environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch))
            # -P: what lies in the working folder is not a module of ours. A group of its own:
            # Ctrl+C is for the parent, which ends this process in an orderly way.
            self._process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=environment,
                process_group=0 if os.name == "posix" else None,
            )

    def charts(self, drawings: Mapping[str, Drawing]) -> Future[dict[str, str]]:
        """Have some charts drawn, each under its id, by the process, which was started before."""
        return self._messenger.submit(self._ask, dict(drawings))

    def _ask(self, drawings: dict[str, Drawing]) -> dict[str, str]:
        process = cast("subprocess.Popen[bytes]", self._process)
        try:
            _send(drawings, cast("IO[bytes]", process.stdin))
            drawn, error = pickle.load(cast("IO[bytes]", process.stdout))  # noqa: S301 - our own
        except (OSError, EOFError, pickle.UnpicklingError) as ended:
            raise WorkshopError from ended
        if error is not None:
            raise error
        return cast("dict[str, str]", drawn)


def _send(message: object, stream: IO[bytes]) -> None:
    pickle.dump(message, stream)
    stream.flush()


def _work() -> None:
    """Draw what comes through standard input until it is closed or the parent has enough."""
    # An orderly end, since matplotlib may have made a folder for the time being; but not in the
    # middle of loading it.
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))
    orders, results = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a stray print must not garble the results
    # No home to keep a cache in is no news for whoever reads the log; it is told while loading.
    logging.getLogger("matplotlib").setLevel(logging.CRITICAL)
    from zkkk_factsheet.charts.draw import svgs_of  # noqa: PLC0415 - matplotlib, only over here

    if asked:
        return
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit())

    while True:
        try:
            drawings = pickle.load(orders)  # noqa: S301 - from our own parent
        except EOFError:
            return
        answer: tuple[dict[str, str] | None, Exception | None]
        try:
            answer = (svgs_of(drawings), None)
        except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
            answer = (None, error)
        try:
            _send(answer, results)
        except BrokenPipeError:  # the parent was killed
            os._exit(1)


if __name__ == "__main__":
    _work()
