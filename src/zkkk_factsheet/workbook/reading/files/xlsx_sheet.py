"""One worksheet of an xlsx workbook, from its XML: its cells, and what is merged or hidden."""

import re
from datetime import date, datetime
from functools import lru_cache

from zkkk_factsheet.workbook.places import column_number
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue
from zkkk_factsheet.workbook.reading.files.numbers import Shows, Style, as_date
from zkkk_factsheet.workbook.reading.files.raw import (
    Address,
    Budget,
    RawSheet,
    Refused,
    put,
    put_merged,
    text_value,
)
from zkkk_factsheet.workbook.reading.files.xml import Attributes
from zkkk_factsheet.workbook.reading.sheets import Block

TRUE = frozenset({"1", "true", "on"})
_NOWHERE = 1_000_000_000
_DIGITS_OF_NUMBER = 9
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

# Cells and rows that are formatted, but empty: most of a workbook that the program prepared, and a
# worksheet may have a million of them. They are only passed over where every cell and row says
# where it is, as all the office programs write it. A thousand at a time: of a million none is kept.
_PLACELESS = re.compile(rb"<(?:\w+:)?(?:c|row)(?:\s(?!r=)|>|/)")
_CELL = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*+>(?:(?<=/>)|</c>)'
_ROW = rb'<row r="[0-9]{1,7}"[^<>]*+>(?:(?<=/>)|\s*+</row>)\s*+'
_EMPTY_CELLS, _EMPTY_ROWS = (
    re.compile(rb"%s(?:%s){0,999}" % (each, each)) for each in (_CELL, _ROW)
)


class TextReader:
    """Collects the text of a cell or a shared string, without its phonetic readings."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self.inside = False
        self.phonetic = False

    def clear(self) -> None:
        """Begin a new text."""
        self.chunks.clear()
        self.inside = self.phonetic = False

    def start(self, tag: str) -> None:
        """Take the start of an element."""
        if tag == "rPh":
            self.phonetic = True
        elif tag == "t":
            self.inside = not self.phonetic

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        if tag == "rPh":
            self.phonetic = False
        elif tag == "t":
            self.inside = False

    def text(self, chunk: str) -> None:
        """Take a piece of text."""
        if self.inside:
            self.chunks.append(chunk)

    @property
    def value(self) -> str | None:
        """The text as the value of a cell; None if blank."""
        text = "".join(self.chunks)
        if "_x" in text:
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        return text_value(text)


class SheetReader:
    """Turns the elements of a worksheet into its cells."""

    def __init__(
        self,
        sheet: RawSheet,
        strings: list[str | None],
        styles: list[Style],
        budget: Budget,
        *,
        since_1904: bool,
    ) -> None:
        self.sheet = sheet
        self.strings = strings
        self.styles = styles
        self.since_1904 = since_1904
        self.budget = budget
        self.row = self.column = 0
        self.cell: Attributes | None = None
        self.formula = False
        self.stored: list[str] = []
        self.in_value = self.has_value = False
        self.inline = TextReader()

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the start of an element. Raises `Refused` if it can't be where it is."""
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self.row = whole_number(attributes.get("r")) or self.row + 1
            self.column = 0
            if attributes.get("hidden") in TRUE:
                self.sheet.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in TRUE:
            self.budget.spend(self.sheet)
            run = (whole_number(attributes.get("min")), whole_number(attributes.get("max")))
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
        """Take the end of an element; that of a cell puts it in its place."""
        if self.cell is None:
            return
        if tag == "v":
            self.in_value = False
        elif tag == "c":
            put(self.sheet, self._finished(self.cell), self.budget)
            self.cell = None
        else:
            self.inline.end(tag)

    def text(self, chunk: str) -> None:
        """Take a piece of text."""
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
        put_merged(self.sheet, Block(*_address(first), *_address(last or first)), self.budget)

    def _finished(self, attributes: Attributes) -> Cell:
        place = self.sheet.at(self.row, self.column)
        kind = attributes.get("t", "n")
        stored = "".join(self.stored)
        index = whole_number(attributes.get("s"))
        style_ = self.styles[index] if index < len(self.styles) else Style()
        if kind == "inlineStr":
            return _shown(Cell(place, self.inline.value), style_)
        if kind == "str":
            missing = self.formula and not self.has_value
            return _shown(Cell(place, text_value(stored), "no-result" if missing else ""), style_)
        stored = stored.strip()
        if not stored:
            return Cell(place, None, "no-result" if self.formula else "")
        if kind == "e":
            return Cell(place, text_value(stored), "error")
        value = self._of_kind(kind, stored, style_.shows)
        return _shown(Cell(place, value, percent=style_.shows == "percent"), style_)

    def _of_kind(self, kind: str, stored: str, shown: Shows) -> CellValue | None:
        try:
            if kind == "s":
                return self.strings[whole_number(stored, _NOWHERE)]
            if kind == "b":
                return stored.lower() in TRUE
            if kind == "d":
                return _iso_date(stored)
            number = float(stored)
        except (ValueError, IndexError) as error:
            raise Refused("damaged") from error
        return as_date(number, since_1904=self.since_1904) if shown == "date" else number


def _shown(cell: Cell, style_: Style) -> Cell:
    """A cell with what it shows, if the format of its style may show something else."""
    if not style_.code or cell.value is None:
        return cell
    from zkkk_factsheet.workbook.reading.files.displayed import displayed  # noqa: PLC0415 - rarely needed

    return cell._replace(display=displayed(style_.code, cell.value))


def without_empty_cells(data: bytes) -> bytes:
    """A worksheet's XML without its empty cells and rows, if that moves no other."""
    if _PLACELESS.search(data):
        return data
    # A space keeps apart what was apart: nothing new can come about.
    return _EMPTY_ROWS.sub(b" ", _EMPTY_CELLS.sub(b" ", data))


@lru_cache(maxsize=20_000)  # the worksheets of a workbook begin alike
def _address(reference: str) -> Address:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise Refused("damaged")
    return int(match[2]), column_number(match[1])


def whole_number(text: str | None, default: int = 0) -> int:
    """A number as an attribute has it; what is none, or is too long, is the ``default``."""
    short = text and text.isascii() and len(text) <= _DIGITS_OF_NUMBER
    return int(text) if text and short and text.isdigit() else default


def _iso_date(text: str) -> CellValue | None:
    try:
        return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text_value(text)
