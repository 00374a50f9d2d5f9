"""What keeps a stranger's file from doing harm: each guard, and what it leaves alone."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from tests.workbook.books import NAME, Entry, Grid, check_files, found, to_xlsx, valid_book
from tests.workbook.packages import parts_of, zipped
from tests.workbook.xlsb import to_xlsb

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.reading import workbooks
from zkkk_factsheet.workbook.reading.files import child, gate
from zkkk_factsheet.workbook.reading.files.compound import stream
from zkkk_factsheet.workbook.reading.files.raw import Refused
from zkkk_factsheet.workbook.reading.files.xlsx_sheet import without_empty_cells
from zkkk_factsheet.workbook.reading.sources import SourceFile


def _codes(data: bytes) -> list[str]:
    return [code for code, _, _ in found(check_files((NAME, data)).findings)]


def _far(row: int, column: int) -> bytes:
    """An xlsb of a few kilobytes with a first cell, and another one as far away as can be."""
    parts = parts_of(to_xlsb({"offices": Grid([["x"], ["y"]])}))
    name = "xl/worksheets/sheet1.bin"
    second = struct.pack("<IIHBBBI", 1, 0, 300, 0, 0, 0, 0) + bytes([6, 8 + 6])
    assert second + bytes(4) in parts[name]
    moved = struct.pack("<IIHBBBI", row - 1, 0, 300, 0, 0, 0, 0) + bytes([6, 8 + 6])
    moved += struct.pack("<I", column - 1)
    return zipped(parts | {name: parts[name].replace(second + bytes(4), moved)})


def test_a_workbook_that_aborts_its_reader_aborts_only_the_child() -> None:
    """A full grid of 17 thousand million cells does not fit; the program lives on."""
    assert _codes(_far(1_048_576, 16_384)) == ["too-demanding"]


def test_a_workbook_that_takes_too_much_memory_is_stopped() -> None:
    """A grid of a gigabyte would fit on this machine; a check may not take that much of it."""
    assert _codes(_far(1_048_576, 40)) == ["too-demanding"]


def test_a_grid_too_large_to_list_is_refused() -> None:
    """Three million cells fit in memory, but are no year's data."""
    assert _codes(_far(300_000, 10)) == ["too-many-cells"]


def test_a_child_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that doesn't come back is not waited for."""
    monkeypatch.setattr(child, "SECONDS", 0.01)
    assert _codes(to_xlsb(valid_book())) == ["too-demanding"]


def test_a_child_imports_nothing_from_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file called json.py beside the workbooks is not run."""
    (tmp_path / "json.py").write_text("raise SystemExit(1)")
    monkeypatch.chdir(tmp_path)
    assert _codes(to_xlsb(valid_book())) == []


def test_whatever_a_reader_raises_is_one_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that nobody thought of is a damaged file, not a traceback."""

    def fail(*_parts: object) -> None:
        raise RecursionError

    monkeypatch.setattr(workbooks, "read_xlsx", fail)
    assert _codes(to_xlsx(valid_book())) == ["damaged"]


def test_an_interruption_is_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends the program; it is no damage of a file."""

    def interrupt(*_parts: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbooks, "read_xlsx", interrupt)
    with pytest.raises(KeyboardInterrupt):
        _codes(to_xlsx(valid_book()))


def test_a_part_is_counted_as_it_really_unpacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on what comes out; just within it is read."""
    size = sum(map(len, gate.unpack(to_xlsx(valid_book())).values()))
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", size)
    assert _codes(to_xlsx(valid_book())) == []
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", size - 1)
    assert _codes(to_xlsx(valid_book())) == ["unpacks-too-large"]


