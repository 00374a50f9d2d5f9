"""Mistakes in the corrections that an about sheet tells; see `mistakes`."""

import datetime as dt

from hypothesis import strategies as st
from tests.workbook.books import Book, Value, at
from tests.workbook.mistakes import Draw, Expected, mistake

# As people may write them, in each language and script; the reason serves all languages.
DAY = ("Correction date", "corrected_on", "Data e korrigjimit", "Datum ispravke", "Датум исправке")
REASON = ("Correction", "Korrigjimi", "Ispravka", "Исправка", "RAZLOG ISPRAVKE")
FIRST, LATER = dt.date(2020, 5, 5), dt.date(2020, 6, 9)


def tell(draw: Draw, book: Book, *corrections: tuple[Value, Value]) -> list[int]:
    """Add corrections below what the sheet has; give the row of each one's day."""
    rows = []
    for day, reason in corrections:
        row = len(book["about"].rows) + draw(st.integers(1, 3))
        rows.append(row)
        told = ((row, DAY, day), (row + 1, REASON, reason))
        for number, names, value in told:
            book["about"].set(number, 1, draw(st.sampled_from(names)))
            book["about"].set(number, 2, value)
    return rows


@mistake
def correction_without_date(draw: Draw, book: Book) -> Expected:
    """A reason whose day is left blank, alone or below another correction."""
    above = draw(st.sampled_from([[], [(FIRST, "Rahovec: shënuar gabim.")]]))
    *_, row = tell(draw, book, *above, (None, "Peja: shënuar gabim."))
    return "correction-without-date", *at("about", row + 1, 2)


@mistake
def correction_without_reason(draw: Draw, book: Book) -> Expected:
    """A day without a reason, alone or above another correction."""
    below = draw(st.sampled_from([[], [(LATER, "Rahovec: shënuar gabim.")]]))
    row, *_ = tell(draw, book, (FIRST, None), *below)
    return "correction-without-reason", *at("about", row, 2)


@mistake
def correction_too_early(draw: Draw, book: Book) -> Expected:
    """The day before the publication, or long before."""
    days = draw(st.integers(1, 400))
    early = dt.date(2020, 3, 31) - dt.timedelta(days=days)
    (row,) = tell(draw, book, (early, "Rahovec: shënuar gabim."))
    return "correction-too-early", *at("about", row, 2)


@mistake
def correction_twice(draw: Draw, book: Book) -> Expected:
    """The same correction copied further down."""
    told = (FIRST, "Rahovec: shënuar gabim.")
    *_, row = tell(draw, book, told, told)
    return "correction-twice", *at("about", row, 2)


@mistake
def correction_order(draw: Draw, book: Book) -> Expected:
    """An earlier correction below a later one."""
    *_, row = tell(draw, book, (LATER, "Rahovec: gabim."), (FIRST, "Peja: gabim."))
    return "correction-order", *at("about", row, 2)
