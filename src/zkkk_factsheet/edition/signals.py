"""A clean stop when the terminal or the system asks for it."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_ASKED_TO_STOP = (signal.SIGINT, signal.SIGTERM)


class _Waiting:
    """Whether signals wait, and the one that came; there is one set of signals per process."""

    def __init__(self) -> None:
        self.blocks = 0
        self.signal_number: int | None = None


_WAITING = _Waiting()


class Stopped(SystemExit):
    """A signal asked the run to stop; if nobody catches it, the exit code is 128 + the signal."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(128 + signal_number)
        self.signal_number = signal_number


@contextmanager
def stop_on_signals(*, last: bool = False) -> Iterator[None]:
    """Turn SIGINT and SIGTERM inside the block into Stopped, so that every ``finally`` runs.

    A signal that the parent process set to be ignored (nohup, a shell's background job) stays
    ignored. In a thread other than the main one this does nothing: Python handles signals there.

    Args:
        last: The process ends with this block. It has its exit code then, and a signal that comes
            while Python cleans up is ignored, so that it doesn't get another one.

    Raises:
        Stopped: wherever the program is when the signal comes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    earlier = {number: signal.getsignal(number) for number in _ASKED_TO_STOP}
    for number, handler in earlier.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        yield
    finally:
        for number, handler in earlier.items():
            # None: a handler that was not set from Python, which Python cannot set again.
            before = signal.SIG_DFL if handler is None else handler
            signal.signal(number, signal.SIG_IGN if last else before)


@contextmanager
def hold_signals() -> Iterator[Callable[[], None]]:
    """Let the signals that ``stop_on_signals`` listens to wait until it is safe to stop.

    Inside the block no signal raises by itself, so that what must be cleaned up is.

    Yields:
        What to call where it is safe to stop: it raises Stopped if a signal came.

    Raises:
        Stopped: at the end of the block, if a signal came and the block did not fail.
    """
    _WAITING.blocks += 1
    try:
        yield _stop_if_asked
    finally:
        _WAITING.blocks -= 1
    if not _WAITING.blocks:
        _stop_if_asked()


def _stop(number: int, _frame: FrameType | None) -> None:
    _WAITING.signal_number = number
    if not _WAITING.blocks:
        _stop_if_asked()


def _stop_if_asked() -> None:
    number, _WAITING.signal_number = _WAITING.signal_number, None
    if number is not None:
        raise Stopped(number)