def test_a_file_is_measured_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is on the file; just within it is read."""
    data = to_xlsx(valid_book())
    monkeypatch.setattr(limits, "LARGEST_FILE", len(data))
    assert _codes(data) == []
    monkeypatch.setattr(limits, "LARGEST_FILE", len(data) - 1)
    assert _codes(data) == ["file-too-large"]


def test_pictures_and_macros_are_not_unpacked() -> None:
    """What isn't read needn't be good: a damaged picture harms nobody, and no macro is run."""
    parts = parts_of(to_xlsx(valid_book()))
    parts |= {"xl/media/image1.xml": b"<!DOCTYPE x>", "xl/vbaProject.bin": b"\x00" * 100}
    assert _codes(zipped(parts)) == []
    assert not any("vba" in name or "media" in name for name in gate.unpack(zipped(parts)))


@pytest.mark.parametrize("method", [12, 14])
def test_unusual_compression_is_refused(method: int) -> None:
    """bzip2 and LZMA are no way to pack a workbook; LZMA takes what memory it is told to."""
    assert _codes(zipped(parts_of(to_xlsx(valid_book())), method)) == ["damaged"]


def test_an_encrypted_part_is_told_from_a_damaged_one() -> None:
    """A zip archive with a password is named as such."""
    data = bytearray(to_xlsx(valid_book()))
    directory = data.index(b"PK\x01\x02")
    while directory >= 0:
        data[directory + 8] |= 1
        directory = data.find(b"PK\x01\x02", directory + 1)
    assert _codes(bytes(data)) == ["encrypted"]


def test_empty_formatted_cells_are_passed_over_only_where_nothing_moves() -> None:
    """Cells without an address count by their place: then none may be left out."""
    row = b'<row r="1"><c r="A1" s="1"/><c r="B1"><v>1</v></c></row>'
    empty = b'<row r="2" s="1"><c r="A2" s="1"/><c r="B2" s="1"></c></row>' * 2
    stripped = without_empty_cells(row + empty)
    assert stripped == b'<row r="1"> <c r="B1"><v>1</v></c></row> '
    placeless = b"<row><c s='1'/><c><v>1</v></c></row>"
    assert without_empty_cells(placeless + row + empty) == placeless + row + empty
    full = b'<row r="1"><c r="B1"><v>1</v></c></row>'
    assert without_empty_cells(full) == full


@pytest.mark.parametrize("format_", ["xlsx", "xlsb"])
def test_a_text_is_cut_where_excel_would_cut_it(format_: str) -> None:
    """A longer text than a cell can hold doesn't go further, whoever wrote it."""
    book = {"offices": Grid([["ë" * (limits.LONGEST_TEXT + 1)]])}
    data = to_xlsx(book) if format_ == "xlsx" else to_xlsb(book)
    if format_ == "xlsx":
        # openpyxl cuts by itself; another program may not.
        parts = parts_of(data)
        name = "xl/worksheets/sheet1.xml"
        parts[name] = parts[name].replace("ë".encode(), "ëë".encode(), 1)
        data = zipped(parts)
    (sheet,) = workbooks.read_workbook(SourceFile(NAME, data)).sheets
    assert len(sheet.rows[0].cells[1].text) == limits.LONGEST_TEXT


def test_a_chain_of_sectors_in_a_circle_is_damage() -> None:
    """A compound file whose sectors follow each other for ever ends as one finding."""
    header = bytearray(512)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<IIII", header, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 1, *[0xFFFFFFFF] * 126)
    with pytest.raises(Refused, match="damaged"):
        stream(bytes(header) + table + bytes(512), ("workbook",))


def test_reading_opens_no_file() -> None:
    """The bytes that are hashed are those that are parsed: no path is opened for reading them."""
    program = (
        "import sys; from zkkk_factsheet.workbook.checking.check import check_year;"
        "from zkkk_factsheet.workbook.reading.sources import SourceFile;"
        "data = sys.stdin.buffer.read(); check_year([SourceFile('a.xlsx', data)], 2019);"
        "opened = [];"
        "sys.addaudithook(lambda event, args: opened.append(args) if event == 'open' else None);"
        "check_year([SourceFile('a.xlsx', data)], 2019); assert not opened, opened"
    )
    data = to_xlsx(valid_book())
    subprocess.run([sys.executable, "-c", program], input=data, check=True, env=os.environ)


def test_checking_loads_nothing_that_it_does_not_need() -> None:
    """No charts, no frames, no typesetting and no second spreadsheet library for a check."""
    program = (
        "import sys; from zkkk_factsheet.workbook.checking.check import check_year;"
        "from zkkk_factsheet.workbook.telling import grouping;"
        "from zkkk_factsheet.workbook.reading.sources import SourceFile;"
        "found = check_year([SourceFile('a.xlsx', sys.stdin.buffer.read())], 2019).findings;"
        "grouping.report_of(found, 'sq');"
        "heavy = {'pandas', 'numpy', 'matplotlib', 'openpyxl', 'typst', 'lxml', 'pydantic'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    book = valid_book()
    book["staff"].set(5, 3, Entry("#N/A", "error"))
    subprocess.run([sys.executable, "-c", program], input=to_xlsx(book), check=True)


def test_a_source_says_whether_it_was_open() -> None:
    """Open in Excel is a warning: what isn't saved isn't read."""
    data = to_xlsx(valid_book())
    codes = [
        code for code, _, _ in found(check_files(SourceFile(NAME, data, opened=True)).findings)
    ]
    assert codes == ["open-elsewhere"]
