"""The same books in every format, for the tests of reading."""

import datetime as dt
from functools import cache
from typing import Any

import pytest
from openpyxl import Workbook
from tests.effort import THOROUGH
from tests.workbook.books import Book, Entry, saved, to_xlsx, valid_book
from tests.workbook.office import later
from tests.workbook.optional_books import book_between, book_of_cells
from tests.workbook.xlsb import to_xlsb

from zkkk_factsheet.workbook.reading.sheets import Block


def faulty_book() -> Book:
    """One of everything that a format has its own way to store."""
    book = valid_book()
    staff = book["staff"]
    staff.set(5, 3, Entry("#N/A", "error"))
    staff.set(6, 3, Entry(0.25, percent=True))
    staff.set(15, 3, Entry(2, display="12"))
    staff.set(16, 3, Entry(2, display="n/a"))
    staff.set(17, 3, Entry(2, display=""))
    staff.set(7, 3, 1.5)
    staff.set(8, 3, "dy")
    staff.set(10, 1, None)
    staff.merged.append(Block(9, 1, 10, 1))
    staff.hidden_rows = {12, 13}
    staff.hidden_columns = [(4, 4)]
    book["duties"].hidden = True
    return book


def values_file() -> bytes:
    """A worksheet that begins at C4, with values of every kind."""
    book = Workbook()
    sheet = book["Sheet"]
    values: list[Any] = [
        "text",
        "  spaces  ",
        7,
        -2.5,
        True,
        dt.date(2020, 2, 29),
        dt.datetime(2020, 2, 29, 13, 30),  # noqa: DTZ001 - as Excel has it
        dt.time(6, 45),
        "=1+1",
        "две\nстране",
    ]
    for number, value in enumerate(values):
        sheet.cell(4 + number, 3 + number).value = value
    sheet["C20"] = 44000
    sheet["C20"].number_format = 'd. mmmm yyyy "kom."'
    sheet["D20"] = 44000
    sheet["D20"].number_format = '#,##0 "days"'
    sheet["E20"] = 0.5
    sheet["E20"].number_format = "0.0%"
    return saved(book)


_BOOKS = {
    "valid": cache(lambda: to_xlsx(valid_book())),
    "faulty": cache(lambda: to_xlsx(faulty_book())),
    "cells": cache(lambda: to_xlsx(book_of_cells())),
    "between": cache(lambda: to_xlsx(book_between())),
    "values": cache(values_file),
}
_CONVERTED = {
    (stem, format_): later(make, format_)
    for stem, make in _BOOKS.items()
    for format_ in ("xlsm", "xls", "ods")
    if THOROUGH or format_ != "xlsm" or stem in {"valid", "faulty"}
}
"""What LibreOffice saves as xlsm are an xlsx's parts, but for the content type: two are enough."""

IN_FORMATS = [*((stem, "xlsx") for stem in _BOOKS), *_CONVERTED]
"""The books by name and format, but for xlsb."""


@pytest.fixture(scope="session")
def formats() -> dict[tuple[str, str], bytes]:
    """The valid and the faulty books and a dated one, in the formats that LibreOffice writes."""
    made = {(stem, "xlsx"): make() for stem, make in _BOOKS.items()}
    made |= {key: data() for key, data in _CONVERTED.items()}
    made["valid", "xlsb"] = to_xlsb(valid_book())
    made["faulty", "xlsb"] = to_xlsb(faulty_book())
    made["cells", "xlsb"] = to_xlsb(book_of_cells())
    made["between", "xlsb"] = to_xlsb(book_between())
    return made
