"""Municipal sheets in print: one page whatever the year holds, nothing cut or covered."""

from dataclasses import replace
from functools import cache
from itertools import product

import pytest
from tests.effort import THOROUGH, in_turn
from tests.render.test_pdf_layout import MARGIN, overlapping, pages_of, printed_on, squeezed
from tests.sheets import Sheet, texts_of
from tests.support import (
    EXTREMES,
    LANGUAGES,
    ROSTER,
    YEARS,
    long_text,
    people,
    rendered,
    sample_with_years,
)

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.municipal import compose
from zkkk_factsheet.reference import municipality

pytestmark = pytest.mark.poppler


def longest_names(language: str) -> list[str]:
    """The municipalities with the longest names in a language."""
    return sorted(ROSTER, key=lambda id_: -len(municipality(id_).name(language)))[:2]


def kinds(language: str) -> tuple[str, ...]:
    """A municipality of each kind of office, and those with the longest names."""
    return (*longest_names(language), "zubin-potok", "kamenica")


# A few of each year; 2019 is tested as built. In the thorough run each with all.
SHEETS = [
    (str(year), language, id_)
    for number, (year, language) in enumerate(product(YEARS, LANGUAGES))
    for id_ in (kinds(language) if THOROUGH else kinds(language)[number % 2 :: 2])
] + [
    (name, language, id_)
    for name, language in in_turn(EXTREMES, LANGUAGES)
    for id_ in (ROSTER[0], longest_names(language)[0])
]
every_sheet = pytest.mark.parametrize(("name", "language", "id_"), SHEETS)


@cache
def published(name: str) -> Published:
    """What is published of a sample year, or of an extreme one after two others."""
    if name.isdigit():
        return sample_with_years(int(name))
    first, second = EXTREMES["everything performed"], EXTREMES["nothing performed"]
    earlier = [
        replace(first, about=replace(first.about, year=2017)),
        people(2018)
        if name == "people"
        else replace(second, about=replace(second.about, year=2018)),
    ]
    return published_of(EXTREMES[name], earlier[-1], THRESHOLD, tuple(earlier))


@cache
def sheet(name: str, language: str, id_: str) -> Sheet:
    """The sheet of a municipality."""
    return Sheet(compose(published(name), language, id_))


@cache
def file(name: str, language: str, id_: str) -> bytes:
    """Its PDF."""
    return rendered(sheet(name, language, id_), "pdf")


@every_sheet
def test_one_page_with_every_text_on_it(name: str, language: str, id_: str) -> None:
    """Whatever is said stands on one page, within its margins, and no word lies over another."""
    data = file(name, language, id_)
    (page,) = pages_of(data)
    assert len(page) > 150
    for word in page:
        assert word.left >= MARGIN - 0.5, word
        assert word.right <= 595.28 - MARGIN + 0.5, word
    assert overlapping(page) == []
    (printed,) = printed_on(data)
    labels = sheet(name, language, id_).labels
    elsewhere = {labels.page.format(page=1, pages=2)}
    texts = texts_of(sheet(name, language, id_), in_print=True)
    assert [t for t in texts if squeezed(t) not in printed and t not in elsewhere] == []


def test_too_much_is_noticed() -> None:
    """A remark that nobody cut makes a second page, which is counted."""
    long = sheet("2019", "sq", "kamenica")
    longer = long.with_notes("contact", *["Komuna: zyra punon. " * 40] * 5)
    assert len(pages_of(rendered(longer, "pdf"))) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_name_of_the_publisher_leaves_the_municipality_s_on_one_line(language: str) -> None:
    """It takes two lines itself, beside what the sheet is about, and stands above the name."""
    id_ = longest_names(language)[0]
    about = replace(sample_with_years(2019).about, publisher={"": long_text(100)})
    long = Sheet(compose(replace(sample_with_years(2019), about=about), language, id_))
    (page,) = pages_of(rendered(long, "pdf"))
    name = municipality(id_).name(language).split()
    highest = max(word.bottom - word.top for word in page if word.text == name[0])
    large = [word for word in page if word.text in name and word.bottom - word.top == highest]
    assert [word.text for word in large] == name
    assert len({word.top for word in large}) == 1
