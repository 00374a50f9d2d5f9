"""Workbooks that are for reading only: pages of text, and tables each on a worksheet of its own.

In the manner of gptables (https://gptables.readthedocs.io): a table stands below what is said of
it, is a table for Excel, too, and has no merged cell and no empty row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.workbook.blank.look import font, printed
from zkkk_factsheet.workbook.excel import ACCENT, INK, ON_ACCENT, QUIET, bytes_of, height_for

_NARROW, _WIDE = 12, 60
"""The widths of a column, in letters: the least and the most."""

_FORMATS: Final = {"count": "#,##0", "share": "0%"}
"""How numbers look; each Excel puts between the digits what its own language does."""

_NO_VALUE: Final = "–"
"""In a cell that has nothing to say: an empty one would be read as the end of the table."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that looks as it is printed: "40%" is 0.4, and "1,146" is 1146.

    Attributes:
        text: How it is printed.
        value: What can be calculated with: as it is printed, and not more exact.
        is_share: Whether it is a part of a whole, in percent.
    """

    text: str
    value: float
    is_share: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Page:
    """A worksheet.

    Attributes:
        name: What it is called.
        lines: What it says, its title first; above its table, if it has one.
        head: What stands above the columns of its table; empty if it has none.
        rows: The rows of the table, texts and figures; the first cell names the row.
        leads: Whether the first cell of each row leads to the worksheet that is called so.
    """

    name: str
    lines: tuple[str, ...]
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str | Figure, ...], ...] = ()
    leads: bool = False


def pages_book(pages: Sequence[Page], *, title: str, creator: str, language: str) -> bytes:
    """Pages as an Excel workbook (.xlsx).

    Every text is a text, also one that begins like a formula; a figure, and a text of digits alone,
    is a number. The same pages give the same bytes.
    """
    book = Workbook()
    del book["Sheet"]
    for style in _styles():
        book.add_named_style(style)
    book.properties.title = title
    book.properties.creator = creator
    book.properties.language = language
    for number, page in enumerate(pages):
        sheet = book.create_sheet(page.name)
        _add_lines(sheet, page.lines, wrap=not page.head)
        if page.head:
            _add_table(sheet, page, f"table_{number}")
    return bytes_of(book)


def _styles() -> Iterator[NamedStyle]:
    """How cells look, each look made once: openpyxl compares each that is given to a cell."""
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    right = Alignment(horizontal="right", vertical="top")
    link = font(ACCENT)
    link.underline = "single"
    looks = {
        "title": (font(INK, size=15, bold=True), top, None),
        "line": (font(QUIET), top, None),
        "paragraph": (font(QUIET), wrapped, None),
        "head": (font(ON_ACCENT, bold=True), wrapped, PatternFill("solid", fgColor=ACCENT)),
        "text": (font(INK), wrapped, None),
        "figure": (font(INK), right, None),
        "count": (font(INK), right, None),
        "share": (font(INK), right, None),
        "link": (link, top, None),
    }
    for name, (how, alignment, filled) in looks.items():
        number_format = _FORMATS.get(name, "General")
        yield NamedStyle(
            name, font=how, alignment=alignment, fill=filled, number_format=number_format
        )


def _add_lines(sheet: Worksheet, lines: Sequence[str], *, wrap: bool) -> None:
    """Write lines of text, the first one as the title.

    Above a table they run over the empty cells beside them; else they are wrapped.
    """
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, 1, line, "title" if row == 1 else "paragraph" if wrap else "line")
        if wrap and row > 1:
            sheet.row_dimensions[row].height = height_for({line: _WIDE + _WIDE})
    if wrap:
        sheet.column_dimensions["A"].width = _WIDE + _WIDE


def _add_table(sheet: Worksheet, page: Page, name: str) -> None:
    """Write the table of a page below its lines."""
    top = len(page.lines) + 1
    widths = [
        min(max(_NARROW, *(len(str(row[column])) + 2 for row in page.rows)), _WIDE)
        for column in range(len(page.head))
    ]
    for column, (text, width) in enumerate(zip(page.head, widths, strict=True), start=1):
        _write(sheet, top, column, text, "head")
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate((page.head, *page.rows), start=top):
        texts = zip(map(str, row), widths, strict=True)
        sheet.row_dimensions[number].height = height_for(dict(texts))
    for number, row in enumerate(page.rows, start=top + 1):
        for column, said in enumerate(row, start=1):
            if isinstance(said, Figure):
                _write_figure(sheet, number, column, said)
                continue
            short = column > 1 and len(said) < _NARROW
            _write(sheet, number, column, said or _NO_VALUE, "figure" if short else "text")
        if page.leads:
            cell = sheet.cell(number, 1)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{row[0]}'!A1")
            cell.style = "link"
    area = f"A{top}:{get_column_letter(len(page.head))}{top + len(page.rows)}"
    table = Table(displayName=name, ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = f"B{top + 1}"
    printed(sheet, page.lines[0])
    sheet.print_title_rows = f"{top}:{top}"


def _write_figure(sheet: Worksheet, row: int, column: int, figure: Figure) -> None:
    cell = sheet.cell(row, column)
    cell.style = "share" if figure.is_share else "count"
    cell.value = figure.value


def _write(sheet: Worksheet, row: int, column: int, text: str, style: str) -> None:
    """Write a text as a text, whatever it looks like; as a figure, a whole number is a number."""
    cell = sheet.cell(row, column)
    cell.style = style
    if style == "figure" and text.isascii() and text.isdigit():
        cell.value = int(text)
    else:
        cell.value = text
        cell.data_type = "s"
