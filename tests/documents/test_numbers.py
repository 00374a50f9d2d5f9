"""Every printed number of a figure knows which figure of the published table it is."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

import pytest
from tests.documents.composed import composed, every_sheet
from tests.effort import THOROUGH
from tests.sheets import strings_in
from tests.support import (
    EXTREMES,
    LANGUAGES,
    before,
    sample_published,
    sample_with_years,
)

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.kinds import ACCOUNTS, KINDS, MUNICIPAL, NATIONAL, Kind
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.text import Number, Text, filled, joined
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.language import catalogue


def stated(figure: Figure, part: str, language: str) -> str:
    """What a document must print of a figure, computed without it."""
    count, base = figure.numerator or 0, figure.denominator or 0
    say = catalogue(language, "sheet")
    if part == "change":
        return f"{'+' if count > 0 else '−' if count < 0 else ''}{abs(count)}"
    if part == "range":
        return say.text("matrix.range", least=count, most=count + 8 - base)
    if part != "percent":
        return {"numerator": f"{count}", "mean": mean(count, base, language)}.get(part, f"{base}")
    if 0 < count / base < 0.005:
        return say.text("value.under-one")
    if 0.995 <= count / base < 1:
        return say.text("value.over-99")
    return f"{(200 * count + base) // (2 * base)}%"


def mean(count: int, base: int, language: str) -> str:
    """A quotient with one decimal, halves rounded up."""
    tenths = (20 * count + base) // (2 * base) if base else 0
    return f"{tenths // 10}{'.' if language == 'en' else ','}{tenths % 10}"


def wrong(document: Document, published: Published) -> list[Number]:
    """The numbers of a document that are not those of the table of their period."""
    return not_of(published, document.numbers(), document.language)


def not_of(published: Published, numbers: Iterable[Number], language: str) -> list[Number]:
    """The numbers that are not those of the table of their period."""
    tables = {str(each.period): each.figures for each in published.earlier}
    tables[""] = published.figures
    return [
        number
        for number in numbers
        if (figure := tables[number.period].get(number.figure)) is None
        or (figure.status == "suppressed" and number.part != "denominator")
        or re.sub(r"(?<=\d)[.,\s](?=\d{3})", "", number.text)
        != stated(figure, number.part, language)
    ]


@cache
def documents(kind: Kind, year: int | str, language: str) -> list[Document]:
    """The documents of a kind, one about each subject, of a sample year or an odd one."""
    if isinstance(year, int):
        return list(composed(kind, year, language).values())
    known = of_year(year)
    return [kind.compose(known, language, subject) for subject in kind.subjects()]


@cache
def of_year(year: int | str) -> Published:
    """What is published of a sample year, or of an odd year that follows another."""
    if isinstance(year, int):
        return sample_with_years(year)
    return published_of(EXTREMES[year], before(year), THRESHOLD)


def untraced(document: Document) -> Iterator[str]:
    """The digits in a document's texts that belong to no number."""
    for text in document.texts():
        words = " ".join(part for part in text.parts if isinstance(part, str))
        yield from re.findall(r"\d+", words)


SHEETS = [kind for kind in KINDS if kind is not ACCOUNTS]
"""What prints figures; how they are made is told by pages that are traced on their own."""

KINDS_BY_ID = [kind.id for kind in SHEETS]


@every_sheet
@pytest.mark.parametrize("kind", SHEETS, ids=KINDS_BY_ID)
def test_every_number_is_the_one_of_its_figure(kind: Kind, language: str, year: int) -> None:
    """Each number of each document of the sample is found in the published table, as printed."""
    published = of_year(year)
    for document in documents(kind, year, language):
        numbers = list(document.numbers())
        assert len(numbers) > (150 if kind is NATIONAL else 45)
        assert not_of(published, numbers, language) == []


def in_turn(name: str, kind: Kind) -> Sequence[str]:
    """The languages in which a kind is tried of an odd year: one, each in its turn."""
    number = [*EXTREMES].index(name) + SHEETS.index(kind)
    return LANGUAGES if THOROUGH else [LANGUAGES[number % len(LANGUAGES)]]


@pytest.mark.parametrize("name", EXTREMES)
def test_every_number_of_an_odd_year_is_the_one_of_its_figure(name: str) -> None:
    """Also where nothing is known, and where nearly all or nearly none is."""
    published = of_year(name)
    # Where nothing is known of anybody, a municipality's sheet has no number.
    unknown = name in {"nothing answered", "nobody established", "nobody covered"}
    for kind in SHEETS:
        for document in chain(*(documents(kind, name, each) for each in in_turn(name, kind))):
            numbers = list(document.numbers())
            assert bool(numbers) == (kind is not MUNICIPAL or not unknown)
            assert not_of(published, numbers, document.language) == []


@every_sheet
@pytest.mark.parametrize("kind", SHEETS, ids=KINDS_BY_ID)
def test_what_is_not_traced_is_no_figure(kind: Kind, language: str, year: int) -> None:
    """Digits outside of numbers are years, dates, numbers of duties and levels, and the law's."""
    published = of_year(year)
    day = published.about.published_on
    assert day is not None
    known = {"02", "2010", "100", "10", "7", *map(str, range(9))}
    known |= {str(year), str(year - 1), str(day.day), str(day.year)}
    known |= {n for text in remarks(published) for n in re.findall(r"\d+", text)}
    known |= {str(each.period) for each in published.earlier}
    for document in documents(kind, year, language):
        assert sorted(set(untraced(document)) - known) == []


def remarks(published: Published) -> list[str]:
    """What people wrote in the workbook."""
    about = published.about
    return list(strings_in([about.note, about.source, about.contact, dict(published.remarks)]))


def test_a_wrong_number_is_noticed() -> None:
    """A number that is not its figure's, and one of a figure that is not there, are found."""
    published = sample_published(2019)
    document = NATIONAL.compose(published, "en", "")
    first = next(each for each in document.numbers() if stated_apart(published, each))
    for other in (
        replace(first, text="1"),
        replace(first, part="denominator"),
        replace(first, figure=Key("no.such")),
    ):
        changed = replace(document, sections=(more(document.sections[0], Text((other,))),))
        assert wrong(changed, published) == [other]


def stated_apart(published: Published, number: Number) -> bool:
    """Whether a number's figure has a count and a base that are not the same."""
    if number.period:
        return False
    figure = published.figures[number.figure]
    return number.part == "numerator" and figure.numerator != figure.denominator


def more(section: Section, text: Text) -> Section:
    """A section with another paragraph."""
    return replace(section, blocks=(*section.blocks, Paragraphs((text,))))


def test_numbers_stay_numbers_through_sentences() -> None:
    """Whatever a sentence is filled with, its words and its numbers are kept apart."""
    number = Number("3", Key("offices.similar"), "numerator")
    inner = filled("{count} of {all}", {"count": number, "all": 5})
    outer = filled("{{So}}: {inner}; {user}.", {"inner": inner, "user": "{count}"})
    assert str(outer) == "{So}: 3 of 5; {count}."
    assert list(outer.numbers()) == [number]
    assert str(joined([inner, outer], " | ")) == f"{inner} | {outer}"
    assert not joined([], "; ")
    with pytest.raises(KeyError):
        filled("{missing}", {})
