"""Workbooks of Excel 2007 and later (xlsx, xlsm), from their XML.

Read here and not by calamine, which tells neither error values nor missing results of formulas
from blank cells, nothing of hidden rows and percentages, reads a worksheet in UTF-16 as empty,
and aborts the whole process on some files of a few kilobytes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from posixpath import dirname, join, normpath

from zkkk_factsheet.workbook.cells import CellValue
from zkkk_factsheet.workbook.files.numbers import Shows, Style, as_date, style
from zkkk_factsheet.workbook.files.raw import (
    Address,
    Budget,
    RawCell,
    RawSheet,
    Refused,
    merge,
    put,
    text_value,
)
from zkkk_factsheet.workbook.files.xml import Attributes, Elements, local, read_xml
from zkkk_factsheet.workbook.sheets import Block

_TRUE = frozenset({"1", "true", "on"})
_NOWHERE = 1_000_000_000
_DIGITS_OF_NUMBER = 9
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# Cells and rows that are formatted, but empty. A worksheet may have a million of them. They are
# only passed over where every cell and row says where it is, as all the office programs write it.
_PLACELESS = re.compile(rb"<(?:\w+:)?(?:c|row)(?:\s(?!r=)|>|/)")
_EMPTY_CELL = rb'c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*+>(?:(?<=/>)|</c>)'
_EMPTY_ROW = rb'row r="[0-9]{1,7}"[^<>]*+>(?:(?<=/>)|(?:<' + _EMPTY_CELL + rb")*+\s*+</row>)\s*+"
_EMPTY = re.compile(
    rb"<(?:"
    + _EMPTY_ROW
    + rb"(?:<"
    + _EMPTY_ROW
    + rb")*+|"
    + _EMPTY_CELL
    + rb"(?:<"
    + _EMPTY_CELL
    + rb")*+)"
)
_WORTH_IT = 1_000_000


def read_xlsx(parts: Mapping[str, bytes]) -> list[RawSheet]:
    """The worksheets of an unpacked workbook. Raises `Refused` if it is damaged."""
    return _Workbook(parts).sheets()


@dataclass(slots=True)
class _Book:
    """What ``workbook.xml`` says: the worksheets, and from where dates are counted."""

    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    since_1904: bool = False


class _Workbook:
    """The parts of a workbook, and what all its worksheets share."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
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
            reader = _SheetReader(RawSheet(name, hidden), strings, styles, book, self.budget)
            data = without_empty_cells(self._part(target))
            read_xml(data, self.elements, reader.start, reader.end, reader.text)
            sheets.append(reader.sheet)
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
                book.since_1904 = attributes.get("date1904") in _TRUE
            elif tag == "sheet":
                hidden = attributes.get("state", "visible") != "visible"
                name = attributes.get("name", "")
                book.sheets.append((name, hidden, local(attributes, "id") or ""))

        read_xml(self._part(main), self.elements, start)
        return book

    def _strings(self, targets: Mapping[str, tuple[str, str]]) -> list[str | None]:
        """The texts that cells refer to by number."""
        strings: list[str | None] = []
        reader = _Text()
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
                custom[_int(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif tag == "xf" and within and within[-1] == "cellXfs":
                ids.append(_int(attributes.get("numFmtId")))
            elif tag in {"numFmts", "cellXfs", "cellStyleXfs", "dxfs"}:
                within.append(tag)

        for kind, target in targets.values():
            if kind == "styles" and target.lower() in self.parts:
                read_xml(self._part(target), self.elements, start)
        return [style(id_, custom) for id_ in ids]


class _Text:
    """Collects the text of a cell or a shared string, without its phonetic readings."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.inside = False
        self.phonetic = False

    def clear(self) -> None:
        self.chunks.clear()
        self.inside = self.phonetic = False

    def start(self, tag: str) -> None:
        if tag == "rPh":
            self.phonetic = True
        elif tag == "t":
            self.inside = not self.phonetic

    def end(self, tag: str) -> None:
        if tag == "rPh":
            self.phonetic = False
        elif tag == "t":
            self.inside = False

    def text(self, chunk: str) -> None:
        if self.inside:
            self.chunks.append(chunk)

    @property
    def value(self) -> str | None:
        text = "".join(self.chunks)
        if "_x" in text:
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        return text_value(text)


class _SheetReader:
    """Turns the elements of a worksheet into its cells."""

    def __init__(
        self,
        sheet: RawSheet,
        strings: list[str | None],
        styles: list[Style],
        book: _Book,
        budget: Budget,
    ) -> None:
        self.sheet = sheet
        self.strings = strings
        self.styles = styles
        self.since_1904 = book.since_1904
        self.budget = budget
        self.row = self.column = 0
        self.cell: Attributes | None = None
        self.formula = False
        self.stored: list[str] = []
        self.in_value = self.has_value = False
        self.inline = _Text()

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self.row = _int(attributes.get("r")) or self.row + 1
            self.column = 0
            if attributes.get("hidden") in _TRUE:
                self.sheet.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            self.budget.spend(self.sheet)
            run = (_int(attributes.get("min")), _int(attributes.get("max")))
            self.sheet.hidden_columns.append(run)
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif self.cell is not None:
            if tag == "v":
                self.in_value = self.has_value = True
            elif tag == "f":
                self.formula = True
            else:
                self.inline.start(tag)

    def end(self, tag: str) -> None:
        if self.cell is None:
            return
        if tag == "v":
            self.in_value = False
        elif tag == "c":
            put(self.sheet, (self.row, self.column), self._value(self.cell), self.budget)
            self.cell = None
        else:
            self.inline.end(tag)

    def text(self, chunk: str) -> None:
        if self.in_value:
            self.stored.append(chunk)
        else:
            self.inline.text(chunk)

    def _start_cell(self, attributes: Attributes) -> None:
        self.cell = attributes
        self.formula = self.in_value = self.has_value = False
        self.stored = []
        self.inline.clear()
        if reference := attributes.get("r"):
            self.row, self.column = _address(reference)
        else:
            self.column += 1

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        merge(self.sheet, Block(*_address(first), *_address(last or first)), self.budget)

    def _value(self, attributes: Attributes) -> RawCell:
        kind = attributes.get("t", "n")
        stored = "".join(self.stored)
        index = _int(attributes.get("s"))
        style_ = self.styles[index] if index < len(self.styles) else Style()
        if kind == "inlineStr":
            return _shown(RawCell(self.inline.value), style_)
        if kind == "str":
            missing = self.formula and not self.has_value
            return _shown(RawCell(text_value(stored), "no-result" if missing else ""), style_)
        stored = stored.strip()
        if not stored:
            return RawCell(None, "no-result" if self.formula else "")
        if kind == "e":
            return RawCell(text_value(stored), "error")
        value = self._of_kind(kind, stored, style_.shows)
        return _shown(RawCell(value, percent=style_.shows == "percent"), style_)

    def _of_kind(self, kind: str, stored: str, shown: Shows) -> CellValue | None:
        try:
            if kind == "s":
                return self.strings[_int(stored, _NOWHERE)]
            if kind == "b":
                return stored.lower() in _TRUE
            if kind == "d":
                return _iso_date(stored)
            number = float(stored)
        except (ValueError, IndexError) as error:
            raise Refused("damaged") from error
        return as_date(number, since_1904=self.since_1904) if shown == "date" else number


def _shown(cell: RawCell, style_: Style) -> RawCell:
    """A cell with what it shows, if the format of its style may show something else."""
    if not style_.code or cell.value is None:
        return cell
    from zkkk_factsheet.workbook.files.formats import displayed  # noqa: PLC0415 - rarely needed

    return cell._replace(display=displayed(style_.code, cell.value))


def without_empty_cells(data: bytes) -> bytes:
    """A large worksheet's XML without its empty cells and rows, if that moves no other."""
    if len(data) < _WORTH_IT or _PLACELESS.search(data):
        return data
    # A space keeps apart what was apart: nothing new can come about.
    return _EMPTY.sub(b" ", data)


def _address(reference: str) -> Address:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise Refused("damaged")
    return int(match[2]), _column(match[1])


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _int(text: str | None, default: int = 0) -> int:
    short = text and text.isascii() and len(text) <= _DIGITS_OF_NUMBER
    return int(text) if text and short and text.isdigit() else default


def _iso_date(text: str) -> CellValue | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text_value(text)
