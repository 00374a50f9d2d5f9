"""What is done apart: in processes that end with what was asked of them."""

import asyncio
import os
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

from zkkk_factsheet.edition.helper import Helper

_LONGEST: Final = 120.0
"""So many seconds at most may anything take that only reads."""

_AT_ONCE: Final = 2
"""So many processes at most read at once, however many pages ask."""

P = ParamSpec("P")
T = TypeVar("T")


class Apart:
    """Calls functions in processes of their own; each call has one, and its memory goes with it."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function that can be pickled; its exceptions come back.

        Raises:
            WorkshopError: If the process is gone.
            TimeoutError: If it takes too long.
        """
        async with self._turns:
            helper = await asyncio.to_thread(Helper, dict(os.environ))
            try:
                asked = asyncio.wrap_future(helper.submit(function, *args, **kwargs))
                return await asyncio.wait_for(asked, _LONGEST)
            finally:
                await asyncio.to_thread(helper.end)
