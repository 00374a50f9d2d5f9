"""PDF by typst: a fixed template that reads the sheet as data.

Nothing from the workbooks is ever part of the typst code.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

import typst

from zkkk_factsheet.factsheet import FactSheet
from zkkk_factsheet.render import PAGES
from zkkk_factsheet.render.errors import TemplateError
from zkkk_factsheet.render.pdf_file import PdfFile
from zkkk_factsheet.render.tags import with_headers_and_words
from zkkk_factsheet.resources import template_files
from zkkk_factsheet.typeface import font_folder

_PLACE = re.compile(r"┌─ (?P<name>.+):(?P<line>\d+):\d+$", re.MULTILINE)
_GIVEN = "__typst_py_bytes__.typ"
"""What typst calls a template that it was given as bytes."""


class PdfRenderer:
    """Renders sheets with the template of a folder; reads the typeface once."""

    def __init__(self, templates: Path) -> None:
        """Read the template ``factsheet.typ`` of a folder, or the program's if it lacks one."""
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
        )
        self._file = template_files(templates)["factsheet.typ"]
        self._template = self._file.read_bytes()
        self._compiler = typst.Compiler(root=self._file.parent, font_paths=fonts)

    def render(self, sheet: FactSheet, charts: Mapping[str, str]) -> bytes:
        """A tagged PDF that is PDF/A-2a and PDF/UA-1 at once, of two A4 pages if the text allows.

        Args:
            sheet: What the pages say.
            charts: The SVG of each chart of the sheet, by the chart's id.

        Raises:
            TemplateError: If the template is broken.
        """
        # Laying out the page twice to measure it would cost every sheet a third more.
        pdf = self._compiled(sheet, charts, "usual")
        if page_count(pdf) == PAGES + 1:  # more than that no size makes good
            small = self._compiled(sheet, charts, "small")
            # If it needs a third page all the same, let that one have more than a few lines.
            pdf = small if page_count(small) <= PAGES else pdf
        return with_headers_and_words(pdf)

    def _compiled(
        self, sheet: FactSheet, charts: Mapping[str, str], size: Literal["usual", "small"]
    ) -> bytes:
        inputs = {"sheet": _as_json(sheet), "charts": json.dumps(dict(charts)), "size": size}
        try:
            pdf = self._compiler.compile(
                self._template,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["a-2a", "ua-1"],
                timestamp=_timestamp(sheet),
            )
        except typst.TypstError as error:
            raise self._template_error(error) from error
        return cast("bytes", pdf)  # one document, not a list of pages

    def _template_error(self, error: typst.TypstError) -> TemplateError:
        """The error with its place, which typst tells only in a drawing of the line."""
        reason = ". ".join((error.message, *error.hints))
        if not (place := _PLACE.search(error.diagnostic)):
            return TemplateError(self._file, reason)
        name, line = Path(place["name"]), int(place["line"])
        return TemplateError(self._file if name.name == _GIVEN else name, reason, line)


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF made here."""
    return PdfFile(pdf).pages()


def _as_json(sheet: FactSheet) -> str:
    content = asdict(sheet)
    for section in content["sections"]:
        for chart in section["charts"]:
            del chart["drawing"]  # it arrives drawn
    return json.dumps(content, ensure_ascii=False)


def _timestamp(sheet: FactSheet) -> datetime:
    """The day of publication, so that the same sheet gives the same bytes at any time."""
    day = sheet.published_iso or f"{sheet.year}-12-31"
    return datetime.fromisoformat(day).replace(tzinfo=UTC)
