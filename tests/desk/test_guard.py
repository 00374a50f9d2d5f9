"""Whoever may not ask is refused, told of in one line, and the desk goes on."""

import os
import socket
import stat
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.desk.conftest import Desk, enter, opened
from tests.effort import THOROUGH
from tests.program.conftest import Run

from zkkk_factsheet.workbook.limits import LARGEST_FILE

pytestmark = pytest.mark.xdist_group("desk")

FORM = "application/x-www-form-urlencoded"
FOREIGN = "http://example.org"

REQUESTS = 1000 if THOROUGH else 300
"""Two hundred at once, of which a hundred are let in."""


@pytest.fixture(autouse=True)
def alive(desk: Desk) -> Iterator[None]:
    """After each test the desk is as it was before, and has said nothing that nobody expects."""
    desk.lines()
    held = sorted(desk.folder.rglob("*.xlsx"))
    yield
    assert desk.ask("/").status == 200
    assert sorted(desk.folder.rglob("*.xlsx")) == held


def one_line(desk: Desk, reason: str) -> str:
    """The one line in which the desk told of somebody who was refused."""
    ends = time.monotonic() + 5
    while not desk.said and time.monotonic() < ends:
        time.sleep(0.02)
    (line,) = desk.lines()
    assert f"({reason})" in line
    return line


@pytest.mark.parametrize(
    "host",
    ["localhost:{port}", "example.org", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.nip.io:{port}"],
)
def test_another_name_of_this_computer_leads_nowhere(desk: Desk, host: str) -> None:
    """A name that somebody else has lead to this computer is not the desk's (DNS rebinding)."""
    named = host.format(port=desk.host.partition(":")[2])
    answer = desk.ask("/", Host=named)
    assert answer.status == 421
    assert "zkkk-2019" not in answer.text
    one_line(desk, "wrong-host")


@pytest.mark.parametrize("origin", [FOREIGN, "null", ""])
@pytest.mark.parametrize("path", ["/new", "/open", "/take", "/dropped", "/left"])
def test_a_form_of_another_page_does_nothing(desk: Desk, origin: str, path: str) -> None:
    """A form that another page sends with the cookie, or that hides where it is, is refused."""
    answer = desk.ask(path, "POST", b"year=2031&language=en", Origin=origin, Content_Type=FORM)
    assert answer.status == 403
    one_line(desk, "foreign-page")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_page_can_t_show_a_page_of_the_desk(desk: Desk, site: str) -> None:
    """What a browser says that another site asks for is refused, also a picture or a script."""
    for path in ("/", "/desk.css", "/desk.js", "/year/2019"):
        assert desk.ask(path, Sec_Fetch_Site=site).status == 403
        one_line(desk, "foreign-page")
    assert desk.ask("/", Origin=FOREIGN).status == 403
    one_line(desk, "foreign-page")


@pytest.mark.parametrize("path", ["/", "/year/2019", "/desk.js", "/pulse", "/year/2019/marked/0"])
def test_without_the_key_nothing_is_shown(desk: Desk, path: str) -> None:
    """Without the cookie, with another one, and with a key that was used, a page says only that."""
    name, _, value = desk.cookie.partition("=")
    for cookie in ("", f"{name}=x", f"{name}={value[:-1]}", f"zkkk-desk-1={value}", "=;="):
        answer = desk.ask(path, Cookie=cookie)
        assert answer.status == 403
        assert "zkkk-2019" not in answer.text
        one_line(desk, "no-key")
    assert desk.ask(desk.address.partition(desk.host)[2], Cookie="").status == 403
    one_line(desk, "no-key")


def test_the_key_opens_once_and_is_not_kept_in_the_address(desk: Desk) -> None:
    """The cookie is for this server's pages alone: no script reads it, no other site sends it."""
    second = opened(desk.folder)
    assert second.process.wait(20) == 0
    second.close()
    assert second.host == desk.host
    answer = desk.ask(second.address.partition(desk.host)[2], Cookie="")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    attributes = answer.headers["set-cookie"].lower()
    assert "httponly" in attributes
    assert "samesite=strict" in attributes
    again = desk.ask(second.address.partition(desk.host)[2], Cookie="")
    assert again.status == 403
    one_line(desk, "no-key")


def test_only_who_may_read_the_secret_gets_another_key(desk: Desk) -> None:
    """A second start shows that it may read the user's files; those are closed to others."""
    for header in ("", "Bearer x", "Basic x"):
        assert desk.ask("/again", "POST", b"", Authorization=header).status == 403
        one_line(desk, "no-key")
    (told,) = desk.folder.rglob("desk.json")
    assert stat.S_IMODE(told.stat().st_mode) == 0o600
    assert stat.S_IMODE(told.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/year/2019/../../etc/passwd",
        "/year/2019/%2e%2e/%2e%2e/etc/passwd",
        "/year/2019/..%2f..%2fetc/passwd",
        "/year/2019/marked/..%5c..%5cwin.ini",
        "/language/..%00",
    ],
)
def test_no_address_leads_out_of_the_folder(desk: Desk, path: str) -> None:
    """An address with the way to another folder in it has no page."""
    answer = desk.ask(path)
    assert answer.status == 400
    assert "root:" not in answer.text
    one_line(desk, "odd-address")


