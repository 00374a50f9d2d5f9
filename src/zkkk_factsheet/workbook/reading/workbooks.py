"""From a workbook's bytes to its worksheets: rows of cells with their addresses.

This is the one boundary at which everything that may be wrong with a file becomes a finding.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from zkkk_factsheet.failures import stop_if_stopped
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.files.gate import format_of, unpack
from zkkk_factsheet.workbook.reading.files.raw import RawSheet, Refused
from zkkk_factsheet.workbook.reading.files.xlsx import read_xlsx
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet
from zkkk_factsheet.workbook.reading.sources import SourceFile


class ReadWorkbook(NamedTuple):
    """A workbook's worksheets, or the finding that says why it has none."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...] = ()


def read_workbook(source: SourceFile) -> ReadWorkbook:
    """Read all worksheets of a workbook; whatever can't be read is a finding."""
    try:
        raw = _raw_sheets(source.name, source.data)
    except Refused as refused:
        place = Place(source.name, refused.sheet)
        return ReadWorkbook((), (finding(refused.code, place, refused.values),))
    except Exception as error:  # noqa: BLE001 - no file may ever end the program with a traceback
        stop_if_stopped(error)  # which says nothing of the file
        return ReadWorkbook((), (finding("damaged", Place(source.name)),))
    return ReadWorkbook(as_sheets(raw))


def as_sheets(raw: Iterable[RawSheet]) -> tuple[Sheet, ...]:
    """Worksheets row by row, from sparse grids."""
    return tuple(map(_sheet, raw))


def _raw_sheets(file: str, data: bytes) -> list[RawSheet]:
    format_ = format_of(data)
    if format_ == "xlsx":
        sheets = read_xlsx(file, unpack(data))
    elif format_ == "ods":
        from zkkk_factsheet.workbook.reading.files.ods import read_ods  # noqa: PLC0415 - rarer than xlsx

        sheets = read_ods(file, unpack(data))
    else:
        from zkkk_factsheet.workbook.reading.files.child import read_in_child  # noqa: PLC0415 - rare, and slow

        sheets = read_in_child(file, data, format_)
    if not sheets:
        raise Refused("no-worksheet")
    if not any(sheet.cells for sheet in sheets):
        raise Refused("empty-file")
    return sheets


def _sheet(raw: RawSheet) -> Sheet:
    return Sheet(
        place=raw.place,
        rows=tuple(_rows(raw)),
        hidden=raw.hidden,
        hidden_rows=frozenset(raw.hidden_rows),
        hidden_columns=tuple(raw.hidden_columns),
        merged=tuple(raw.merged),
    )


def _rows(raw: RawSheet) -> Iterator[Row]:
    for row, addresses in groupby(sorted(raw.cells), key=itemgetter(0)):
        yield Row(row, {address[1]: raw.cells[address] for address in addresses})
