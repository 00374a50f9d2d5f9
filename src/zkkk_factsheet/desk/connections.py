"""Connections to the desk: who keeps one without asking for anything loses it."""

import asyncio
import socket
from typing import Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

_QUIET: Final = 2
"""So many seconds a connection may be open while nothing is asked or answered on it.

A browser asks at once; one that it opened for later it opens again.
"""

AT_ONCE: Final = 100
"""So many connections are taken before what was asked on them is looked at.

When the system lets it have no more files, Python 3.11 tries as many times in a row.
"""

_WAITING: Final = 2048
"""So many may wait to be taken. Who comes when no more may is kept waiting by the own system: for
a second, then for two, four, eight."""


class Server(uvicorn.Server):
    """The server, before which more may wait than it takes at once."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        for each in sockets or ():
            each.listen(_WAITING)


class Connection(H11Protocol):
    """A connection, which is closed if nothing was asked on it for a while.

    Otherwise a hundred that ask for nothing would be all that the desk has, and some more all that
    the system lets it have: nobody else would be answered as long as they last. What counts is a
    whole question: the bytes of one may come as slowly as one likes.
    """

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the server has it
        """Somebody is there."""
        super().connection_made(transport)
        # The server turns people away when it has too many of these: only who has asked counts.
        self.connections.discard(self)
        self._wait()

    def handle_events(self) -> None:
        """Take what has come: a question, or a part of one."""
        super().handle_events()
        if self._answering:
            self.connections.add(self)
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """A question is answered; there may be another one."""
        super().on_response_complete()
        if not self._answering:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody is there any more."""
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._stop_waiting()
        self._patience = self.loop.call_later(_QUIET, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
