"""Every code of the catalogue has a workbook that raises exactly it, at exactly its place."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pytest
from openpyxl import Workbook
from tests.workbook.books import (
    NAME,
    YEAR,
    Book,
    Grid,
    Value,
    at,
    check,
    check_files,
    found,
    saved,
    to_xlsx,
    valid_book,
)

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook import limits
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.findings import Finding, codes
from zkkk_factsheet.workbook.marking.annotate import annotated_copy
from zkkk_factsheet.workbook.reading.files.raw import RawCell
from zkkk_factsheet.workbook.reading.sheets import Block
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.rows import YearRows
from zkkk_factsheet.workbook.telling import grouping


@dataclass(frozen=True, slots=True)
class Case:
    """A check, and where the one finding has to be: sheet and cell.

    ``also`` is the code of what it adds up, if it is a sum of other findings.
    """

    run: Callable[[], CheckedYear]
    place: tuple[str, str] = ("", "")
    also: str = ""


CASES: dict[str, Case] = {}


def _changed(code: str, sheet: str, row: int, column: int, value: Value) -> None:
    """The valid book with one other value raises the code at that cell."""

    def run() -> CheckedYear:
        book = valid_book()
        book[sheet].set(row, column, value)
        return check_files((NAME, to_xlsx(book)))

    CASES[code] = Case(run, at(sheet, row, column))


def _edited(code: str, sheet: str, row: int = 0, column: int = 0) -> Callable[..., None]:
    """The valid book, edited by a function, raises the code at a place."""

    def decorate(edit: Callable[[Book], None]) -> None:
        def run() -> CheckedYear:
            book = valid_book()
            edit(book)
            return check_files((NAME, to_xlsx(book)))

        CASES[code] = Case(run, at(sheet, row, column))

    return decorate


def _bytes_are(code: str, make: Callable[[], bytes], name: str = NAME) -> None:
    """A file with these bytes raises the code."""
    CASES[code] = Case(lambda: check_files((name, make())))


# The file ----------------------------------------------------------------------------------


@cache
def _valid_file() -> bytes:
    return to_xlsx(valid_book())


def _with_parts(changes: Mapping[str, bytes]) -> bytes:
    """The valid file with some parts replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_valid_file())) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            new.writestr(name, data)
    return file.getvalue()


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
    cells = "<c><v>1</v></c>" * 10_000
    rows = f"<row>{cells}</row>" * (limits.MOST_CELLS // 10_000 + 1)
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    return _with_parts({"xl/worksheets/sheet1.xml": sheet.encode()})


_bytes_are("not-a-spreadsheet", lambda: b"municipality;status\nPeja;established\n")
_bytes_are("encrypted", _encrypted)
_bytes_are("damaged", lambda: _valid_file()[:-2000])
_bytes_are("empty-file", lambda: b"")
_bytes_are("no-worksheet", _without_worksheet)
_bytes_are("file-too-large", lambda: _valid_file() + bytes(limits.LARGEST_FILE))
_bytes_are("unpacks-too-large", lambda: _unpacks_to(limits.LARGEST_UNPACKED))
_bytes_are(
    "too-many-parts",
    lambda: _with_parts({f"xl/part{n}.xml": b"<x/>" for n in range(limits.MOST_PARTS)}),
)
_bytes_are("too-demanding", lambda: _with_parts({"xl/workbook.xml": b"<x>" + b"<y/>" * 1_600_000}))
_bytes_are(
    "unsafe-xml",
    lambda: _with_parts({"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}),
)
CASES["too-many-cells"] = Case(lambda: check_files((NAME, _with_many_cells())), ("about", ""))
CASES["temporary-file"] = Case(lambda: check_files((NAME, _valid_file()), ("~$zkkk.xlsx", b"user")))
CASES["open-elsewhere"] = Case(
    lambda: check_files(SourceFile(NAME, _valid_file(), opened=True)),
)
_changed("year-disagrees", "about", 2, 2, 2018)


@cache
def _marked() -> bytes:
    return annotated_copy(SourceFile("marked.xlsx", _valid_file()), (), "en")


CASES["marked-copy"] = Case(lambda: check_files((NAME, _valid_file()), ("marked.xlsx", _marked())))
CASES["only-marked-copy"] = Case(lambda: check_files(("marked.xlsx", _marked())))

# The worksheet and its header --------------------------------------------------------------

STATUS, WORK_PLAN, ANNUAL_REPORT, REMARK = 2, 3, 4, 5
COMMUNITY, WOMEN, MEN = 2, 3, 4


@_edited("too-many-rows", "staff")
def _(book: Book) -> None:
    book["staff"].rows.extend([["Total"]] * 600)


@_edited("missing-sheet", "")
def _(book: Book) -> None:
    del book["duties"]


@_edited("sheet-twice", "staff (2)")
def _(book: Book) -> None:
    book["staff (2)"] = Grid(book["staff"].rows)


@_edited("no-header", "duties")
def _(book: Book) -> None:
    del book["duties"].rows[0]


@_edited("missing-column", "offices", 1)
def _(book: Book) -> None:
    for row in book["offices"].rows:
        del row[WORK_PLAN - 1]


_changed("misnamed-column", "offices", 1, WORK_PLAN, "Plani")


@_edited("column-twice", "offices", 1, 9)
def _(book: Book) -> None:
    book["offices"].set(1, 9, "Plani i punës")


@_edited("missing-item", "about", 3, 2)
def _(book: Book) -> None:
    book["about"].set(3, 2, None)


@_edited("item-twice", "about", 20, 1)
def _(book: Book) -> None:
    book["about"].set(20, 1, "Godina")
    book["about"].set(20, 2, 2019)


@_edited("unknown-sheet", "Sheet3")
def _(book: Book) -> None:
    book["Sheet3"] = Grid([["a", "b"], [1, 2]])


@_edited("hidden-sheet", "duties")
def _(book: Book) -> None:
    book["duties"].hidden = True


@_edited("hidden-columns", "staff", 1, 3)
def _(book: Book) -> None:
    book["staff"].hidden_columns = [(3, 4), (9, 12)]


@_edited("hidden-rows", "staff", 7)
def _(book: Book) -> None:
    book["staff"].hidden_rows = {7, 8, 9}


@_edited("header-over-columns", "staff", 1, WOMEN)
def _(book: Book) -> None:
    for row in book["staff"].rows:
        row.insert(WOMEN, 1)
    book["staff"].set(1, WOMEN + 1, None)
    book["staff"].merged.append(Block(1, WOMEN, 1, WOMEN + 1))


@_edited("note-row", "staff", 20, 1)
def _(book: Book) -> None:
    book["staff"].rows.insert(19, ["Rajoni i Gjilanit"])


@_edited("stray-value", "staff", 95, 4)
def _(book: Book) -> None:
    book["staff"].set(95, 4, "x")


_changed("unknown-column", "offices", 1, 9, "Verification")
_changed("unnamed-column", "offices", 12, 9, "checked")


@_edited("unknown-item", "about", 20, 1)
def _(book: Book) -> None:
    book["about"].set(20, 1, "Editor")
    book["about"].set(20, 2, "an editor")


_changed("blank-item", "about", 10, 2, None)

# The cell ----------------------------------------------------------------------------------

_changed("unknown-municipality", "offices", 5, 1, "Prishtna")
_changed("ambiguous-municipality", "duties", 5, 1, "Mitrovica")
_changed("unknown-community", "staff", 5, COMMUNITY, "Srb")
_changed("ambiguous-community", "staff", 5, COMMUNITY, "RAE")
_changed("missing-name", "staff", 5, COMMUNITY, None)
_changed("unknown-status", "offices", 5, STATUS, "etablished")
_changed("unknown-answer", "duties", 5, 4, "maybe")
_changed("text-as-count", "staff", 5, WOMEN, "two")
_changed("fraction-as-count", "staff", 5, WOMEN, 1.5)
_changed("negative-count", "staff", 5, WOMEN, -1)
_changed("date-as-count", "staff", 5, WOMEN, dt.date(2020, 1, 3))
_changed("percentage-as-count", "staff", 5, WOMEN, RawCell(1, percent=True))
_changed("count-too-large", "staff", 5, WOMEN, 2019)
_changed("invalid-year", "about", 2, 2, "MMXIX")
_changed("invalid-date", "about", 10, 2, "31.2.2020")
_changed("shown-otherwise", "duties", 5, 4, RawCell(0, display="po"))
_changed("shown-blank", "staff", 5, WOMEN, RawCell(2, display=""))
_changed("error-value", "duties", 5, 4, RawCell("#N/A", "error"))
_changed("no-result", "staff", 5, MEN, RawCell(None, "no-result"))


@_edited("merged-cells", "staff", 5, 1)
def _(book: Book) -> None:
    book["staff"].set(6, 1, None)
    book["staff"].merged.append(Block(5, 1, 6, 1))


def _sums(grid: Grid) -> list[Value]:
    columns = ([row[column] for row in grid.rows[1:]] for column in (WOMEN - 1, MEN - 1))
    return [sum(value for value in column if isinstance(value, int | float)) for column in columns]


_changed("unusual-count", "staff", 5, MEN, 120)


@_edited("total-row", "staff", 90, 1)
def _(book: Book) -> None:
    book["staff"].rows.append(["Gjithsej:", None, *_sums(book["staff"])])


# The row -----------------------------------------------------------------------------------

NOT_ESTABLISHED = "Gjakovë/Đakovica"


def _without_office(book: Book, municipality: str) -> int:
    """Take away a municipality's office and all that is said of it; give its row."""
    for sheet in ("staff", "duties"):
        book[sheet].rows = [row for row in book[sheet].rows if row[0] != municipality]
    number = book["offices"].row_of(municipality)
    book["offices"].rows[number - 1] = [municipality, "not established"]
    return number


@_edited("row-twice", "offices", 40, 1)
def _(book: Book) -> None:
    book["offices"].rows.append(list(book["offices"].rows[20]))


@_edited("only-total", "staff", 2, COMMUNITY)
def _(book: Book) -> None:
    municipality = book["staff"].get(2, 1)
    others = [row for row in book["staff"].rows if row[0] != municipality]
    book["staff"].rows = [others[0], [municipality, "Gjithsej", 3, 3], *others[1:]]


@_edited("total-differs", "staff", 90, MEN)
def _(book: Book) -> None:
    women, men = _sums(book["staff"])
    assert isinstance(men, int | float)
    book["staff"].rows.append(["Gjithsej:", None, women, men + 3])


_changed("total-with-answers", "duties", 5, 1, "Gjithsej 1")


def _conflicting() -> CheckedYear:
    first = valid_book()
    row = list(first["offices"].rows[6])
    row[WORK_PLAN - 1] = "jo" if row[WORK_PLAN - 1] == "yes" else "po"
    second = {"Zyrat": Grid([first["offices"].rows[0], row])}
    return check_files((NAME, to_xlsx(first)), ("zz-2019.xlsx", to_xlsx(second)))


CASES["conflicting-answers"] = Case(_conflicting, ("Zyrat", "C2"))
ROW = valid_book()["offices"].row_of(NOT_ESTABLISHED)


def _in_two_workbooks() -> CheckedYear:
    copy = {"Zyrat": Grid([valid_book()["offices"].rows[0], valid_book()["offices"].rows[1]])}
    return check_files((NAME, to_xlsx(valid_book())), ("zz-2019.xlsx", to_xlsx(copy)))


CASES["in-two-workbooks"] = Case(_in_two_workbooks, ("Zyrat", "A2"))


@_edited("in-one-language", "about", valid_book()["about"].row_of("note_sq"), 2)
def _(book: Book) -> None:
    number = book["about"].row_of("note_sr")
    book["about"].set(number, 2, None)


@_edited("final-in-one-language", "about", valid_book()["about"].row_of("publisher_sq"), 2)
def _(book: Book) -> None:
    book["about"].set(3, 2, "final")
    for part in ("publisher_sr", "publisher_en"):
        book["about"].set(book["about"].row_of(part), 2, None)


_changed("unlikely-date", "about", 10, 2, dt.date(2121, 3, 31))


@_edited("answer-without-office", "offices", ROW, WORK_PLAN)
def _(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)
    book["offices"].set(ROW, WORK_PLAN, "yes")


_changed("missing-status", "offices", 5, STATUS, None)
_changed("blank-answer", "duties", 5, 4, None)


@_edited("blank-row", "staff", 5, 1)
def _(book: Book) -> None:
    book["staff"].rows[4][WOMEN - 1 :] = [None, None]


@_edited("blank-status", "offices", ROW, STATUS)
def _(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)
    book["offices"].set(ROW, STATUS, None)


_changed("unprintable-text", "offices", 5, REMARK, "Zyra u hap 😀")

_changed("cyrillic-text", "offices", 5, REMARK, "Канцеларија је отворена у мају.")

_changed("long-remark", "offices", 5, REMARK, "Zyra u hap. " * 75)


# Between worksheets ------------------------------------------------------------------------


@_edited("missing-municipality", "offices")
def _(book: Book) -> None:
    del book["offices"].rows[_without_office(book, NOT_ESTABLISHED) - 1]


@_edited("not-on-roster", "staff", 86, 1)
def _(book: Book) -> None:
    del book["offices"].rows[_without_office(book, NOT_ESTABLISHED) - 1]
    book["staff"].rows.append([NOT_ESTABLISHED, "Albanians", 1, 1])


@_edited("no-office", "duties", 36, 1)
def _(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)
    book["duties"].rows.append([NOT_ESTABLISHED, "yes", *["no"] * 7])


@_edited("not-counted", "offices", ROW, 2)
def _(book: Book) -> None:
    book["offices"].set(ROW, 2, "similar")


@_edited("no-staff", "offices", ROW, 1)
def _(book: Book) -> None:
    book["staff"].rows = [row for row in book["staff"].rows if row[0] != NOT_ESTABLISHED]


@_edited("zero-staff", "offices", ROW, 1)
def _(book: Book) -> None:
    for row in book["staff"].rows:
        if row[0] == NOT_ESTABLISHED:
            row[WOMEN - 1 :] = [0, 0]


@_edited("no-duties", "offices", ROW, 1)
def _(book: Book) -> None:
    book["duties"].rows = [row for row in book["duties"].rows if row[0] != NOT_ESTABLISHED]


@_edited("no-answers", "offices")
def _(book: Book) -> None:
    for row in book["offices"].rows[1:]:
        row[1:4] = [None, None, None]
    for row in book["staff"].rows[1:]:
        row[2:] = [None, None]
    del book["duties"].rows[1:]


@_edited("blank-in-final", "about", 3, 2)
def _(book: Book) -> None:
    book["about"].set(3, 2, "final")
    book["duties"].set(5, 4, None)


CASES["blank-in-final"] = replace(CASES["blank-in-final"], also="blank-answer")

# Between years -----------------------------------------------------------------------------


def _rows_of(edit: Callable[[Book], None]) -> YearRows:
    book = valid_book()
    edit(book)
    rows = check(book).rows
    assert rows is not None
    return replace(rows, about=replace(rows.about, year=YEAR - 1))


def _after(edit: Callable[[Book], None], then: Callable[[Book], None]) -> Callable[[], CheckedYear]:
    def run() -> CheckedYear:
        book = valid_book()
        then(book)
        return check(book, previous=_rows_of(edit))

    return run


def _nothing(_book: Book) -> None:
    """Leave the book as it is."""


def _vanish(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)


def _multiply(book: Book) -> None:
    number = book["staff"].row_of(NOT_ESTABLISHED)
    book["staff"].set(number, MEN, 90)


def _flip(book: Book) -> None:
    for row in book["duties"].rows[1:]:
        row[3] = "no" if row[3] == "yes" else "yes"


def _otherwise(book: Book) -> None:
    """Let one answer be another."""
    book["duties"].set(5, 4, "no" if book["duties"].get(5, 4) == "yes" else "yes")


def _as_real(book: Book) -> None:
    book["about"].set(book["about"].row_of("status"), 2, "final")


CASES["office-vanished"] = Case(_after(_nothing, _vanish), at("offices", ROW, STATUS))
CASES["staff-changed"] = Case(
    _after(_nothing, _multiply), at("staff", valid_book()["staff"].row_of(NOT_ESTABLISHED), MEN)
)
CASES["same-as-before"] = Case(_after(_nothing, _nothing), ("offices", ""))
CASES["duty-flipped"] = Case(_after(_nothing, _flip), at("duties", 1, 4))

CASES["sample-mixed"] = Case(
    _after(_otherwise, _as_real), at("about", valid_book()["about"].row_of("status"), 2)
)

# Personal data -----------------------------------------------------------------------------

_changed("personal-data-column", "staff", 1, 5, "Emri i zyrtarit")


_changed("personal-data", "offices", 5, REMARK, "Pitajte Milana, 044 123 456")


@cache
def outcome(code: str) -> CheckedYear:
    """What the check says of a code's workbook."""
    return CASES[code].run()


def alone(code: str) -> list[Finding]:
    """What the check says of a code's workbook, without what the code adds up."""
    return [each for each in outcome(code).findings if each.code != (CASES[code].also or None)]


@pytest.mark.parametrize("code", codes())
def test_a_workbook_raises_exactly_this_code(code: str) -> None:
    """Every code has a workbook in which it is the only finding, at its cell."""
    assert found(alone(code)) == [(code, *CASES[code].place)]


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_finding_can_be_said_in_every_language(code: str, language: str) -> None:
    """The values that a finding carries are those that its sentences need, in each language."""
    (finding,) = alone(code)
    text = grouping.report_of([finding], language)
    assert f"[{code}]" in text
    assert "{" not in text
    assert set(finding.values) <= set(codes()[code].example) | {"suggestion"}


def test_no_case_without_a_code() -> None:
    """A case whose code is gone from the catalogue goes too."""
    assert set(CASES) == set(codes())


def test_errors_leave_no_rows_and_warnings_do() -> None:
    """A year has rows exactly if none of its findings is an error."""
    for code in codes():
        has_rows = outcome(code).rows is not None
        assert has_rows == (codes()[code].severity == "warning"), code


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_the_catalogue_has_all_sentences_of_a_code_and_no_others(language: str) -> None:
    """Each code has a title, a message, a meaning and a hint; nothing speaks of another code."""
    keys = catalogue(language, "messages").forms.keys()
    wanted = {
        f"finding.{code}.{part}"
        for code in codes()
        for part in ("title", "message", "meaning", "hint")
    }
    assert {key for key in keys if key.startswith("finding.")} == wanted
