"""Notes on the cells of a worksheet part, added to those that it has.

What Excel calls notes today were comments before; the format knows them by that name. Their
texts are one part, the boxes they are drawn in another.
"""

import re
from collections.abc import Mapping

from zkkk_factsheet.workbook.marking.package import MAIN, OFFICE, TYPES, Package
from zkkk_factsheet.workbook.marking.splice import Splice, Tag, content, tags
from zkkk_factsheet.workbook.places import column_letters

NOTE_MARK = "--- zkkk ---"
"""The line in a note below which the check has written; above it, the analyst has."""

_AUTHOR = "zkkk"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = frozenset(
    {
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
        "AlternateContent",
    }
)
"""What stands behind the reference to the boxes, in the order that Excel insists on."""

_CHILD = 2
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_FIRST_SHAPE = 1025
_BOXES_END = b"</xml>"
_BOXES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_NAMESPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE_TYPE = (
    f'<v:shapetype {_NAMESPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_LETTERS_OF_LINE = 46
_ROWS = range(4, 16)
"""The fewest and the most rows that a note's box covers."""

_HIGHEST_ROW = 1_048_575
_COLUMNS = 4
"""The columns that a note's box covers."""

Notes = Mapping[tuple[int, int], str]


def add_notes(package: Package, sheet: str, notes: Notes) -> None:
    """Put notes on cells of a worksheet part, by row and column. Raises UnpatchableError.

    A cell that has a note keeps it, and the new text follows, below a line that tells the two.
    """
    if not notes:
        return
    texts = [each.target for each in package.related(sheet) if each.kind == "comments"]
    if texts:
        part = texts[0]
    else:
        empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
        part = package.add("comments", "xml", empty, f"{TYPES}.comments+xml")
        package.relate(sheet, "comments", part)
    package.parts[part], added = _with_texts(package.read(part), notes)
    boxes = _boxes(package, sheet)
    package.parts[boxes] = _with_boxes(package.read(boxes), added)


def _with_texts(data: bytes, notes: Notes) -> tuple[bytes, Notes]:
    """The part with the texts added, and the notes of those cells that had none."""
    splice = Splice(data)
    waiting = {f"{column_letters(column)}{row}": (row, column) for row, column in notes}
    authors: list[str] = []
    author = begins = 0
    inside = ""
    for tag in tags(data):
        if tag.name == "author" and tag.kind == "start":
            begins = tag.end
        elif tag.name == "author":
            authors.append(data[begins : tag.start].decode() if tag.kind == "end" else "")
        elif tag.name == "authors" and tag.kind != "start":
            author = len(authors)
            if _AUTHOR in authors:
                author = authors.index(_AUTHOR)
            else:
                splice.append(tag, f"<{tag.prefix}author>{_AUTHOR}</{tag.prefix}author>")
        elif tag.name == "comment" and tag.opens:
            inside = tag.attributes.get("ref", "")
        elif tag.name == "text" and tag.kind != "start" and inside in waiting:
            text = f"\n\n{NOTE_MARK}\n{notes[waiting.pop(inside)]}"
            splice.append(tag, _run(text, tag.prefix))
        elif tag.name == "commentList" and tag.kind != "start":
            new = (
                f'<{tag.prefix}comment ref="{address}" authorId="{author}"><{tag.prefix}text>'
                f"{_run(f'{NOTE_MARK}{chr(10)}{notes[cell]}', tag.prefix)}"
                f"</{tag.prefix}text></{tag.prefix}comment>"
                for address, cell in waiting.items()
            )
            splice.append(tag, "".join(new))
    return splice.done(), {cell: notes[cell] for cell in waiting.values()}


def _run(text: str, prefix: str) -> str:
    look = f'<{prefix}sz val="9"/><{prefix}color indexed="81"/><{prefix}rFont val="Tahoma"/>'
    return (
        f"<{prefix}r><{prefix}rPr>{look}</{prefix}rPr>"
        f'<{prefix}t xml:space="preserve">{content(text)}</{prefix}t></{prefix}r>'
    )


def _boxes(package: Package, sheet: str) -> str:
    """The part that the notes of a sheet are drawn in; made if there is none."""
    data = package.read(sheet)
    behind: Tag | None = None
    for tag in tags(data):
        if tag.depth == _CHILD and tag.opens and tag.name == "legacyDrawing":
            targets = {each.id: each.target for each in package.related(sheet)}
            if targets.get(tag.related()) in package.parts:
                return targets[tag.related()]
        if tag.depth == _CHILD and tag.opens and tag.name in _AFTER_DRAWING and behind is None:
            behind = tag
        last = tag
    part = package.add("drawings/zkkkNotes", "vml", _BOXES, _VML)
    splice = Splice(data)
    id_ = package.relate(sheet, "vmlDrawing", part)
    where = behind or last
    splice.insert(where.start, f'<{last.prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{id_}"/>')
    package.parts[sheet] = splice.done()
    return part


def _with_boxes(data: bytes, notes: Notes) -> bytes:
    """The part with a box for each note. It is HTML of a kind and often not well-formed."""
    ids = [int(each) for each in _SHAPE_ID.findall(data)]
    shapes = [] if b'"_x0000_t202"' in data else [_SHAPE_TYPE]
    first = max([_FIRST_SHAPE - 1, *ids]) + 1
    shapes += [_box(first + index, each, notes[each]) for index, each in enumerate(sorted(notes))]
    end = data.rfind(_BOXES_END)
    end = len(data) if end < 0 else end
    return data[:end] + "".join(shapes).encode() + data[end:]


def _box(number: int, cell: tuple[int, int], text: str) -> str:
    row, column = cell[0] - 1, cell[1] - 1
    lines = sum(1 + len(line) // _LETTERS_OF_LINE for line in text.split("\n"))
    height = min(max(lines + 1, _ROWS[0]), _ROWS[-1])
    top = min(max(row - 1, 0), _HIGHEST_ROW - height)
    anchor = f"{column + 1}, 15, {top}, 10, {column + 1 + _COLUMNS}, 15, {top + height}, 4"
    return (
        f'<v:shape {_NAMESPACES} id="_x0000_s{number}" type="#_x0000_t202" '
        'style="position:absolute;width:260pt;height:'
        f'{height * 15}pt;z-index:{number};visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
