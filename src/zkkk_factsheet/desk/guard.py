"""Who may ask the desk for anything: a browser on this computer that was started for it.

A page from elsewhere may ask this computer, too: by a name of its own that leads here, by a form,
by a picture. None of them gets further than this.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zkkk_factsheet.desk.state import LOCAL
from zkkk_factsheet.workbook.limits import LARGEST_FILE

LARGEST_REQUEST: Final = LARGEST_FILE + 100_000
"""A workbook of the size that is read at all, and the form around it."""

POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)

_OPEN: Final = ("/desk.css", "/font-400.woff", "/font-600.woff")
"""What a page that refuses looks like."""

_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Nothing is said to other sites; with "no-referrer" a browser would not name our forms, either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Refuse = Callable[[HTTPConnection, str, int], Response]
"""Makes the answer to somebody who is refused: for which reason, with which status."""


class TooLargeError(Exception):
    """More comes in than a workbook may have."""


class Keys:
    """What opens the desk: the address once, then a cookie; a second start by a secret."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://{LOCAL}:{port}"
        self.host = f"{LOCAL}:{port}"
        self.cookie_name = f"zkkk-desk-{port}"  # cookies don't know ports
        self.secret = secrets.token_urlsafe(32)
        self._cookie = secrets.token_urlsafe(32)
        self._once: set[str] = set()

    def address(self) -> str:
        """An address that opens the desk, once: programs see each other's addresses."""
        return f"{self.origin}/start?key={self.new_key()}"

    def new_key(self) -> str:
        """A key that opens the desk, once."""
        key = secrets.token_urlsafe(32)
        self._once.add(key)
        return key

    def exchange(self, key: str) -> str | None:
        """The cookie for a key; None if there is no such key any more."""
        if key not in self._once:
            return None
        self._once.remove(key)
        return self._cookie

    def known(self, cookies: str) -> bool:
        """Whether somebody has the cookie."""
        try:
            found = SimpleCookie(cookies).get(self.cookie_name)
        except CookieError:
            return False
        return found is not None and hmac.compare_digest(
            found.value.encode(), self._cookie.encode()
        )

    def knows_secret(self, authorization: str) -> bool:
        """Whether somebody may read what only this user may read."""
        return hmac.compare_digest(authorization.encode(), f"Bearer {self.secret}".encode())


class Guard:
    """Lets nothing pass that isn't the desk's own page; all that goes out has strict headers."""

    def __init__(self, app: ASGIApp, keys: Keys, refuse: Refuse, asked: Callable[[], None]) -> None:
        self._app = app
        self._keys = keys
        self._refuse = refuse
        self._asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let somebody pass who may."""
        if scope["type"] != "http":
            return
        send = _with_headers(send)
        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, send)
            return
        self._asked()
        try:
            await self._app(scope, self._limited(scope, receive), send)
        except Exception:  # noqa: BLE001 - a bug ends one answer, not the desk; it is told of
            self._refuse(HTTPConnection(scope), "bug", 500)

    def _answer(self, scope: Scope) -> Response | None:
        connection, headers = HTTPConnection(scope), Headers(scope=scope)
        path, method = scope["path"], scope["method"]
        if headers.get("host") != self._keys.host:
            return self._refuse(connection, "wrong-host", 421)
        if method == "POST" and path == "/again" and "origin" not in headers:
            return self._again(connection, headers)
        if self._foreign(headers, path, method):
            return self._refuse(connection, "foreign-page", 403)
        if path == "/start":
            return self._start(connection, scope)
        reason, status = self._kept_out(headers, path)
        return self._refuse(connection, reason, status) if reason else None

    def _foreign(self, headers: Headers, path: str, method: str) -> bool:
        """Whether another page asks; only an address that opens the desk may stand elsewhere."""
        origin = headers.get("origin")
        changes = method not in {"GET", "HEAD"}
        if origin != self._keys.origin and (origin is not None or changes):
            return True
        site = headers.get("sec-fetch-site", "none")
        return site not in {"none", "same-origin"} and path != "/start"

    def _kept_out(self, headers: Headers, path: str) -> tuple[str, int]:
        if ".." in path.split("/") or "\\" in path or "\0" in path:
            return "odd-address", 400
        if path not in _OPEN and not self._keys.known(headers.get("cookie", "")):
            return "no-key", 403
        if _length(headers) > LARGEST_REQUEST:
            return "too-large", 413
        return "", 0

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        """What comes in, until it is too much: who sends it may not say how much, or lie."""
        received = 0

        async def limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_REQUEST:
                self._refuse(HTTPConnection(scope), "too-large", 413)
                raise TooLargeError
            return message

        return limited

    def _again(self, connection: HTTPConnection, headers: Headers) -> Response:
        if not self._keys.knows_secret(headers.get("authorization", "")):
            return self._refuse(connection, "no-key", 403)
        return PlainTextResponse(self._keys.new_key())

    def _start(self, connection: HTTPConnection, scope: Scope) -> Response:
        keys = parse_qs(scope["query_string"].decode("latin-1")).get("key", [""])
        cookie = self._keys.exchange(keys[0])
        if cookie is None:
            if self._keys.known(connection.headers.get("cookie", "")):
                return RedirectResponse("/", 303)
            return self._refuse(connection, "no-key", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._keys.cookie_name, cookie, httponly=True, samesite="strict")
        return answer


def _length(headers: Headers) -> int:
    given = headers.get("content-length", "0")
    return int(given) if given.isdecimal() else LARGEST_REQUEST + 1


def _with_headers(send: Send) -> Callable[[MutableMapping[str, Any]], Awaitable[None]]:
    """What goes out, with the headers that a page of the desk has; its own come first."""

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
