"""The page on the workbooks, and what is done there: starting, checking, taking, opening them."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from zkkk_factsheet.desk import files, views
from zkkk_factsheet.desk.common import Common
from zkkk_factsheet.desk.dropped import check_dropped
from zkkk_factsheet.desk.files import DeskError
from zkkk_factsheet.desk.forms import sent
from zkkk_factsheet.desk.pages import is_own, language_of
from zkkk_factsheet.desk.survey import PUBLISHABLE
from zkkk_factsheet.edition.site import INDEX
from zkkk_factsheet.language import available_languages
from zkkk_factsheet.workbook.reading.sources import SourceFile

_FIRST_YEAR, _LAST_YEAR = 2000, 2099


@dataclass(slots=True)
class WorkbookPages:
    """The page on the workbooks; ``kept`` is the workbook that was dropped last, by its token."""

    common: Common
    kept: tuple[str, SourceFile] | None = None

    async def workbooks(self, request: Request) -> Response:
        """The workbooks of the data folder, by year."""
        await self.common.room.until_ready()
        language = language_of(request)
        # First: while it is waited for, a year may come or go, and the page tells of one moment.
        beside = await asyncio.to_thread(files.beside, self.common.chosen.data)
        years = sorted(self.common.room.years, reverse=True)
        return self.common.page(
            "workbooks",
            request,
            years=[self.common.row(self.common.room.years[year], language) for year in years],
            without_year=self.common.room.without_year,
            others=self.common.room.others,
            beside=beside,
            sources=[year for year in years if self.common.room.years[year].status in PUBLISHABLE],
            next_year=years[0] + 1 if years else datetime.now().astimezone().year - 1,
            first=_FIRST_YEAR,
            last=_LAST_YEAR,
        )

    async def dropped(self, request: Request) -> Response:
        """What is wrong with a workbook that was dropped; it is not stored."""
        form = await sent(request)
        name = files.fit_name(form.name)
        source = SourceFile(name, form.content)
        found = await self.common.apart.call(check_dropped, source, self.common.chosen.data)
        token = secrets.token_urlsafe(16)
        self.kept = (token, source) if not found.obstacle else None
        language = language_of(request)
        sheets, more = views.entries(found.checked, language, None)
        return self.common.page(
            "dropped",
            request,
            name=name,
            dropped=found,
            row=self.common.row(found.checked, language),
            sheets=sheets,
            more=more,
            token=token,
        )

    async def take(self, request: Request) -> Response:
        """Take the workbook that was dropped last into the data folder."""
        form = await sent(request)
        kept = self.kept
        if kept is None or form.fields.get("token") != kept[0]:
            raise DeskError("problem.dropped-again")
        _, source = kept
        self.common.refuse_if_away()
        await self.common.apart.call(files.take, self.common.chosen.data, source.name, source.data)
        self.kept = None
        return RedirectResponse("/", 303)

    async def new(self, request: Request) -> Response:
        """Start the workbook of a year."""
        fields = (await sent(request)).fields
        year, before = fields.get("year", ""), fields.get("from", "")
        if not (year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR):
            raise DeskError("problem.year")
        language = fields.get("language", "")
        if language not in available_languages():
            language = language_of(request)
        roster = int(before) if before.isdecimal() else None
        self.common.refuse_if_away()
        await self.common.apart.call(
            files.start, self.common.chosen.data, int(year), language, roster
        )
        return RedirectResponse("/", 303)

    async def open(self, request: Request) -> Response:
        """Open the data folder, or a workbook in it, with what this computer opens it with."""
        fields = (await sent(request)).fields
        known = {name for year in self.common.room.years.values() for name in year.files}
        name, back = fields.get("name", ""), fields.get("back", "/")
        if fields.get("what") == "published":
            index = self.common.chosen.output / INDEX
            files.open_with_system(index if index.exists() else self.common.chosen.output)
            return RedirectResponse(back if is_own(back) else "/", 303)
        if name and name not in known:
            raise DeskError("problem.gone", name)
        self.common.refuse_if_away()
        if not name:  # before there is a first workbook, there may be no folder
            self.common.chosen.data.mkdir(parents=True, exist_ok=True)
        files.open_with_system(self.common.chosen.data / name)
        return RedirectResponse(back if is_own(back) else "/", 303)
