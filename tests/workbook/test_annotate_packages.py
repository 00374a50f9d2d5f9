"""The annotated copy of whatever package there is, and of what is no package at all."""

import re
import xml.etree.ElementTree as ET
from random import Random

import pytest
from tests.effort import THOROUGH
from tests.workbook.annotated import (
    NAME,
    colour,
    copy,
    faulty,
    findings_of,
    listed,
    notes,
    source,
)
from tests.workbook.spreadsheets import (
    opened,
    packed,
    parts,
    repairs,
    seen,
)

from zkkk_factsheet.workbook.excel import ERROR
from zkkk_factsheet.workbook.findings import finding
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.telling import report

# The workbooks are made once for all tests, if one process has them: that in which LibreOffice is.
pytestmark = pytest.mark.xdist_group("office")

DAMAGED = 80 if THOROUGH else 20
"""So many times a workbook is damaged."""

_ROWS_BELOW = re.compile(rb'<row r="(?:1[3-9]|[2-9]\d|\d{3,})".*?</row>', re.DOTALL)
"""The rows from 13 on: all that they have is in the ones above, too."""


# Packages as other programs write them -----------------------------------------------------


def test_a_workbook_with_prefixes_and_without_addresses_is_added_to() -> None:
    """Some programs write every tag with a prefix, or leave the addresses of cells out."""
    content = parts(faulty())
    for name in ("xl/worksheets/sheet3.xml", "xl/comments/comment2.xml", "xl/styles.xml"):
        text = re.sub(rb"<(/?)(?=[a-zA-Z])(?!xml)", rb"<\1x:", content[name])
        content[name] = text.replace(b" xmlns=", b" xmlns:x=")
    text = content["xl/worksheets/sheet3.xml"]
    content["xl/worksheets/sheet3.xml"] = re.sub(rb'(<x:(?:c|row)) r="[A-Z0-9]+"', rb"\1", text)
    of = source(packed(content))
    found = findings_of(source())
    data = annotated_copy(of, found, "sq")
    assert notes(data) == notes(copy())
    assert colour(data, "Zyrat", "C5") == ERROR
    ET.fromstring(parts(data)["xl/worksheets/sheet3.xml"])  # noqa: S314 - made here


def test_parts_in_utf_16_are_added_to() -> None:
    """The format allows two encodings."""
    content = parts(faulty())
    for name in ("xl/worksheets/sheet3.xml", "xl/workbook.xml"):
        text = content[name].decode()
        content[name] = f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")
    found = findings_of(source())
    assert notes(annotated_copy(source(packed(content)), found, "sq")) == notes(copy())


def test_macros_are_left_out() -> None:
    """Excel refuses a file named .xlsx with macros, so the copy has none and isn't declared so."""
    content = parts(faulty())
    types, related = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
    content["xl/vbaProject.bin"] = b"macros"
    content[types] = (
        content[types]
        .replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        .replace(
            b"<Override",
            b'<Override PartName="/xl/vbaProject.bin" '
            b'ContentType="application/vnd.ms-office.vbaProject"/><Override',
            1,
        )
    )
    content[related] = content[related].replace(
        b"</Relationships>",
        b'<Relationship Id="m" Target="vbaProject.bin" '
        b'Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
        b"</Relationships>",
    )
    of = source(packed(content), "peja-2020.xlsm")
    after = parts(annotated_copy(of, findings_of(of), "sq"))
    assert "xl/vbaProject.bin" not in after
    assert b"macroEnabled" not in after[types]
    assert b"vbaProject" not in after[types] + after[related]
    assert repairs(packed(after)) == []


# Where only the values can be copied -------------------------------------------------------


def test_of_what_cannot_be_added_to_the_values_are_copied() -> None:
    """Without styles nothing can be coloured: a new workbook has the values in the same cells."""
    content = parts(faulty())
    related = content["xl/_rels/workbook.xml.rels"]
    content["xl/_rels/workbook.xml.rels"] = re.sub(
        rb"<Relationship [^>]*styles[^>]*/>", b"", related
    )
    assert content["xl/_rels/workbook.xml.rels"] != related
    del content["xl/styles.xml"]
    of = source(packed(content))
    data = annotated_copy(of, findings_of(source()), "sq")
    assert repairs(data) == []
    before, after = seen(faulty()), seen(data)
    assert after.sheetnames[1:] == before.sheetnames
    for address in ("A2", "B2", "C5", "D30"):
        assert after["Zyrat"][address].value == before["Zyrat"][address].value
    assert "Gabim: " in notes(data)["Zyrat", "C5"]
    assert "kopje e vlerave" in str(after.worksheets[0]["A3"].value)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not really", b"no workbook"])
def test_of_what_cannot_be_read_there_is_the_list(data: bytes) -> None:
    """A file that is none still gives a workbook that says so."""
    found = (finding("damaged", Place(NAME)),)
    after = annotated_copy(source(data), found, "sr")
    assert [row[2:4] for row in listed(after)] == [
        ("Cela datoteka", report.message(found[0], "sr"))
    ]
    assert repairs(after) == []
    assert [page.sheet_state for page in opened(after).worksheets] == ["visible", "hidden"]


def test_a_damaged_workbook_raises_nothing() -> None:
    """Whatever bytes are wrong, the result is a workbook in order."""
    random = Random(5)  # noqa: S311 - no secret
    found = findings_of(source())
    content = {name: _ROWS_BELOW.sub(b"", part) for name, part in parts(faulty()).items()}
    assert sum(map(len, content.values())) < sum(map(len, parts(faulty()).values())) * 3 / 4
    names = [name for name in sorted(content) if name.startswith(("xl/", "[", "_rels"))]
    own = 0
    for _ in range(DAMAGED):
        broken = dict(content)
        name = random.choice(names)
        part = bytearray(broken[name])
        at = random.randrange(len(part))
        part[at : at + random.randrange(30)] = random.choice((b"", b"<", b">", b'"', b"<x/>", b"9"))
        broken[name] = bytes(part)
        after = parts(annotated_copy(source(packed(broken)), found, "sq"))
        assert "xl/worksheets/findings1.xml" in after
        own += "xl/comments/comment1.xml" in after  # only the analyst's own workbook has it
    assert DAMAGED / 8 < own < DAMAGED
