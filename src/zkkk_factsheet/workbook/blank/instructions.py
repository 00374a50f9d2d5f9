"""The first sheet of the blank workbook: how to fill it in, in every language."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.blank.look import font, printed
from zkkk_factsheet.workbook.declaration.schema import earlier_status_header, sheets
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.excel import ACCENT, BLANK, INK, LINE, ON_ACCENT, height_for

_TOPICS = ("blank", "yellow", "lists", "persons", "layout", "check")
_BEFORE_GREY = "yellow"
_LABEL, _TEXT = 62, 84
"""The widths of the two columns. LibreOffice doesn't wrap links, so each label fits on a line."""


def add_instructions(book: Workbook, year: int, language: str, earlier: int | None) -> None:
    """Add the sheet, named in a language, which it begins with. Reading passes it over.

    ``earlier`` is the year whose statuses the workbook shows, if it does.
    """
    texts = catalogue(language, "workbook")
    sheet = book.create_sheet(texts.text("instructions.sheet"))
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = _LABEL
    sheet.column_dimensions["B"].width = _TEXT
    for each in (language, *(other for other in LANGUAGES if other != language)):
        _add_section(sheet, year, each, language, earlier)
    printed(sheet, texts.text("footer"), landscape=False)


def _add_section(
    sheet: Worksheet, year: int, language: str, tabs: str, earlier: int | None
) -> None:
    texts = catalogue(language, "workbook")
    row = sheet.max_row + 2 if sheet.max_row > 1 else 1
    title = sheet.cell(row, 1, texts.text("instructions.title", year=year))
    for column in (1, 2):
        sheet.cell(row, column).fill = PatternFill("solid", fgColor=ACCENT)
    title.font = font(ON_ACCENT, size=14, bold=True)
    title.alignment = Alignment(vertical="center")
    sheet.row_dimensions[row].height = 30
    _add_text(sheet, row + 1, texts.text("instructions.lead"))
    sheet.cell(row + 1, 2).alignment = Alignment(vertical="center", wrap_text=True)
    sheet.row_dimensions[row + 1].height = 48
    for label, text, tab in _topics(language, tabs, earlier):
        row = sheet.max_row + 1
        _add_text(sheet, row, text, label)
        cell = sheet.cell(row, 1)
        if tab:
            cell.hyperlink = Hyperlink(cell.coordinate, location=f"'{tab}'!A1")
        if label == texts.text("instructions.yellow.label"):
            cell.fill = PatternFill("solid", fgColor=BLANK)
        if label == texts.text("instructions.grey.label"):
            cell.fill = PatternFill("solid", fgColor=LINE)


def _topics(language: str, tabs: str, earlier: int | None) -> Iterator[tuple[str, str, str]]:
    """The label of each topic, its text, and the worksheet it is about."""
    texts = catalogue(language, "workbook")
    draft = next(each for each in words("edition_status") if each.id == "draft")
    for schema in sheets():
        name, tab = schema.names[language], schema.names[tabs]
        label = name if name == tab else texts.text("instructions.tab", name=name, tab=tab)
        text = texts.text(f"instructions.{schema.id}.text", draft=draft.words[tabs])
        yield label, text, tab
    for topic in _TOPICS:
        label = texts.text(f"instructions.{topic}.label")
        yield label, texts.text(f"instructions.{topic}.text"), ""
        if topic == _BEFORE_GREY and earlier:
            column = earlier_status_header(earlier, tabs)
            text = texts.text("instructions.grey.text", column=column)
            yield texts.text("instructions.grey.label"), text, ""


def _add_text(sheet: Worksheet, row: int, text: str, label: str = "") -> None:
    sheet.cell(row, 1, label or None).font = font(ACCENT, bold=True)
    sheet.cell(row, 1).alignment = Alignment(vertical="top", wrap_text=True)
    cell = sheet.cell(row, 2, text)
    cell.font = font(INK)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = height_for({label: _LABEL, text: _TEXT})
