"""What raises the codes of persons in care, and of residents."""

from tests.workbook.books import Book
from tests.workbook.cases import changed, edited

PERIOD, CATEGORY, CASELOAD_WOMEN, SOURCE = 2, 3, 4, 4

changed("unknown-category", "caseload", 5, CATEGORY, "Refugess")
changed("invalid-period", "caseload", 5, PERIOD, "2019-Q5")
changed("period-outside-year", "caseload", 9, PERIOD, "2018-Q4")
changed("missing-source", "population", 4, SOURCE, None)


@edited("missing-category", "caseload", 2, 1)
def _(book: Book) -> None:
    del book["caseload"].rows[3:5]


@edited("periods-disagree", "caseload", 20, CASELOAD_WOMEN)
def _(book: Book) -> None:
    again = list(book["caseload"].rows[3])
    again[PERIOD - 1], again[CASELOAD_WOMEN - 1] = "2019-Q4", 500
    book["caseload"].rows.append(again)