@pytest.mark.parametrize(
    "target", ["//example.org/", "http://example.org/", "/\\example.org", "javascript:alert(1)"]
)
def test_no_link_leads_to_another_site(desk: Desk, target: str) -> None:
    """Where the choice of a language leads back to is one of the desk's own pages."""
    answer = desk.ask(f"/language/sq?to={target}")
    assert (answer.status, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("path", ["/", "/desk.css", "/desk.js", "/nothing", "/year/1999"])
def test_every_answer_has_strict_headers(desk: Desk, path: str) -> None:
    """Nothing from elsewhere is loaded, no other page shows it, nothing is kept or guessed."""
    headers = desk.ask(path).headers
    policy = dict(
        each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in headers


def test_a_file_that_is_too_large_is_not_read(desk: Desk) -> None:
    """A hundred megabytes are refused by their length, before any of them is sent."""
    answer = desk.ask(
        *("/dropped", "POST"),
        Origin=desk.origin,
        Content_Type="multipart/form-data; boundary=x",
        Content_Length="100000000",
    )
    assert answer.status == 413
    assert str(LARGEST_FILE // 1_000_000) in answer.text
    one_line(desk, "too-large")


def test_a_file_that_hides_its_size_is_not_read_on(desk: Desk) -> None:
    """What comes in pieces is refused as soon as it is too much; its sender may go on for ever."""
    head = (
        f"POST /dropped HTTP/1.1\r\nHost: {desk.host}\r\nCookie: {desk.cookie}\r\n"
        f"Origin: {desk.origin}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    start = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    piece = b"%x\r\n%s\r\n" % (1_000_000, bytes(1_000_000))
    sent = 0
    with socket.create_connection(address_of(desk)) as connection:
        connection.sendall(head.encode() + b"%x\r\n%s\r\n" % (len(start), start))
        try:
            for _ in range(100):
                connection.sendall(piece)
                sent += len(piece)
        except ConnectionError:
            pass
    assert sent < 60_000_000
    one_line(desk, "too-large")


@pytest.mark.parametrize("cookie", [True, False])
def test_many_requests_at_once(desk: Desk, cookie: bool) -> None:
    """Whoever asks again and again gets answers or is turned away; the desk takes no harm."""
    shown = desk.cookie if cookie else ""

    def ask(_: int) -> int:
        try:
            return desk.ask("/year/2019", Cookie=shown).status
        except OSError:
            return 503

    with ThreadPoolExecutor(200) as at_once:
        statuses = list(at_once.map(ask, range(REQUESTS)))
    assert set(statuses) <= ({200, 503} if cookie else {403, 503})
    assert statuses.count(503) < REQUESTS
    lines = desk.lines()
    assert lines
    assert {line.split("(")[1].split(")")[0] for line in lines} <= {"no-key", "too-many"}


def test_who_keeps_connections_and_asks_nothing_keeps_nobody_out(desk: Desk) -> None:
    """A hundred and more are no reason to turn a person away, and none of them is left for long.

    Some never say anything, some begin to ask and go on by one letter at a time, some do so once
    they have been answered.
    """
    part = b"GET / HTTP/1.1\r\nHost: "
    whole = f"GET /desk.css HTTP/1.1\r\nHost: {desk.host}\r\n\r\n".encode()
    with ExitStack() as held:
        slow = []
        for begun in (b"", part, whole + part) * 40:
            connection = held.enter_context(socket.create_connection(address_of(desk)))
            connection.sendall(begun)
            connection.settimeout(0)
            slow.append((connection, b"a" if begun else b""))
        assert desk.ask("/").status == 200
        ends = time.monotonic() + 20
        while slow and time.monotonic() < ends:
            time.sleep(0.2)
            slow = [(each, more) for each, more in slow if goes_on(each, more)]
    assert slow == []


def address_of(desk: Desk) -> tuple[str, int]:
    """Where a desk is, for whoever is no browser."""
    name, _, port = desk.host.partition(":")
    return name, int(port)


def goes_on(connection: socket.socket, more: bytes) -> bool:
    """Say something more; tell whether the desk still has the connection."""
    try:
        connection.send(more)
        return connection.recv(100_000) != b""
    except BlockingIOError:
        return True
    except ConnectionError:
        return False


HAMPERED = """
import os, resource
os.dup2(os.pipe()[1], 2)
resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100))
"""
"""The desk's messages lead where nobody reads them, and it may have no more than 100 files open."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit and no such pipe")
def test_a_desk_answers_whoever_asks_whatever_else_is_in_the_way(tmp_path: Path) -> None:
    """Neither a terminal that takes no more nor a program that takes all connections stops it."""
    (tmp_path / "data").mkdir()
    desk = opened(tmp_path, first=HAMPERED)
    enter(desk)
    for _ in range(20):  # more than fits into a pipe
        assert desk.ask("/" + 8000 * "a", Cookie="").status == 403
    with ExitStack() as held:
        for _ in range(150):
            held.enter_context(socket.create_connection(address_of(desk)))
        assert desk.ask("/").status == 200
    assert desk.close() == 143


def test_a_desk_that_was_killed_is_not_in_the_way(tmp_path: Path) -> None:
    """The next start takes its place, though the file still says that it is there."""
    (tmp_path / "data").mkdir()
    first = opened(tmp_path)
    os.kill(first.process.pid, 9)
    first.close()
    assert list(tmp_path.rglob("desk.json"))
    second = opened(tmp_path)
    assert second.host != first.host
    enter(second)
    assert second.ask("/").status == 200
    assert second.close() == 143
    assert not list(tmp_path.rglob("desk.json"))


def test_no_other_command_loads_any_of_it(started_zkkk: Run, tmp_path: Path) -> None:
    """Only the desk pays for the desk."""
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*sorted({m.partition('.')[0] for m in sys.modules})))\n"
    )
    (tmp_path / "sitecustomize.py").write_text(program)
    env = {"PYTHONPATH": str(tmp_path)}
    for command in (("--help",), ("check", "--quiet"), ("desk", "--help")):
        loaded = started_zkkk(*command, cwd=tmp_path, env=env).stdout.split()
        assert "zkkk_factsheet" in loaded
        assert {"starlette", "uvicorn", "anyio", "h11"} & set(loaded) == set()
