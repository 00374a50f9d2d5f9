"""What the desk knows of its folder when that, or what looks after it, goes wrong."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import ASGIApp, Message
from tests.desk.conftest import finished
from tests.support import SAMPLE

from zkkk_factsheet.desk import files
from zkkk_factsheet.desk import room as rooms
from zkkk_factsheet.desk.building import Builder
from zkkk_factsheet.desk.common import Common
from zkkk_factsheet.desk.files import DeskError
from zkkk_factsheet.desk.pages import Pages
from zkkk_factsheet.desk.presence import Presence
from zkkk_factsheet.desk.room import Change, Room
from zkkk_factsheet.desk.site import Site
from zkkk_factsheet.desk.survey import Checked, Survey
from zkkk_factsheet.desk.work import Apart
from zkkk_factsheet.desk.workbook_pages import WorkbookPages
from zkkk_factsheet.edition.saves import Seen, states
from zkkk_factsheet.edition.settings import settings
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.resources import templates_folder
from zkkk_factsheet.workbook.findings import finding
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sources import load

SAY = catalogue("en", "desk")
LONG = 10


class Here(Apart):
    """Has each survey answered here: by an error, or by what it finds."""

    def __init__(self, *answers: Survey | Exception) -> None:
        super().__init__()
        self.answers = list(answers)
        self.known: list[object] = []

    async def call(self, *asked: object, **_: object) -> Any:
        """Give the next answer, and keep what is said to be known."""
        self.known.append(asked[-1])
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def pages_of(data: Path, apart: Apart) -> WorkbookPages:
    """The page on the workbooks of a folder that was named."""
    room = Room(data, apart, named=True)
    chosen = settings(data, data.parent / "build", templates_folder())
    builder = Builder(chosen, data.parent / "scratch", room, apart)
    return WorkbookPages(Common(chosen, room, apart, Pages(chosen.templates), builder))


def asked(path: str, body: bytes = b"") -> Request:
    """What comes from a browser."""

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    kind = (b"content-type", b"application/x-www-form-urlencoded")
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": [kind]}
    return Request(scope, receive)


async def shown(pages: WorkbookPages) -> str:
    """The page on the workbooks, as a text."""
    answer = await asyncio.wait_for(pages.workbooks(asked("/")), LONG)
    return bytes(answer.body).decode()


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(LONG):
        while not true():  # noqa: ASYNC110 - of what has no event
            await asyncio.sleep(0.01)


def test_a_file_that_cannot_be_read_is_named_and_tried_again(tmp_path: Path) -> None:
    """The folder is there, and not without workbooks; once the file can be read, all is well."""
    (tmp_path / "offices.xlsx").write_bytes(b"PK")
    refused = PermissionError(13, "Permission denied", str(tmp_path / "offices.xlsx"))
    apart = Here(refused, refused, Survey({}, {}, ("offices.xlsx",)))

    async def watched() -> None:
        pages = pages_of(tmp_path, apart)
        room = pages.common.room
        watching = asyncio.create_task(room.watch(Presence(), lambda: None))
        page = await shown(pages)
        told = room.version
        assert not room.away
        assert "offices.xlsx can’t be read" in page
        assert SAY.text("workbooks.none") not in page
        await until(lambda: len(apart.answers) == 1)
        assert room.version == told  # the same once more is no news
        await until(lambda: not apart.answers)
        page = await shown(pages)
        assert room.broken is None
        assert "can’t be read" not in page
        assert room.without_year == ("offices.xlsx",)
        watching.cancel()

    finished(watched())


def test_a_first_check_that_takes_long_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is kept from whoever asks until a slow folder is read; it says what it waits for."""
    monkeypatch.setattr(rooms, "FIRST_CHECK", 0.05)

    async def asked_twice() -> None:
        common = pages_of(tmp_path, Here()).common
        site = Site(common, Presence()).app()
        for path in ("/", "/year/2019", "/year/2019/preview", "/year/2019/publish"):
            status, page = await answer_of(site, path)
            assert status == 503
            assert SAY.text("unchecked.note") in page
        common.room.ready = True
        status, page = await answer_of(site, "/")
        assert status == 200
        assert SAY.text("workbooks.none") in page

    finished(asked_twice())


def test_a_year_that_goes_while_the_page_is_made_is_not_on_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks in the moment in which a workbook is removed gets the page, as it is then."""
    common = pages_of(tmp_path, Here()).common
    room = common.room
    room.ready, room.years = True, {year: Checked(year, ("a.xlsx",)) for year in (2018, 2019)}

    def looked_beside(_: Path) -> tuple[str, ...]:
        room.years = {2018: room.years[2018]}
        room.tell()
        return ()

    monkeypatch.setattr(files, "beside", looked_beside)
    status, page = finished(answer_of(Site(common, Presence()).app(), "/"))
    assert status == 200
    assert 'id="year-2018"' in page
    assert 'id="year-2019"' not in page
    assert f'data-version="{room.version}"' in page


async def answer_of(
    site: ASGIApp, path: str, method: str = "GET", language: str = "en"
) -> tuple[int, str]:
    """What a site answers to somebody who asks for a page, without a server."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"accept-language", language.encode())]
    server = ("127.0.0.1", 1)
    scope = {**asked(path).scope, "method": method, "headers": headers, "server": server}
    await asyncio.wait_for(site(scope, asked(path).receive, send), LONG)
    return sent[0]["status"], b"".join(each.get("body", b"") for each in sent).decode()


