"""Mistakes in what offices did; see `mistakes`. Also as somebody types them in Cyrillic."""

import datetime as dt

from hypothesis import assume
from hypothesis import strategies as st
from tests.workbook.books import YEAR, Book, Value, at
from tests.workbook.mistakes import Draw, Expected, any_words, mistake, where

from zkkk_factsheet.reference import (
    find_community,
    find_component,
    find_duty,
    find_municipality,
    words_for,
)
from zkkk_factsheet.workbook.declaration.words import find_word

DATE, COMPONENT, STATUS, DUTY, COMMUNITIES, PARTNERS, TEXT = 2, 3, 4, 5, 6, 7, 8
_LAST = 10


def _row(draw: Draw, book: Book) -> int:
    return int(draw(st.integers(2, len(book["activities"].rows))))


def _put(draw: Draw, book: Book, column: int, value: Value) -> tuple[str, str]:
    row = _row(draw, book)
    book["activities"].set(row, column, value)
    return at("activities", row, column)


@mistake
def unknown_component(draw: Draw, book: Book) -> Expected:
    """A word that is no component."""
    text = draw(st.one_of(any_words(), st.sampled_from(["Edukimm", "Шпорт", "1", "?", "po"])))
    assume(not find_component(text).ids)
    assume(not text.strip().startswith(words_for("totals")))
    return "unknown-component", *_put(draw, book, COMPONENT, text)


@mistake
def unknown_duty(draw: Draw, book: Book) -> Expected:
    """A number that no duty has, or a word."""
    numbers = st.one_of(st.integers(9, 99), st.integers(-9, 0), st.just(1.5))
    text = draw(st.one_of(any_words(), numbers, st.sampled_from(["0", "9", "1, 2", "десет"])))
    assume(not find_duty(str(text)).ids)
    return "unknown-duty", *_put(draw, book, DUTY, text)


@mistake
def unknown_activity_status(draw: Draw, book: Book) -> Expected:
    """A word that is no status of an activity."""
    text = draw(st.one_of(any_words(), st.sampled_from(["po", "1", "готово?", "final"])))
    assume(not find_word("activity_status", text))
    return "unknown-status", *_put(draw, book, STATUS, text)


@mistake
def no_community(draw: Draw, book: Book) -> Expected:
    """A word among communities that is none of them."""
    text = draw(st.one_of(any_words(), st.sampled_from(["Sebr", "Марсовци"])))
    assume(not any(find_community(each).ids for each in (text, *text.split())))
    assume(not {*text.split()} & {*words_for("conjunctions")})
    listed = draw(st.sampled_from(["{}", "serb, {}", "{}; Romi", "Срби и {}"])).format(text)
    return "unknown-community", *_put(draw, book, COMMUNITIES, listed)


@mistake
def date_outside_year(draw: Draw, book: Book) -> Expected:
    """The day of another year."""
    years = st.integers(2000, 2098).filter(lambda year: year != YEAR)
    day = dt.date(draw(years), draw(st.integers(1, 12)), draw(st.integers(1, 28)))
    written = draw(st.sampled_from([day, day.isoformat(), f"{day:%d.%m.%Y}"]))
    return "date-outside-year", *_put(draw, book, DATE, written)


@mistake
def activity_without_text(draw: Draw, book: Book) -> Expected:
    """A row that doesn't say what was done."""
    row = _row(draw, book)
    for column in range(TEXT, _LAST + 1):
        book["activities"].set(row, column, draw(st.sampled_from([None, " "])))
    return "activity-without-text", *at("activities", row, 1)


@mistake
def missing_text(draw: Draw, book: Book) -> Expected:
    """A description that a language lacks in which the office reports."""
    return "missing-text", *_put(draw, book, draw(st.integers(TEXT, _LAST)), None)


@mistake
def text_without_language(draw: Draw, book: Book) -> Expected:
    """A description of which nobody knows the language."""
    column = len(book["activities"].rows[0]) + 1
    header = draw(st.sampled_from(["text", "Përshkrimi", "Opis", "ОПИС", "Description"]))
    book["activities"].set(1, column, header)
    if draw(st.booleans()):
        book["activities"].set(_row(draw, book), column, "Takim")
    return "text-without-language", *at("activities", 1, column)


