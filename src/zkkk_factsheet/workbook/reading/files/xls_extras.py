"""Error values, styles and hidden rows of an xls workbook.

The workbook is a stream in a compound file (see `compound`): a sequence of records, each an id
and a length of two bytes, and the content (MS-XLS 2.1.4). Excel 5 and 95 differ only in texts.
"""

import struct
from collections.abc import Iterator, Mapping
from struct import unpack_from

from zkkk_factsheet.workbook.reading.files.compound import stream
from zkkk_factsheet.workbook.reading.files.extras import Extras, notable
from zkkk_factsheet.workbook.reading.files.numbers import Style, style
from zkkk_factsheet.workbook.reading.files.raw import Refused

_BOF, _EOF, _SHEET = 0x0809, 0x0A, 0x85
_FORMAT, _XF = 0x041E, 0xE0
_ROW, _ERROR, _FORMULAS = 0x0208, 0x0205, frozenset({0x06, 0x0206, 0x0406})
_NUMBER, _RK, _RKS = 0x0203, 0x027E, 0xBD
_TEXTS = frozenset({0xFD, 0x0204, 0xD6})
_EXCEL_97 = 0x0600

_HIDDEN_ROW = 0x20
_COLUMNS, _HIDDEN_COLUMN = 0x7D, 0x01
_NOT_A_NUMBER = b"\xff\xff"
_IS_ERROR = 2
_WIDE = 0x01
_BEFORE_NUMBERS, _NUMBER_SIZE = 6, 6


def xls_extras(data: bytes) -> dict[str, Extras]:
    """What calamine doesn't tell, by the worksheet's name. Raises `Refused` if damaged."""
    try:
        book = stream(data, ("workbook", "book"))
        return _Workbook(book).extras()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Refused("damaged") from error


class _Workbook:
    """The records of a workbook, and what all its worksheets share."""

    def __init__(self, book: bytes) -> None:
        self.book = book
        self.wide = True
        self.sheets: list[tuple[str, int]] = []
        self.custom: dict[int, str] = {}
        self.formats: list[int] = []

    def extras(self) -> dict[str, Extras]:
        for id_, content in self._records(0):
            if id_ == _BOF:
                self.wide = unpack_from("<H", content)[0] == _EXCEL_97
            elif id_ == _SHEET:
                (position,) = unpack_from("<I", content)
                self.sheets.append((self._text(content, 6, length_bytes=1), position))
            elif id_ == _FORMAT:
                (number,) = unpack_from("<H", content)
                length_bytes = 2 if self.wide else 1
                self.custom[number] = self._text(content, 2, length_bytes)
            elif id_ == _XF:
                self.formats.append(unpack_from("<H", content, 2)[0])
        styles = notable(style(id_, self.custom) for id_ in self.formats)
        return {name: self._sheet(position, styles) for name, position in self.sheets}

    def _records(self, position: int) -> Iterator[tuple[int, bytes]]:
        """The records from a position to the end of the part that begins there."""
        depth = 0
        while position + 4 <= len(self.book):
            id_, length = unpack_from("<HH", self.book, position)
            yield id_, self.book[position + 4 : position + 4 + length]
            position += 4 + length
            depth += (id_ == _BOF) - (id_ == _EOF)
            if depth <= 0:
                return

    def _sheet(self, position: int, styles: Mapping[int, Style]) -> Extras:
        extras = Extras()
        depth = 0
        for id_, content in self._records(position):
            depth += (id_ == _BOF) - (id_ == _EOF)
            if depth == 1:
                _note(extras, id_, content, styles)
        return extras

    def _text(self, content: bytes, position: int, length_bytes: int) -> str:
        length = int.from_bytes(content[position : position + length_bytes], "little")
        position += length_bytes
        if not self.wide:
            return content[position : position + length].decode("cp1250", "replace")
        wide = content[position] & _WIDE
        text = content[position + 1 : position + 1 + length * (2 if wide else 1)]
        return text.decode("utf-16-le" if wide else "latin-1")


def _note(extras: Extras, id_: int, content: bytes, styles: Mapping[int, Style]) -> None:
    if id_ == _COLUMNS:
        first, last, flags = unpack_from("<HH4xH", content)
        if flags & _HIDDEN_COLUMN:
            extras.hidden_columns.append((first + 1, last + 1))
    elif id_ == _ROW:
        row, flags = unpack_from("<H10xH", content)
        if flags & _HIDDEN_ROW:
            extras.hidden_rows.add(row + 1)
    elif id_ == _ERROR:
        row, column, code, is_error = unpack_from("<HH2xBB", content)
        if is_error:
            extras.error(row, column, code)
    elif id_ in _FORMULAS and content[12:14] == _NOT_A_NUMBER and content[6] == _IS_ERROR:
        row, column = unpack_from("<HH", content)
        extras.error(row, column, content[8])
    elif id_ in _FORMULAS or id_ in _TEXTS or id_ in {_NUMBER, _RK}:
        row, column, xf = unpack_from("<HHH", content)
        extras.style(row, column, styles.get(xf))
    elif id_ == _RKS:
        _note_many(extras, content, styles)


def _note_many(extras: Extras, content: bytes, styles: Mapping[int, Style]) -> None:
    """A record with the numbers of several cells beside each other."""
    row, column = unpack_from("<HH", content)
    for index in range((len(content) - _BEFORE_NUMBERS) // _NUMBER_SIZE):
        (xf,) = unpack_from("<H", content, 4 + _NUMBER_SIZE * index)
        extras.style(row, column + index, styles.get(xf))