def test_a_folder_that_comes_back_is_checked_once_more(tmp_path: Path) -> None:
    """Nothing in it may have changed; it is away only as long as it is not there."""
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    data.mkdir()
    (data / "offices.xlsx").write_bytes(b"PK")
    apart = Here(Survey({}, {}), Survey({}, {}))

    async def watched() -> None:
        room = Room(data, apart, named=False)
        watching = asyncio.create_task(room.watch(Presence(), lambda: None))
        await until(lambda: len(apart.answers) == 1)
        data.rename(elsewhere)
        await until(lambda: room.missing)
        elsewhere.rename(data)
        await until(lambda: not apart.answers and not room.away)
        assert room.broken is None
        watching.cancel()

    finished(watched())


def test_a_link_to_itself_is_no_folder(tmp_path: Path) -> None:
    """Python 3.11 calls it a RuntimeError, and no OSError."""
    data = tmp_path / "data"
    data.symlink_to(data)

    async def watched() -> None:
        pages = pages_of(data, Here())
        watching = asyncio.create_task(pages.common.room.watch(Presence(), lambda: None))
        assert SAY.text("desk.away") in await shown(pages)
        watching.cancel()

    finished(watched())


def test_a_watch_that_fails_says_so_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever it was: the pages say that nothing is checked, and the log once why.

    As soon as it works again, all is checked once more; and when nobody is there, the desk closes.
    """
    look, failing, closed = rooms._look, [True], list[bool]()  # noqa: SLF001 - what a bug may be in

    def bug(data: Path) -> Seen | None:
        if failing:
            raise LookupError("nobody thought of this")
        return look(data)

    monkeypatch.setattr(rooms, "_look", bug)
    monkeypatch.setattr(rooms, "_AFTER_BUG", 0.01)
    presence, apart = Presence(), Here(Survey({}, {}), Survey({}, {}))

    async def watched() -> None:
        pages = pages_of(tmp_path, apart)
        room = pages.common.room
        watching = asyncio.create_task(room.watch(presence, lambda: closed.append(True)))
        assert SAY.text("desk.broken") in await shown(pages)
        told = room.version
        await asyncio.sleep(0.1)
        assert room.version == told  # the same once more is no news
        for _ in range(2):
            failing.clear()
            await until(lambda: room.broken is None)
            assert SAY.text("desk.broken") not in await shown(pages)
            failing.append(True)
            await until(lambda: room.broken is not None)
        presence.tick(3600)
        await until(lambda: bool(closed))
        await watching

    finished(watched())
    assert caplog.text.count("LookupError: nobody thought of this") == 3
    assert not apart.answers


def test_a_workbook_that_is_locked_is_told_of_and_tried_again(tmp_path: Path) -> None:
    """Excel on Windows, a virus scanner or a shared disk lets nobody else read it for a while.

    Nothing that a look sees changes when it lets go.
    """
    book = tmp_path / "zkkk-2019.xlsx"
    book.write_bytes(b"PK")
    seen = states([book])
    locked = PermissionError(13, "Permission denied", str(book))
    refused = Survey({2019: seen}, {2019: Checked(2019, (book.name,), failure=locked)})
    blank = finding("blank-answer", Place(book.name, "duties", 2, 3), {"municipality": "decan"})
    whole = Survey({2019: seen}, {2019: Checked(2019, (book.name,), (blank,), status="draft")})
    apart = Here(whole, refused, refused, whole)

    async def watched() -> None:
        pages = pages_of(tmp_path, apart)
        room = pages.common.room
        watching = asyncio.create_task(room.watch(Presence(), lambda: None))
        await shown(pages)
        before = room.version
        book.touch()
        await until(lambda: room.version > before)
        page = await shown(pages)
        assert room.since(2019, before) == Change(0, 0)  # nothing is solved by not being read
        assert f"{book.name} can’t be read" in page
        assert SAY.text("state.unreadable") in page
        told = room.version
        await until(lambda: len(apart.answers) == 1)
        assert room.version == told
        await until(lambda: not apart.answers)
        assert "can’t be read" not in await shown(pages)
        watching.cancel()

    finished(watched())
    assert apart.known == [{}, {2019: seen}, {}, {}]


def test_who_closes_a_workbook_has_not_saved_it(tmp_path: Path) -> None:
    """What the last save has brought and solved is still told; a lock file is none."""
    book, lock = tmp_path / "zkkk-2019.xlsx", tmp_path / "~$zkkk-2019.xlsx"
    book.write_bytes(b"PK")
    blank = finding("blank-answer", Place(book.name, "duties", 2, 3), {"municipality": "decan"})
    looked = [
        Survey({2019: each}, {2019: Checked(2019, (book.name,), findings)})
        for each, findings in (
            ({"~": (1, 1, 1)}, ()),
            (states([book]), (blank,)),
            ({**states([book]), str(lock): (1, 1, 1)}, (blank,)),
        )
    ]
    apart = Here(*looked)

    async def watched() -> None:
        room = Room(tmp_path, apart, named=True)
        watching = asyncio.create_task(room.watch(Presence(), lambda: None))
        for left in (2, 1, 0):
            await until(lambda left=left: len(apart.answers) == left and room.version > 3 - left)  # type: ignore[misc]
            lock.write_bytes(str(left).encode() * (left + 1))
            book.touch()
        new = room.last_change(2019)
        assert new is not None
        assert new.total() == 1
        watching.cancel()

    finished(watched())


def test_nothing_is_taken_into_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Another folder of its name would be made, on this computer, and nobody would look there."""
    data = tmp_path / "share" / "data"
    pages = pages_of(data, Here())
    pages.common.room.away = True
    pages.kept = ("token", load(SAMPLE / "zkkk-2019.xlsx"))
    with pytest.raises(DeskError) as refused:
        finished(pages.take(asked("/take", b"token=token")))
    assert refused.value.key == "problem.away"
    assert pages.kept
    assert not data.exists()
