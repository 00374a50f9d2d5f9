"""A desk that is served for all tests, a page of one in Chromium, and who saves as Excel does."""

import asyncio
import http.client
import io
import re
import shutil
import threading
import time
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zipfile import ZipFile

import pytest
from tests import warm
from tests.program.conftest import environment, started_zkkk, zkkk
from tests.support import SAMPLE

if TYPE_CHECKING:
    from subprocess import Popen

    from playwright.sync_api import Browser, Page


__all__ = ["started_zkkk", "zkkk"]

T = TypeVar("T")


class Answer(NamedTuple):
    """What the desk answered."""

    status: int
    headers: Mapping[str, str]
    text: str


@dataclass
class Desk:
    """A desk that is open, and what opens it."""

    folder: Path
    process: "Popen[bytes]"
    address: str = ""
    said: list[str] = field(default_factory=list)
    cookie: str = ""

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.folder / "data"

    @property
    def host(self) -> str:
        """Where it is served."""
        return self.address.split("/")[2]

    @property
    def origin(self) -> str:
        """What its own pages say of themselves."""
        return f"http://{self.host}"

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        """Ask for something, with the cookie unless another one is given; redirects are shown."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"Host": self.host, "Cookie": self.cookie, **named}
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(
                answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
            )
        finally:
            connection.close()

    def post(
        self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded"
    ) -> Answer:
        """Send a form as one of the desk's own pages does."""
        return self.ask(path, "POST", body, Origin=self.origin, Content_Type=kind)

    def lines(self) -> list[str]:
        """What it has said since this was asked last."""
        said, self.said[:] = list(self.said), []
        return said

    def listen(self) -> None:
        """Hear what it says, until it is closed."""
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line.decode())

    def close(self) -> int:
        """Ask it to stop, as the system does, if it has not yet; give its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(20)
        self._ear.join(20)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream
            stream.close()
        return code

    def __post_init__(self) -> None:
        if self.address:
            return
        assert self.process.stdout
        self.address = self.process.stdout.readline().decode().strip()
        self._ear = threading.Thread(target=self.listen, daemon=True)
        self._ear.start()


def opened(folder: Path, *options: str, first: str = "", **env: str) -> Desk:
    """A desk on the folder ``data`` in a folder, once it says where it is.

    What is ``first`` is Python that it runs before anything else.
    """
    process = warm.start(
        *("desk", "--no-browser", *options),
        cwd=folder,
        env=environment({"XDG_STATE_HOME": str(folder / "state"), **env}),
        first=first,
    )
    desk = Desk(folder, process)
    assert desk.address
    return desk


def enter(desk: Desk) -> None:
    """Exchange the key in the address for the cookie, and wait until the folder is checked."""
    answer = desk.ask(desk.address.partition(desk.host)[2])
    assert (answer.status, answer.headers["location"]) == (303, "/")
    desk.cookie = answer.headers["set-cookie"].partition(";")[0]
    while desk.ask("/").status == 503:
        pass  # each time it takes as long as the desk lets nobody wait longer


def let_in(desk: Desk, page: "Page") -> None:
    """Have whoever asks the desk without a browser be known as the one of a page."""
    desk.cookie = "; ".join(f"{each['name']}={each['value']}" for each in page.context.cookies())


def finished(work: Coroutine[Any, Any, T]) -> T:
    """Do it to its end, in a thread: in that of the tests a browser may have a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the sample years 2018 and 2019, and somebody who was let in."""
    desk = opened(with_sample_years(tmp_path_factory.mktemp("desk")))
    enter(desk)
    yield desk
    desk.close()


def with_sample_years(folder: Path) -> Path:
    """A folder that has the sample years 2018 and 2019 as its data."""
    (folder / "data").mkdir()
    for year in (2018, 2019):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", folder / "data")
    return folder


LITTLE = """
from zkkk_factsheet.desk import building
building.FORMATS = ("html", "figures")
whole = building.Builder._arguments
building.Builder._arguments = lambda *given: (
    *whole(*given), "--format", "html", "--lang", "sr", "--no-municipalities")
"""
"""What is published here: the national sheet in one language, and what leads to it.

A preview has the pages that tell how its figures are made as well.
"""


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the same years for whoever has a browser, which makes little of them."""
    desk = opened(with_sample_years(tmp_path_factory.mktemp("served")), first=LITTLE)
    yield desk
    desk.close()


@pytest.fixture(scope="session", name="page")
def page_of_desk(painting_browser: "Browser", served: Desk) -> "Iterator[Page]":
    """A page of that desk in an Albanian browser, which was let in; nothing goes wrong in it.

    All tests have the same one: another one takes as long to open as most of them take.
    """
    from playwright.sync_api import expect  # noqa: PLC0415 - most tests need no browser

    expect.set_options(timeout=20_000)  # also on a computer that does other things
    wrong: list[str] = []
    context = painting_browser.new_context(locale="sq-AL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: wrong.append(message.text + message.location["url"]))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: wrong.append(request.url) if "//127.0.0.1:" not in request.url else None,
    )
    page.goto(served.address)
    assert page.url == f"{served.origin}/"
    assert page.locator("html").get_attribute("lang") == "sq"
    let_in(served, page)
    yield page
    context.close()
    expected = ("/year/1999", "/new", "/take")
    assert [each for each in wrong if not each.endswith(expected)] == [], "".join(served.said)


@pytest.fixture(scope="session")
def another_page(page: "Page") -> "Page":
    """A page for other desks, one after the other; whatever goes wrong in it is for its tests."""
    return page.context.new_page()


def save_as_excel(path: Path, content: bytes) -> float:
    """Save a workbook as Excel does while it is open: aside, then renamed, beside a lock file.

    Gives the time at which it was there.
    """
    path.with_name(f"~${path.name}").write_bytes(b"\x0bsomebody")
    aside, older = path.with_name("7C1B2000"), path.with_name("7C1B2000.tmp")
    aside.write_bytes(content)
    path.rename(older)
    aside.rename(path)
    now = time.monotonic()
    older.unlink()
    return now


def write_cell(path: Path, sheet: int, cell: str, value: str) -> float:
    """Change one cell of a workbook's worksheet, by its number, and save; give the time of it.

    It is written into the file itself: to have a library read and write it all takes longer than
    all that the desk does after it.
    """
    part = f"xl/worksheets/sheet{sheet}.xml"
    with ZipFile(path) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    row = re.compile(rf'(<row r="{cell.lstrip(ascii_uppercase)}"[^>]*>)(.*?)(</row>)')
    parts[part] = row.sub(
        lambda found: found[1] + _with(found[2], cell, value) + found[3], parts[part].decode()
    ).encode()
    written = io.BytesIO()
    with ZipFile(written, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return save_as_excel(path, written.getvalue())


def _with(cells: str, name: str, value: str) -> str:
    """The cells of a row with another value in one of them, in their order."""
    found = re.findall(r'(<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>))', cells)
    by_name = {each: text for text, each in found}
    assert "".join(by_name.values()) == cells
    by_name[name] = f'<c r="{name}" t="inlineStr"><is><t>{value}</t></is></c>' if value else ""
    return "".join(by_name[each] for each in sorted(by_name, key=lambda each: (len(each), each)))


DUTIES_OF_SAMPLE, DUTIES_OF_NEW = 4, 5
"""Which worksheet has the core duties, in a sample workbook and in one that is started."""
