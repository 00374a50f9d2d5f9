"""What the desk answers: which address leads to what, what goes wrong, and what pages ask for."""

from base64 import b64decode
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from zkkk_factsheet.desk import views
from zkkk_factsheet.desk.common import Common
from zkkk_factsheet.desk.files import DeskError
from zkkk_factsheet.desk.guard import TooLargeError
from zkkk_factsheet.desk.pages import LANGUAGE_COOKIE, is_own, language_of
from zkkk_factsheet.desk.presence import Presence
from zkkk_factsheet.desk.room import UncheckedError
from zkkk_factsheet.desk.workbook_pages import WorkbookPages
from zkkk_factsheet.desk.year_pages import YearPages
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.language import available_languages, catalogue
from zkkk_factsheet.typeface import FAMILY, WEIGHTS
from zkkk_factsheet.workbook.limits import LARGEST_FILE, megabytes

_PATIENCE: Final = 20.0
"""So many seconds a page waits for news before it asks again."""

_KEPT: Final = {"Cache-Control": "private, max-age=3600"}
"""What stays the same as long as the desk is open."""

Endpoint = Callable[[Request], Awaitable[Response]]


class Site:
    """The pages of the desk on one data folder."""

    def __init__(self, common: Common, presence: Presence) -> None:
        self.common = common
        self.presence = presence
        self._fonts: dict[int, str] = {}

    def app(self) -> Starlette:
        """What answers."""
        workbooks, years = WorkbookPages(self.common), YearPages(self.common)
        get: dict[str, Endpoint] = {
            "/": workbooks.workbooks,
            "/year/{year:int}": years.findings,
            "/year/{year:int}/marked/{number:int}": years.marked,
            "/year/{year:int}/preview": years.preview,
            "/year/{year:int}/sheet/{path:path}": years.sheet,
            "/year/{year:int}/publish": years.publishing,
            "/pulse": self.pulse,
            "/language/{language}": self.language,
            "/desk.css": self.style,
            "/desk.js": self.script,
            **{f"/font-{weight}.woff": self.font for weight in WEIGHTS},
        }
        post: dict[str, Endpoint] = {
            "/new": workbooks.new,
            "/dropped": workbooks.dropped,
            "/take": workbooks.take,
            "/open": workbooks.open,
            "/year/{year:int}/publish": years.publish,
            "/left": self.left,
        }
        return Starlette(
            routes=[
                *(Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()),
                *(Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()),
            ],
            exception_handlers={
                HTTPException: self._http_problem,
                DeskError: self._problem,
                UncheckedError: self._unchecked,
                Failure: self._problem,
                OSError: self._problem,
                TooLargeError: self._too_large,
                Exception: self._bug,
            },
        )

    async def language(self, request: Request) -> Response:
        """Choose a language, and stay on the page."""
        language = request.path_params["language"]
        if language not in available_languages():
            raise HTTPException(404)
        target = request.query_params.get("to", "/")
        answer = RedirectResponse(target if is_own(target) else "/", 303)
        answer.set_cookie(
            LANGUAGE_COOKIE, language, max_age=31_536_000, httponly=True, samesite="strict"
        )
        return answer

    async def pulse(self, request: Request) -> Response:
        """What a page asks again and again: whether there is news, and what."""
        asked = request.query_params
        self.presence.stay(asked.get("page", "")[:64])
        seen = int(asked["seen"]) if asked.get("seen", "").isdecimal() else 0
        if asked.get("wait") == "yes":
            await self.common.room.wait(seen, _PATIENCE)
        year = asked.get("year", "")
        said = ""
        if year.isdecimal():
            change = self.common.room.since(int(year), seen)
            said = views.spoken_change(change.solved, change.new, language_of(request))
        return JSONResponse({"version": self.common.room.version, "say": said})

    async def left(self, request: Request) -> Response:
        """A page says that it is closed."""
        self.presence.leave((await request.body()).decode(errors="replace")[:64])
        return Response(status_code=204)

    async def style(self, _request: Request) -> Response:
        """The look: the typeface, what all pages share, and what only the desk has."""
        faces = "".join(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight};'
            f' src: url("font-{weight}.woff") format("woff"); }}\n'
            for weight in WEIGHTS
        )
        text = faces + self.common.pages.file("style.css") + self.common.pages.file("desk/desk.css")
        return Response(text, media_type="text/css", headers=_KEPT)

    async def script(self, _request: Request) -> Response:
        """The one script."""
        return Response(self.common.pages.file("desk/desk.js"), media_type="text/javascript")

    async def font(self, request: Request) -> Response:
        """A weight of the typeface, cut apart: what cuts it is larger than the desk."""
        if not self._fonts:
            from zkkk_factsheet.render.fonts import web_fonts  # noqa: PLC0415 - brings fontTools

            self._fonts = await self.common.apart.call(web_fonts)
        weight = int(request.url.path.partition("-")[2].partition(".")[0])
        return Response(b64decode(self._fonts[weight]), media_type="font/woff", headers=_KEPT)

    async def _problem(self, request: Request, error: Exception) -> Response:
        text = self.common.told(error, language_of(request))
        return self.common.page("problem", request, status=409, text=text)

    async def _unchecked(self, request: Request, _error: Exception) -> Response:
        return self.common.page("unchecked", request, status=503)

    async def _http_problem(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        say = catalogue(language_of(request), "desk")
        return self.common.page("problem", request, status=status, text=say.text("problem.no-page"))

    async def _too_large(self, request: Request, _error: Exception) -> Response:
        return self.refused(request, "too-large", 413)

    async def _bug(self, request: Request, _error: Exception) -> Response:
        return self.refused(request, "bug", 500)

    def refused(self, connection: HTTPConnection, reason: str, status: int) -> Response:
        """The page for whoever may not ask."""
        say = catalogue(language_of(connection), "desk")
        text = say.text(f"refused.{reason}", limit=megabytes(LARGEST_FILE))
        answer = self.common.page("problem", connection, status=status, text=text, closed=True)
        if reason == "too-large":
            answer.headers["Connection"] = "close"  # what else is sent is not even read
        return answer
