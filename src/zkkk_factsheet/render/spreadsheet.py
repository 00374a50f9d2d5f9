"""Tables as an Excel workbook: to be read, also aloud, and to be calculated with.

Built in the manner of gptables (https://gptables.readthedocs.io): a cover, contents, notes, and one
table on each worksheet, below its title, its source and its mark; no merged cell, no empty row.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.documents.tables import Tables
from zkkk_factsheet.language import Catalogue, catalogue
from zkkk_factsheet.workbook.blank.look import printed
from zkkk_factsheet.workbook.excel import ACCENT, INK, ON_ACCENT, QUIET, bytes_of, height_for

_NARROW, _WIDE = 12, 60
"""The widths of a column, in letters: the least and the most."""

_NO_VALUE: Final = "–"
"""In a cell that has nothing to say: an empty one would be read as the end of the table."""


def _styles() -> Iterator[NamedStyle]:
    """How cells look, each look made once: openpyxl compares each that is given to a cell."""
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    fill = PatternFill("solid", fgColor=ACCENT)
    looks = {
        "title": (_font(INK, size=15, bold=True), top, None),
        "line": (_font(QUIET), top, None),
        "paragraph": (_font(QUIET), wrapped, None),
        "head": (_font(ON_ACCENT, bold=True), wrapped, fill),
        "text": (_font(INK), wrapped, None),
        "figure": (_font(INK), Alignment(horizontal="right", vertical="top"), None),
        "link": (_font(ACCENT, underline="single"), top, None),
    }
    for name, (font, alignment, filled) in looks.items():
        yield NamedStyle(name, font=font, alignment=alignment, fill=filled)


def _font(colour: str, **how: Any) -> Font:  # noqa: ANN401 - as openpyxl's Font takes it
    return Font(name="Calibri", color=colour, **how)


def workbook_of(tables: Tables) -> bytes:
    """Tables as an Excel workbook (.xlsx).

    Every text is a text, also one that begins like a formula; a whole number is a number. The same
    tables give the same bytes.
    """
    say = catalogue(tables.language, "data")
    book = Workbook()
    del book["Sheet"]
    for style in _styles():
        book.add_named_style(style)
    book.properties.title = tables.title
    book.properties.creator = tables.publisher
    book.properties.language = tables.tag
    _add_cover(book, tables, say)
    _add_contents(book, tables, say)
    _add_notes(book, tables, say)
    for number, table in enumerate(tables.tables, start=1):
        page = book.create_sheet(str(number))
        above = (table.title, *_said(tables), say.text("tables.one"))
        rows = [[str(text) for text in row] for row in table.rows]
        _add_table(page, above, table.head, rows, f"table_{number}")
    return bytes_of(book)


def _said(tables: Tables) -> tuple[str, ...]:
    """What stands above every table: the document it is of, the mark, and the source."""
    return tuple(filter(None, (tables.title, tables.mark, tables.source)))


def _add_cover(book: Workbook, tables: Tables, say: Catalogue) -> None:
    page = book.create_sheet(say.text("tables.cover"))
    lines = (tables.title, tables.publisher, *_said(tables)[1:], say.text("tables.about"))
    _add_lines(page, [line for line in lines if line], wrap=True)
    page.column_dimensions["A"].width = _WIDE + _WIDE


def _add_contents(book: Workbook, tables: Tables, say: Catalogue) -> None:
    page = book.create_sheet(say.text("tables.contents"))
    head = (say.text("tables.contents.sheet"), say.text("tables.contents.title"))
    notes = say.text("tables.notes")
    titles = enumerate((each.title for each in tables.tables), start=1)
    rows = [(notes, notes), *((str(number), title) for number, title in titles)]
    first = _add_table(page, (say.text("tables.contents.heading"),), head, rows, "contents")
    for row, (name, _) in enumerate(rows, start=first):
        cell = page.cell(row, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.style = "link"


def _add_notes(book: Workbook, tables: Tables, say: Catalogue) -> None:
    page = book.create_sheet(say.text("tables.notes"))
    head = (say.text("tables.notes.about"), say.text("tables.notes.text"))
    rows = [(heading, str(text)) for heading, text in tables.notes]
    _add_table(page, (say.text("tables.notes"), *_said(tables)), head, rows, "notes")


def _add_lines(page: Worksheet, lines: Sequence[str], *, wrap: bool = False) -> None:
    """Write lines of text, the first one as the title; they run over the empty cells beside them.

    If they are wrapped, the first column is to be as wide as two of the widest.
    """
    for row, line in enumerate(lines, start=1):
        _write(page, row, 1, line, "title" if row == 1 else "paragraph" if wrap else "line")
        if wrap and row > 1:
            page.row_dimensions[row].height = height_for({line: _WIDE + _WIDE})


def _add_table(
    page: Worksheet,
    above: Sequence[str],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    name: str,
) -> int:
    """Write a table below some lines; the number of its first row of data."""
    _add_lines(page, above)
    top = len(above) + 1
    widths = [
        min(max(_NARROW, *(len(row[column]) + 2 for row in rows)), _WIDE)
        for column in range(len(head))
    ]
    for column, (text, width) in enumerate(zip(head, widths, strict=True), start=1):
        _write(page, top, column, text, "head")
        page.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate((head, *rows), start=top):
        page.row_dimensions[number].height = height_for(dict(zip(row, widths, strict=True)))
    for number, row in enumerate(rows, start=top + 1):
        for column, text in enumerate(row, start=1):
            short = column > 1 and len(text) < _NARROW
            _write(page, number, column, text or _NO_VALUE, "figure" if short else "text")
    area = f"A{top}:{get_column_letter(len(head))}{top + len(rows)}"
    table = ExcelTable(displayName=name, ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    page.add_table(table)
    page.freeze_panes = f"B{top + 1}"
    printed(page, above[0])
    page.print_title_rows = f"{top}:{top}"
    return top + 1


def _write(page: Worksheet, row: int, column: int, text: str, style: str) -> None:
    """Write a text as a text, whatever it looks like; as a figure, a whole number is a number."""
    cell = page.cell(row, column)
    cell.style = style
    if style == "figure" and text.isascii() and text.isdigit():
        cell.value = int(text)
    else:
        cell.value = text
        cell.data_type = "s"
