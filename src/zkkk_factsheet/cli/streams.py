"""Standard output and standard error, whatever they lead to: closed, a full disk, nobody."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, TextIO

from zkkk_factsheet.failures import Failure

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_MOST_WAITING: Final = 1000
"""So many messages may wait until somebody reads on; what comes after them is dropped."""

_LAST_WORDS: Final = 2.0
"""So many seconds at the end may it take to write what still waits."""


class ResultError(Failure):
    """Standard output takes no more, so that the result is not where it was sent."""

    key = "error.result"

    def __init__(self, reason: str) -> None:
        self.values = {"reason": reason}


class _Stream(io.FileIO):
    """A standard stream that never gets in the way of what the program is there for.

    A reader who has gone away (``zkkk show | head``) has seen enough: the rest is dropped. Of
    anything else that keeps a result from being written ResultError tells, once. A message that
    can't be written is dropped: there is no place left to say so.
    """

    def __init__(self, descriptor: int, *, holds_results: bool) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._holds_results = holds_results
        self._given_up = False

    def write(self, data: "ReadableBuffer", /) -> int:
        """Write, or drop what can't be written.

        Raises:
            ResultError: If a result can't be written and somebody may still wait for it.
        """
        if not self._given_up:
            try:
                return super().write(data)
            except OSError as error:
                self._given_up = True
                if self._holds_results and not isinstance(error, BrokenPipeError):
                    raise ResultError(error.strerror or str(error)) from None
        return memoryview(data).nbytes


def open_streams() -> None:
    """Make the standard streams fit to be written to; one that is closed leads nowhere."""
    for descriptor, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            _lead_nowhere(descriptor)
    sys.stdout = _text(1, sys.stdout, holds_results=True)
    sys.stderr = _text(2, sys.stderr, holds_results=False)


def _lead_nowhere(descriptor: int) -> None:
    """Fill a closed descriptor: the next file that is opened would get it, and our messages."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    if nowhere != descriptor:
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    os.set_inheritable(descriptor, True)  # noqa: FBT003 - the standard library's own signature


def _text(descriptor: int, earlier: TextIO | None, *, holds_results: bool) -> TextIO:
    return io.TextIOWrapper(
        io.BufferedWriter(_Stream(descriptor, holds_results=holds_results)),
        encoding=earlier.encoding if earlier else "utf-8",
        # A name that the terminal can't show must not stop the program.
        errors="backslashreplace",
        line_buffering=not holds_results or (earlier is not None and earlier.isatty()),
    )


class _Aside(io.TextIOBase):
    """Standard error, written to in a thread, so that whoever has something to say never waits.

    The thread keeps no lock while it waits: the program can end meanwhile.
    """

    def __init__(self, descriptor: int, encoding: str) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._encoding = encoding
        self._waiting: SimpleQueue[bytes | None] = SimpleQueue()
        self._writer = Thread(target=self._write_on, daemon=True)
        self._writer.start()

    @property
    def encoding(self) -> str:  # type: ignore[override] # a plain attribute there
        """As that of the stream that it stands for."""
        return self._encoding

    def fileno(self) -> int:
        """Where it leads."""
        return self._descriptor

    def isatty(self) -> bool:
        """Whether a person looks."""
        return os.isatty(self._descriptor)

    def write(self, text: str, /) -> int:
        """Have a message written, or dropped if too many wait."""
        if self._waiting.qsize() < _MOST_WAITING:
            self._waiting.put(text.encode(self._encoding, "backslashreplace"))
        return len(text)

    def end(self) -> None:
        """Write what waits, unless nobody reads it."""
        self._waiting.put(None)
        self._writer.join(_LAST_WORDS)

    def _write_on(self) -> None:
        stream = _Stream(self._descriptor, holds_results=False)
        while (message := self._waiting.get()) is not None:
            stream.write(message)


@contextmanager
def messages_aside() -> Iterator[None]:
    """Inside the block nothing that is said holds up whoever says it.

    A terminal takes no more while somebody marks text in it, or has stopped it, and a pipe when
    nobody reads on.
    """
    before = sys.stderr
    before.flush()
    aside = _Aside(2, before.encoding)
    sys.stderr = aside
    try:
        yield
    finally:
        sys.stderr = before
        aside.end()
