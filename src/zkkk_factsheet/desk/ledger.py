"""Who was refused, told in one line each, and not in a thousand if a thousand come at once."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Final

_MOST: Final = 100
"""So many lines a second are enough to see what happens."""


class Ledger(logging.Handler):
    """Tells of refusals: those of the desk, and those of the server before they reach it."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        super().__init__()
        self._tell = tell
        self._second = 0
        self._lines = 0

    def refused(self, reason: str, asked: str) -> None:
        """Tell that somebody was refused, and what they asked for."""
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._lines = second, 0
        self._lines += 1
        if self._lines <= _MOST:
            self._tell(reason, asked)

    def emit(self, record: logging.LogRecord) -> None:
        """Tell what the server says: it was asked for too much, or for nothing that it knows."""
        too_many = "concurrency" in record.getMessage()
        self.refused("too-many" if too_many else "odd-request", "HTTP")

    def unexpected(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Tell what else goes wrong, and in one line if the system lets nobody in any more.

        That comes thousands of times a second, and a traceback each time keeps the desk busy.
        """
        if "socket" in context and isinstance(context.get("exception"), OSError):
            self.refused("too-many", "HTTP")
        else:
            loop.default_exception_handler(context)
