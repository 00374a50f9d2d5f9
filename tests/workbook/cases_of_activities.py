"""What raises the codes of what offices did."""

import datetime as dt

from tests.workbook.books import Book, valid_book
from tests.workbook.cases import changed, edited

OWN_ROW = valid_book()["duties"].row_of("Rahovec/Orahovac")
DATE, COMPONENT, DUTY, PARTNERS, TEXT_SQ, TEXT_SR, TEXT_EN = 2, 3, 5, 7, 8, 9, 10

COPIED = "ACTIVE participation in the research on practices of inclusive employment"
"""A text of the sample, as somebody may have typed it."""

changed("unknown-component", "activities", 5, COMPONENT, "Infrastrukturr")
changed("unknown-duty", "activities", 5, DUTY, 9)
changed("date-outside-year", "activities", 5, DATE, dt.date(2018, 12, 31))
changed("missing-text", "activities", 5, TEXT_SR, None)
changed("partner-spelled-otherwise", "activities", 5, PARTNERS, "Kfor")
changed("perhaps-a-person", "activities", 5, TEXT_EN, "Sewage for Doe J. (Public Services)")


@edited("sample-text", "activities", 5, TEXT_EN)
def _(book: Book) -> None:
    book["about"].set(3, 2, "draft")
    book["activities"].set(5, TEXT_EN, COPIED)


@edited("activity-without-text", "activities", 5, 1)
def _(book: Book) -> None:
    for column in (TEXT_SQ, TEXT_SR, TEXT_EN):
        book["activities"].set(5, column, None)


@edited("text-without-language", "activities", 1, TEXT_EN + 1)
def _(book: Book) -> None:
    book["activities"].set(1, TEXT_EN + 1, "Description")


def _answered(book: Book, *answers: str) -> int:
    """Give the office of an activity these answers, and others no; its row."""
    book["activities"].set(2, DUTY, 1)
    row = book["duties"].row_of("Rahovec/Orahovac")
    book["duties"].rows[row - 1][1:] = [*answers, *["jo"] * (8 - len(answers))]
    return row


@edited("activities-despite-no", "duties", OWN_ROW, 2)
def _(book: Book) -> None:
    assert _answered(book) == OWN_ROW


@edited("no-activity-for-yes", "duties", OWN_ROW, 3)
def _(book: Book) -> None:
    assert _answered(book, "po", "po") == OWN_ROW
