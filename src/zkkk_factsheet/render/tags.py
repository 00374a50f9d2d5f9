"""What the typesetter can't tag yet, told to screen readers afterwards.

typst knows no headers of rows (outside of a feature that its Python package can't switch on) and
gives words to a sign only by calling it a picture. So in every table the cell under the first
column's header becomes the header of its row, and a described sign in a cell becomes a text.

Nothing is searched for in the whole file: a pattern must fit an object from its first byte or to
its last, where no text of anybody's can stand.
"""

import re
from collections.abc import Collection

from zkkk_factsheet.render.pdf_file import PdfFile

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


def with_headers_and_words(pdf: bytes) -> bytes:
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
