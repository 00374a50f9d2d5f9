"""The pages on a year: findings, preview, publishing."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from zkkk_factsheet.desk import files, views
from zkkk_factsheet.desk.common import Common
from zkkk_factsheet.desk.files import DeskError
from zkkk_factsheet.desk.pages import language_of
from zkkk_factsheet.desk.survey import PUBLISHABLE, Checked
from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.failures import Failure
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.telling import grouping

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_OF_SHEETS: Final = (
    "sandbox allow-same-origin allow-downloads; default-src 'none'; "
    "style-src 'unsafe-inline' {style}; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""A sheet stands alone: it has its style in itself, and runs nothing. The pages that tell how its
figures are made share the one that lies beside them; nothing else is loaded."""

_KINDS: Final = {".css": "text/css", ".pdf": "application/pdf"}
"""What files of a preview are, beside its pages."""


@dataclass(frozen=True, slots=True)
class YearPages:
    """The pages on a year, and what is done there."""

    common: Common

    async def findings(self, request: Request) -> Response:
        """What is wrong with the workbooks of a year."""
        checked = await self.common.year(request)
        year, language = request.path_params["year"], language_of(request)
        new = self.common.room.last_change(year)
        sheets, more = views.entries(checked, language, new)
        return self.common.page(
            "findings",
            request,
            tab="findings",
            year=year,
            row=self.common.row(checked, language),
            sheets=sheets,
            more=more,
            saved=self._saved(year, checked, language),
            change=views.spoken_change(
                self.common.room.solved_last(year), new.total() if new else 0, language
            ),
        )

    def _saved(self, year: int, checked: Checked, language: str) -> str:
        """When the workbooks of a year were saved last, as far as anybody can tell."""
        seen, data = self.common.room.known.get(year, {}), self.common.chosen.data
        paths = (str(data / name) for name in checked.files)
        times = [seen[path][0] for path in paths if path in seen]
        if not times:
            return ""
        saved = datetime.fromtimestamp(max(times) / 1e9).astimezone()
        say = catalogue(language, "desk")
        date, time = say.written.date(saved.date()), saved.strftime("%H:%M")
        return say.text("findings.saved", date=date, time=time)

    async def marked(self, request: Request) -> Response:
        """A copy of a workbook with its findings marked."""
        checked = await self.common.year(request)
        number, language = request.path_params["number"], language_of(request)
        if number >= len(checked.files):
            raise HTTPException(404)
        name = checked.files[number]
        year = request.path_params["year"]
        content = await self.common.apart.call(
            files.marked, self.common.chosen.data, year, name, language
        )
        stem = Path(name).stem
        saved = catalogue(language, "desk").text("marked.name", name=stem)
        header = f"attachment; filename*=utf-8''{quote(f'{saved}.xlsx')}"
        return Response(content, media_type=_XLSX, headers={"Content-Disposition": header})

    async def preview(self, request: Request) -> Response:
        """The sheet of a year as it would be now."""
        checked = await self.common.year(request)
        year, asked = request.path_params["year"], request.query_params
        languages = self.common.languages()
        language = views.one_of(languages, asked.get("sheet", ""), language_of(request))
        about = asked.get("municipality", "")
        about = about if about in views.municipality_ids() else ""
        found = self.common.builder.preview(year, language, about)
        return self.common.page(
            "preview",
            request,
            tab="preview",
            year=year,
            row=self.common.row(checked, language_of(request)),
            preview=found,
            problem=self._problem(found.failure, language_of(request)),
            sheet=views.sheet_paths(year, language, about),
            shown=(language, about) in found.held,
            sheet_language=language,
            about=about,
            municipalities=views.municipality_names(language_of(request)),
            sheet_languages=languages,
        )

    def _problem(self, error: Exception | None, language: str) -> str:
        """Why there is no preview, as far as that is something to be put right; "" if not."""
        gone = isinstance(error, WorkshopError | TimeoutError)
        if isinstance(error, Failure | OSError) and not gone:
            return self.common.told(error, language)
        return ""

    async def sheet(self, request: Request) -> Response:
        """A file of the preview; a page shows in itself which figures changed."""
        year, path = request.path_params["year"], request.path_params["path"]
        data = await asyncio.to_thread(self.common.builder.sheet, year, path)
        if data is None:
            raise HTTPException(404)
        if not path.endswith(".html"):
            framed = request.headers.get("sec-fetch-dest") == "iframe"
            headers = {"Content-Disposition": "attachment" if framed else "inline"}
            kind = _KINDS.get(Path(path).suffix, "application/octet-stream")
            return Response(data, media_type=kind, headers=headers)
        changed = self.common.builder.previews[year].changes
        style = f"{request.base_url}year/{year}/sheet/{PurePosixPath(path).with_name('style.css')}"
        return Response(
            views.with_marks(data, [each.anchor for each in changed]),
            media_type="text/html",
            headers={"Content-Security-Policy": _OF_SHEETS.format(style=style)},
        )

    async def publishing(self, request: Request) -> Response:
        """What publishing a year would change, what stands in the way, and how far it is."""
        checked = await self.common.year(request)
        year, language = request.path_params["year"], language_of(request)
        run = self.common.builder.publishing.get(year)
        busy = any(each.running for each in self.common.builder.publishing.values())
        blocked = files.in_the_way(self.common.chosen.output)
        ready = checked.publishable and not self.common.room.away and not blocked
        expected = await self.common.builder.forecast(year) if ready and not busy else None
        return self.common.page(
            "publish",
            request,
            tab="publish",
            year=year,
            row=self.common.row(checked, language),
            status_says=views.status_says(checked.status, language)
            if checked.status in PUBLISHABLE
            else "",
            run=run,
            busy=busy,
            blocked=self._blocked(blocked, language),
            expected=expected,
            obstacles=[*grouping.without_places(expected.broken, language)] if expected else [],
            ready=ready and expected is not None and not expected.broken,
        )

    def _blocked(self, path: Path | None, language: str) -> str:
        """What is said of a file that is in the way; "" if there is none."""
        return self.common.told(DeskError("problem.output", str(path)), language) if path else ""

    async def publish(self, request: Request) -> Response:
        """Begin to publish a year, as ``zkkk build`` does."""
        await self.common.year(request)
        self.common.refuse_if_away()
        blocked = files.in_the_way(self.common.chosen.output)
        if blocked:
            raise DeskError("problem.output", str(blocked))
        year = request.path_params["year"]
        self.common.builder.publish(year, language_of(request))
        return RedirectResponse(f"/year/{year}/publish", 303)
