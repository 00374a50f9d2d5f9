"""Workbooks of Excel 2007 and later (xlsx, xlsm), from their XML.

Read here and not by calamine, which tells neither error values nor missing results of formulas
from blank cells, nothing of hidden rows and percentages, reads a worksheet in UTF-16 as empty,
and aborts the whole process on some files of a few kilobytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.files.numbers import Style, style
from zkkk_factsheet.workbook.reading.files.raw import Budget, RawSheet, Refused
from zkkk_factsheet.workbook.reading.files.xlsx_sheet import (
    TRUE,
    SheetReader,
    TextReader,
    whole_number,
    without_empty_cells,
)
from zkkk_factsheet.workbook.reading.files.xml import Attributes, Elements, local, read_xml


def read_xlsx(file: str, parts: Mapping[str, bytes]) -> list[RawSheet]:
    """The worksheets of an unpacked workbook. Raises `Refused` if it is damaged."""
    return _Workbook(file, parts).sheets()


@dataclass(slots=True)
class _Book:
    """What ``workbook.xml`` says: the worksheets, and from where dates are counted."""

    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    since_1904: bool = False


class _Workbook:
    """The parts of a workbook, and what all its worksheets share."""

    def __init__(self, file: str, parts: Mapping[str, bytes]) -> None:
        self.file = file
        self.parts = parts
        self.elements = Elements()
        self.budget = Budget()

    def sheets(self) -> list[RawSheet]:
        main = self._main()
        targets = self._relations(main)
        book = self._book(main)
        strings = self._strings(targets)
        styles = self._styles(targets)
        sheets = []
        for name, hidden, id_ in book.sheets:
            kind, target = targets.get(id_, ("", ""))
            if kind != "worksheet":
                continue
            sheet = RawSheet(Place(self.file, name), hidden)
            reader = SheetReader(sheet, strings, styles, self.budget, since_1904=book.since_1904)
            data = without_empty_cells(self._part(target))
            read_xml(data, self.elements, reader.start, reader.end, reader.text)
            sheets.append(sheet)
        return sheets

    def _part(self, name: str) -> bytes:
        try:
            return self.parts[name.lower()]
        except KeyError as error:
            raise Refused("damaged") from error

    def _main(self) -> str:
        """The name of the main part; nearly always ``xl/workbook.xml``."""
        if "_rels/.rels" not in self.parts:
            return "xl/workbook.xml"
        targets = self._relations("")
        found = (target for kind, target in targets.values() if kind == "officedocument")
        return next(found, "xl/workbook.xml")

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: the id to the kind and the name of the other part."""
        folder = dirname(part)
        name = join(folder, "_rels", f"{part.rpartition('/')[2]}.rels").lower()
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship":
                kind = attributes.get("Type", "").rpartition("/")[2].lower()
                target = attributes.get("Target", "").replace("\\", "/")
                path = target if target.startswith("/") else join("/", folder, target)
                found[attributes.get("Id", "")] = (kind, normpath(path).lstrip("/"))

        read_xml(self._part(name), self.elements, start)
        return found

    def _book(self, main: str) -> _Book:
        book = _Book()

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "workbookPr":
                book.since_1904 = attributes.get("date1904") in TRUE
            elif tag == "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                name = attributes.get("name", "")
                book.sheets.append((name, hidden, local(attributes, "id") or ""))

        read_xml(self._part(main), self.elements, start)
        return book

    def _strings(self, targets: Mapping[str, tuple[str, str]]) -> list[str | None]:
        """The texts that cells refer to by number."""
        strings: list[str | None] = []
        reader = TextReader()
        budget = Budget()

        def start(tag: str, _attributes: Attributes) -> None:
            if tag == "si":
                reader.clear()
            reader.start(tag)

        def end(tag: str) -> None:
            reader.end(tag)
            if tag == "si":
                strings.append(reader.value)
                budget.spend_text(strings[-1] or "")

        for kind, target in targets.values():
            if kind == "sharedstrings" and target.lower() in self.parts:
                read_xml(self._part(target), self.elements, start, end, reader.text)
        return strings

    def _styles(self, targets: Mapping[str, tuple[str, str]]) -> list[Style]:
        """The styles that cells refer to by number."""
        custom: dict[int, str] = {}
        ids: list[int] = []
        within: list[str] = []

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "numFmt" and within and within[-1] == "numFmts":
                custom[whole_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif tag == "xf" and within and within[-1] == "cellXfs":
                ids.append(whole_number(attributes.get("numFmtId")))
            elif tag in {"numFmts", "cellXfs", "cellStyleXfs", "dxfs"}:
                within.append(tag)

        for kind, target in targets.values():
            if kind == "styles" and target.lower() in self.parts:
                read_xml(self._part(target), self.elements, start)
        return [style(id_, custom) for id_ in ids]
