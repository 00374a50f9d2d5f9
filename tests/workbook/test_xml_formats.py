"""What is particular about xlsx and ods is read as the office programs mean it."""

import datetime as dt
from typing import Any

import pytest
from tests.workbook.books import NAME, Entry, check_files, found, to_xlsx, valid_book
from tests.workbook.packages import Parts, parts_of, zipped

from zkkk_factsheet.workbook.reading.cells import Cell
from zkkk_factsheet.workbook.reading.files.gate import format_of, unpack
from zkkk_factsheet.workbook.reading.files.ods import read_ods
from zkkk_factsheet.workbook.reading.files.raw import RawSheet, Refused
from zkkk_factsheet.workbook.reading.files.xlsx import read_xlsx

SHEET = "xl/worksheets/sheet1.xml"

# The ways of xlsx --------------------------------------------------------------------------


def _sheet_of(xml: str, **parts: str) -> RawSheet:
    """The first worksheet of a workbook, its data given as XML."""
    made: Parts = parts_of(to_xlsx({"Sheet": valid_book()["about"]}))
    made[SHEET] = f"<worksheet>{xml}</worksheet>".encode()
    made |= {name.replace("__", "/") + ".xml": xml.encode() for name, xml in parts.items()}
    (sheet,) = read_xlsx("", unpack(zipped(made)))
    return sheet


def _values_of(xml: str, **parts: str) -> dict[tuple[int, int], object]:
    sheet = _sheet_of(f"<sheetData>{xml}</sheetData>", **parts)
    return {address: cell.value for address, cell in sheet.cells.items()}


def test_cells_without_an_address_follow_each_other() -> None:
    """A cell and a row without an address stand after the one before, empty ones too."""
    xml = """<row><c><v>1</v></c><c/><c><v>2</v></c></row>
             <row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c></row>
             <row/><row><c><v>5</v></c></row>"""
    assert _values_of(xml) == {(1, 1): 1, (1, 3): 2, (5, 3): 3, (5, 4): 4, (7, 1): 5}


def test_texts_of_every_kind() -> None:
    """Inline texts, results of formulas, rich texts; phonetic readings are left out."""
    xml = """<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>
      <c r="B1" t="inlineStr"><is><r><t>Gja</t></r><r><t>kova</t></r><rPh><t>x</t></rPh></is></c>
      <c r="C1" t="str"><f>A1</f><v>c</v></c><c r="D1" t="str"><f>""</f><v></v></c>
      <c r="E1" t="inlineStr"><is><t>e_x0041__x000D_</t></is></c></row>"""
    assert _values_of(xml) == {(1, 1): "a", (1, 2): "Gjakova", (1, 3): "c", (1, 5): "eA"}


def test_dates_since_1904_and_as_texts() -> None:
    """A workbook may count its dates from 1904, or write them out."""
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    xml = """<row r="1"><c r="A1" s="1"><v>42428</v></c><c r="B1" t="d"><v>2020-02-29</v></c>
      <c r="C1" s="1"><v>-5</v></c><c r="D1" s="1"><v>59</v></c></row>"""
    book = """<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets>
      <sheet name="S" r:id="rId1"/></sheets></workbook>"""
    since_1900 = _values_of(xml, xl__styles=styles)
    assert since_1900 == {
        (1, 1): dt.date(2016, 2, 28),
        (1, 2): dt.date(2020, 2, 29),
        (1, 3): -5,
        (1, 4): dt.date(1900, 2, 28),
    }
    since_1904 = _values_of(xml, xl__styles=styles, xl__workbook=book)
    assert since_1904[1, 1] == dt.date(2020, 2, 29)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("dd/mm/yyyy", dt.date(2020, 6, 18)),
        ("[$-41C]d mmmm yyyy", dt.date(2020, 6, 18)),
        ('0 "ditë"', 44000),
        ("General", 44000),
        ("[Red]0.00", 44000),
        ("#,##0\\d", 44000),
        ("[h]:mm", dt.date(2020, 6, 18)),
        ("y" * 300, 44000),
    ],
)
def test_what_a_format_of_ones_own_shows(code: str, value: object) -> None:
    """A number is a date if its format has a letter of a date outside quotes and brackets."""
    escaped = code.replace('"', "&quot;")
    styles = f"""<styleSheet><numFmts><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="170"/></cellXfs>
      </styleSheet>"""
    xml = '<row r="1"><c r="A1" s="0"><v>44000</v></c></row>'
    assert _values_of(xml, xl__styles=styles) == {(1, 1): value}


