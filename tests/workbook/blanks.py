"""The blank workbook for its tests: as it is made, and what stands in it."""

from collections.abc import Iterator
from functools import cache

import pytest
from openpyxl.worksheet.worksheet import Worksheet
from tests.effort import THOROUGH
from tests.workbook.spreadsheets import sample_rows, seen

from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.declaration.schema import SheetSchema, sheet, sheets

YEAR = 2020
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_blank = pytest.mark.parametrize(
    ("language", "carried"),
    [
        pytest.param(language, carried, id=f"{'from' if carried else 'new'}-{language}")
        for carried in (False, True)
        for language in LANGUAGES
        if THOROUGH or not carried or language == "sr"
    ],
)
"""In each language a new one, and in one that which is carried over: no more is asked of these
here than of the others. What they have of their own is tested in each language."""

EARLIER = {"sq": "Statusi në vitin 2019", "sr": "Status u 2019. godini", "en": "Status in 2019"}


@cache
def blank(language: str, *, carried: bool = False) -> bytes:
    """A blank workbook in a language; carried over from the sample of 2019, or not."""
    return blank_workbook(YEAR, language, sample_rows(2019) if carried else None)


def page(data: bytes, sheet_id: str, language: str) -> Worksheet:
    """A worksheet of a workbook by its id."""
    found = seen(data)[sheet(sheet_id).names[language]]
    assert isinstance(found, Worksheet)
    return found


def headers(data: bytes, language: str) -> Iterator[tuple[SheetSchema, str, str, str]]:
    """Of every table each header: its column's id, what it is called, and the note on it."""
    for schema in sheets():
        if schema.layout == "table":
            for cell in page(data, schema.id, language)[1]:
                note = cell.comment.text if cell.comment else ""
                yield schema, schema.find_column(str(cell.value)) or "", str(cell.value), note


def listed(data: bytes, name: str) -> list[str]:
    """The choices of a drop-down."""
    book = seen(data)
    (destination,) = book.defined_names[name].destinations
    title, cells = destination
    return [str(cell.value) for (cell,) in book[title][cells]]


def rows_of(data: bytes, sheet_id: str, language: str) -> list[dict[str, object]]:
    """What stands in the rows of a table, by the text of the header."""
    header, *rows = page(data, sheet_id, language).iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]
