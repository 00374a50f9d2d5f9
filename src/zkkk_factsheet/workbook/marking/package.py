"""An Excel file as a package: its parts, what they are, and how they refer to each other."""

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from zkkk_factsheet.packing import zipped
from zkkk_factsheet.workbook.marking.splice import (
    Splice,
    Tag,
    UnpatchableError,
    as_utf8,
    attribute,
    tags,
)

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT_TYPES = "[Content_Types].xml"
_WITH_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MACROS = "vbaProject"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, OSError, RuntimeError, ValueError),
)
"""What reading a damaged archive raises."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: under which id, as what (the end of its type), which part."""

    id: str
    kind: str
    target: str
    tag: Tag


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet by its name, and the part it is."""

    name: str
    part: str


class Package:
    """The parts of an Excel file (.xlsx, .xlsm) that are to be added to.

    Raises UnpatchableError if it is none, here or when a part turns out not to be as expected.
    The file has to have passed the gate of reading: nothing here guards against zip bombs.
    """

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = [each for each in archive.namelist() if not each.endswith("/")]
                self.parts = {name: archive.read(name) for name in names}
        except _BROKEN as error:
            raise UnpatchableError(str(error)) from error
        if _CONTENT_TYPES not in self.parts:
            raise UnpatchableError("not a package")
        self.book = self.only_related("", "officeDocument")
        if not self.book.endswith(".xml"):
            raise UnpatchableError("not a workbook in XML")

    def read(self, part: str) -> bytes:
        """A part in an encoding that can be added to. Raises UnpatchableError if there is none."""
        if part not in self.parts:
            raise UnpatchableError(f"no part {part}")
        return as_utf8(self.parts[part])

    def done(self) -> bytes:
        """The package as a file that Excel takes for a workbook without macros."""
        self._drop_macros()
        return zipped(self.parts)

    def sheets(self) -> Iterator[SheetPart]:
        """The sheets of the workbook, in order."""
        targets = {each.id: each for each in self.related(self.book)}
        for tag in tags(self.read(self.book)):
            if tag.opens and tag.name == "sheet" and tag.related() in targets:
                yield SheetPart(tag.attributes.get("name", ""), targets[tag.related()].target)

    def related(self, part: str) -> Iterator[Relationship]:
        """What a part refers to within the package; "" is the package itself."""
        name = _relationships(part)
        if name not in self.parts:
            return
        for tag in tags(self.read(name)):
            if tag.opens and tag.name == "Relationship" and "Target" in tag.attributes:
                values = tag.attributes
                target = posixpath.join("/", posixpath.dirname(part), values["Target"])
                kind = values.get("Type", "").rpartition("/")[2]
                where = posixpath.normpath(target).lstrip("/")
                if values.get("TargetMode") != "External":
                    yield Relationship(values.get("Id", ""), kind, self._known(where), tag)

    def only_related(self, part: str, kind: str) -> str:
        """The part of a kind that a part refers to. Raises UnpatchableError if there is none."""
        for each in self.related(part):
            if each.kind == kind:
                return each.target
        raise UnpatchableError(f"no {kind}")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another; gives the id of the relationship."""
        name = _relationships(part)
        if name not in self.parts:
            self.parts[name] = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
        splice = Splice(self.read(name))
        found = list(tags(splice.data))
        taken = {tag.attributes.get("Id") for tag in found}
        id_ = next(
            each for number in range(len(taken) + 1) if (each := f"zkkk{number}") not in taken
        )
        splice.append(
            found[-1],
            f'<{found[0].prefix}Relationship Id="{id_}" Type="{OFFICE}/{kind}" '
            f'Target="{attribute("/" + target)}"/>',
        )
        self.parts[name] = splice.done()
        return id_

    def add(self, stem: str, suffix: str, content: bytes, type_: str) -> str:
        """Add a part under a name that is free; gives the name."""
        folded = {each.casefold() for each in self.parts}
        numbers = range(1, len(folded) + 2)
        name = next(
            each
            for number in numbers
            if (each := f"xl/{stem}{number}.{suffix}").casefold() not in folded
        )
        self.parts[name] = content
        self._declare("Override", "PartName", f"/{name}", type_)
        return name

    def remove(self, owner: str, part: str) -> None:
        """Take out a part that a part refers to, with all that says of it."""
        name = _relationships(owner)
        splice = Splice(self.read(name))
        for each in self.related(owner):
            if each.target == part:
                splice.replace(each.tag.start, each.tag.end, "")
        self.parts[name] = splice.done()
        splice = Splice(self.read(_CONTENT_TYPES))
        for tag in tags(splice.data):
            if tag.opens and tag.attributes.get("PartName", "").lstrip("/") == part:
                splice.replace(tag.start, tag.end, "")
        self.parts[_CONTENT_TYPES] = splice.done()
        self.parts.pop(part, None)
        self.parts.pop(_relationships(part), None)

    def _declare(self, element: str, key: str, value: str, type_: str) -> None:
        splice = Splice(self.read(_CONTENT_TYPES))
        found = list(tags(splice.data))
        splice.append(
            found[-1],
            f'<{found[0].prefix}{element} {key}="{attribute(value)}" ContentType="{type_}"/>',
        )
        self.parts[_CONTENT_TYPES] = splice.done()

    def _drop_macros(self) -> None:
        """Excel refuses a file named .xlsx that has macros, so they are left out."""
        splice = Splice(self.read(self.relationships))
        for each in self.related(self.book):
            if each.kind == _MACROS:
                splice.replace(each.tag.start, each.tag.end, "")
                self.parts.pop(each.target, None)
        self.parts[self.relationships] = splice.done()
        splice = Splice(self.read(_CONTENT_TYPES))
        for tag in tags(splice.data):
            if tag.attributes.get("ContentType") == _WITH_MACROS:
                splice.set_attributes(tag, {"ContentType": f"{TYPES}.sheet.main+xml"})
            elif tag.attributes.get("PartName", "").endswith(f"/{_MACROS}.bin"):
                splice.replace(tag.start, tag.end, "")
        self.parts[_CONTENT_TYPES] = splice.done()

    @property
    def relationships(self) -> str:
        """The part with the relationships of the workbook."""
        return _relationships(self.book)

    def _known(self, name: str) -> str:
        """The part's name as the archive spells it: names differ by more than their case."""
        folded = {each.casefold(): each for each in self.parts}
        return folded.get(name.casefold(), name)


def _relationships(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
