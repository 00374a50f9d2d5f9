"""A chart as a picture that stands alone: SVG for whoever lays out pages, PNG for everybody."""

import html
import re
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from zkkk_factsheet.charts.outlines import outlined
from zkkk_factsheet.documents.blocks import Chart, Map
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.render.pdf import PdfRenderer

_DOTS_PER_INCH: Final = 300
"""Enough for print."""

# The typesetter puts a drawing into an SVG as a picture in a picture, which some leave out.
_DRAWING = re.compile(
    r'<image transform="(?P<place>[^"]*)" xlink:href="data:image/svg\+xml;base64,(?P<svg>[^"]*)"'
    r' width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)" preserveAspectRatio="none"/>'
)
_ROOT = re.compile(r'<svg\b[^>]*?viewBox="(?P<box>[^"]*)"[^>]*>')


class PictureRenderer:
    """Renders pictures with the templates of a folder."""

    def __init__(self, templates: Path) -> None:
        """Look which templates a folder has; what it lacks is the program's own."""
        self._typesetter = PdfRenderer(templates)

    def render(self, document: Document, charts: Mapping[str, str], format_: str) -> bytes:
        """A picture of a document's page, which is as high as it needs.

        All text is outlines of letters. An SVG says in words what it shows.

        Args:
            document: What the picture shows, with heading and source.
            charts: The SVG of each chart of the document, by the chart's id.
            format_: "svg" or "png".

        Raises:
            TemplateError: If the template is broken.
        """
        drawings = {id_: outlined(svg) for id_, svg in charts.items()}
        if format_ == "png":
            return self._typesetter.picture(document, drawings, format="png", ppi=_DOTS_PER_INCH)
        svg = self._typesetter.picture(document, drawings, format="svg").decode()
        return _described(_DRAWING.sub(_in_place, svg), document).encode()


def _in_place(image: re.Match[str]) -> str:
    """A drawing as a part of the picture that holds it."""
    svg = b64decode(image["svg"]).decode().strip()
    root = _ROOT.match(svg)
    if root is None:
        return image[0]
    return (
        f'<g transform="{image["place"]}"><svg width="{image["width"]}" height="{image["height"]}"'
        f' viewBox="{root["box"]}" preserveAspectRatio="none">{svg[root.end() :]}</g>'
    )


def _described(svg: str, document: Document) -> str:
    """A picture with its title and what it says in words."""
    section = document.sections[0]
    words = next(str(each.alternative) for each in section.blocks if isinstance(each, Chart | Map))
    told = f"<title>{html.escape(section.heading)}</title><desc>{html.escape(words)}</desc>"
    end = svg.index(">") + 1
    return f'{svg[: end - 1]} role="img">{told}{svg[end:]}'
