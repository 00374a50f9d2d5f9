"""An editable document (.docx) by python-docx: real styles, so that whoever goes on keeps them."""

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from zkkk_factsheet.documents.blocks import (
    Block,
    Entries,
    KeyFigures,
    Names,
    Notes,
    Paragraphs,
    Points,
    Signature,
    Spoken,
    Table,
)
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.packing import zipped

_INK, _MUTED, _DARK = (
    RGBColor(0x1C, 0x25, 0x30),
    RGBColor(0x55, 0x60, 0x6B),
    RGBColor(0x14, 0x39, 0x4E),
)
_FONT = "Calibri"
_MARGIN, _WIDTH = Cm(2.2), Cm(21.0 - 2 * 2.2)
_SIZES = {"Normal": 10.5, "Title": 18, "Heading 1": 14, "Heading 2": 11.5}
_SIZES |= {"Subtitle": 11, "Intense Quote": 10}
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ROOM = "conclusion"
"""The section in which the office may add a paragraph."""


def docx_of(document: Document) -> bytes:
    """A document to be edited: the same bytes whenever it is written.

    It says what the page says, with headings, lists and tables that are such, each text in its
    language, and room for a paragraph of the office's own.

    Raises:
        KeyError: If there is a block that is not made for editing, such as a chart.
    """
    word = docx.Document()
    _prepare(word, document)
    if document.head.mark:
        mark = word.add_paragraph(style="Intense Quote")
        mark.add_run(f"{document.head.mark}. ").bold = True
        mark.add_run(document.head.mark_note)
    first, *others = document.sections
    for block in first.blocks:
        _add(word, block)
    word.add_paragraph(document.head.title, style="Title")
    for section in others:
        _add_section(word, section, document)
    return _bytes_of(word, document)


def _add_section(word: Word, section: Section, document: Document) -> None:
    word.add_paragraph(section.heading, style="Heading 1")
    for block in section.blocks:
        _add(word, block)
    if section.id == _ROOM and document.labels.room:
        room = word.add_paragraph().add_run(document.labels.room)
        room.italic, room.font.color.rgb = True, _MUTED


def _add(word: Word, block: Block) -> None:
    _BLOCKS[block.kind](word, block)


# The blocks ------------------------------------------------------------------------------------


def _paragraphs(word: Word, block: Paragraphs) -> None:
    for text in block.texts:
        word.add_paragraph(str(text))


def _points(word: Word, block: Points) -> None:
    if block.heading:
        word.add_paragraph(block.heading, style="Heading 2")
    for text in block.texts:
        word.add_paragraph(str(text), style="List Bullet")


def _key_figures(word: Word, block: KeyFigures) -> None:
    for figure in block.figures:
        line = word.add_paragraph(style="List Bullet")
        line.add_run(f"{figure.value} {figure.label}").bold = True
        if figure.base:
            _quietly(line, f" – {figure.base}")


def _entries(word: Word, block: Entries) -> None:
    if block.heading:
        word.add_paragraph(block.heading, style="Heading 2")
    for entry in block.entries:
        line = word.add_paragraph(style="List Bullet")
        _spoken(line, entry.told)
        line.add_run().add_break()
        _quietly(line, str(entry.details))


def _names(word: Word, block: Names) -> None:
    for name in block.names:
        _spoken(word.add_paragraph(style="Subtitle"), name)


def _spoken(line: Paragraph, told: Spoken) -> None:
    run = line.add_run(str(told.text))
    if told.language:
        _in_language(run, told.language)
    if told.mark:
        _quietly(line, f" [{told.mark}]")


def _table(word: Word, block: Table) -> None:
    word.add_paragraph(block.title, style="Heading 2")
    table = word.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _describe(table, block.title)
    _fill(table.rows[0].cells, block.head, bold=True)
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no name for it
    for row in block.rows:
        _fill(table.add_row().cells, tuple(map(str, row)))
    widths = (_WIDTH * 3 // 4, *(_WIDTH // 4 for _ in block.head[1:]))
    for line in table.rows:
        for cell, width in zip(line.cells, widths, strict=True):
            cell.width = width


def _fill(cells: tuple[Any, ...], texts: tuple[str, ...], *, bold: bool = False) -> None:
    for number, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        line = cell.paragraphs[0]
        line.add_run(text).bold = bold
        line.paragraph_format.space_after = Pt(2)
        if number:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _describe(table: WordTable, text: str) -> None:
    """Give a table the words by which it is known to who doesn't see it."""
    for name in ("w:tblCaption", "w:tblDescription"):
        words = OxmlElement(name)
        words.set(qn("w:val"), text)
        table._tbl.tblPr.append(words)  # noqa: SLF001 - the same


def _signature(word: Word, block: Signature) -> None:
    for line in block.lines:
        paragraph = word.add_paragraph(f"{line}: \t")
        paragraph.paragraph_format.space_before = Pt(14)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(10), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _notes(word: Word, block: Notes) -> None:
    for text in block.texts:
        _quietly(word.add_paragraph(), str(text))


_BLOCKS: Mapping[str, Callable[[Word, Any], None]] = {
    "paragraphs": _paragraphs,
    "points": _points,
    "key_figures": _key_figures,
    "entries": _entries,
    "names": _names,
    "table": _table,
    "signature": _signature,
    "notes": _notes,
}


def _quietly(line: Paragraph, text: str) -> None:
    run = line.add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), _MUTED


def _in_language(run: Run, language: str) -> None:
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(spoken)  # noqa: SLF001 - python-docx has no name for it


# The document as a whole -----------------------------------------------------------------------


def _prepare(word: Word, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in _SIZES.items():
        _style(word, name, size)
    for style in word.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), document.labels.language)
    header = section.header.paragraphs[0]
    _quietly(header, " – ".join(filter(None, (document.head.title, document.head.mark))))
    footer = section.footer.paragraphs[0]
    for part in re.split(r"(\{pages?\})", document.labels.page):
        if part in _FIELDS:
            _field(footer, _FIELDS[part])
        else:
            _quietly(footer, part)
    core = word.core_properties
    core.title, core.author = document.head.title, document.head.publisher
    core.language, core.subject, core.comments, core.keywords = document.labels.language, "", "", ""
    core.revision = 1


def _style(word: Word, name: str, size: float) -> None:
    style = word.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)  # it is one in python-docx's own template
    style.font.name, style.font.size = _FONT, Pt(size)
    style.font.color.rgb = _INK if name == "Normal" else _DARK
    style.font.italic = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        if "Theme" in attribute:  # it would go before the font's name
            del fonts.attrib[attribute]
    for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(attribute), _FONT)
    style.paragraph_format.space_after = Pt(1 if name == "Subtitle" else 5)


_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def _field(line: Paragraph, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line._p.append(field)  # noqa: SLF001 - python-docx has no name for it


def _bytes_of(word: Word, document: Document) -> bytes:
    saved = BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as archive:
        parts = dict(_parts(archive))
    day = document.head.published_iso or document.period.last_day.isoformat()
    moment = rb"\g<1>" + f"{day}T00:00:00Z".encode()
    parts["docProps/core.xml"] = _MOMENT.sub(moment, parts["docProps/core.xml"])
    return zipped(parts)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        yield name, archive.read(name)
