"""What the desk knows of the data folder, kept up to date, and told to pages that wait for it."""

import asyncio
import math
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from zkkk_factsheet.desk.presence import Presence
from zkkk_factsheet.desk.survey import Checked, Survey, survey
from zkkk_factsheet.desk.work import Apart
from zkkk_factsheet.edition.saves import Seen, states, without_locks
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.folder import workbook_paths
from zkkk_factsheet.workbook.reading.sources import locks_of

_LOOK_EVERY: Final = 0.15
_REST: Final = 10
"""So many times as long as a look took it rests after it, where a folder is slow."""

_LONGEST_REST: Final = 10.0
"""Nobody is kept waiting longer for a file that can be read again."""

FIRST_CHECK: Final = 10.0
"""So many seconds at most a page stays empty; then it says what it waits for."""

_LONGEST_TICK: Final = 60.0
"""A look that comes later than this was kept from it: the computer slept, as some clocks tell."""

_REMEMBERED: Final = 30
"""So many saves back a page may be and is still told what was solved since."""

_AFTER_BUG: Final = 5.0
"""So many seconds it rests when looking itself failed."""

Identity = tuple[object, ...]


class UncheckedError(Exception):
    """The folder is still being checked for the first time."""


class Change(NamedTuple):
    """How many findings were solved, and how many are new."""

    solved: int
    new: int


def identity(found: Finding) -> Identity:
    """What makes a finding the same after a save, also where rows have moved, or a file's name.

    The other workbooks of a year may come and go, and which of them a blank is told of with them.
    """
    place = found.place
    values = tuple(sorted(item for item in found.values.items() if item[0] not in _MOVING))
    return (place.sheet, place.column, found.code, values)


_MOVING: Final = ("other", "cells", "row", "asked")
"""Values of a finding that say where something else stands."""


@dataclass(slots=True)
class _Looks:
    """What was seen at the last look and when everything was checked, and when to do that again."""

    before: Seen | None = None
    surveyed: Seen | None = None
    again: float = math.inf


