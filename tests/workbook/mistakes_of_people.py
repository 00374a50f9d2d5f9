"""Mistakes in persons in care and in residents; see `mistakes`. Also as typed in Cyrillic."""

from hypothesis import assume
from hypothesis import strategies as st
from tests.workbook.books import YEAR, Book, at
from tests.workbook.mistakes import Draw, Expected, any_words, mistake

from zkkk_factsheet.reference import find_category, words_for

PERIOD, CATEGORY, WOMEN, MEN, SOURCE = 2, 3, 4, 5, 4
_OF_A_DAY = 6
"""So many rows has a municipality at the end of a period: one for each category."""


def _row(draw: Draw, book: Book, name: str = "caseload") -> int:
    return int(draw(st.integers(2, len(book[name].rows))))


@mistake
def unknown_category(draw: Draw, book: Book) -> Expected:
    """A word that is no category."""
    text = draw(st.one_of(any_words(), st.sampled_from(["Refugess", "Избеглицее", "1", "?"])))
    assume(not find_category(text).ids)
    assume(not text.strip().startswith(words_for("totals")))
    row = _row(draw, book)
    book["caseload"].set(row, CATEGORY, text)
    return "unknown-category", *at("caseload", row, CATEGORY)


@mistake
def invalid_period(draw: Draw, book: Book) -> Expected:
    """Something that is no year, half year or quarter."""
    texts = [
        "Q1",
        "2019-Q5",
        "2019-H3",
        "2019-01",
        "2018/2019",
        "Q1 Q2 2019",
        19,
        "К9 2019",
        "mars",
    ]
    row = _row(draw, book)
    book["caseload"].set(row, PERIOD, draw(st.sampled_from(texts)))
    return "invalid-period", *at("caseload", row, PERIOD)


@mistake
def period_outside_year(draw: Draw, book: Book) -> Expected:
    """A period of the year before, or of the next, which nobody told of yet."""
    # What is told of the last day must stay complete: so it is a row of an earlier day.
    row = _OF_A_DAY + draw(st.integers(2, _OF_A_DAY + 1))
    texts = [YEAR - 1, f"{YEAR - 1}-Q4", f"Q1 {YEAR - 2}", f"Тромесечје 2 {YEAR - 1}."]
    book["caseload"].set(row, PERIOD, draw(st.sampled_from(texts)))
    return "period-outside-year", *at("caseload", row, PERIOD)


@mistake
def periods_disagree(draw: Draw, book: Book) -> Expected:
    """Another number at the end of the year than at the end of its last quarter."""
    row, column = draw(st.integers(2, _OF_A_DAY + 1)), draw(st.sampled_from([WOMEN, MEN]))
    again = list(book["caseload"].rows[row - 1])
    again[PERIOD - 1] = draw(
        st.sampled_from(["2019-H2", "TM 4 2019", "К4 2019", "IV kvartal 2019"])
    )
    again[column - 1] = draw(st.integers(500, 900))
    book["caseload"].rows.append(again)
    return "periods-disagree", *at("caseload", len(book["caseload"].rows), column)


@mistake
def missing_category(draw: Draw, book: Book) -> Expected:
    """Rows left out where there are no persons."""
    first = draw(st.sampled_from([2, 2 + 2 * _OF_A_DAY]))
    gone = draw(st.sets(st.integers(first + 1, first + _OF_A_DAY - 1), min_size=1))
    rows = enumerate(book["caseload"].rows, 1)
    book["caseload"].rows = [values for number, values in rows if number not in gone]
    return "missing-category", *at("caseload", first, 1)


@mistake
def missing_source(draw: Draw, book: Book) -> Expected:
    """Residents of whom nobody knows where the number is from."""
    row = _row(draw, book, "population")
    book["population"].set(row, SOURCE, draw(st.sampled_from([None, " "])))
    return "missing-source", *at("population", row, SOURCE)
