"""Workbooks that are made to do harm."""

from collections.abc import Callable

from tests.workbook.hostile_parts import (
    BOMB,
    SHEET,
    before,
    having,
    lying_zip,
    many,
    many_entries,
    ods,
    ods_rows,
    parts,
    rows,
    rows_of_long_texts,
    shared_strings,
    sheet,
)

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    # What makes the file, and the codes of the findings; without any, it is read as it stands.
    "entities in a worksheet": (lambda: having({SHEET: BOMB + "<x>&f;</x>"}), "unsafe-xml"),
    "entities in the texts": (
        lambda: having({**shared_strings("x"), "xl/sharedStrings.xml": BOMB + "<sst>&f;</sst>"}),
        "unsafe-xml",
    ),
    "entities in an ods": (lambda: ods(BOMB + "<x>&f;</x>"), "unsafe-xml"),
    "entities in UTF-16": (
        lambda: having({SHEET: (BOMB + "<x>&f;</x>").encode("utf-16")}),
        "unsafe-xml",
    ),
    "a file of the system": (
        lambda: having({SHEET: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
        "unsafe-xml",
    ),
    "a zip bomb": (lambda: having({"xl/bomb.xml": bytes(many(400_000_000))}), "unpacks-too-large"),
    "a zip bomb in many parts": (
        lambda: having({f"xl/bomb{n}.xml": bytes(10_000_000) for n in range(many(40))}),
        "unpacks-too-large",
    ),
    "a zip bomb that lies": (lying_zip, "damaged"),
    "sixty thousand parts": (many_entries, "too-many-parts"),
    "an absurd dimension": (
        lambda: before(b"<sheetData>", '<dimension ref="A1:XFD1048576"/>'),
        "",
    ),
    "a cell far away": (
        lambda: before(b"</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "stray-value",
    ),
    "addresses beyond all": (
        lambda: sheet('<row r="99999999999"><c r="ZZZZZZZ99999999999"><v>1</v></c></row>'),
        "damaged",
    ),
    "a million formatted rows": (
        lambda: before(
            b"</sheetData>",
            rows(
                1_048_576 - 100,  # all of them: as many spaces in a row would be too many
                '<row r="{r}" s="1" customFormat="1"><c r="A{r}" s="1"/></row>',
            ),
        ),
        "",
    ),
    "a million formatted rows without addresses": (
        lambda: sheet("<row/>" * many(1_048_576)),
        "no-header",
    ),
    "ninety thousand hidden rows": (
        lambda: sheet(rows(many(90_000), '<row r="{r}" hidden="1"><c r="A{r}"><v>1</v></c></row>')),
        "too-many-rows",
    ),
    "half a million values": (
        lambda: sheet(rows(many(500_000), '<row r="{r}"><c r="A{r}"><v>1</v></c></row>')),
        "too-many-cells",
    ),
    "a thousand unknown names": (
        lambda: before(
            b"</sheetData>",
            "".join(
                f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Prishtno{n}</t></is></c>'
                f'<c r="B{n}" t="inlineStr"><is><t>established</t></is></c></row>'
                for n in range(100, 1100)
            ),
        ),
        "too-many-rows",
    ),
    "five hundred unknown names": (
        lambda: before(
            b"</sheetData>",
            "".join(
                f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Prishtno{n}</t></is></c>'
                f'<c r="B{n}" t="inlineStr"><is><t>established</t></is></c></row>'
                for n in range(40, 540)
            ),
        ),
        "unknown-municipality",
    ),
    "a text of thirty megabytes": (
        lambda: having({**shared_strings("a" * many(30_000_000))}),
        "too-demanding",
    ),
    "sixty megabytes of texts": (
        lambda: having(shared_strings("</t></si><si><t>".join(["ë ğ " * 5000] * many(2000)))),
        "too-demanding",
    ),
    "a long text ninety thousand times": (
        lambda: having(
            {
                **shared_strings("ë ğ " * 100_000),
                SHEET: "<worksheet><sheetData>"
                + '<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>' * 45_000
                + "</sheetData></worksheet>",
            }
        ),
        "too-demanding",
    ),
    "long texts for names and answers": (
        lambda: before(b"</sheetData>", rows_of_long_texts(12)),
        "unknown-answer unknown-municipality unknown-status",
    ),
    "long texts in a hundred rows": (
        lambda: before(b"</sheetData>", rows_of_long_texts(100)),
        "too-demanding",
    ),
    "texts that aren't there": (
        lambda: sheet('<row><c t="s"><v>99999999</v></c></row>'),
        "damaged",
    ),
    "a tag with a million attributes": (
        lambda: sheet("<row " + " ".join(f'a{n}=""' for n in range(many(1_000_000))) + "/>"),
        "too-demanding",
    ),
    "a million elements in each other": (
        lambda: sheet("<a>" * many(1_000_000) + "</a>" * many(1_000_000)),
        "no-header",
    ),
    "a hundred thousand merged cells": (
        lambda: before(
            b"</worksheet>",
            "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 100_000 + "</mergeCells>",
        ),
        "too-many-cells",
    ),
    "a thousand merged cells": (
        lambda: before(
            b"</worksheet>",
            "<mergeCells>" + '<mergeCell ref="A2:D39"/>' * 1000 + "</mergeCells>",
        ),
        "merged-cells",
    ),
    "a format without end": (
        lambda: having(
            {
                "xl/styles.xml": "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='"
                + "[" * 500_000
                + "'/></numFmts><cellXfs><xf numFmtId='170'/></cellXfs></styleSheet>"
            }
        ),
        "invalid-date",
    ),
    "a worksheet that is the workbook": (
        lambda: having(
            {
                "xl/_rels/workbook.xml.rels": parts()["xl/_rels/workbook.xml.rels"].replace(
                    b"/xl/worksheets/sheet2.xml", b"/xl/workbook.xml"
                )
            }
        ),
        "no-header",
    ),
    "one worksheet a thousand times": (
        lambda: having(
            {
                "xl/workbook.xml": '<workbook xmlns:r="r"><sheets>'
                + '<sheet name="S" r:id="rId1"/>' * many(1000)
                + "</sheets></workbook>"
            }
        ),
        "missing-sheet sheet-twice",
    ),
    "relations in a circle": (
        lambda: having(
            {
                "_rels/.rels": '<R><Relationship Id="a" Type="x/officeDocument"'
                ' Target="_rels/.rels"/></R>'
            }
        ),
        "damaged",
    ),
    "numbers without end": (
        lambda: sheet(
            f"<row><c><v>{'9' * 900_000}</v></c><c><v>1e999</v></c><c><v>NaN</v></c></row>"
        ),
        "no-header",
    ),
    "a repeated cell in an ods": (
        lambda: ods_rows(
            """<table:table-row table:number-rows-repeated="1048576"><table:table-cell
            office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>
            </table:table-row>"""
        ),
        "too-many-cells",
    ),
    "repeated hidden rows in an ods": (
        lambda: ods_rows(
            '<table:table-row table:number-rows-repeated="1048576" table:visibility="collapse"/>'
            * 2000
        ),
        "empty-file",
    ),
    "spaces without end in an ods": (
        lambda: ods_rows(
            "<table:table-row><table:table-cell><text:p>"
            + '<text:s text:c="9999999"/>' * many(100_000)
            + "</text:p></table:table-cell></table:table-row>"
        ),
        "empty-file",
    ),
    "tables within tables in an ods": (
        lambda: ods_rows(
            "<table:table-row><table:table-cell><table:table>" * many(100_000)
            + "</table:table></table:table-cell></table:table-row>" * many(100_000)
        ),
        "empty-file",
    ),
}

LARGE = {
    "a million formatted rows without addresses",
    "ninety thousand hidden rows",
    "a million elements in each other",
    "one worksheet a thousand times",
    "spaces without end in an ods",
    "tables within tables in an ods",
}
"""Those of `many` things that are all looked at: a quarter of them takes a quarter of the time."""
