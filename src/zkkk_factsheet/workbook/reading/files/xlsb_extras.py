"""Error values, styles, hidden rows and merged cells of an xlsb workbook.

The parts are sequences of records: an id of one or two bytes, a length of one to four bytes,
and the content (MS-XLSB 2.1.4).
"""

import struct
from collections.abc import Iterator, Mapping
from posixpath import join, normpath
from struct import unpack_from

from zkkk_factsheet.workbook.reading.files.extras import Extras, notable
from zkkk_factsheet.workbook.reading.files.numbers import Style, style
from zkkk_factsheet.workbook.reading.files.raw import Refused
from zkkk_factsheet.workbook.reading.files.xml import Attributes, Elements, read_xml
from zkkk_factsheet.workbook.reading.sheets import Block

_ROW, _CELL_ERROR, _FORMULA_ERROR = 0, 3, 11
_WITH_STYLE = frozenset({2, 5, 6, 7, 8, 9})
_FORMAT, _XF, _XFS_BEGIN, _XFS_END = 44, 47, 617, 618
_SHEET, _MERGED = 156, 176

_HIDDEN_ROW = 0x10
_COLUMNS, _HIDDEN_COLUMN = 60, 0x01
_MORE = 0x80
_LENGTH_BYTES = 4


def xlsb_extras(parts: Mapping[str, bytes]) -> dict[str, Extras]:
    """What calamine doesn't tell, by the worksheet's name. Raises `Refused` if damaged."""
    try:
        styles = _styles(parts.get("xl/styles.bin", b""))
        targets = _targets(parts.get("xl/_rels/workbook.bin.rels", b""))
        sheets = _sheets(parts.get("xl/workbook.bin", b""))
        return {name: _extras(parts.get(targets.get(id_, ""), b""), styles) for name, id_ in sheets}
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Refused("damaged") from error


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    position = 0
    while position < len(data):
        id_ = data[position]
        position += 1
        if id_ & _MORE:
            id_ = id_ & 0x7F | data[position] << 7
            position += 1
        length = 0
        for byte in range(_LENGTH_BYTES):
            part = data[position]
            position += 1
            length |= (part & 0x7F) << 7 * byte
            if not part & _MORE:
                break
        yield id_, data[position : position + length]
        position += length


def _extras(data: bytes, styles: Mapping[int, Style]) -> Extras:
    extras = Extras()
    row = 0
    for id_, content in _records(data):
        if id_ == _COLUMNS:
            first, last = unpack_from("<II", content)
            if content[16] & _HIDDEN_COLUMN:
                extras.hidden_columns.append((first + 1, last + 1))
        elif id_ == _ROW:
            (row,) = unpack_from("<I", content)
            if content[11] & _HIDDEN_ROW:
                extras.hidden_rows.add(row + 1)
        elif id_ in {_CELL_ERROR, _FORMULA_ERROR}:
            (column,) = unpack_from("<I", content)
            extras.error(row, column, content[8])
        elif id_ in _WITH_STYLE:
            column, number = unpack_from("<II", content)
            extras.style(row, column, styles.get(number & 0xFFFFFF))
        elif id_ == _MERGED:
            first, last, left, right = unpack_from("<IIII", content)
            extras.merged.append(Block(first + 1, left + 1, last + 1, right + 1))
    return extras


def _styles(data: bytes) -> Mapping[int, Style]:
    custom: dict[int, str] = {}
    formats: list[int] = []
    within = False
    for id_, content in _records(data):
        if id_ == _FORMAT:
            (number,) = unpack_from("<H", content)
            custom[number] = _text(content, 2)[0]
        elif id_ in {_XFS_BEGIN, _XFS_END}:
            within = id_ == _XFS_BEGIN
        elif id_ == _XF and within:
            formats.append(unpack_from("<H", content, 2)[0])
    return notable(style(id_, custom) for id_ in formats)


def _sheets(data: bytes) -> list[tuple[str, str]]:
    """Each worksheet's name, and the id under which the workbook refers to its part."""
    sheets = []
    for id_, content in _records(data):
        if id_ == _SHEET:
            relation, end = _text(content, 8)
            sheets.append((_text(content, end)[0], relation))
    return sheets


def _targets(data: bytes) -> dict[str, str]:
    targets: dict[str, str] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes.get("Target", "")
            path = target if target.startswith("/") else join("/xl", target)
            targets[attributes.get("Id", "")] = normpath(path).lstrip("/").lower()

    if data:
        read_xml(data, Elements(), start)
    return targets


def _text(content: bytes, position: int) -> tuple[str, int]:
    """A text with its length before it, and where it ends."""
    (length,) = unpack_from("<I", content, position)
    end = position + 4 + 2 * length
    return content[position + 4 : end].decode("utf-16-le"), end
