"""The charts one by one: each stands alone, says what it shows, and is the same at any time."""

import struct
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from tests.support import LANGUAGES, sample_published

from zkkk_factsheet.charts.draw import svg_of
from zkkk_factsheet.charts.measure import font_of, shaped
from zkkk_factsheet.charts.outlines import outlined
from zkkk_factsheet.documents import press
from zkkk_factsheet.documents.blocks import Chart, Map
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.render.picture import PictureRenderer
from zkkk_factsheet.resources import templates_folder
from zkkk_factsheet.workbook.rows import EditionStatus

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
IDS = ["duties", "map", "officials", "distribution"]
MARK = 'fill="#fff3d6"'
"""The colour that a mark stands on, and nothing else in a picture."""


def rendered(document: Document, format_: str) -> bytes:
    """A picture, by templates that nobody has read before."""
    charts = {chart.id: svg_of(chart.drawing, chart.id) for chart in document.charts()}
    return PictureRenderer(templates_folder()).render(document, charts, format_)


@cache
def drawn(language: str, status: EditionStatus) -> dict[str, tuple[Document, bytes]]:
    """The pictures of 2019, as of an edition of some status."""
    published = sample_published(2019)
    published = replace(published, about=replace(published.about, status=status))
    return {
        id_: (document, rendered(document, "svg"))
        for id_, document in press.pictures(published, language)
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_svg_needs_nothing_but_itself(language: str) -> None:
    """No text that wants a typeface, no picture in it, no reference out of it."""
    assert list(drawn(language, "sample")) == IDS
    for _, data in drawn(language, "sample").values():
        root = ET.fromstring(data)  # noqa: S314 - it was made here
        elements = list(root.iter())
        assert len([each for each in elements if each.tag == f"{SVG}path"]) > 20
        assert {each.tag for each in elements}.isdisjoint({f"{SVG}text", f"{SVG}image"})
        ways = [each.attrib[LINK] for each in elements if LINK in each.attrib]
        assert len(ways) > 20
        ids = {each.attrib["id"] for each in elements if "id" in each.attrib}
        assert {way.removeprefix("#") for way in ways} <= ids
        assert b"url(" not in data.replace(b"url(#", b"")


@pytest.mark.parametrize("size", [7.5, 10])
@pytest.mark.parametrize("words", ["Gjakovë/Đakovica", "AV ffi 100%", "−3 (19 of 35) &amp; Ш"])
def test_outlines_are_those_of_the_typeface(words: str, size: float) -> None:
    """Each letter stands where it is shaped to stand, as the typeface's own pens draw it there."""
    line = (
        f'<text class="value" fill="#123456" font-family="x" font-size="{size}px" font-weight="600"'
        f' text-anchor="start" x="12.25" y="-3.5">{words}</text>'
    )
    pen = SVGPathPen(None, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
    font, x = font_of(600), 12.25
    for glyph in shaped(words.replace("&amp;", "&"), 600):
        unit = size / font.face.upem
        place = (unit, 0, 0, -unit, x + glyph.x * unit, -3.5 - glyph.y * unit)
        font.draw_glyph_with_pen(glyph.id, TransformPen(pen, place))
        x += glyph.advance * unit
    path = f'<path class="value" fill="#123456" d="{pen.getCommands()}"/>'
    assert len(path) > 1000
    assert outlined(f"<svg>{line}{line}</svg>") == f"<svg>{path}{path}</svg>"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_svg_says_what_it_shows(language: str) -> None:
    """Its title is the heading on the sheet, its description the chart's alternative."""
    assert list(drawn(language, "sample")) == IDS
    for document, data in drawn(language, "sample").values():
        root = ET.fromstring(data)  # noqa: S314 - it was made here
        (section,) = document.sections
        (block,) = [each for each in section.blocks if isinstance(each, Chart | Map)]
        assert root.findtext(f"{SVG}title") == section.heading
        assert root.findtext(f"{SVG}desc") == str(block.alternative)
        assert root.attrib["role"] == "img"


def test_a_png_is_fit_for_print_and_the_same_at_any_time() -> None:
    """115 millimetres at 300 dots per inch; made anew, it has the same bytes."""
    for _, document in press.pictures(sample_published(2019), "sq"):
        data = rendered(document, "png")
        assert data.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
        width, height = struct.unpack(">II", data[16:24])
        assert abs(width - 115 / 25.4 * 300) < 1
        assert 500 < height < 2200
        assert rendered(document, "png") == data


@pytest.mark.parametrize("status", ["sample", "draft", "final"])
def test_what_is_not_final_is_marked(status: EditionStatus) -> None:
    """In the picture itself, since it goes out alone."""
    assert list(drawn("en", status)) == IDS
    for _, data in drawn("en", status).values():
        assert (MARK in data.decode()) == (status != "final")
