"""PDF by typst: fixed templates that read the document as data.

Nothing from the workbooks is ever part of the typst code.
"""

import json
import os
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

import typst

from zkkk_factsheet.documents.model import Document, as_data
from zkkk_factsheet.render.errors import TemplateError
from zkkk_factsheet.render.pdf_file import PdfFile
from zkkk_factsheet.render.tags import with_headers_and_words
from zkkk_factsheet.resources import template_files
from zkkk_factsheet.typeface import font_folder

_PLACE = re.compile(r"┌─ (?P<name>.+):(?P<line>\d+):\d+$", re.MULTILINE)
_LINEAR = "document.typ"
_MAIN, _DATA = "main", "document.json"
"""What the typesetter finds among the templates without its being a file there."""

Size = Literal["first", "usual", "small"]
"""How to lay out a document: at first as if it took as many pages as it is to have, which costs
less; in its usual size of type, whatever it takes; in a smaller one."""


class PdfRenderer:
    """Renders documents with the templates of a folder; reads the typeface once.

    Templates stay where they are: the typesetter keeps what it has read of a file that has not
    changed, but reads anew what it is handed. And a document is a file of which it notices who
    reads it, not an input, of which it can only tell that nothing is as it was: so what many
    sheets share (the legend, the tiles of the map) is laid out once.
    """

    def __init__(self, templates: Path) -> None:
        """Look which templates a folder has; what it lacks is the program's own."""
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
        )
        self._folder = templates
        self._files = {
            name: path for name, path in template_files(templates).items() if path.suffix == ".typ"
        }
        self._lacking = {
            name: path.read_bytes()
            for name, path in self._files.items()
            if not (templates / name).is_file()
        }
        self._compiler = typst.Compiler(root=templates, font_paths=fonts)

    def render(self, document: Document, charts: Mapping[str, str]) -> bytes:
        """A tagged PDF that is PDF/A-2a and PDF/UA-1 at once, of as many A4 pages as it is to have.

        It is arranged by the template that is called as the kind, else one block by one.

        Args:
            document: What the pages say.
            charts: The SVG of each chart of the document, by the chart's id.

        Raises:
            TemplateError: If the template is broken.
        """
        pdf = self._compiled(document, charts, "first" if document.pages else "usual")
        if document.pages and page_count(pdf) > document.pages:
            pdf = self._fitted(document, charts)
        return with_headers_and_words(pdf)

    def _fitted(self, document: Document, charts: Mapping[str, str]) -> bytes:
        """What takes more pages than it is to have, in a smaller size if that helps."""
        pdf = self._compiled(document, charts, "usual")
        # One page too many may be made good by a smaller size, more than that by none.
        if page_count(pdf) == document.pages + 1:
            small = self._compiled(document, charts, "small")
            # If it needs the page all the same, let that one have more than a few lines.
            pdf = small if page_count(small) <= document.pages else pdf
        return pdf

    def _compiled(self, document: Document, charts: Mapping[str, str], size: Size) -> bytes:
        arrangement = f"{document.kind}.typ"
        main = arrangement if arrangement in self._files else _LINEAR
        data = {"document": as_data(document), "charts": dict(charts), "size": size}
        sources = {
            **self._lacking,
            _MAIN: f'#include "{main}"'.encode(),
            _DATA: json.dumps(data, ensure_ascii=False).encode(),
        }
        try:
            pdf = self._compiler.compile(
                sources,  # type: ignore[type-var] # the stub knows one file only
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=_timestamp(document),
            )
        except typst.TypstError as error:
            raise self._template_error(error, self._files[main]) from error
        return cast("bytes", pdf)  # one document, not a list of pages

    def _template_error(self, error: typst.TypstError, main: Path) -> TemplateError:
        """The error with its place, which typst tells only in a drawing of the line."""
        reason = ". ".join((error.message, *error.hints))
        if not (place := _PLACE.search(error.diagnostic)):
            return TemplateError(main, reason)
        name = Path(os.path.relpath(place["name"], self._folder)).as_posix()
        return TemplateError(self._files.get(name, main), reason, int(place["line"]))


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF made here."""
    return PdfFile(pdf).pages()


def _timestamp(document: Document) -> datetime:
    """The day of publication, so that the same document gives the same bytes at any time."""
    day = document.head.published_iso or document.period.last_day.isoformat()
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
