"""The worksheet that lists all findings, each with a link to its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.checking.copies import SHEET_MARK, SHEET_MARK_COLUMN, SHEET_MARK_ROW
from zkkk_factsheet.workbook.excel import (
    ACCENT,
    ERROR,
    INK,
    ON_ACCENT,
    QUIET,
    WARNING,
    height_for,
)
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.marking.package import MAIN
from zkkk_factsheet.workbook.marking.splice import attribute, content
from zkkk_factsheet.workbook.marking.styles import Styles
from zkkk_factsheet.workbook.places import column_letters
from zkkk_factsheet.workbook.reading.cells import clean
from zkkk_factsheet.workbook.telling import report

COLOURS = {"error": ERROR, "warning": WARNING}

_COLUMNS = {"severity": 17, "worksheet": 20, "cell": 16, "message": 62, "hint": 62}
_LAST = column_letters(len(_COLUMNS))
_HEADER_ROW = 4
_TITLE_HEIGHT = 30
_MOST_LINKS = 65_000
"""Excel takes no more on one worksheet."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A finding, and the sheet and the cell it is shown on; "" for a finding of the whole file."""

    found: Finding
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def target(self) -> str:
        """Where the link leads to, as Excel writes it."""
        name = self.sheet.replace("'", "''")
        return f"'{name}'!{column_letters(self.column)}{self.row}"


def sheet_name(language: str, taken: Sequence[str]) -> str:
    """What the worksheet is called, if a workbook doesn't have a sheet of this name already."""
    name = catalogue(language, "workbook").text("findings.sheet")
    folded = {each.casefold() for each in taken}
    names = [name, *(f"{name} {number}" for number in range(2, len(taken) + 3))]
    return next(each for each in names if each.casefold() not in folded)


def text_of(found: Finding, language: str) -> str:
    """A finding as the text of a note: what is wrong, and what to do."""
    severity = catalogue(language, "messages").text(f"report.{found.severity}")
    first = catalogue(language, "workbook").text(
        "findings.note", severity=_capital(severity), message=report.message(found, language)
    )
    return f"{first}\n{_what_to_do(found, language)}"


def findings_sheet(
    listed: Sequence[Listed], styles: Styles, file: str, lead: str, language: str
) -> bytes:
    """The worksheet as a part. All texts are texts: none can become a formula."""
    rows = [_title(file, styles, language), *_leads(listed, lead, styles, language)]
    rows.append(_header(styles, language))
    links: list[str] = []
    for number, each in enumerate(listed, start=_HEADER_ROW + 1):
        rows.append(_row(number, each, styles, language))
        if each.sheet and len(links) < _MOST_LINKS:
            links.append(f'<hyperlink ref="C{number}" location="{attribute(each.target)}"/>')
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(_COLUMNS.values(), start=1)
    )
    columns += f'<col min="{SHEET_MARK_COLUMN}" max="{SHEET_MARK_COLUMN}" hidden="1" width="3"/>'
    footer = attribute(catalogue(language, "workbook").text("footer"))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FF{ACCENT}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{_HEADER_ROW}" topLeftCell="A{_HEADER_ROW + 1}" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f"<cols>{columns}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<mergeCells count="3"><mergeCell ref="A1:{_LAST}1"/><mergeCell ref="A2:{_LAST}2"/>'
        f'<mergeCell ref="A3:{_LAST}3"/></mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddFooter>&amp;R{footer}</oddFooter></headerFooter></worksheet>"
    ).encode()


def _title(file: str, styles: Styles, language: str) -> str:
    text = catalogue(language, "workbook").text("findings.title", file=clean(file))
    look = styles.look(ON_ACCENT, fill=ACCENT, bold=True, size=14)
    cells = [_cell(column, 1, text if column == 1 else "", look) for column in _numbers()]
    cells.append(_cell(SHEET_MARK_COLUMN, SHEET_MARK_ROW, SHEET_MARK, styles.look(QUIET)))
    return _written(1, _TITLE_HEIGHT, cells)


def _leads(listed: Sequence[Listed], lead: str, styles: Styles, language: str) -> Iterator[str]:
    """Two rows: how many findings there are, and what this workbook is."""
    summary = " ".join(report.summary([each.found for each in listed], language))
    looks = (styles.look(INK, bold=True), styles.look(QUIET))
    for row, (text, look) in enumerate(zip((summary, lead), looks, strict=True), start=2):
        height = height_for({text: sum(_COLUMNS.values())})
        yield _written(row, height, [_cell(1, row, text, look)])


def _header(styles: Styles, language: str) -> str:
    texts = catalogue(language, "workbook")
    look = styles.look(ON_ACCENT, fill=ACCENT, bold=True)
    headers = [texts.text(f"findings.{each}") for each in _COLUMNS]
    cells = [_cell(number, _HEADER_ROW, text, look) for number, text in enumerate(headers, 1)]
    return _written(_HEADER_ROW, 20, cells)


def _row(number: int, listed: Listed, styles: Styles, language: str) -> str:
    found = listed.found
    severity = _capital(catalogue(language, "messages").text(f"report.{found.severity}"))
    where = _capital(_where(found, language))
    message, hint = report.message(found, language), _what_to_do(found, language)
    plain = styles.look(INK)
    texts = (
        (severity, styles.look(INK, fill=COLOURS[found.severity], bold=True)),
        (clean(found.place.sheet), plain),
        (where, styles.look(ACCENT, link=True) if listed.sheet else plain),
        (message, plain),
        (hint, plain),
    )
    cells = [_cell(column, number, *each) for column, each in enumerate(texts, start=1)]
    height = height_for({message: _COLUMNS["message"], hint: _COLUMNS["hint"]})
    return _written(number, height, cells)


def _where(found: Finding, language: str) -> str:
    texts, place = catalogue(language, "workbook"), found.place
    if not place.sheet:
        return texts.text("findings.whole-file")
    if place.row and place.column:
        return place.cell
    if place.row:
        return texts.text("findings.row", row=place.cell)
    if place.column:
        return texts.text("findings.column", column=place.cell)
    return texts.text("findings.whole-sheet")


def _what_to_do(found: Finding, language: str) -> str:
    texts = (report.suggestion(found, language), report.hint(found, language))
    return " ".join(text for text in texts if text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _numbers() -> range:
    return range(1, len(_COLUMNS) + 1)


def _written(row: int, height: float, cells: Sequence[str]) -> str:
    return f'<row r="{row}" ht="{height}" customHeight="1">{"".join(cells)}</row>'


def _cell(column: int, row: int, text: str, look: int) -> str:
    address = f"{column_letters(column)}{row}"
    if not text:
        return f'<c r="{address}" s="{look}"/>'
    inside = f'<is><t xml:space="preserve">{content(text)}</t></is>'
    return f'<c r="{address}" s="{look}" t="inlineStr">{inside}</c>'
