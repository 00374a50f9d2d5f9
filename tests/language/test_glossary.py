"""The glossary of ``docs/languages.md``: what was given up there is in no text of the program."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from tests.language.catalogues import forms, messages
from tests.support import LANGUAGES, ROOT, YEARS, sample_rows

from zkkk_factsheet.language import DOMAINS
from zkkk_factsheet.reference import communities, components, duties
from zkkk_factsheet.workbook.declaration.schema import sheets
from zkkk_factsheet.workbook.declaration.words import words

# Each catalogue is read once, if one process has the tests.
pytestmark = pytest.mark.xdist_group("catalogues")

PAGE = ROOT / "docs" / "languages.md"
ENGLISH_PAGES = ("README.md", "docs/indicators.md", "docs/workbook.md", "docs/findings.md")
HEADINGS = {"en": "English", "sq": "Albanian", "sr": "Serbian"}
KINDS = ("answer", "office_status", "edition_status", "activity_status")


@cache
def glossary() -> tuple[dict[str, str], ...]:
    """The rows of the table, by its headings."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    table = [
        [cell.strip() for cell in line[1:-1].split("|")] for line in lines if line.startswith("| ")
    ]
    return tuple(dict(zip(table[0], row, strict=True)) for row in table[1:])


def given_up(language: str) -> list[str]:
    """The terms that a language has given up."""
    spans = [span for row in glossary() for span in re.findall(r"`([^`]+)`", row["not"])]
    assert all(re.fullmatch(r"(sq|sr|en): \S.*", span) for span in spans)
    return [span[4:] for span in spans if span.startswith(f"{language}: ")]


def found(term: str, text: str) -> bool:
    """Whether a term stands in a text, as whole words; ``*`` is any ending."""
    pattern = re.escape(term.casefold()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.search(rf"\b{pattern}(?!\w)", text.casefold()) is not None


def texts(language: str) -> Iterator[tuple[str, str]]:
    """Every text that the program says or prints in a language, with where it stands."""
    for domain in DOMAINS:
        for key, message in messages(language, domain).items():
            yield from ((f"{domain}: {key}", form) for form in forms(message))
    for duty in duties():
        yield from (
            (f"duty {duty.id}", text[language]) for text in (duty.short, duty.full, duty.remaining)
        )
    yield from ((f"community {each.id}", each.name(language)) for each in communities())
    yield from ((f"component {each.id}", each.name(language)) for each in components())
    yield from ((f"word {word.id}", word.words[language]) for kind in KINDS for word in words(kind))
    for sheet in sheets():
        yield from ((f"sheet {sheet.id}", text[language]) for text in (sheet.names, sheet.help))
        for column in sheet.columns:
            where = f"column {sheet.id}.{column.id}"
            yield from ((where, text[language]) for text in (column.headers, column.help))
    for year in YEARS:
        rows = sample_rows(year)
        about = [rows.about.publisher, rows.about.contact, rows.about.source, rows.about.note]
        remarks = [office.remarks for office in rows.offices]
        yield from ((f"sample {year}", text.get(language, "")) for text in (*about, *remarks))
    if language == "en":
        yield from ((page, (ROOT / page).read_text(encoding="utf-8")) for page in ENGLISH_PAGES)


def test_the_glossary_has_a_term_in_three_languages_in_each_row() -> None:
    """No row lacks a language; every language has given something up."""
    assert len(glossary()) > 20
    assert [row for row in glossary() if not all(row[HEADINGS[each]] for each in LANGUAGES)] == []
    assert all(given_up(language) for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_given_up_is_in_no_text(language: str) -> None:
    """Catalogues, worksheets, duties, samples and pages use the settled words only."""
    said = list(texts(language))
    assert len(said) > 400
    everything = "\0".join(text for _, text in said)
    noticed = [term for term in given_up(language) if found(term, everything)]
    assert [(term, w) for term in noticed for w, text in said if found(term, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_gives_up_what_it_settles(language: str) -> None:
    """A settled term is not itself one that was given up."""
    settled = [row[HEADINGS[language]] for row in glossary()]
    assert [(t, s) for t in given_up(language) for s in settled if found(t, s)] == []


@pytest.mark.parametrize(
    ("term", "text", "noticed"),
    [
        ("suštinsk*", "Broj suštinskih dužnosti", True),
        ("značajn* dužnost*", "Značajne dužnosti", True),
        ("akter*", "me akterët përkatës", True),
        ("with an answer", "34 offices with\nan answer", True),
        ("akter*", "karakteri i zyrës", False),
        ("polje", "u polju", False),
    ],
)
def test_a_term_that_was_given_up_would_be_noticed(term: str, text: str, *, noticed: bool) -> None:
    """In any case and with any ending, also over the end of a line; but only as a whole word."""
    assert found(term, text) == noticed


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_sheet_begins_with_a_digit(language: str) -> None:
    """A sentence begins with a word: no text that ends with a full stop starts with a number."""
    said = messages(language, "sheet").values()
    sentences = [form for message in said for form in forms(message) if form.endswith(".")]
    assert len(sentences) > 30
    assert [each for each in sentences if re.match(r"\{(count|numerator)\}|\d", each)] == []


def test_the_first_serbian_form_also_holds_for_21() -> None:
    """No pronoun in the form that serves 1, 21 and 31 speaks of one thing only."""
    of_one = re.compile(r"\b(on|ona|ono|nje|njoj|nju|njom|njega|njemu|njim|njen\w*|njegov\w*)\b")
    said = [message for domain in DOMAINS for message in messages("sr", domain).values()]
    first = [forms(each)[0] for each in said if not isinstance(each.id, str)]
    assert len(first) > 50
    assert [each for each in first if of_one.search(each.casefold())] == []
    assert of_one.search("pa se o njoj ovde ne navode podaci")


def test_no_serbian_preposition_stands_before_a_place_in_a_workbook() -> None:
    """A file with its worksheet and its cell is not inflected, so nothing may ask for a case."""
    before_place = re.compile(r"\b(do|iz|na|od|po|pored|s|sa|u|za) \{other\}")
    said = [form for each in messages("sr", "messages").values() for form in forms(each)]
    of_places = [form for form in said if "{other}" in form]
    assert len(of_places) > 3
    assert [each for each in of_places if before_place.search(each)] == []
    assert before_place.search("prvi je u {other}.")
