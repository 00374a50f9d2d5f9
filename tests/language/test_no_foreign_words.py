"""No word of another language on a sheet."""

import re
from functools import cache
from html import unescape
from itertools import combinations

import pytest
from tests.language.catalogues import forms, messages
from tests.sheets import strings_in, texts_of
from tests.support import (
    LANGUAGES,
    PRINTED_YEARS,
    rendered,
    sample_rows,
    sample_sheet,
)

from zkkk_factsheet.reference import communities, duties, municipalities

printed_sheets = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)


def words_in(texts: str) -> set[str]:
    """The words of four letters and more, without their capitals."""
    return set(re.findall(r"[^\W\d_]{4,}", texts.casefold()))


@cache
def words_of(language: str) -> frozenset[str]:
    """The words a sheet in a language is written in: catalogue, fixed names, sample texts."""
    catalogue = [" ".join(forms(each)) for each in messages(language, "sheet").values()]
    texts = [re.sub(r"\{\w+\}", " ", text) for text in catalogue]
    texts += [community.name(language) for community in communities()]
    texts += [text for duty in duties() for text in (duty.short[language], duty.full[language])]
    for year in PRINTED_YEARS:
        rows = sample_rows(year)
        about = rows.about
        texts += [
            item.get(language, "")
            for item in (about.publisher, about.contact, about.source, about.note)
        ]
        texts += [office.remarks.get(language, "") for office in rows.offices]
    return frozenset(words_in(" ".join(texts)))


@cache
def foreign_words(language: str) -> frozenset[str]:
    """The words of the other languages that are none of this one's."""
    own = words_of(language) | words_in(" ".join(m.name(language) for m in municipalities()))
    others = frozenset().union(*(words_of(other) for other in LANGUAGES if other != language))
    return others - own


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_are_told_apart(language: str) -> None:
    """There are enough words that give a language away, the plainest among them."""
    telling = {
        "sq": {"office", "kancelarija"},
        "sr": {"office", "zyra"},
        "en": {"zyra", "kancelarija"},
    }
    assert len(foreign_words(language)) > 300
    assert telling[language] <= foreign_words(language)


def sentences(language: str) -> dict[str, set[str]]:
    """The words of each message of the sheet, by its key."""
    return {
        key: words_in(re.sub(r"\{\w+\}", " ", " ".join(forms(message))))
        for key, message in messages(language, "sheet").items()
    }


def test_no_sentence_has_a_word_of_its_translation() -> None:
    """A word that was left untranslated shows, though the catalogue now counts it as its own."""
    shared = set()
    for one, other in combinations(LANGUAGES, 2):
        translated = sentences(other)
        for key, words in sentences(one).items():
            shared |= words & translated[key]
    assert shared == {
        "plan",
        "zero",
        "partner",
        "person",
        "period",
        "donator",
        "april",
        "word",
    }  # words that the languages really share


@printed_sheets
def test_no_foreign_word_is_on_the_sheet(year: int, language: str) -> None:
    """Nothing on a sheet is written in another of the languages."""
    found = words_in(" ".join(texts_of(sample_sheet(year, language))))
    assert len(found) > 200
    assert found & foreign_words(language) == set()


@printed_sheets
def test_no_foreign_word_is_in_the_page(year: int, language: str) -> None:
    """Nothing in the page's own markup speaks another language: no label, no spoken text."""
    page = rendered(sample_sheet(year, language), "html").decode()
    page = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    spoken = re.findall(r'(?:aria-label|title|alt|content)="([^"]*)"', page)
    shown = re.sub(r"<[^>]*>", " ", page)
    found = words_in(unescape(" ".join([shown, *spoken])))
    assert len(found) > 200
    assert found & foreign_words(language) == set()


@printed_sheets
def test_places_have_the_names_of_the_language(year: int, language: str) -> None:
    """Municipalities are named as the language names them, all 38 of them."""
    sheet = sample_sheet(year, language)
    matrix = sheet.section("municipalities").matrix
    assert matrix is not None
    names = {municipality.name(language) for municipality in municipalities()}
    assert len(matrix.rows) == 38
    assert {row.name for row in matrix.rows} == names


@pytest.mark.parametrize("language", ["sq", "sr"])
def test_a_foreign_sentence_would_be_noticed(language: str) -> None:
    """The word lists notice one sentence of another language."""
    stray = " ".join(strings_in(sample_sheet(2019, "en").section("reporting").paragraphs))
    assert words_in(stray) & foreign_words(language)


def test_serbian_is_in_latin_script() -> None:
    """No Cyrillic letter is on the Serbian sheet, and none on the others."""
    for language in LANGUAGES:
        for year in PRINTED_YEARS:
            text = " ".join(texts_of(sample_sheet(year, language)))
            assert not re.search(r"[\u0400-\u04ff]", text)
