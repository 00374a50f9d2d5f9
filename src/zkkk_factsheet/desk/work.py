"""What is done apart: in processes that end with what was asked of them."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final, ParamSpec, TypeVar

from zkkk_factsheet.edition.helper import Helper

_LONGEST: Final = 120.0
"""So many seconds at most may anything take that only reads."""

_AT_ONCE: Final = 2
"""So many processes at most read at once, however many pages ask."""

_LONGEST_LINE: Final = 16 * 1024 * 1024
"""So many bytes at most has a line of the program; one may name every file of a folder."""

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


Record = Mapping[str, Any]
"""What the program says, as it writes it for programs."""


async def run_program(*arguments: str, language: str, heard: Callable[[Record], None]) -> int:
    """Run the program itself, as somebody would type it; give its exit code.

    Args:
        arguments: What stands behind ``zkkk``.
        language: The language of what it says.
        heard: Is told each thing that it says.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "zkkk_factsheet", *arguments, "--log-format", "json"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
        env={**os.environ, "LC_ALL": f"{language}.UTF-8", "PYTHONUTF8": "1", "ZKKK_PROGRESS": "1"},
        process_group=0 if os.name == "posix" else None,  # Ctrl+C is for the desk, which ends it
    )
    try:
        while process.stderr and (line := await process.stderr.readline()):
            record = _record(line)
            if record:
                heard(record)
        return await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


def _record(line: bytes) -> Record:
    """A line as the record that it is; empty if it is none, such as a warning of a library."""
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
