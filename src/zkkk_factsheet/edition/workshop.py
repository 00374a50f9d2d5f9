"""The further processes of a run, which draw and typeset while the first one does other things.

Importing matplotlib takes a third of the time of an edition, and nothing but drawing needs it: on
two cores that is done while the first process checks and counts. Typesetting many sheets is work
for all cores, and typst holds the interpreter's lock, so it takes processes too.

A run with nothing to do starts none, so it doesn't load what that takes either.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from zkkk_factsheet.edition.files import remove
from zkkk_factsheet.edition.scratch import scratch_folder

if TYPE_CHECKING:
    from zkkk_factsheet.edition.helper import Helper

_DRAWING = "zkkk_factsheet.charts.draw"
"""What the first process loads at once, with matplotlib: all sheets wait for their charts."""


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
            self._start(_DRAWING)

    @property
    def drawing(self) -> "Helper":
        """The process that draws, which is the first one."""
        self.start_drawing()
        return self._helpers[0]

    def all(self) -> "tuple[Helper, ...]":
        """As many processes as there are cores beside the one that this program runs on.

        Those that were not needed until now are started; there is one at least.
        """
        while len(self._helpers) < max(1, _cores() - 1):
            self._start()
        return tuple(self._helpers)

    def _start(self, *load: str) -> None:
        from zkkk_factsheet.edition.helper import Helper  # noqa: PLC0415 - see the module

        self._helpers.append(Helper(self._environment, *load))


def _cores() -> int:
    """How many cores this program may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
