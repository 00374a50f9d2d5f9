"""PDF by typst: fixed templates that read the document as data.

Nothing from the workbooks is ever part of the typst code.
"""

import json
import os
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

import typst

from zkkk_factsheet.documents.model import Document, as_data
from zkkk_factsheet.render.errors import TemplateError
from zkkk_factsheet.render.pdf_file import PdfFile
from zkkk_factsheet.resources import template_files
from zkkk_factsheet.typeface import font_folder

_PLACE = re.compile(r"┌─ (?P<name>.+):(?P<line>\d+):\d+$", re.MULTILINE)
_LINEAR = "document.typ"
_MAIN, _DATA = "main", "document.json"
"""What the typesetter finds among the templates without its being a file there."""

Size = Literal["first", "usual", "small", "long"]
"""How to lay out a document: at first as if it took as many pages as it is to have, which costs
less; in its usual size of type, whatever it takes; in a smaller one; in the usual one again, with a
page more than it is to have, which is composed as such."""


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
        return _with_headers_and_words(pdf)

    def _fitted(self, document: Document, charts: Mapping[str, str]) -> bytes:
        """What takes more pages than it is to have, in a smaller size if that helps."""
        pdf = self._compiled(document, charts, "usual")
        # A few lines too many may be made good by a smaller size, also behind each of two pages.
        if (pages := page_count(pdf)) > document.pages + 2:
            return pdf
        small = self._compiled(document, charts, "small")
        fewer = page_count(small)
        if fewer <= document.pages:
            return small
        if pages > document.pages + 1:
            return small if fewer < pages else pdf
        # If it needs a page all the same, let that one have more than a few lines.
        return self._compiled(document, charts, "long")

    def picture(self, document: Document, charts: Mapping[str, str], **output: Any) -> bytes:  # noqa: ANN401 - the typesetter's own
        """A page as a picture; ``output`` says how the typesetter makes it."""
        return self._typeset(document, charts, "usual", output)

    def _compiled(self, document: Document, charts: Mapping[str, str], size: Size) -> bytes:
        output = {
            "format": "pdf",
            "pdf_standards": ["a-2a", "ua-1"],
            "timestamp": _timestamp(document),
        }
        return self._typeset(document, charts, size, output)

    def _typeset(
        self,
        document: Document,
        charts: Mapping[str, str],
        size: Size,
        output: Mapping[str, Any],
    ) -> bytes:
        arrangement = f"{document.kind}.typ"
        main = arrangement if arrangement in self._files else _LINEAR
        data = {"document": as_data(document), "charts": dict(charts), "size": size}
        sources = {
            **self._lacking,
            _MAIN: f'#include "{main}"'.encode(),
            _DATA: json.dumps(data, ensure_ascii=False).encode(),
        }
        try:
            made = self._compiler.compile(
                sources,
                **output,
            )
        except typst.TypstError as error:
            raise self._template_error(error, self._files[main]) from error
        return cast("bytes", made)  # one document, not a list of pages

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


# What typst can't tag yet ----------------------------------------------------------------------

# It knows no headers of rows (outside of a feature that its Python package can't switch on) and
# gives words to a sign only by calling it a picture. So in every table the cell under the first
# column's header becomes the header of its row, and a described sign in a cell becomes a text.
# Nothing is searched for in the whole file: a pattern must fit an object from its first byte or
# to its last, where no text of anybody's can stand.

_ELEMENT = rb"\A(?P<start>\d+ 0 obj\s+<</Type/StructElem/S)"
_CELL = re.compile(
    _ELEMENT + rb"/TD/P (?P<row>\d+) 0 R/A\[<</O/Table/Headers\[(?P<headers>(?:\(\w+\))+)\]"
)
_COLUMN_HEAD = re.compile(_ELEMENT + rb"/TH/P")
_IN_FIRST_COLUMN = re.compile(rb"\(U(?P<table>\d+)x0y\d+\)")
_SIGN = re.compile(_ELEMENT + rb"/Figure/P (?P<cell>\d+) 0 R/Alt")
# Where a picture lies is of no use for a text.
_LAYOUT = re.compile(rb"/A\[<<[^()<>]*>>\](?P<end>/K\[\d+\]/Pg \d+ 0 R>>\s+endobj\s*)\Z")
_NAMES = re.compile(
    rb"\A\d+ 0 obj\s+<</Type/StructTreeRoot/.*?/IDTree<</Names\[(?P<names>.*?)\]", re.DOTALL
)
_NAME = re.compile(rb"\(\w+\)\d+ 0 R")


def _with_headers_and_words(pdf: bytes) -> bytes:
    """A PDF by typst with headers of rows, and with the words of signs in tables as their text."""
    file = PdfFile(pdf)
    cells = {number: cell for number, each in file.objects.items() if (cell := _CELL.match(each))}
    heads = {number for number, each in file.objects.items() if _COLUMN_HEAD.match(each)}
    _spell_signs(file, heads | cells.keys())
    _register(file, _head_rows(file, cells))
    return file.data()


def _head_rows(file: PdfFile, cells: dict[int, re.Match[bytes]]) -> list[bytes]:
    """Make the first cell of each row its header; gives the headers' names and objects."""
    headers = {
        cell["row"]: (number, b"(U%sr%s)" % (first["table"], cell["row"]))
        for number, cell in cells.items()
        if (first := _IN_FIRST_COLUMN.fullmatch(cell["headers"]))
    }
    for number, cell in cells.items():
        if cell["row"] not in headers:
            continue
        head, name = headers[cell["row"]]
        if number == head:
            kind = b"/TH/P %s 0 R/ID%s/A[<</O/Table/Scope/Row/Headers[" % (cell["row"], name)
        else:
            kind = b"/TD/P %s 0 R/A[<</O/Table/Headers[%s" % (cell["row"], name)
        rest = file.objects[number][cell.end() :]
        file.objects[number] = b"%s%s%s]%s" % (cell["start"], kind, cell["headers"], rest)
    return [b"%s%d 0 R" % (name, number) for number, name in headers.values()]


def _register(file: PdfFile, headers: list[bytes]) -> None:
    """Enter names of elements in the tree of names, which is in their order."""
    for number, each in file.objects.items():
        if tree := _NAMES.match(each):
            names = sorted([*_NAME.findall(tree["names"]), *headers])
            start, end = tree.span("names")
            file.objects[number] = each[:start] + b"".join(names) + each[end:]


def _spell_signs(file: PdfFile, cells: Collection[int]) -> None:
    """Make a picture in a cell a text that reads as its description."""
    for number, each in file.objects.items():
        sign = _SIGN.match(each)
        if sign and int(sign["cell"]) in cells:
            text = b"%s/Span/P %s 0 R/ActualText" % (sign["start"], sign["cell"])
            file.objects[number] = _LAYOUT.sub(rb"\g<end>", text + each[sign.end() :])
