"""The one declaration of the worksheets: complete in three languages, and unambiguous."""

from collections import Counter

import pytest

from zkkk_factsheet.reference import LANGUAGES, duties, fold
from zkkk_factsheet.workbook.declaration.schema import (
    Column,
    SheetSchema,
    find_sheet,
    is_passive,
    is_passive_column,
    is_personal,
    sheet,
    sheets,
)
from zkkk_factsheet.workbook.declaration.words import find_word, words

KINDS = ("answer", "office_status", "edition_status", "activity_status")
COLUMNS = [(schema, column) for schema in sheets() for column in schema.columns]


def test_the_worksheets_are_those_of_the_design() -> None:
    """The worksheets with their columns, in the order in which the blank workbook has them."""
    columns = {schema.id: [column.id for column in schema.columns] for schema in sheets()}
    assert columns == {
        "about": [
            *("year", "status", "publisher", "contact", "published_on"),
            *("next_on", "source", "note"),
            *("corrected_on", "correction"),
        ],
        "offices": ["municipality", "status", "work_plan", "annual_report", "remark"],
        "staff": ["municipality", "community", "women", "men"],
        "duties": ["municipality", *(duty.id for duty in duties())],
        "activities": [
            *("municipality", "date", "component", "status"),
            *("duty", "communities", "partners", "text"),
        ],
        "caseload": ["municipality", "period", "category", "women", "men"],
        "population": ["municipality", "community", "persons", "source"],
    }


def test_only_what_offices_add_themselves_is_optional() -> None:
    """A year can do without activities, persons in care and residents, and nothing else."""
    optional = [schema.id for schema in sheets() if schema.optional]
    assert optional == ["activities", "caseload", "population"]


@pytest.mark.parametrize(("schema", "column"), COLUMNS)
def test_every_column_has_a_header_and_a_help_text_in_every_language(
    schema: SheetSchema, column: Column
) -> None:
    """Nothing is left to be read in another language."""
    for texts in (column.headers, column.help, schema.names, schema.help):
        assert set(texts) == set(LANGUAGES)
        assert all(texts.values())


@pytest.mark.parametrize("schema", sheets())
def test_no_header_means_two_columns(schema: SheetSchema) -> None:
    """However it is spelled, a header belongs to one column of its worksheet."""
    spellings = Counter(
        folded
        for column in schema.columns
        for folded in {
            fold(text) for text in (column.id, *column.headers.values(), *column.aliases)
        }
    )
    assert [spelling for spelling, number in spellings.items() if number > 1] == []


@pytest.mark.parametrize(("schema", "column"), COLUMNS)
def test_every_header_is_read_back(schema: SheetSchema, column: Column) -> None:
    """What is declared is found, also with its language; and it is not taken for personal data."""
    for text in (column.id, *column.headers.values(), *column.aliases):
        assert schema.find_column(text) == column.id
        assert not is_passive_column(text)
        for language in LANGUAGES if column.languages else ():
            assert schema.find_column(f"{text} ({language})") == f"{column.id}_{language}"
            assert schema.column(f"{column.id}_{language}") is column


@pytest.mark.parametrize(
    ("schema", "header", "column"),
    [
        ("offices", "Vërejtje", "remark"),
        ("offices", "Vërejtje (shqip)", "remark_sq"),
        ("duties", "Bashkërendimi me akterët përkatës", "coordination"),
        ("duties", "Monitorimi i politikave në praktikë", "monitoring"),
        ("duties", "Nadgledanje politika u praksi", "monitoring"),
        ("duties", "Monitoring of policies in practice", "monitoring"),
    ],
)
def test_headers_that_were_written_once_are_still_read(
    schema: str, header: str, column: str
) -> None:
    """A workbook that an earlier version wrote keeps its columns."""
    assert sheet(schema).find_column(header) == column


@pytest.mark.parametrize("name", ["Suštinske dužnosti", "Značajne dužnosti", "Osnovne dužnosti"])
def test_core_duties_are_known_by_all_their_serbian_names(name: str) -> None:
    """The worksheet may have any of the three names that are in use."""
    assert find_sheet(name) is sheet("duties")


def test_no_name_means_two_worksheets() -> None:
    """A worksheet's name belongs to one kind, and is none of those that are for people."""
    names = [name for each in sheets() for name in (each.id, *each.names.values(), *each.aliases)]
    for schema in sheets():
        for name in (schema.id, *schema.names.values(), *schema.aliases):
            assert find_sheet(name) is schema
            assert not is_passive(name)
    assert len({fold(name) for name in names}) >= 2 * len(sheets())


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_has_a_form_in_every_language_and_one_meaning(kind: str) -> None:
    """A word is read in any of its forms, and no form has two meanings."""
    assert words(kind)
    for word in words(kind):
        assert set(word.words) == set(LANGUAGES)
        for text in (*word.words.values(), *word.aliases):
            assert find_word(kind, text) == word.id
            assert find_word(kind, f" {text.upper()}\u00a0") == word.id


@pytest.mark.parametrize("text", ["", " ", "-", "maybe", "-1", "(1)", "1.", "x" * 10_000])
def test_nothing_else_is_a_word(text: str) -> None:
    """What isn't in the list of answers is no answer."""
    assert find_word("answer", text) is None


@pytest.mark.parametrize(
    "header",
    [
        *("Emri", "EMRI DHE MBIEMRI", "Emrat dhe mbiemrat", "Emri i punonjësit", "Vitlindja"),
        *("Ime i prezime", "Imena i prezimena", "Lice za kontakt", "Датум рођења", "JMBG"),
        *("Telefoni", "Numri i celularit", "Adresa elektronske pošte", "E-mail", "Staff names"),
    ],
)
def test_headers_of_personal_data_are_known(header: str) -> None:
    """In any language, script and case."""
    assert is_personal(header)


@pytest.mark.parametrize(
    "header", ["Emri i komunës", "Naziv opštine", "Rajoni", "Koment", "Nr.", "Numri i zyrtarëve"]
)
def test_other_headers_are_not_personal(header: str) -> None:
    """The name of a municipality is nobody's name."""
    assert not is_personal(header)


def test_an_unknown_worksheet_or_column_is_none() -> None:
    """Who asks for what isn't there gets a KeyError, or None for a text."""
    assert find_sheet("Sheet1") is None
    assert sheet("staff").find_column("x") is None
    with pytest.raises(KeyError):
        sheet("people")
    with pytest.raises(KeyError):
        sheet("staff").column("remark")
