"""What is built: the preview of a year for itself, and the year's edition when it is published."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from zkkk_factsheet.desk.forecast import ChangedFigure, Forecast, forecast
from zkkk_factsheet.desk.previewing import FORMATS, Wanted, make_preview
from zkkk_factsheet.desk.room import Room
from zkkk_factsheet.desk.work import Apart, Record, run_program
from zkkk_factsheet.edition.inputs import EARLIER
from zkkk_factsheet.edition.manifest import MANIFEST, read_manifest
from zkkk_factsheet.edition.reasons import failure_in_words
from zkkk_factsheet.edition.saves import Seen, states, without_locks
from zkkk_factsheet.edition.settings import FILE, Settings
from zkkk_factsheet.language import catalogue

_TELL_EVERY: Final = 0.3
"""So many seconds pass at least between two steps of progress that are shown."""


@dataclass(slots=True)
class Preview:
    """The preview of a year.

    Attributes:
        made_of: The workbooks and settings that it was made of, as they were.
        wanted: The languages, and the municipalities beside the national sheet, that are looked at.
        asked: What of that was asked for when it was made.
        held: What of that is there.
        running: Whether it is being made.
        number: How often it was made.
        changes: The figures that changed with the last save.
        broken: Whether it breaks what the final edition promises that is published.
        failure: Why it could not be made.
    """

    made_of: Seen | None = None
    wanted: set[tuple[str, str]] = field(default_factory=set)
    asked: Wanted = frozenset()
    held: Wanted = frozenset()
    running: bool = False
    number: int = 0
    changes: tuple[ChangedFigure, ...] = ()
    broken: bool = False
    failure: Exception | None = None


@dataclass(slots=True)
class Publishing:
    """How far a year is published.

    Attributes:
        running: Whether it is being built.
        done: How many files are made.
        total: Of how many; 0 as long as nobody knows.
        code: The program's exit code; None before the end.
        made: How many sheets were made; None if it was up to date.
        problems: What went wrong, and what somebody has to know, in the program's words.
    """

    running: bool = True
    done: int = 0
    total: int = 0
    code: int | None = None
    made: int | None = None
    problems: list[str] = field(default_factory=list)


class Builder:
    """Has the program build, one thing after the other."""

    def __init__(self, chosen: Settings, scratch: Path, room: Room, apart: Apart) -> None:
        self.chosen = chosen
        self.scratch = scratch
        self.previews: dict[int, Preview] = {}
        self.publishing: dict[int, Publishing] = {}
        self._room = room
        self._apart = apart
        self._tasks: set[asyncio.Task[None]] = set()
        self._forecasts: dict[int, tuple[tuple[Seen, Seen], Forecast | None]] = {}
        self._one_at_a_time = asyncio.Lock()
        self._told = 0.0

    def _state(self, year: int) -> Seen:
        """All that a year's edition is made of, as it is now: workbooks and settings.

        What the room knows of a year ends with the year before; an edition tells of more of them.
        """
        found = states([Path(FILE).absolute()])
        for each in range(year - EARLIER, year + 1):
            found |= without_locks(self._room.known.get(each, {}))
        return found

    # The preview ----------------------------------------------------------------------------

    def preview(self, year: int, language: str, about: str) -> Preview:
        """The preview of a year as it is; if it is not what the workbooks say, it is made anew."""
        found = self.previews.setdefault(year, Preview())
        found.wanted.add((language, about))
        ready = not self._room.years[year].errors and self._room.years[year].failure is None
        fresh = found.made_of == self._state(year) and found.wanted <= found.asked
        if ready and not fresh and not found.running and not self._room.away:
            found.running = True
            self._start(self._make(year, found))
        return found

    async def _make(self, year: int, found: Preview) -> None:
        now, wanted = self._state(year), frozenset(found.wanted)
        asked = (self.chosen, year, wanted, self.scratch, FORMATS)
        try:
            async with self._one_at_a_time:
                made = await self._apart.call(make_preview, *asked)
            found.held, found.failure = made.held, None
            if made.broken is not None:
                found.broken = made.broken
            if now != found.made_of:
                found.changes = made.changes
        except Exception as error:  # noqa: BLE001 - the page says that it can't be made; a save tries again
            found.failure = error
        finally:
            found.made_of, found.asked = now, wanted
            found.number += 1
            found.running = False
            self._room.tell()

    def sheet(self, year: int, path: str) -> bytes | None:
        """A file of the preview, if it is one of those that its manifest lists."""
        folder = self.scratch / str(year)
        manifest = read_manifest(folder)
        if manifest is None or path not in manifest.outputs:
            return None
        try:
            return (folder / path).read_bytes()
        except OSError:  # it is being put in place
            return None

    # Publishing -----------------------------------------------------------------------------

    async def forecast(self, year: int) -> Forecast | None:
        """What publishing a year would change; None if its workbooks have errors."""
        manifest = self.chosen.output / str(year) / MANIFEST
        key = self._state(year), states([manifest])
        held = self._forecasts.get(year)
        if held is None or held[0] != key:
            found = await self._apart.call(forecast, self.chosen, year, self.chosen.output)
            held = self._forecasts[year] = key, found
        return held[1]

    def publish(self, year: int, language: str) -> None:
        """Begin to publish a year, unless that is under way."""
        if any(each.running for each in self.publishing.values()):
            return
        found = self.publishing[year] = Publishing()
        self._start(self._publish(year, language, found))

    async def _publish(self, year: int, language: str, found: Publishing) -> None:
        def heard(record: Record) -> None:
            event, level = record.get("event"), record.get("level")
            if event == "progress":
                found.done, found.total = int(record["done"]), int(record["total"])
                self._tell_of_progress()
            elif event == "build.published":
                found.made = int(record["count"])
            elif level in {"warning", "error"} and event != "finding":
                found.problems.append(str(record.get("message", "")))

        try:
            arguments = self._arguments(year)
            found.code = await run_program(*arguments, language=language, heard=heard)
        except Exception as error:  # noqa: BLE001 - who waits is told, whatever it was
            say = catalogue(language, "program")
            told = failure_in_words(error, say)
            found.code = told.code
            found.problems.append(say.text(told.key, **told.values))
        finally:
            found.running = False
            self._room.tell()

    def _tell_of_progress(self) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._told > _TELL_EVERY:
            self._told = now
            self._room.tell()

    def _arguments(self, year: int) -> tuple[str, ...]:
        data, output, templates = map(str, self.chosen[:3])
        folders = ("--data", data, "--output", output, "--templates", templates)
        return ("build", *folders, "--year", str(year))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
