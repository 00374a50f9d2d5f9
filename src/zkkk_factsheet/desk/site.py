"""What the desk answers: its pages, and what they ask for."""

import secrets
from base64 import b64decode
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from zkkk_factsheet.desk import files, views
from zkkk_factsheet.desk.forms import sent
from zkkk_factsheet.desk.guard import TooLargeError
from zkkk_factsheet.desk.pages import LANGUAGE_COOKIE, Pages, language_of
from zkkk_factsheet.desk.presence import Presence
from zkkk_factsheet.desk.room import Room
from zkkk_factsheet.desk.survey import Checked, check_dropped
from zkkk_factsheet.desk.work import Apart
from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.edition.reasons import failure_in_words, in_words
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.language import available_languages, catalogue
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.typeface import FAMILY, WEIGHTS
from zkkk_factsheet.workbook.limits import LARGEST_FILE, megabytes
from zkkk_factsheet.workbook.reading.sources import SourceFile

_PATIENCE: Final = 20.0
"""So many seconds a page waits for news before it asks again."""

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FIRST_YEAR, _LAST_YEAR = 2000, 2099

Endpoint = Callable[[Request], Awaitable[Response]]


class Site:
    """The pages of the desk on one data folder."""

    def __init__(
        self, chosen: Settings, room: Room, apart: Apart, pages: Pages, presence: Presence
    ) -> None:
        self.chosen = chosen
        self.room = room
        self.apart = apart
        self.pages = pages
        self.presence = presence
        self._dropped: tuple[str, SourceFile] | None = None
        self._fonts: dict[int, str] = {}

    def app(self) -> Starlette:
        """What answers."""
        get: dict[str, Endpoint] = {
            "/": self.workbooks,
            "/year/{year:int}": self.findings,
            "/year/{year:int}/marked/{number:int}": self.marked,
            "/pulse": self.pulse,
            "/language/{language}": self.language,
            "/desk.css": self.style,
            "/desk.js": self.script,
            **{f"/font-{weight}.woff": self.font for weight in WEIGHTS},
        }
        post: dict[str, Endpoint] = {
            "/new": self.new,
            "/dropped": self.dropped,
            "/take": self.take,
            "/open": self.open,
            "/left": self.left,
        }
        return Starlette(
            routes=[
                *(Route(path, endpoint, methods=["GET"]) for path, endpoint in get.items()),
                *(Route(path, endpoint, methods=["POST"]) for path, endpoint in post.items()),
            ],
            exception_handlers={
                HTTPException: self._http_problem,
                Failure: self._problem,
                OSError: self._problem,
                TooLargeError: self._too_large,
                Exception: self._bug,
            },
        )

    # Pages ---------------------------------------------------------------------------------

    async def workbooks(self, request: Request) -> Response:
        """The workbooks of the data folder, by year."""
        await self.room.until_ready()
        language = language_of(request)
        years = sorted(self.room.years, reverse=True)
        return self._page(
            "workbooks",
            request,
            years=[self._row(self.room.years[year], language) for year in years],
            without_year=self.room.without_year,
            others=self.room.others,
            sources=[year for year in years if not self.room.years[year].errors],
            next_year=years[0] + 1 if years else None,
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )

    async def findings(self, request: Request) -> Response:
        """What is wrong with the workbooks of a year."""
        checked = await self._year(request)
        year, language = request.path_params["year"], language_of(request)
        new = self.room.last_change(year)
        sheets, more = views.entries(checked, language, new)
        return self._page(
            "findings",
            request,
            tab="findings",
            year=year,
            row=self._row(checked, language),
            sheets=sheets,
            more=more,
            saved=self.room.saved[year].strftime("%H:%M"),
            change=views.spoken_change(
                self.room.solved_last(year), new.total() if new else 0, language
            ),
        )

    def _row(self, checked: Checked, language: str) -> dict[str, object]:
        failure = checked.failure
        return {
            "year": checked.year,
            "checked": checked,
            "covered": views.covered(checked, language),
            "summary": views.summary(checked, language),
            "failure": self._told(failure, language) if failure else "",
        }

    async def dropped(self, request: Request) -> Response:
        """What is wrong with a workbook that was dropped; it is not stored."""
        form = await sent(request)
        name = files.fit_name(form.name)
        source = SourceFile(name, form.content)
        checked = await self.apart.call(check_dropped, source, self.chosen.data)
        token = secrets.token_urlsafe(16)
        self._dropped = token, source
        language = language_of(request)
        sheets, more = views.entries(checked, language, None)
        return self._page(
            "dropped",
            request,
            name=name,
            row=self._row(checked, language),
            sheets=sheets,
            more=more,
            token=token,
        )

    # What is done ---------------------------------------------------------------------------

    async def take(self, request: Request) -> Response:
        """Take the workbook that was dropped last into the data folder."""
        form = await sent(request)
        kept = self._dropped
        if kept is None or form.fields.get("token") != kept[0]:
            raise files.DeskError("problem.dropped-again")
        _, source = kept
        await self.apart.call(files.take, self.chosen.data, source.name, source.data)
        self._dropped = None
        return RedirectResponse("/", 303)

    async def new(self, request: Request) -> Response:
        """Start the workbook of a year."""
        fields = (await sent(request)).fields
        year, before = fields.get("year", ""), fields.get("from", "")
        if not (year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
            raise files.DeskError("problem.year")
        language = fields.get("language", "")
        if language not in available_languages():
            language = language_of(request)
        roster = int(before) if before.isdecimal() else None
        self._refuse_if_away()
        await self.apart.call(files.start, self.chosen.data, int(year), language, roster)
        return RedirectResponse("/", 303)

    async def open(self, request: Request) -> Response:
        """Open the data folder, or a workbook in it, with what this computer opens it with."""
        fields = (await sent(request)).fields
        known = {name for year in self.room.years.values() for name in year.files}
        name = fields.get("name", "")
        if name and name not in known:
            raise files.DeskError("problem.gone", name)
        files.open_with_system(self.chosen.data / name)
        back = fields.get("back", "/")
        return RedirectResponse(back if _is_own(back) else "/", 303)

    async def marked(self, request: Request) -> Response:
        """A copy of a workbook with its findings marked."""
        checked = await self._year(request)
        number, language = request.path_params["number"], language_of(request)
        if number >= len(checked.files):
            raise HTTPException(404)
        name = checked.files[number]
        year = request.path_params["year"]
        content = await self.apart.call(files.marked, self.chosen.data, year, name, language)
        stem = Path(name).stem
        saved = catalogue(language, "desk").text("marked.name", name=stem)
        header = f"attachment; filename*=utf-8''{quote(f'{saved}.xlsx')}"
        return Response(content, media_type=_XLSX, headers={"Content-Disposition": header})

    async def language(self, request: Request) -> Response:
        """Choose a language, and stay on the page."""
        language = request.path_params["language"]
        if language not in available_languages():
            raise HTTPException(404)
        target = request.query_params.get("to", "/")
        answer = RedirectResponse(target if _is_own(target) else "/", 303)
        answer.set_cookie(
            LANGUAGE_COOKIE, language, max_age=31_536_000, httponly=True, samesite="strict"
        )
        return answer

    # What pages ask for ---------------------------------------------------------------------

    async def pulse(self, request: Request) -> Response:
        """What a page asks again and again: whether there is news, and what."""
        asked = request.query_params
        self.presence.stay(asked.get("page", "")[:64])
        seen = int(asked["seen"]) if asked.get("seen", "").isdecimal() else 0
        if asked.get("wait") == "yes":
            await self.room.wait(seen, _PATIENCE)
        year = asked.get("year", "")
        said = ""
        if year.isdecimal():
            change = self.room.since(int(year), seen)
            said = views.spoken_change(change.solved, change.new, language_of(request))
        return JSONResponse({"version": self.room.version, "say": said})

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
        text = faces + self.pages.file("style.css") + self.pages.file("desk/desk.css")
        return Response(text, media_type="text/css", headers=_KEPT)

    async def script(self, _request: Request) -> Response:
        """The one script."""
        return Response(self.pages.file("desk/desk.js"), media_type="text/javascript")

    async def font(self, request: Request) -> Response:
        """A weight of the typeface, cut apart: what cuts it is larger than the desk."""
        if not self._fonts:
            self._fonts = await self.apart.call(web_fonts)
        weight = int(request.url.path.partition("-")[2].partition(".")[0])
        return Response(b64decode(self._fonts[weight]), media_type="font/woff", headers=_KEPT)

    # What goes wrong ------------------------------------------------------------------------

    async def _year(self, request: Request) -> Checked:
        await self.room.until_ready()
        checked = self.room.years.get(request.path_params["year"])
        if checked is None:
            raise HTTPException(404)
        return checked

    def _refuse_if_away(self) -> None:
        if self.room.away and self.room.years:
            raise files.DeskError("problem.away")

    def _told(self, error: Exception, language: str) -> str:
        """A failure in words: the desk's own, or those of the program."""
        if isinstance(error, files.DeskError):
            return catalogue(language, "desk").text(error.key, **error.values)
        if isinstance(error, WorkshopError | TimeoutError):
            return catalogue(language, "desk").text("problem.broken")
        say = catalogue(language, "program")
        if isinstance(error, OSError):
            name = Path(str(error.filename or self.chosen.data)).name
            reason = in_words(error.strerror or str(error), say)
            return catalogue(language, "desk").text("problem.system", name=name, reason=reason)
        told = failure_in_words(error, say)
        return say.text(told.key, **told.values)

    async def _problem(self, request: Request, error: Exception) -> Response:
        text = self._told(error, language_of(request))
        return self._page("problem", request, status=409, text=text)

    async def _http_problem(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        say = catalogue(language_of(request), "desk")
        return self._page("problem", request, status=status, text=say.text("problem.no-page"))

    async def _too_large(self, request: Request, _error: Exception) -> Response:
        return self.refused(request, "too-large", 413)

    async def _bug(self, request: Request, _error: Exception) -> Response:
        return self.refused(request, "bug", 500)

    def refused(self, connection: HTTPConnection, reason: str, status: int) -> Response:
        """The page for whoever may not ask."""
        say = catalogue(language_of(connection), "desk")
        text = say.text(f"refused.{reason}", limit=megabytes(LARGEST_FILE))
        answer = self._page("problem", connection, status=status, text=text, closed=True)
        if reason == "too-large":
            answer.headers["Connection"] = "close"  # what else is sent is not even read
        return answer

    def _page(
        self, template: str, connection: HTTPConnection, status: int = 200, **values: object
    ) -> Response:
        common = {
            "version": self.room.version,
            "away": self.room.away and self.room.years,
            "broken": self.room.broken,
            "folder": str(self.chosen.data),
            "limit": LARGEST_FILE,
            "megabytes": megabytes(LARGEST_FILE),
            "tab": "",
            "year": None,
            "closed": False,
        }
        return self.pages.page(template, connection, status, **{**common, **values})


_KEPT: Final = {"Cache-Control": "private, max-age=3600"}
"""What stays the same as long as the desk is open."""


def _is_own(target: str) -> bool:
    """Whether an address is one of this desk's pages, and leads nowhere else."""
    return target.startswith("/") and not target.startswith(("//", "/\\"))
