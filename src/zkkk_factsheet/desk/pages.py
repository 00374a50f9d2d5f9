"""The pages: templates filled, in the language that the browser asks for."""

from functools import cache
from pathlib import Path
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from zkkk_factsheet.language import available_languages, catalogue
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.render.html import environment, template_errors
from zkkk_factsheet.resources import template_files
from zkkk_factsheet.workbook.places import column_letters
from zkkk_factsheet.workbook.reading.cells import clean

LANGUAGE_COOKIE: Final = "zkkk-language"
_FALLBACK: Final = "en"


def language_of(connection: HTTPConnection) -> str:
    """The language that was chosen, else the first of the browser's that there is."""
    chosen = connection.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in available_languages():
        return chosen
    for wanted in _wanted(connection.headers.get("accept-language", "")):
        if wanted in available_languages():
            return wanted
    return _FALLBACK


def _wanted(header: str) -> list[str]:
    """The languages of a header, the most wanted first."""
    weighed = []
    for part in header.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return [tag for _, tag in sorted(weighed, key=lambda each: each[0])]


class Pages:
    """Fills the templates of a folder; those that it lacks are the program's own."""

    def __init__(self, templates: Path) -> None:
        self._environment = environment(templates)
        self._environment.filters["clean"] = clean
        self._environment.filters["letters"] = column_letters
        self._files = template_files(templates)

    def page(
        self, template: str, connection: HTTPConnection, status: int = 200, **values: object
    ) -> HTMLResponse:
        """A page in the language of whoever asks. Raises TemplateError if a template is broken."""
        language = language_of(connection)
        say = catalogue(language, "desk")
        file = f"desk/{template}.html.j2"
        with template_errors(self._files[file]):
            text = self._environment.get_template(file).render(
                say=say.text,
                count=say.plural,
                number=say.number,
                language=language,
                languages=[(each, _name(each)) for each in LANGUAGES],
                here=connection.url.path,
                again=same_page(connection),
                **values,
            )
        return HTMLResponse(text, status)

    def file(self, name: str) -> str:
        """A file among the templates as it stands."""
        with template_errors(self._files[name]):
            return self._files[name].read_text(encoding="utf-8")


def same_page(connection: HTTPConnection) -> str:
    """Where the same page is shown once more: what a form has led to is no such place."""
    if connection.scope.get("method") == "POST":
        return "/"
    query = connection.url.query
    return f"{connection.url.path}?{query}" if query else connection.url.path


@cache
def _name(language: str) -> str:
    """What a language calls itself."""
    return catalogue(language, "desk").text("language.name")


def is_own(target: str) -> bool:
    """Whether an address is one of this desk's pages, and leads nowhere else."""
    return target.startswith("/") and not target.startswith(("//", "/\\"))
