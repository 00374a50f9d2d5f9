"""HTML by Jinja2: one self-contained file, everything from the workbooks escaped."""

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.reference.printable import COMMON, PRINTABLE
from zkkk_factsheet.render.accounts import account_of, linked
from zkkk_factsheet.render.compiled import CompiledTemplates
from zkkk_factsheet.render.errors import TemplateError
from zkkk_factsheet.resources import template_files, templates_folder

_LINEAR, _STYLE, _STYLE_TEMPLATE = "document.html.j2", "style.css", "style.css.j2"

_WRITTEN_OTHERWISE = re.compile(r"&(?!#3[49];|amp;|lt;|gt;)|\\[0-9A-Fa-f]")
"""What may stand for any letter in a page: somebody's own template may have it."""

_PLAIN = re.escape("".join(map(chr, COMMON - set(map(ord, "&\\")))))
_NOT_PLAIN = re.compile(f"[^\n{_PLAIN}]")
"""What a page is looked at more closely for: any other letter, and what may stand for one."""

Fonts = Callable[[frozenset[int]], Mapping[int, str]]


class HtmlRenderer:
    """Renders documents with the templates of a folder; keeps the compiled templates."""

    def __init__(self, templates: Path, fonts: Fonts) -> None:
        """Read the style sheet of a folder with templates; what it lacks is the program's own.

        ``fonts`` is `zkkk_factsheet.render.fonts.web_fonts`: each page carries what it gives.
        """
        self._environment = environment(templates)
        self._fonts = fonts
        files = template_files(templates)
        self._file = files[_LINEAR]
        with template_errors(files[_STYLE]):
            self._style = files[_STYLE].read_text(encoding="utf-8")

    def style_sheet(self) -> bytes:
        """The style sheet with the typeface, as a file that many pages share."""
        with template_errors(self._file):
            template = self._environment.get_template(_STYLE_TEMPLATE)
            return template.render(**self._look(PRINTABLE)).encode()

    def _look(self, letters: frozenset[int]) -> dict[str, object]:
        """What a page looks like: the program's own output, not anybody's text."""
        fonts = self._fonts(letters)
        return {
            "style": Markup(self._style),  # noqa: S704 - see above
            "fonts": {weight: Markup(font) for weight, font in fonts.items()},  # noqa: S704
        }

    def render(  # noqa: PLR0913, PLR0917 - each is a way that the page leads
        self,
        document: Document,
        charts: Mapping[str, str],
        pdf: str = "",
        whole: str = "",
        accounts: Mapping[str, str] = MappingProxyType({}),
        single: Mapping[str, str] = MappingProxyType({}),
        site: str = "",
        editable: str = "",
    ) -> bytes:
        """A page, arranged by the template that is called as the kind, else one block by one.

        Args:
            document: What the page says.
            charts: The SVG of each chart of the document, by the chart's id.
            pdf: The name of the same document's PDF beside the page, which the page then offers
                for printing; "" if there is none.
            whole: Where the page finds the one about everything; "" if there is none.
            accounts: Where it finds the pages that tell how figures are made, by their ids.
            single: Where the page about everything finds those about one subject, by their ids.
            site: The address of the site's page that leads to it; "" if that is unknown.
            editable: The name of the same document for editing, likewise as the PDF.

        Raises:
            TemplateError: If the template is broken.
        """
        with template_errors(self._file):
            template = self._environment.select_template([f"{document.kind}.html.j2", _LINEAR])
            render = partial(
                template.render,
                doc=document,
                pdf=pdf,
                whole=whole,
                single=single,
                site=site,
                editable=editable,
                account_of=partial(account_of, accounts),
                told=partial(linked, accounts),
                # Drawings are the program's own output, not anybody's text.
                charts={id_: Markup(svg) for id_, svg in charts.items()},  # noqa: S704
            )
            page = render(**self._look(COMMON))
            if (letters := _letters_for(page)) != COMMON:
                page = render(**self._look(letters))
        return page.encode()


def _letters_for(page: str) -> frozenset[int]:
    """The code points that a page's typeface is to have: the common ones, if they are enough.

    They are for nearly all, and save two fifths of a municipal sheet.
    """
    if not _NOT_PLAIN.search(page):
        return COMMON
    common = COMMON.issuperset(map(ord, set(page) - {"\n"}))
    return COMMON if common and not _WRITTEN_OTHERWISE.search(page) else PRINTABLE


_ERRORS = (
    *(jinja2.TemplateError, UnicodeDecodeError),
    # What the expressions in a template can raise.
    *(TypeError, ValueError, ArithmeticError, LookupError, AttributeError),
)


_COMPILED = CompiledTemplates()


def environment(templates: Path) -> Environment:
    """What reads the templates of a folder; those that it lacks are the program's own."""
    return Environment(
        loader=FileSystemLoader([templates, templates_folder()]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
    )


@contextmanager
def template_errors(file: Path) -> Iterator[None]:
    """Make a `TemplateError` of whatever goes wrong; ``file`` is named where nobody knows which."""
    try:
        yield
    except _ERRORS as error:
        where = _where(error)
        raise TemplateError(where[0] if where else file, str(error), where and where[1]) from error


def _where(error: Exception) -> tuple[Path, int] | None:
    """The file and the line that an error comes from, as far as Jinja knows."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return Path(error.filename), error.lineno
    # Jinja writes a template's own file and line into the traceback of what it raises.
    steps = [
        (Path(step.filename), step.lineno)
        for step in traceback.extract_tb(error.__traceback__)
        if step.lineno and not step.filename.endswith(".py")
    ]
    return steps[-1] if steps else None