@mistake
def partner_spelled_otherwise(draw: Draw, book: Book) -> Expected:
    """A partner in other letters than everywhere else."""
    texts = ["Kfor", "CARITAS", "Iom", "Zyra e Urbanizmitt", "UNHCR; Каритас", "K F O R;Iom"]
    text = draw(st.sampled_from(texts[:-1]))
    return "partner-spelled-otherwise", *_put(draw, book, PARTNERS, text)


@mistake
def sample_text(draw: Draw, book: Book) -> Expected:
    """A description of the sample in a workbook that is none, in any letters, small or large."""
    texts = [
        "Active participation in the research on practices of inclusive employment",
        "AKTIVNO UČEŠĆE U ISTRAŽIVANJU O PRAKSAMA INKLUZIVNOG ZAPOŠLJAVANJA",
        "Активно учешће у истраживању о праксама инклузивног запошљавања.",
    ]
    book["about"].set(3, 2, "draft")
    column = draw(st.integers(TEXT, _LAST))
    return "sample-text", *_put(draw, book, column, draw(st.sampled_from(texts)))


@mistake
def named_person(draw: Draw, book: Book) -> Expected:
    """A person's name behind what stands before names."""
    texts = [
        *("Takim me znj. Krasniqi.", "z. Hoti mbajti fjalimin", "Zonja Berisha përfitoi"),
        *("Razgovor sa g. Petrovićem", "Gđa Jović", "Разговор са г. Петровићем", "Гђа Јовић"),
        *("A meeting with Mr Jones", "Mrs. Jones", "ms. Jones spoke"),
    ]
    column = draw(st.sampled_from([PARTNERS, *range(TEXT, _LAST + 1)]))
    return "personal-data", *_put(draw, book, column, draw(st.sampled_from(texts)))


@mistake
def perhaps_a_person(draw: Draw, book: Book) -> Expected:
    """An initial beside what may be a name."""
    texts = ["Kanalizimi për Krasniqi D.", "Krasniqi D . (Drejtoria)", "за Петровић Д.", "A. Hoti"]
    column = draw(st.integers(TEXT, _LAST))
    return "perhaps-a-person", *_put(draw, book, column, draw(st.sampled_from(texts)))


def _answered(draw: Draw, book: Book, *answers: str) -> tuple[int, int]:
    """Give an office that tells of activities these answers, and others no; its two rows."""
    row = _row(draw, book)
    (id_,) = find_municipality(str(book["activities"].get(row, 1))).ids
    duties = book["duties"]
    own = next(
        number
        for number in range(2, len(duties.rows) + 1)
        if find_municipality(str(duties.get(number, 1))).ids == (id_,)
    )
    duties.rows[own - 1][1:] = [*answers, *["jo"] * (8 - len(answers))]
    return row, own


@mistake
def activities_despite_no(draw: Draw, book: Book) -> Expected:
    """A duty that is not performed, and an activity that serves it."""
    row, own = _answered(draw, book)
    duty = draw(st.integers(1, 8))
    written = draw(st.sampled_from([duty, str(duty), f"Detyra {duty}", f"Дужност {duty}"]))
    book["activities"].set(row, DUTY, written)
    return "activities-despite-no", *at("duties", own, 1 + duty)


@mistake
def no_activity_for_yes(draw: Draw, book: Book) -> Expected:
    """A duty that is performed, and activities for another one alone."""
    row, own = _answered(draw, book, "po", "da")
    served = draw(st.sampled_from([1, 2]))
    book["activities"].set(row, DUTY, served)
    return "no-activity-for-yes", *at("duties", own, 4 - served)


@mistake
def activity_of_no_municipality(draw: Draw, book: Book) -> Expected:
    """A mistyped municipality in Cyrillic."""
    _, row, _ = where(draw, book, "date")
    book["activities"].set(row, 1, "Ораховацц")
    return "unknown-municipality", *at("activities", row, 1)
