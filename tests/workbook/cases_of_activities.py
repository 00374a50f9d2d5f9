"""What raises the codes of what offices did."""

import datetime as dt

from tests.workbook.books import Book
from tests.workbook.cases import changed, edited

DATE, COMPONENT, DUTY, PARTNERS, TEXT_SQ, TEXT_SR, TEXT_EN = 2, 3, 5, 7, 8, 9, 10

changed("unknown-component", "activities", 5, COMPONENT, "Infrastrukturr")
changed("unknown-duty", "activities", 5, DUTY, 9)
changed("date-outside-year", "activities", 5, DATE, dt.date(2018, 12, 31))
changed("missing-text", "activities", 5, TEXT_SR, None)
changed("partner-spelled-otherwise", "activities", 5, PARTNERS, "Kfor")
changed("perhaps-a-person", "activities", 5, TEXT_EN, "Sewage for Doe J. (Public Services)")


@edited("activity-without-text", "activities", 5, 1)
def _(book: Book) -> None:
    for column in (TEXT_SQ, TEXT_SR, TEXT_EN):
        book["activities"].set(5, column, None)


@edited("text-without-language", "activities", 1, TEXT_EN + 1)
def _(book: Book) -> None:
    book["activities"].set(1, TEXT_EN + 1, "Description")
