"""What all pages of the desk have in common."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from zkkk_factsheet.desk import views
from zkkk_factsheet.desk.building import Builder
from zkkk_factsheet.desk.files import DeskError
from zkkk_factsheet.desk.pages import Pages, language_of
from zkkk_factsheet.desk.room import Room
from zkkk_factsheet.desk.survey import Checked
from zkkk_factsheet.desk.work import Apart
from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.edition.manifest import MANIFEST
from zkkk_factsheet.edition.reasons import failure_in_words, in_words
from zkkk_factsheet.edition.settings import Settings, SettingsError, settings
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.limits import LARGEST_FILE, megabytes


@dataclass(frozen=True, slots=True)
class Common:
    """What pages are made with, and what stands on all of them."""

    chosen: Settings
    room: Room
    apart: Apart
    pages: Pages
    builder: Builder

    def page(
        self, template: str, connection: HTTPConnection, status: int = 200, **values: object
    ) -> Response:
        """A page with what stands on all of them."""
        common = {
            "version": self.room.version,
            "away": self.room.missing,
            "empty": not self.room.years,
            "broken": self._broken(language_of(connection)),
            "folder": str(self.chosen.data),
            "output": str(self.chosen.output),
            "limit": LARGEST_FILE,
            "megabytes": megabytes(LARGEST_FILE),
            "tab": "",
            "year": None,
            "closed": False,
        }
        return self.pages.page(template, connection, status, **{**common, **values})

    def _broken(self, language: str) -> str:
        """Why the folder could not be checked, with the name of the file; "" if it was."""
        error = self.room.broken
        if error is None:
            return ""
        if isinstance(error, OSError) and not isinstance(error, TimeoutError):
            return self.told(error, language)
        return catalogue(language, "desk").text("desk.broken")

    def row(self, checked: Checked, language: str) -> dict[str, object]:
        """What pages say of the workbooks of a year, or of one that was dropped."""
        failure = checked.failure
        return {
            "year": checked.year,
            "checked": checked,
            "covered": views.covered(checked, language),
            "summary": views.summary(checked, language),
            "failure": self.told(failure, language) if failure else "",
            "published": self._published(checked.year, language),
        }

    def _published(self, year: int | None, language: str) -> str:
        """The day on which a year was published last from here; "" if it was not."""
        try:
            made = (self.chosen.output / str(year) / MANIFEST).stat().st_mtime
        except OSError:
            return ""
        day = datetime.fromtimestamp(made).astimezone().date()
        return catalogue(language, "desk").written.date(day)

    async def year(self, request: Request) -> Checked:
        """The year that is asked for; HTTPException if there is none."""
        await self.room.until_ready()
        checked = self.room.years.get(request.path_params["year"])
        if checked is None:
            raise HTTPException(404)
        return checked

    def told(self, error: Exception, language: str) -> str:
        """A failure in words: the desk's own, or those of the program."""
        if isinstance(error, DeskError):
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

    def languages(self) -> tuple[str, ...]:
        """The languages of the sheets as zkkk.toml has them now; those of before if it is unfit."""
        try:
            return settings().languages
        except SettingsError:  # the preview and the publishing say why
            return self.chosen.languages

    def refuse_if_away(self) -> None:
        """Raise DeskError if the folder isn't there now."""
        if self.room.missing:
            raise DeskError("problem.away")
