"""The binary formats: what the child process reads arrives whole."""

import datetime as dt

import pytest
from python_calamine import CalamineError, PasswordError
from tests.workbook.books import NAME, check_files, found, valid_book
from tests.workbook.packages import parts_of, zipped
from tests.workbook.xlsb import to_xlsb

from zkkk_factsheet.workbook.reading.files import binary
from zkkk_factsheet.workbook.reading.files.binary import read_binary
from zkkk_factsheet.workbook.reading.files.child import read_in_child
from zkkk_factsheet.workbook.reading.files.gate import FileFormat
from zkkk_factsheet.workbook.reading.files.raw import Refused


@pytest.mark.office
@pytest.mark.parametrize("format_", ["xls", "xlsb"])
@pytest.mark.parametrize("stem", ["valid", "faulty"])
def test_a_child_reads_what_is_read_here(
    stem: str, format_: FileFormat, formats: dict[tuple[str, str], bytes]
) -> None:
    """Nothing is lost between the processes: texts, numbers, dates, faults, hidden rows."""
    data = formats[stem, format_]
    sheets = read_binary("", data, format_)
    assert sum(len(sheet.cells) for sheet in sheets) > 100
    assert read_in_child("", data, format_) == sheets


@pytest.mark.office
def test_values_of_every_kind_come_from_an_xls(formats: dict[tuple[str, str], bytes]) -> None:
    """Dates, times and durations keep their kind on the way from the child."""
    data = formats["values", "xls"]
    (sheet,) = read_in_child("", data, "xls")
    assert [sheet] == read_binary("", data, "xls")
    kinds = {type(cell.value) for cell in sheet.cells.values()}
    assert {str, float, bool, dt.date, dt.datetime} <= kinds
    assert sheet.cells[20, 5].percent


@pytest.mark.parametrize("format_", ["xls", "xlsb"])
def test_damage_in_a_binary_format_is_told(format_: FileFormat) -> None:
    """A file of which only the beginning is right is damaged, in the child or here."""
    start = bytes.fromhex("d0cf11e0a1b11ae1") if format_ == "xls" else b"PK\x03\x04"
    data = start + bytes(5000)
    with pytest.raises((Refused, CalamineError)):
        read_binary("", data, format_)
    with pytest.raises(Refused, match="damaged"):
        read_in_child("", data, format_)


def test_an_xlsb_without_its_parts_is_damaged() -> None:
    """A worksheet that is named, but not there."""
    parts = parts_of(to_xlsb(valid_book()))
    del parts["xl/worksheets/sheet2.bin"]
    assert found(check_files((NAME, zipped(parts))).findings) == [("damaged", "", "")]


def test_a_password_is_told_from_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calamine says of an old workbook with a password that it has one."""

    class Locked:
        @staticmethod
        def from_filelike(_file: object) -> None:
            raise PasswordError

    monkeypatch.setattr(binary, "CalamineWorkbook", Locked)
    with pytest.raises(Refused, match="encrypted"):
        read_binary("", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "xls")