def test_formats_of_conditional_formatting_are_no_formats_of_cells() -> None:
    """What a condition shows has numbers of its own, also those of built-in formats."""
    styles = """<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0"/></numFmts>
      <cellXfs><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>
      <dxfs><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf>
      <dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs></styleSheet>"""
    xml = """<row r="1"><c r="A1" s="0"><v>44000</v></c><c r="B1" s="1"><v>44000</v></c></row>"""
    cells = _sheet_of(f"<sheetData>{xml}</sheetData>", xl__styles=styles).cells
    read = {at: Entry(*cell[1:]) for at, cell in cells.items()}
    assert read == {(1, 1): Entry(dt.date(2020, 6, 18)), (1, 2): Entry(44000)}


@pytest.mark.parametrize("book", ["", '<workbookPr date1904="1"/>'])
@pytest.mark.parametrize("serial", [2_957_003, 2_957_004, 2_958_000, 2_958_465, 2_958_466])
def test_a_number_beyond_the_last_date_is_a_number(serial: int, book: str) -> None:
    """Excel's last day is the end of the year 9999, from wherever it counts."""
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    xml = f'<row r="1"><c r="A1" s="0"><v>{serial}</v></c></row>'
    workbook = f"""<workbook xmlns:r="r">{book}<sheets><sheet name="S" r:id="rId1"/></sheets>
      </workbook>"""
    value = _values_of(xml, xl__styles=styles, xl__workbook=workbook)[1, 1]
    last = 2_957_003 if book else 2_958_465
    assert isinstance(value, dt.date if serial <= last else float)
    assert serial != last or value == dt.date(9999, 12, 31)


def test_a_formula_without_a_result_is_no_blank() -> None:
    """A formula is without a result if nothing is stored; an empty text is a result."""
    xml = """<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>B1</f><v/></c>
      <c r="C1" t="str"><f>B1</f><v></v></c><c r="D1" s="0"/>
      <c r="E1" t="e"><v>#REF!</v></c><c r="F1" t="str"><f>B1</f></c>
      <c r="G1" t="str"><f>B1</f><v/></c><c r="H1" t="str"/></row>"""
    cells = _sheet_of(f"<sheetData>{xml}</sheetData>").cells
    assert {at: cell.trouble for at, cell in cells.items()} == {
        (1, 1): "no-result",
        (1, 2): "no-result",
        (1, 5): "error",
        (1, 6): "no-result",
    }


def test_an_empty_text_is_the_result_of_a_formula_in_ods_too() -> None:
    """LibreOffice writes it as an empty paragraph without a type; no paragraph is no result."""
    cells = _ods_cells("""<table:table-row><table:table-cell table:formula="of:=1+1"/>
      <table:table-cell table:formula="of:=IF(1=1;&quot;&quot;;2)"><text:p/></table:table-cell>
      <table:table-cell table:formula="of:=A1"/></table:table-row>""")
    assert {at: cell.trouble for at, cell in cells.items()} == {
        (1, 1): "no-result",
        (1, 3): "no-result",
    }


def test_prefixes_and_strict_workbooks_are_read_alike() -> None:
    """Elements may have a prefix, and a strict workbook has other names for its relations."""
    parts = parts_of(to_xlsx({"Sheet": valid_book()["about"]}))
    plain = read_xlsx("", unpack(zipped(parts)))
    parts[SHEET] = (
        parts[SHEET].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
    )
    transitional = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"):
        parts[name] = parts[name].replace(transitional, strict)
    assert read_xlsx("", unpack(zipped(parts))) == plain


def test_a_worksheet_in_utf_16_is_read() -> None:
    """XML in UTF-16 is as good as any; a reader that takes it for empty loses a year."""
    parts = parts_of(to_xlsx({"Sheet": valid_book()["about"]}))
    plain = read_xlsx("", unpack(zipped(parts)))
    parts[SHEET] = parts[SHEET].decode().encode("utf-16")
    assert read_xlsx("", unpack(zipped(parts))) == plain


