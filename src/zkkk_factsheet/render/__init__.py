"""A fact sheet's content as an HTML page and as a PDF."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from zkkk_factsheet.factsheet import FactSheet
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer, page_count

__all__ = ["RENDERERS", "HtmlRenderer", "PdfRenderer", "Renderer", "page_count"]


class Renderer(Protocol):
    """Turns sheets into files of one format, with the templates of one folder."""

    def render(self, sheet: FactSheet, charts: Mapping[str, str]) -> bytes:
        """A file: what the sheet says, and the SVG of each of its charts by the chart's id."""


RENDERERS: dict[str, Callable[[Path], Renderer]] = {"html": HtmlRenderer, "pdf": PdfRenderer}
