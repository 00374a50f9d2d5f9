"""What raises the codes of a row, between worksheets and years, and of personal data."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from tests.support import sample_published, sample_rows
from tests.workbook.books import (
    NAME,
    OF_OFFICES,
    YEAR,
    Book,
    Grid,
    Value,
    at,
    check,
    check_files,
    to_xlsx,
    valid_book,
)
from tests.workbook.cases import (
    CASES,
    COMMUNITY,
    MEN,
    REMARK,
    STATUS,
    WOMEN,
    WORK_PLAN,
    Case,
    changed,
    edited,
    sums,
)

from zkkk_factsheet.edition.promise import broken_by, compared
from zkkk_factsheet.edition.record import Record
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.table import Status
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.rows import EditionStatus, YearRows

# The row -----------------------------------------------------------------------------------

NOT_ESTABLISHED = "Gjakovë/Đakovica"


def _without_office(book: Book, municipality: str) -> int:
    """Take away a municipality's office and all that is said of it; give its row."""
    for sheet in OF_OFFICES:
        book[sheet].rows = [row for row in book[sheet].rows if row[0] != municipality]
    number = book["offices"].row_of(municipality)
    book["offices"].rows[number - 1] = [municipality, "not established"]
    return number


@edited("row-twice", "offices", 40, 1)
def _(book: Book) -> None:
    book["offices"].rows.append(list(book["offices"].rows[20]))


@edited("only-total", "staff", 2, COMMUNITY)
def _(book: Book) -> None:
    municipality = book["staff"].get(2, 1)
    others = [row for row in book["staff"].rows if row[0] != municipality]
    book["staff"].rows = [others[0], [municipality, "Gjithsej", 3, 3], *others[1:]]


@edited("total-differs", "staff", 90, MEN)
def _(book: Book) -> None:
    women, men = sums(book["staff"])
    assert isinstance(men, int | float)
    book["staff"].rows.append(["Gjithsej:", None, women, men + 3])


changed("total-with-answers", "duties", 5, 1, "Gjithsej 1")


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


@edited("in-one-language", "about", valid_book()["about"].row_of("note_sq"), 2)
def _(book: Book) -> None:
    number = book["about"].row_of("note_sr")
    book["about"].set(number, 2, None)


@edited("final-in-one-language", "about", valid_book()["about"].row_of("publisher_sq"), 2)
def _(book: Book) -> None:
    book["about"].set(3, 2, "final")
    for part in ("publisher_sr", "publisher_en"):
        book["about"].set(book["about"].row_of(part), 2, None)


changed("unlikely-date", "about", 10, 2, dt.date(2121, 3, 31))


@edited("answer-without-office", "offices", ROW, WORK_PLAN)
def _(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)
    book["offices"].set(ROW, WORK_PLAN, "yes")


changed("missing-status", "offices", 5, STATUS, None)
changed("blank-answer", "duties", 5, 4, None)


@edited("blank-row", "staff", 5, 1)
def _(book: Book) -> None:
    book["staff"].rows[4][WOMEN - 1 :] = [None, None]


@edited("blank-status", "offices", ROW, STATUS)
def _(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)
    book["offices"].set(ROW, STATUS, None)


changed("unprintable-text", "offices", 5, REMARK, "Zyra u hap 😀")

changed("cyrillic-text", "offices", 5, REMARK, "Канцеларија је отворена у мају.")

changed("long-remark", "offices", 5, REMARK, "Zyra u hap. " * 75)


# Between worksheets ------------------------------------------------------------------------


@edited("missing-municipality", "offices")
def _(book: Book) -> None:
    del book["offices"].rows[_without_office(book, NOT_ESTABLISHED) - 1]


@edited("not-on-roster", "staff", 86, 1)
def _(book: Book) -> None:
    del book["offices"].rows[_without_office(book, NOT_ESTABLISHED) - 1]
    book["staff"].rows.append([NOT_ESTABLISHED, "Albanians", 1, 1])


@edited("no-office", "duties", 36, 1)
def _(book: Book) -> None:
    _without_office(book, NOT_ESTABLISHED)
    book["duties"].rows.append([NOT_ESTABLISHED, "yes", *["no"] * 7])


