"""What raises the codes of the file, of a worksheet, of its header and of a cell."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from openpyxl import Workbook
from tests.workbook.books import (
    NAME,
    Book,
    Entry,
    Grid,
    check_files,
    saved,
    to_xlsx,
    valid_book,
)
from tests.workbook.cases import (
    CASES,
    COMMUNITY,
    MEN,
    STATUS,
    WOMEN,
    WORK_PLAN,
    Case,
    bytes_are,
    changed,
    edited,
    sums,
)
from tests.workbook.packages import parts_of, zipped

from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.reading.sheets import Block
from zkkk_factsheet.workbook.reading.sources import SourceFile

# The file ----------------------------------------------------------------------------------


@cache
def _valid_file() -> bytes:
    return to_xlsx(valid_book())


def _with_parts(changes: Mapping[str, bytes]) -> bytes:
    """The valid file with some parts replaced or added."""
    return zipped({**parts_of(_valid_file()), **changes})


def _encrypted() -> bytes:
    """The beginning of a compound file with Excel's encrypted package."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + "EncryptedPackage".encode("utf-16-le")


def _without_worksheet() -> bytes:
    book = Workbook()
    book.create_chartsheet("Chart")
    book.remove(book["Sheet"])
    return saved(book)


def _unpacks_to(size: int) -> bytes:
    return _with_parts({"xl/bomb.xml": b" " * size})


def _with_many_cells() -> bytes:
    # Merged ones: each counts for several. To read so many others takes a second, once in all
    # tests; see "half a million values" among the hostile workbooks.
    merged = '<mergeCell ref="A1:B1"/>' * limits.MOST_CELLS
    sheet = f"<worksheet><mergeCells>{merged}</mergeCells></worksheet>"
    return _with_parts({"xl/worksheets/sheet1.xml": sheet.encode()})


