"""Workbooks as other programs write them, with everything that such programs put in."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.protection import SheetProtection
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture
from tests.workbook.books import saved


def _rows(sheet: Worksheet) -> None:
    """A few rows of data, beginning at B3."""
    head = ["Komuna", "Gra", "Burra", "Data", "Po/Jo"]
    for column, text in enumerate(head, 2):
        sheet.cell(3, column, text)
    for row in range(4, 14):
        values = (f"Komuna {row}", row, row * 1.5, dt.date(2019, 1, row), row % 2 == 0)
        for column, value in enumerate(values, 2):
            sheet.cell(row, column, cast("str", value))


def _plain() -> Workbook:
    book = Workbook()
    _rows(_first(book))
    return book


def _first(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def _chart(sheet: Worksheet) -> BarChart:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=13), titles_from_data=True)
    return chart


def _adorned() -> Workbook:
    """Comments, a chart, a picture, drop-downs, colours, a table, hyperlinks, frozen panes."""
    book = _plain()
    sheet = _first(book)
    sheet["B3"].comment = Comment("A comment with <b>signs</b> & more", "somebody")
    sheet["B4"].font = Font(bold=True)
    sheet["B5"].hyperlink = "https://example.org/?a=1&b=2"
    sheet["C4"].fill = PatternFill("solid", fgColor="FFCC00")
    sheet["G3"] = CellRichText("rich ", TextBlock(InlineFont(b=True), "text"), " ë š")
    sheet.add_chart(_chart(sheet), "I3")
    picture = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(picture, "PNG")
    sheet.add_image(Image(picture), "I20")
    choice = DataValidation(type="list", formula1='"po,jo"')
    sheet.add_data_validation(choice)
    choice.add("F4:F13")
    red = DifferentialStyle(fill=PatternFill(bgColor="FF0000"))
    rule = Rule(type="expression", dxf=red, formula=["ISBLANK(C4)"])
    sheet.conditional_formatting.add("C4:C13", rule)
    sheet.add_table(Table(displayName="T", ref="B3:F13"))
    sheet.freeze_panes = "C4"
    sheet.column_dimensions["B"].width = 30
    sheet.print_title_rows = "3:3"
    return book


def organised(rows: int = 1_048_576) -> Workbook:
    """Groups, hidden rows and columns, several sheets, names, protection, a chart sheet."""
    book = _plain()
    sheet = _first(book)
    sheet.row_dimensions.group(5, 7, hidden=True)
    sheet.column_dimensions.group("H", "J", hidden=True)
    sheet.protection = SheetProtection(sheet=True, password="x")  # noqa: S106 - nothing to protect
    sheet["B4"].protection = Protection(locked=False)
    sheet.merge_cells("B15:D16")
    sheet["B15"] = "merged"
    sheet.auto_filter.ref = "B3:F13"
    other = book.create_sheet("Të tjera & <më>")
    # One worksheet with both, and calamine aborts: it makes a full grid between them.
    other["XFD1"] = "last column"
    book.create_sheet("far down").cell(rows, 1).value = "last row"
    book.create_sheet("empty")
    book.create_chartsheet("chart").add_chart(_chart(sheet))
    very = book.create_sheet("hidden")
    very["A1"] = 1
    very.sheet_state = "veryHidden"
    book.defined_names["total"] = DefinedName("total", attr_text="Sheet!$C$4:$C$13")
    return book


def _calculated() -> Workbook:
    """Formulas, errors, percentages, times, amounts, negative and very small numbers."""
    book = _plain()
    sheet = _first(book)
    for row, formula in enumerate(
        ["=SUM(C4:C13)", "=1/0", "=NA()", '=IF(1=1,"","x")', "=TODAY()", "=B3&C3", "=TRUE()"], 15
    ):
        sheet.cell(row, 2).value = formula
    for row, (number, format_) in enumerate(
        [
            (0.25, "0.00%"),
            (1234.5, '#,##0.00 "€"'),
            (-7, "[Red]-0"),
            (1e-9, "0.00E+00"),
            (0.75, "hh:mm"),
            (43555.5, "yyyy-mm-dd hh:mm"),
            (12, "@"),
        ],
        15,
    ):
        sheet.cell(row, 3).value = number
        sheet.cell(row, 3).number_format = format_
    return book


def _pandas() -> bytes:
    """Two frames, with an index, a missing value and dates."""
    import pandas as pd  # noqa: PLC0415 - a second to load, in each process that collects tests

    frame = pd.DataFrame(
        {
            "Komuna": ["Pejë", "Prizren", None],
            "Gra": [1, 2, None],
            "Data": [pd.Timestamp("2019-01-01"), pd.NaT, pd.Timestamp("2019-03-01 12:30")],
        }
    )
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="frame")
        frame.T.to_excel(writer, sheet_name="turned", startrow=3, startcol=2)
    return file.getvalue()


def _streamed() -> bytes:
    """What openpyxl writes row by row, without keeping the workbook in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("stream")
    for row in range(50):
        sheet.append([row, f"text {row}", None, row / 3])
    return saved(book)


def _stored() -> bytes:
    """The same parts, not compressed, in another order, with a comment at the end."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(_plain()))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in sorted(old.namelist(), reverse=True):
            new.writestr(name, old.read(name))
        new.comment = b"a comment"
    return file.getvalue()


def _minimal() -> bytes:
    """As little as a script can write: no styles, no texts, no document properties."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = {
        "[Content_Types].xml": f"""<Types xmlns="{package}/content-types"><Default
          Extension="xml" ContentType="application/xml"/><Default Extension="rels"
          ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override
          PartName="/xl/workbook.xml" ContentType=
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""",
        "_rels/.rels": f"""<Relationships xmlns="{package}/relationships"><Relationship Id="a"
          Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
        "xl/workbook.xml": f"""<workbook xmlns="{main}" xmlns:r="{relation}"><sheets><sheet
          name="S" sheetId="1" r:id="b"/></sheets></workbook>""",
        "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{package}/relationships">
          <Relationship Id="b" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>
          </Relationships>""",
        "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{main}"><sheetData><row r="2">
          <c r="B2" t="inlineStr"><is><t>x</t></is></c><c r="C2"><v>3</v></c></row></sheetData>
          </worksheet>""",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, text in parts.items():
            new.writestr(name, text)
    return file.getvalue()


FOREIGN: dict[str, Callable[[], bytes]] = {
    "plain": lambda: saved(_plain()),
    "adorned": lambda: saved(_adorned()),
    "organised": lambda: saved(organised()),
    "calculated": lambda: saved(_calculated()),
    "pandas": _pandas,
    "streamed": _streamed,
    "stored": _stored,
    "minimal": _minimal,
}


def write(folder: Path) -> None:
    """Write all of them to a folder, for a look in Excel or LibreOffice."""
    for name, make in FOREIGN.items():
        (folder / f"{name}.xlsx").write_bytes(make())
