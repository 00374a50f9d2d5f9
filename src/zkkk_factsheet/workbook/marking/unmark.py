"""A marked copy without its marks: the analyst's workbook again.

The marks have to be found again after Excel or LibreOffice has saved the copy, and after the
analyst has moved rows: so they are texts in the file, and no addresses are remembered.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from zkkk_factsheet.workbook.marking.colours import without_colours
from zkkk_factsheet.workbook.marking.notes import NOTE_MARK
from zkkk_factsheet.workbook.marking.package import Package
from zkkk_factsheet.workbook.marking.splice import Splice, Tag, tags
from zkkk_factsheet.workbook.places import column_number

_SHAPE = re.compile(rb"<(\w+:)?shape(?=[\s>]).*?</(?:\w+:)?shape>", re.DOTALL)
_ROW, _COLUMN = (
    re.compile(rb"<(?:\w+:)?" + each + rb">\s*(\d+)\s*<") for each in (b"Row", b"Column")
)
_ADDRESS = re.compile(r"\$?([A-Z]+)\$?(\d+)")
_SPACE_BEFORE = re.compile(rb"(?:\s|&#1[03];|_x000[aAdD]_)*$")


def remove_marks(package: Package, lists: Collection[str]) -> None:
    """Take an earlier marking out of a package: lists of findings by name, colours and notes.

    Raises UnpatchableError if the package is not built as expected.
    """
    for number, sheet in reversed(list(enumerate(package.sheets()))):
        if sheet.name in lists:
            _remove_sheet(package, number, sheet.part)
    for sheet in package.sheets():
        data = package.read(sheet.part)
        package.parts[sheet.part] = without_colours(data)
        _remove_notes(package, sheet.part)


def _remove_sheet(package: Package, number: int, part: str) -> None:
    """Take out a sheet by its position; names that go by the position move up."""
    id_ = next(each.id for each in package.related(package.book) if each.target == part)
    splice = Splice(package.read(package.book))
    removing: int | None = None
    for tag in tags(splice.data):
        if tag.name == "sheet" and tag.opens and tag.related() == id_:
            splice.replace(tag.start, tag.end, "")
        elif tag.name == "definedName" and tag.opens and "localSheetId" in tag.attributes:
            position = int(tag.attributes["localSheetId"])
            if position == number:
                removing = tag.start
            elif position > number:
                splice.set_attributes(tag, {"localSheetId": str(position - 1)})
        elif tag.name == "definedName" and removing is not None:
            splice.replace(removing, tag.end, "")
            removing = None
    package.parts[package.book] = splice.done()
    package.remove(package.book, part)


def _remove_notes(package: Package, sheet: str) -> None:
    related = list(package.related(sheet))
    removed: set[tuple[int, int]] = set()
    for each in related:
        if each.kind == "comments":
            package.parts[each.target], cells = _without_notes(package.read(each.target))
            removed |= cells
    for each in related if removed else ():
        if each.kind == "vmlDrawing":
            package.parts[each.target] = _without_boxes(package.parts[each.target], removed)


@dataclass(slots=True)
class _Note:
    """A note: where it begins, and the cell it is on.

    ``runs`` are its texts: of each the first and the last byte, and those of what is written.
    """

    start: int
    cell: str
    runs: list[tuple[int, int, int, int]] = field(default_factory=list)


def _without_notes(data: bytes) -> tuple[bytes, set[tuple[int, int]]]:
    """The part without what was added to its notes; and the cells that have no note any more."""
    splice = Splice(data)
    removed: set[tuple[int, int]] = set()
    for note, end in _notes(tags(data)):
        texts = [data[start:stop] for _, _, start, stop in note.runs]
        ours = next((i for i, text in enumerate(texts) if NOTE_MARK.encode() in text), None)
        if ours is None:
            continue
        kept = _SPACE_BEFORE.sub(b"", texts[ours].partition(NOTE_MARK.encode())[0])
        if not kept and not b"".join(texts[:ours]).strip():
            splice.replace(note.start, end, "")
            removed.add(_cell_at(note.cell))
            continue
        _, _, start, stop = note.runs[ours]
        if kept:
            splice.replace(start + len(kept), stop, "")
        for first, last, _, _ in note.runs[ours + bool(kept) :]:
            splice.replace(first, last, "")
    return splice.done(), removed


def _notes(found: Iterable[Tag]) -> Iterable[tuple[_Note, int]]:
    note = _Note(0, "")
    run: int | None = None
    start = text = 0
    for tag in found:
        match tag.name, tag.kind:
            case "comment", "start":
                note = _Note(tag.start, tag.attributes.get("ref", ""))
            case "comment", "end":
                yield note, tag.end
            case "r", "start":
                run = tag.start
            case "r", "end":
                if note.runs and run is not None and note.runs[-1][0] == run:
                    note.runs[-1] = (run, tag.end, *note.runs[-1][2:])
                run = None
            case "t", "start":
                start, text = (tag.start if run is None else run), tag.end
            case "t", "end":
                note.runs.append((start, tag.end, text, tag.start))
            case _:
                pass


def _cell_at(address: str) -> tuple[int, int]:
    match = _ADDRESS.fullmatch(address)
    return (int(match[2]), column_number(match[1])) if match else (0, 0)


def _without_boxes(data: bytes, cells: set[tuple[int, int]]) -> bytes:
    """The part without the boxes of some notes. It is HTML of a kind and often not well-formed."""

    def kept(match: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(match[0]), _COLUMN.search(match[0])
        here = (int(row[1]) + 1, int(column[1]) + 1) if row and column else None
        return b"" if here in cells else match[0]

    return _SHAPE.sub(kept, data)