@pytest.mark.parametrize(
    "change", [str.upper, lambda name: name.replace("/", "\\"), lambda name: f"/{name}"]
)
def test_names_of_parts_may_be_written_otherwise(change: Any) -> None:
    """Some programs write the names of parts in capitals, with backslashes or a leading slash."""
    parts = parts_of(to_xlsx({"Sheet": valid_book()["about"]}))
    plain = read_xlsx("", unpack(zipped(parts)))
    renamed = zipped({change(name): data for name, data in parts.items()})
    assert format_of(renamed) == "xlsx"
    assert read_xlsx("", unpack(renamed)) == plain


def test_a_wrong_dimension_loses_no_cell() -> None:
    """What a worksheet says of its size is not believed."""
    xml = '<dimension ref="A1:B2"/><sheetData><row r="9"><c r="Z9"><v>1</v></c></row></sheetData>'
    assert set(_sheet_of(xml).cells) == {(9, 26)}


def test_a_main_part_of_another_name_is_found() -> None:
    """The package says which part is the workbook."""
    parts = parts_of(to_xlsx({"Sheet": valid_book()["about"]}))
    plain = read_xlsx("", unpack(zipped(parts)))
    parts["xl/main.xml"] = parts.pop("xl/workbook.xml")
    parts["xl/_rels/main.xml.rels"] = parts.pop("xl/_rels/workbook.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/main.xml")
    assert read_xlsx("", unpack(zipped(parts))) == plain


@pytest.mark.parametrize("reference", ["A0", "XFE1", "A1048577", "1A", "AAAA1", "A-1", "A1:B2"])
def test_an_address_that_cannot_be_is_damage(reference: str) -> None:
    """An address beyond Excel's limits is no address."""
    with pytest.raises(Refused, match="damaged"):
        _values_of(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')


# The ways of ods ---------------------------------------------------------------------------


def _ods(table: str, before: str = "") -> bytes:
    names = " ".join(
        f'xmlns:{n}="urn:{n}"' for n in ("office", "table", "text", "calcext", "style")
    )
    content = f"""<office:document-content {names}>{before}<office:body><office:spreadsheet>{table}
      </office:spreadsheet></office:body></office:document-content>"""
    return zipped({"mimetype": b"x", "content.xml": content.encode()})


def _ods_cells(rows: str, before: str = "") -> dict[tuple[int, int], Cell]:
    (sheet,) = read_ods(
        "", unpack(_ods(f'<table:table table:name="S">{rows}</table:table>', before))
    )
    return sheet.cells


def test_repeated_cells_stand_where_they_are_repeated() -> None:
    """Repeated blanks move what follows; repeated values are there several times."""
    cells = _ods_cells("""<table:table-row table:number-rows-repeated="3"><table:table-cell
      table:number-columns-repeated="16384"/></table:table-row>
      <table:table-row table:number-rows-repeated="2"><table:table-cell
      table:number-columns-repeated="2"/><table:table-cell office:value-type="float"
      office:value="1" table:number-columns-repeated="2"/></table:table-row>
      <table:table-row table:number-rows-repeated="1048571"><table:table-cell/>
      </table:table-row>""")
    assert set(cells) == {(4, 3), (4, 4), (5, 3), (5, 4)}


def test_a_note_on_a_cell_is_no_part_of_it() -> None:
    """Comments, tracked changes and tables within cells are passed over."""
    cells = _ods_cells("""<table:table-row><table:table-cell office:value-type="string">
      <office:annotation><text:p>note</text:p></office:annotation><text:p>a<text:s text:c="2"/>b
      </text:p><text:p>c</text:p></table:table-cell></table:table-row>""")
    assert cells[1, 1].value == "a b\nc"


def test_an_encrypted_ods_is_told_from_a_damaged_one() -> None:
    """LibreOffice's password protection is named as such."""
    manifest = b'<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    data = zipped({"META-INF/manifest.xml": manifest, "content.xml": b"\x00\x01"})
    assert found(check_files((NAME, data)).findings) == [("encrypted", "", "")]


def test_a_workbook_without_its_parts_is_damaged() -> None:
    """A worksheet that is named, but not there; a package that doesn't say which is which."""
    parts = parts_of(to_xlsx({"Sheet": valid_book()["about"]}))
    whole = read_xlsx("", unpack(zipped(parts)))
    without_relations = {name: data for name, data in parts.items() if name != "_rels/.rels"}
    assert read_xlsx("", unpack(zipped(without_relations))) == whole
    del parts[SHEET]
    with pytest.raises(Refused, match="damaged"):
        read_xlsx("", unpack(zipped(parts)))