class Room:
    """A data folder as it was at the last look, and all its years, checked."""

    def __init__(self, data: Path, apart: Apart, *, named: bool) -> None:
        self.data = data
        self._expected = named
        self.years: dict[int, Checked] = {}
        self.without_year: tuple[str, ...] = ()
        self.others: tuple[str, ...] = ()
        self.version = 1
        self.away = False
        """Whether the folder isn't there now."""
        self.broken: Exception | None = None
        """Why the last check came to no end, if it did not."""
        self.ready = False
        """Whether there was a check at all."""
        self._apart = apart
        self.known: dict[int, Seen] = {}
        self._history: dict[int, deque[tuple[int, Counter[Identity]]]] = {}
        self._news = asyncio.Event()

    async def watch(self, presence: Presence, close: Callable[[], None]) -> None:
        """Look again and again; check what was saved; close when nobody is there any more.

        Whatever goes wrong in it is told, and looked after again: nobody would know otherwise that
        the pages are not what was saved last, and nobody would close the desk.
        """
        looks = _Looks()
        looked = time.monotonic()
        while not presence.over:
            try:
                pause = await self._look(looks)
            except Exception as error:  # noqa: BLE001 - a bug, or what no system should do
                pause, looks = _AFTER_BUG, _Looks()
                self._tell_of_bug(error)
            await asyncio.sleep(pause)
            presence.tick(min(time.monotonic() - looked, _LONGEST_TICK))
            looked = time.monotonic()
        close()

    async def _look(self, looks: "_Looks") -> float:
        """Look once, and check what was saved; give how many seconds to rest then."""
        began = time.monotonic()
        seen = await asyncio.to_thread(_look, self.data)
        took = time.monotonic() - began
        # One save is many steps, so it is over when nothing changes from one look to the next.
        if seen is None and looks.before is None:
            looks.surveyed = None
            if not self.away:
                self._notice(away=True)
        elif seen == looks.before and (seen != looks.surveyed or began > looks.again):
            looks.again = await self._survey()
            looks.surveyed = seen
        looks.before = seen
        return max(_LOOK_EVERY, _REST * took)

    def _tell_of_bug(self, error: Exception) -> None:
        if str(error) == str(self.broken):
            return
        self._notice(away=self.away, broken=error)
        asyncio.get_running_loop().call_exception_handler(
            {"message": "Looking after the data folder failed", "exception": error}
        )

    async def _survey(self) -> float:
        """Check what was saved; give when to try again though nothing was saved meanwhile.

        What can't be read now may be later, and no look tells when.
        """
        began = time.monotonic()
        known = {year: seen for year, seen in self.known.items() if not self._unread(year)}
        try:
            found = await self._apart.call(survey, self.data, known)
        except Exception as error:  # noqa: BLE001 - the desk outlives whatever a file does to a process
            if self.away or not self.ready or str(error) != str(self.broken):
                self._notice(away=False, broken=error)
            return _try_again(began)
        self._expected = True
        if self._is_news(found):
            self._take(found)
        return _try_again(began) if any(map(self._unread, self.years)) else math.inf

    def _unread(self, year: int) -> bool:
        """Whether the system did not let the workbooks of a year be read."""
        return year in self.years and isinstance(self.years[year].failure, OSError)

    def _is_news(self, found: Survey) -> bool:
        """Whether anything is found otherwise than it was; a file that is locked still may be."""
        left = (self.known, self.without_year, self.others)
        return (
            not self.ready
            or self.away
            or self.broken is not None
            or left != (found.states, found.without_year, found.others)
            or any(
                str(each.failure) != str(self.years[year].failure) or not self._unread(year)
                for year, each in found.checked.items()
            )
        )

    def _take(self, found: Survey) -> None:
        """Have everything as it was found."""
        before = self.known
        self.known = dict(found.states)
        self.without_year, self.others = found.without_year, found.others
        self.years = {
            year: found.checked.get(year) or self.years[year] for year in sorted(found.states)
        }
        for year, checked in found.checked.items():
            if checked.failure:
                continue  # nothing is solved by not being read
            counted = Counter(map(identity, checked.findings))
            past = self._history.setdefault(year, deque(maxlen=_REMEMBERED))
            saved = without_locks(found.states[year]) != without_locks(before.get(year, {}))
            if saved or not past or counted != past[-1][1]:
                past.append((self.version + 1, counted))
        self._notice(away=False)

    @property
    def missing(self) -> bool:
        """Whether the folder isn't there and should be: it was before, or somebody named it."""
        return self.away and self._expected

    def _notice(self, *, away: bool, broken: Exception | None = None) -> None:
        self.away, self.broken = away, broken
        self.ready = True
        self.tell()

    def tell(self) -> None:
        """Tell everybody who waits that there is news."""
        self.version += 1
        self._news.set()
        self._news = asyncio.Event()

    async def wait(self, seen: int, seconds: float) -> None:
        """Wait until there is something newer than what somebody has seen, but not for ever."""
        if self.version == seen:
            try:
                await asyncio.wait_for(self._news.wait(), seconds)
            except TimeoutError:
                return

    async def until_ready(self) -> None:
        """Wait for the first check. Raises UncheckedError if it takes long."""
        while not self.ready:
            version = self.version
            await self.wait(version, FIRST_CHECK)
            if self.version == version:
                raise UncheckedError

    def since(self, year: int, seen: int) -> Change:
        """What was solved in a year and what is new, since somebody saw it last."""
        past = self._past(year)
        before = next((each for version, each in reversed(past) if version <= seen), None)
        if before is None:
            return Change(0, 0)
        now = past[-1][1]
        return Change((before - now).total(), (now - before).total())

    def _past(self, year: int) -> Sequence[tuple[int, Counter[Identity]]]:
        return self._history.get(year) or ()

    def last_change(self, year: int) -> Counter[Identity] | None:
        """What is new since the save before the last one; None if there was only one."""
        past = self._past(year)
        return past[-1][1] - past[-2][1] if len(past) > 1 else None

    def solved_last(self, year: int) -> int:
        """How many findings the last save solved."""
        past = self._past(year)
        return (past[-2][1] - past[-1][1]).total() if len(past) > 1 else 0


def _look(data: Path) -> Seen | None:
    """The workbooks as they are now, and what says that somebody has them open; None if gone."""
    try:
        paths = list(workbook_paths(data))
    except (OSError, RuntimeError):  # Python 3.11 has the latter for a link to itself
        return None
    return states(each for path in paths for each in (path, *locks_of(path)))


def _try_again(began: float) -> float:
    """When to do once more what began at a time and has ended now, so that it mostly rests."""
    ended = time.monotonic()
    return ended + min(_REST * (ended - began), _LONGEST_REST)