@edited("not-counted", "offices", ROW, 2)
def _(book: Book) -> None:
    book["offices"].set(ROW, 2, "similar")


@edited("no-staff", "offices", ROW, 1)
def _(book: Book) -> None:
    book["staff"].rows = [row for row in book["staff"].rows if row[0] != NOT_ESTABLISHED]


@edited("zero-staff", "offices", ROW, 1)
def _(book: Book) -> None:
    for row in book["staff"].rows:
        if row[0] == NOT_ESTABLISHED:
            row[WOMEN - 1 :] = [0, 0]


@edited("no-duties", "offices", ROW, 1)
def _(book: Book) -> None:
    book["duties"].rows = [row for row in book["duties"].rows if row[0] != NOT_ESTABLISHED]


@edited("no-answers", "offices")
def _(book: Book) -> None:
    for row in book["offices"].rows[1:]:
        row[1:4] = [None, None, None]
    for row in book["staff"].rows[1:]:
        row[2:] = [None, None]
    del book["duties"].rows[1:]
    del book["caseload"].rows[1:]
    del book["activities"].rows[1:]


@edited("blank-in-final", "about", 3, 2)
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

# Corrections -------------------------------------------------------------------------------

DAY, LATER = dt.date(2020, 5, 5), dt.date(2020, 6, 9)
FIRST_ROW = len(valid_book()["about"].rows) + 1


def _tell(*items: tuple[str, Value]) -> Callable[[Book], None]:
    """Add items below what the about sheet has."""

    def edit(book: Book) -> None:
        for row, (item, value) in enumerate(items, start=FIRST_ROW):
            book["about"].set(row, 1, item)
            book["about"].set(row, 2, value)

    return edit


EARLY, TOLD = ("corrected_on", dt.date(2020, 3, 30)), ("corrected_on", DAY)
REASON = ("correction", "Rahovec: shënuar gabim.")

NEXT = ("next_on", dt.date(2020, 3, 31))
edited("next-edition-too-early", "about", FIRST_ROW, 2)(_tell(NEXT))
edited("correction-without-date", "about", FIRST_ROW, 2)(_tell(REASON))
edited("correction-without-reason", "about", FIRST_ROW, 2)(_tell(TOLD))
edited("correction-too-early", "about", FIRST_ROW, 2)(_tell(EARLY, REASON))
edited("correction-twice", "about", FIRST_ROW + 2, 2)(_tell(TOLD, REASON, TOLD, REASON))
edited("correction-order", "about", FIRST_ROW + 2, 2)(
    _tell(("corrected_on", LATER), ("correction", "Peja: gabim."), TOLD, REASON)
)

# The edition that is published ----------------------------------------------------------------


def _beside(
    status: EditionStatus, before: Callable[[], Figure] | None = None, threshold: int = 0
) -> Callable[[], CheckedYear]:
    """What is found when a final edition with this figure is published, and this is new."""

    def run() -> CheckedYear:
        figures = Figures([before()] if before else [])
        record = Record("final", figures, (), {"threshold": threshold})
        published = sample_published(2019)
        now = replace(published, about=replace(published.about, status=status))
        comparison = compared(now, record, sample_rows(2019), sample_rows(2018))
        found = tuple(broken_by(now, record, comparison))
        return CheckedYear(found, None)

    return run


def _figure(indicator: str, duty: str, status: Status = "ok") -> Figure:
    now = sample_published(2019).figures.one(indicator, municipality="gjilan", duty=duty)
    return replace(now, numerator=0, denominator=1, value=0.0, status=status)


CASES["figure-changed"] = Case(
    _beside("final", lambda: _figure("duties.performed", "monitoring")), ("duties", "G9")
)
CASES["figure-changed-by-year-before"] = Case(
    _beside("final", lambda: _figure("change.duties.before", "")), ("duties", "")
)
CASES["final-taken-back"] = Case(_beside("draft"), ("about", "B3"))
CASES["withheld-told"] = Case(
    _beside("final", lambda: _figure("duties.performed", "contact", "suppressed"), threshold=9)
)

# Personal data -----------------------------------------------------------------------------

changed("personal-data-column", "staff", 1, 5, "Emri i zyrtarit")


changed("personal-data", "offices", 5, REMARK, "Pitajte Milana, 044 123 456")
