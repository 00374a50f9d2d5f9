"""What an annotated copy must not do: run a text as a formula, or be in need of repair."""

import datetime as dt

import pytest
from tests.workbook.annotated import (
    LINK,
    NAME,
    copy,
    every_language,
    faulty,
    findings_of,
    listed,
    source,
)
from tests.workbook.spreadsheets import (
    opened,
    packed,
    parts,
    repairs,
)

from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.findings import codes, finding
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.marking.values_copy import values_copy
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.cells import Cell, CellValue
from zkkk_factsheet.workbook.reading.sheets import Row, Sheet

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")


def test_no_finding_becomes_a_formula() -> None:
    """A text from a cell, a sheet or a file that begins with = + - @ is a text wherever it goes."""
    found = findings_of(source())
    assert any(LINK in value for each in found for value in each.values.values())
    evil = (
        *(
            finding("unknown-sheet", Place(NAME, "Zyrat"), {"found": f"{sign}1+1"})
            for sign in "=+-@"
        ),
        *found,
    )
    data = annotated_copy(source(name=NAME), evil, "sr")
    for row in opened(data).worksheets[0].iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "n", "inlineStr"}
    page = next(part for name, part in parts(data).items() if "worksheets/findings" in name)
    assert b"<f>" not in page
    assert b"<f " not in page


def test_a_file_name_that_looks_like_a_formula_is_a_text() -> None:
    """Names of files come from outside too."""
    name = "=1+1.xlsx"
    data = annotated_copy(source(name=name), (finding("damaged", Place(name)),), "en")
    assert opened(data).worksheets[0]["A1"].data_type == "s"


def test_a_value_that_looks_like_a_formula_is_copied_as_a_text() -> None:
    """In a copy of the values, what was a text stays one."""
    content = parts(faulty())
    content["xl/styles.xml"] = b"<styleSheet/>"
    data = annotated_copy(source(packed(content)), findings_of(source()), "en")
    cell = opened(data)["Detyrat"]["B4"]
    assert (cell.value, cell.data_type) == (LINK, "s")


def test_values_that_excel_cannot_hold_are_copied_as_texts() -> None:
    """Other formats know characters, names, numbers and days that Excel doesn't."""
    long_name = "Të gjitha zyrat komunale [2020]: përmbledhje"
    values: list[CellValue] = [
        "a\x00b\ufffe",
        float("nan"),
        10**30,
        dt.date(1815, 6, 18),
        "x" * 40_000,
        0.25,
        "#N/A",
    ]
    sheets = []
    for name in (long_name, long_name.upper(), "'"):
        place = Place(NAME, name)
        cells = {
            column: Cell(place._replace(row=2, column=column), value, percent=value == 0.25)
            for column, value in enumerate(values, start=1)
        }
        beyond = {16_385: Cell(place._replace(row=2, column=16_385), "x")}
        sheets.append(Sheet(place, (Row(2, cells | beyond),)))
    data = values_copy(sheets)
    assert repairs(data) == []
    names = opened(data).sheetnames
    assert names == [
        "Të gjitha zyrat komunale _2020_",
        "TË GJITHA ZYRAT KOMUNALE _202 2",
        "_",
    ]
    texts = ["ab", "nan", str(10**30), "1815-06-18", "x" * 32_767, 0.25, "#N/A"]
    for page in opened(data).worksheets:
        assert [cell.value for cell in page[2]] == texts
        assert page["F2"].number_format == "0%"
        assert page["G2"].data_type == "s"


def test_texts_that_xml_cannot_hold_do_no_harm() -> None:
    """Control characters go; what looks like Excel's own escapes stays as it is read."""
    values = {"found": "a\x00\x0b<b>&\"'_x0041_\ufffe"}
    found = (finding("unknown-sheet", Place(NAME, "Zyrat", 2, 1), values),)
    data = annotated_copy(source(), found, "en")
    assert repairs(data) == []
    assert "_x0041_" in listed(data)[0][3] or "_x005F_x0041_" in listed(data)[0][3]
    assert "<b>&\"'" in listed(data)[0][3]


@every_language
def test_the_same_arguments_give_the_same_bytes(language: str) -> None:
    """Nothing in the file says when it was written; the findings stand as the check orders them."""
    found = findings_of(source())
    assert annotated_copy(source(), found, language) == copy(language)


@every_language
def test_excel_has_nothing_to_repair(language: str) -> None:
    """The package obeys the rules that Excel repairs or refuses a workbook by."""
    assert repairs(copy(language)) == []


def test_every_code_can_be_shown() -> None:
    """Each code of the catalogue has its row and its note, in each language."""
    found = tuple(
        finding(code.code, Place(NAME, "Zyrat", row, 2), code.example)
        for row, code in enumerate(codes().values(), start=2)
    )
    for language in LANGUAGES:
        data = annotated_copy(source(), found, language)
        assert len(listed(data)) == len(codes())
        assert repairs(data) == []