bytes_are("not-a-spreadsheet", lambda: b"municipality;status\nPeja;established\n")
bytes_are("encrypted", _encrypted)
bytes_are("damaged", lambda: _valid_file()[:-2000])
bytes_are("empty-file", lambda: b"")
bytes_are("no-worksheet", _without_worksheet)
bytes_are("file-too-large", lambda: _valid_file() + bytes(limits.LARGEST_FILE))
bytes_are("unpacks-too-large", lambda: _unpacks_to(limits.LARGEST_UNPACKED))
bytes_are(
    "too-many-parts",
    lambda: _with_parts({f"xl/part{n}.xml": b"<x/>" for n in range(limits.MOST_PARTS)}),
)
bytes_are("too-demanding", lambda: _with_parts({"xl/workbook.xml": b"<x>" + b"<y/>" * 1_600_000}))
bytes_are(
    "unsafe-xml",
    lambda: _with_parts({"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
)
CASES["too-many-cells"] = Case(lambda: check_files((NAME, _with_many_cells())), ("about", ""))
CASES["temporary-file"] = Case(lambda: check_files((NAME, _valid_file()), ("~$zkkk.xlsx", b"user")))
CASES["open-elsewhere"] = Case(
    lambda: check_files(SourceFile(NAME, _valid_file(), opened=True)),
)
changed("year-disagrees", "about", 2, 2, 2018)


@cache
def _marked() -> bytes:
    return annotated_copy(SourceFile("marked.xlsx", _valid_file()), (), "en")


CASES["marked-copy"] = Case(lambda: check_files((NAME, _valid_file()), ("marked.xlsx", _marked())))
CASES["only-marked-copy"] = Case(lambda: check_files(("marked.xlsx", _marked())))

# The worksheet and its header --------------------------------------------------------------


@edited("too-many-rows", "staff")
def _(book: Book) -> None:
    book["staff"].rows.extend([["Total"]] * 600)


@edited("missing-sheet", "")
def _(book: Book) -> None:
    del book["duties"]


@edited("sheet-twice", "staff (2)")
def _(book: Book) -> None:
    book["staff (2)"] = Grid(book["staff"].rows)


@edited("no-header", "duties")
def _(book: Book) -> None:
    del book["duties"].rows[0]


@edited("missing-column", "offices", 1)
def _(book: Book) -> None:
    for row in book["offices"].rows:
        del row[WORK_PLAN - 1]


changed("misnamed-column", "offices", 1, WORK_PLAN, "Plani")


@edited("column-twice", "offices", 1, 9)
def _(book: Book) -> None:
    book["offices"].set(1, 9, "Plani i punës")


@edited("missing-item", "about", 3, 2)
def _(book: Book) -> None:
    book["about"].set(3, 2, None)


@edited("item-twice", "about", 20, 1)
def _(book: Book) -> None:
    book["about"].set(20, 1, "Godina")
    book["about"].set(20, 2, 2019)


@edited("unknown-sheet", "Sheet3")
def _(book: Book) -> None:
    book["Sheet3"] = Grid([["a", "b"], [1, 2]])


@edited("hidden-sheet", "duties")
def _(book: Book) -> None:
    book["duties"].hidden = True


@edited("hidden-columns", "staff", 1, 3)
def _(book: Book) -> None:
    book["staff"].hidden_columns = [(3, 4), (9, 12)]


@edited("hidden-rows", "staff", 7)
def _(book: Book) -> None:
    book["staff"].hidden_rows = {7, 8, 9}


@edited("header-over-columns", "staff", 1, WOMEN)
def _(book: Book) -> None:
    for row in book["staff"].rows:
        row.insert(WOMEN, 1)
    book["staff"].set(1, WOMEN + 1, None)
    book["staff"].merged.append(Block(1, WOMEN, 1, WOMEN + 1))


@edited("note-row", "staff", 20, 1)
def _(book: Book) -> None:
    book["staff"].rows.insert(19, ["Rajoni i Gjilanit"])


@edited("stray-value", "staff", 95, 4)
def _(book: Book) -> None:
    book["staff"].set(95, 4, "x")


changed("unknown-column", "offices", 1, 9, "Verification")
changed("unnamed-column", "offices", 12, 9, "checked")


@edited("unknown-item", "about", 20, 1)
def _(book: Book) -> None:
    book["about"].set(20, 1, "Editor")
    book["about"].set(20, 2, "an editor")


changed("blank-item", "about", 10, 2, None)

# The cell ----------------------------------------------------------------------------------

changed("unknown-municipality", "offices", 5, 1, "Prishtna")
changed("ambiguous-municipality", "duties", 5, 1, "Mitrovica")
changed("unknown-community", "staff", 5, COMMUNITY, "Srb")
changed("ambiguous-community", "staff", 5, COMMUNITY, "RAE")
changed("missing-name", "staff", 5, COMMUNITY, None)
changed("unknown-status", "offices", 5, STATUS, "etablished")
changed("unknown-answer", "duties", 5, 4, "maybe")
changed("text-as-count", "staff", 5, WOMEN, "two")
changed("fraction-as-count", "staff", 5, WOMEN, 1.5)
changed("negative-count", "staff", 5, WOMEN, -1)
changed("date-as-count", "staff", 5, WOMEN, dt.date(2020, 1, 3))
changed("percentage-as-count", "staff", 5, WOMEN, Entry(1, percent=True))
changed("count-too-large", "staff", 5, WOMEN, 2019)
changed("invalid-year", "about", 2, 2, "MMXIX")
changed("invalid-date", "about", 10, 2, "31.2.2020")
changed("ambiguous-date", "about", 10, 2, "03/04/2020")
changed("shown-otherwise", "duties", 5, 4, Entry(0, display="po"))
changed("shown-blank", "staff", 5, WOMEN, Entry(2, display=""))
changed("error-value", "duties", 5, 4, Entry("#N/A", "error"))
changed("no-result", "staff", 5, MEN, Entry(None, "no-result"))


@edited("merged-cells", "staff", 5, 1)
def _(book: Book) -> None:
    book["staff"].set(6, 1, None)
    book["staff"].merged.append(Block(5, 1, 6, 1))


changed("unusual-count", "staff", 5, MEN, 120)


@edited("total-row", "staff", 90, 1)
def _(book: Book) -> None:
    book["staff"].rows.append(["Gjithsej:", None, *sums(book["staff"])])


@edited("total-unchecked", "staff", 90, 1)
def _(book: Book) -> None:
    book["staff"].rows.append(["Gjithsej:", None, *sums(book["staff"])])
    book["staff"].set(5, WOMEN, "two")


CASES["total-unchecked"] = replace(CASES["total-unchecked"], also="text-as-count")
