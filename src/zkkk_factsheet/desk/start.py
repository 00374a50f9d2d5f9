"""Opening the desk: the first start serves it, a second one opens its page once more."""

import asyncio
import logging
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn
from starlette.requests import HTTPConnection
from starlette.responses import Response

from zkkk_factsheet.desk.building import Builder
from zkkk_factsheet.desk.common import Common
from zkkk_factsheet.desk.connections import AT_ONCE, Connection, Server
from zkkk_factsheet.desk.guard import Guard, Keys
from zkkk_factsheet.desk.ledger import Ledger
from zkkk_factsheet.desk.pages import Pages
from zkkk_factsheet.desk.presence import Presence
from zkkk_factsheet.desk.room import Room
from zkkk_factsheet.desk.site import Site
from zkkk_factsheet.desk.state import LOCAL, Own, another_key, own_state
from zkkk_factsheet.desk.work import Apart
from zkkk_factsheet.edition.settings import Settings

_MOST_AT_ONCE: Final = 100
"""So many connections are more than a person's pages have."""

_GOODBYE: Final = 2
"""So many seconds what is still being answered may take at the end."""


@dataclass(frozen=True, slots=True)
class Told:
    """How the desk says something to whoever started it.

    Attributes:
        opened: That it is open at an address; whether a browser was opened there.
        refused: That somebody was refused: why, and what they asked for.
        closed: That it closes since no page is open.
    """

    opened: Callable[[str, bool], None]
    refused: Callable[[str, str], None]
    closed: Callable[[], None]


def open_desk(chosen: Settings, told: Told, *, browser: bool) -> None:
    """Serve the desk until nobody is there, or a signal comes; or open the page of one that is.

    Raises OSError if the system doesn't let it, or the other desk doesn't answer.
    """
    here = _here(chosen)
    with own_state(here.data, here.output) as own:
        if own is None:
            _show(another_key(here.data, here.output), told, browser=browser)
        else:
            asyncio.run(_serve(here, own, told, browser=browser, named=not chosen.sample))


def _here(chosen: Settings) -> Settings:
    """The settings with whole paths; where the program would take its sample, an empty folder."""
    data = Path("data") if chosen.sample else chosen.data
    return chosen._replace(
        data=data.absolute(),
        output=chosen.output.absolute(),
        templates=chosen.templates.absolute(),
        sample=False,
    )


def _show(address: str, told: Told, *, browser: bool) -> None:
    told.opened(address, browser and webbrowser.open(address))


async def _serve(chosen: Settings, own: Own, told: Told, *, browser: bool, named: bool) -> None:
    presence, apart, ledger = Presence(), Apart(), Ledger(told.refused)
    of_server = logging.getLogger("uvicorn")
    of_server.propagate = False
    of_server.handlers[:] = [ledger]
    of_server.setLevel(logging.WARNING)
    asyncio.get_running_loop().set_exception_handler(ledger.unexpected)
    room = Room(chosen.data, apart, named=named)
    builder = Builder(chosen, own.scratch, room, apart)
    site = Site(Common(chosen, room, apart, Pages(chosen.templates), builder), presence)
    with socket.socket() as listening:
        listening.bind((LOCAL, 0))
        keys = Keys(listening.getsockname()[1])

        def refuse(connection: HTTPConnection, reason: str, status: int) -> Response:
            ledger.refused(reason, f"{connection.scope['method']} {connection.scope['path']}")
            return site.refused(connection, reason, status)

        server = Server(
            uvicorn.Config(
                Guard(site.app(), keys, refuse, presence.ask),
                http=Connection,
                loop="asyncio",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                proxy_headers=False,
                server_header=False,
                date_header=False,
                limit_concurrency=_MOST_AT_ONCE,
                backlog=AT_ONCE,
                timeout_graceful_shutdown=_GOODBYE,
            )
        )

        def close() -> None:
            server.should_exit = True  # whether or not anybody can be told
            told.closed()

        own.tell(listening.getsockname()[1], keys.secret)
        watching = asyncio.create_task(room.watch(presence, close))
        opening = asyncio.create_task(
            asyncio.to_thread(_show, keys.address(), told, browser=browser)
        )
        try:
            await server.serve(sockets=[listening])
        finally:
            opening.cancel()
            watching.cancel()
