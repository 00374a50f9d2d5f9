"""A writer of xlsb workbooks for the tests; nothing else on this machine writes them.

Only what the tests need: texts, numbers, booleans, errors, a percentage style and styles that show
something else, hidden rows and worksheets, merged cells (MS-XLSB).
"""

import io
import struct
import zipfile
from collections.abc import Iterable, Sequence

from tests.workbook.books import Book, Entry, Grid, Value, number_format

from zkkk_factsheet.workbook.reading.files.extras import ERRORS

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.ms-excel"


def to_xlsb(book: Book) -> bytes:
    """A book as an xlsb file."""
    sheets = [f"worksheets/sheet{n}.bin" for n in range(1, len(book) + 1)]
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(sheets))
        package.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.bin")]))
        targets = [*(("worksheet", name) for name in sheets), ("styles", "styles.bin")]
        package.writestr("xl/_rels/workbook.bin.rels", _relations(targets))
        package.writestr("xl/workbook.bin", _workbook(book))
        formats = ["General", *_formats(book)]
        package.writestr("xl/styles.bin", _styles(formats))
        for name, grid in zip(sheets, book.values(), strict=True):
            package.writestr(f"xl/{name}", _worksheet(grid, formats))
    return file.getvalue()


def _record(id_: int, content: bytes = b"") -> bytes:
    head = bytes([id_]) if id_ < 0x80 else bytes([id_ & 0x7F | 0x80, id_ >> 7])
    size, length = b"", len(content)
    while True:
        more = length > 0x7F
        size += bytes([length & 0x7F | (0x80 if more else 0)])
        length >>= 7
        if not more:
            return head + size + content


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _workbook(book: Book) -> bytes:
    sheets = b"".join(
        _record(156, struct.pack("<II", grid.hidden, n) + _text(f"rId{n}") + _text(name))
        for n, (name, grid) in enumerate(book.items(), 1)
    )
    return _record(131) + _record(143) + sheets + _record(144) + _record(132)


def _formats(book: Book) -> list[str]:
    """The number formats of a book's cells, but for the general one."""
    cells = (value for grid in book.values() for row in grid.rows for value in row)
    used = {number_format(cell) for cell in cells if isinstance(cell, Entry)}
    return sorted(used - {"General"})


def _styles(formats: Sequence[str]) -> bytes:
    """A style for each number format; the first shows numbers as they are."""
    custom = list(enumerate(formats))[1:]
    named = b"".join(_record(44, struct.pack("<H", 200 + n) + _text(code)) for n, code in custom)
    cells = b"".join(
        _record(47, struct.pack("<HH12x", 0, 200 + n if n else 0)) for n in range(len(formats))
    )
    begin = _record(617, struct.pack("<I", len(formats)))
    return _record(278) + named + begin + cells + _record(618) + _record(279)


def _worksheet(grid: Grid, formats: Sequence[str]) -> bytes:
    rows = b"".join(_row(grid, number, row, formats) for number, row in enumerate(grid.rows, 1))
    merged = b"".join(
        _record(
            176,
            struct.pack(
                "<IIII",
                block.first_row - 1,
                block.last_row - 1,
                block.first_column - 1,
                block.last_column - 1,
            ),
        )
        for block in grid.merged
    )
    width = max(map(len, grid.rows), default=1)
    size = struct.pack("<IIII", 0, max(0, len(grid.rows) - 1), 0, max(0, width - 1))
    data = _record(145) + rows + _record(146)
    return _record(129) + _record(148, size) + _columns(grid) + data + merged + _record(130)


def _columns(grid: Grid) -> bytes:
    records = b"".join(
        _record(60, struct.pack("<IIIIH", first - 1, last - 1, 2000, 0, 1))
        for first, last in grid.hidden_columns
    )
    return _record(390) + records + _record(391) if records else b""


def _row(grid: Grid, number: int, values: Iterable[Value], formats: Sequence[str]) -> bytes:
    hidden = 0x10 if number in grid.hidden_rows else 0
    head = struct.pack("<IIHBBBI", number - 1, 0, 300, 0, hidden, 0, 0)
    return _record(0, head) + b"".join(_cell(n, value, formats) for n, value in enumerate(values))


def _cell(column: int, value: Value, formats: Sequence[str]) -> bytes:
    cell = value if isinstance(value, Entry) else Entry(value)
    head = struct.pack("<II", column, formats.index(number_format(cell)))
    if cell.trouble == "error":
        code = next(code for code, error in ERRORS.items() if error == cell.value)
        return _record(3, head + bytes([code]))
    if isinstance(cell.value, bool):
        return _record(4, head + bytes([cell.value]))
    if isinstance(cell.value, int | float):
        return _record(5, head + struct.pack("<d", cell.value))
    return b"" if cell.value is None else _record(6, head + _text(str(cell.value)))


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _content_types(sheets: Iterable[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_TYPES}.worksheet"/>' for name in sheets
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="bin" ContentType="{_TYPES}.sheet.binary.macroEnabled.main"/>'
        f'<Default Extension="rels" ContentType="application/xml"/>{overrides}</Types>'
    )
