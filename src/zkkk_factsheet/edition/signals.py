"""A clean stop when the terminal or the system asks for it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_ASKED_TO_STOP = (signal.SIGINT, signal.SIGTERM)


class Stopped(SystemExit):
    """A signal asked the run to stop; if nobody catches it, the exit code is 128 + the signal."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(128 + signal_number)
        self.signal_number = signal_number


@contextmanager
def stop_on_signals() -> Iterator[None]:
    """Turn SIGINT and SIGTERM inside the block into Stopped, so that every ``finally`` runs.

    A signal that the parent process set to be ignored (nohup, a shell's background job) stays
    ignored. In a thread other than the main one this does nothing: Python handles signals there.

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
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    raise Stopped(number)
