"""A desk that is served for the tests of a module, and somebody who saves as Excel does."""

import http.client
import io
import shutil
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from openpyxl import Workbook, load_workbook
from tests import warm
from tests.program.conftest import environment, started_zkkk
from tests.support import SAMPLE

if TYPE_CHECKING:
    from subprocess import Popen


__all__ = ["started_zkkk"]


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
        """Ask it to stop, as the system does, if it has not; give its exit code."""
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
    """Exchange the key in the address for the cookie."""
    answer = desk.ask(desk.address.partition(desk.host)[2])
    assert (answer.status, answer.headers["location"]) == (303, "/")
    desk.cookie = answer.headers["set-cookie"].partition(";")[0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk on the sample years 2018 and 2019, and somebody who was let in."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "data").mkdir()
    for year in (2018, 2019):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", folder / "data")
    desk = opened(folder)
    enter(desk)
    yield desk
    desk.close()


def save_as_excel(path: Path, book: Workbook) -> None:
    """Save a workbook as Excel does while it is open: aside, then renamed, beside a lock file."""
    path.with_name(f"~${path.name}").write_bytes(b"\x0bsomebody")
    written = io.BytesIO()
    book.save(written)
    aside, older = path.with_name("7C1B2000"), path.with_name("7C1B2000.tmp")
    aside.write_bytes(written.getvalue())
    path.rename(older)
    aside.rename(path)
    older.unlink()


def write_cell(path: Path, sheet: str, cell: str, value: str) -> None:
    """Change one cell of a workbook and save it as Excel does."""
    book = load_workbook(path)
    book[sheet][cell] = value or None
    save_as_excel(path, book)
