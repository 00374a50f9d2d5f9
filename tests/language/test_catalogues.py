"""The catalogues: complete, and alike in all languages."""

import gettext
import itertools
import re
from collections.abc import Callable, Iterator

import pytest
from babel.messages.catalog import Message
from tests.language.catalogues import forms, messages, placeholders, read
from tests.support import LANGUAGES

from zkkk_factsheet.language import (
    DOMAINS,
    available_languages,
    catalogue,
    catalogue_file,
)

# Each file is read once, if one process has the tests.
pytestmark = pytest.mark.xdist_group("catalogues")

every_language = pytest.mark.parametrize("language", LANGUAGES)

# Sentences that really are the same in two languages.
ALIKE = {
    ("usage", "usage.metavar.period", "sr", "en"),  # "PERIOD"
    ("workbook", "findings.column", "sq", "sr"),  # "kolona {column}"
}


# Alike in all languages --------------------------------------------------------------------


def test_there_are_catalogues_in_the_languages_of_the_reference_data() -> None:
    """Every language that names are known in has its catalogues, and no other."""
    assert set(available_languages()) == set(LANGUAGES)
    for language in LANGUAGES:
        found = {file.stem for file in catalogue_file(language, "sheet").parent.iterdir()}
        assert found == set(DOMAINS)


def test_all_languages_have_the_same_keys() -> None:
    """No message is missing in a language, and none is there in one language alone."""
    for domain in DOMAINS:
        keys = {language: set(messages(language, domain)) for language in LANGUAGES}
        assert len(keys["en"]) > 20
        for one, other in itertools.combinations(LANGUAGES, 2):
            assert (domain, keys[one] ^ keys[other]) == (domain, set())


def every_message(language: str) -> Iterator[tuple[str, str, Message]]:
    """All messages of a language, with their domain and key."""
    for domain in DOMAINS:
        yield from ((domain, key, each) for key, each in messages(language, domain).items())


@every_language
def test_no_message_is_empty_fuzzy_or_left_over(language: str) -> None:
    """Every message has its text in every form; nothing is half translated or out of use."""
    found = list(every_message(language))
    assert [each for *each, message in found if not all(map(str.strip, forms(message)))] == []
    assert [each for *each, message in found if message.fuzzy] == []
    assert [domain for domain in DOMAINS if read(language, domain).obsolete] == []


@every_language
def test_no_text_begins_or_ends_with_a_space(language: str) -> None:
    """No text has a space too many, which nobody sees in a catalogue but on the page."""
    texts = [text for *_, message in every_message(language) for text in forms(message)]
    assert [text for text in texts if text != text.strip() or "  " in text] == []


def test_all_languages_have_the_same_placeholders_in_every_form() -> None:
    """A translation fills in what the others fill in.

    The count alone may be left out, since a sentence may do without it.
    """
    for domain, key, message in every_message("en"):
        plural = not isinstance(message.string, str)
        optional = {"count"} if plural else set()
        expected = placeholders(forms(message)[-1]) - optional
        for language in LANGUAGES:
            for form in forms(messages(language, domain)[key]):
                assert placeholders(form) - optional == expected, f"{language} {key}"


@every_language
def test_only_a_form_for_one_number_leaves_the_number_out(language: str) -> None:
    """Just "one office" may stand for 1; a form that also stands for 21 must say the number."""
    for domain, key, message in every_message(language):
        counted = ["count" in placeholders(form) for form in forms(message)]
        if not any(counted) or all(counted):
            continue
        which = plural_form(language, domain)
        for index, says in enumerate(counted):
            assert says or len([n for n in range(200) if which(n) == index]) == 1, f"{key}[{index}]"


def test_a_message_is_plural_in_every_language_or_in_none() -> None:
    """What is counted in one language is counted in all."""
    for domain, key, message in every_message("en"):
        kinds = {isinstance(messages(language, domain)[key].id, str) for language in LANGUAGES}
        assert kinds == {isinstance(message.id, str)}, key


def test_no_message_is_left_in_another_language() -> None:
    """Where two languages say the same in the same words, it is declared to be so."""
    found = set()
    for one, other in itertools.combinations(LANGUAGES, 2):
        for domain, key, message in every_message(one):
            if forms(message) == forms(messages(other, domain)[key]):
                words = re.sub(r"\{\w+\}", "", " ".join(forms(message)))
                if re.search(r"[^\W\d]{3}", words):
                    found.add((domain, key, one, other))
    assert found == ALIKE


# Plural forms ------------------------------------------------------------------------------


def plural_form(language: str, domain: str) -> Callable[[int], int]:
    """The function that chooses a form by the number, as gettext reads it from the file."""
    chosen: Callable[[int], int] = gettext.c2py(read(language, domain).plural_expr)
    return chosen


@every_language
def test_the_plural_forms_are_those_of_the_language(language: str) -> None:
    """The header has as many forms as the language, each message has them, each is reached."""
    expected = {"sq": 2, "sr": 3, "en": 2}[language]
    for domain in DOMAINS:
        which = plural_form(language, domain)
        assert read(language, domain).num_plurals == expected, domain
        assert {which(n) for n in range(1000)} == set(range(expected)), domain
    for _, key, message in every_message(language):
        if not isinstance(message.id, str):
            assert len(forms(message)) == expected, key


@every_language
def test_the_header_chooses_the_form_that_the_language_takes(language: str) -> None:
    """For every number the form is the one that Unicode's rules for the language give."""
    names = {"sq": ("one", "other"), "sr": ("one", "few", "other"), "en": ("one", "other")}
    locale = catalogue(language, "sheet").written.locale
    expected = [locale.plural_form(number) for number in range(300)]
    for domain in DOMAINS:
        which = plural_form(language, domain)
        assert [names[language][which(number)] for number in range(300)] == expected, domain


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "od 0 opština"),
        (1, "od 1 opštine"),
        (2, "od 2 opštine"),
        (5, "od 5 opština"),
        (11, "od 11 opština"),
        (12, "od 12 opština"),
        (21, "od 21 opštine"),
        (22, "od 22 opštine"),
        (25, "od 25 opština"),
        (38, "od 38 opština"),
        (101, "od 101 opštine"),
        (111, "od 111 opština"),
    ],
)
def test_serbian_counts_in_three_forms(number: int, written: str) -> None:
    """One, few and other: 21 and 101 take the form of 1; 22 that of 2; 11 and 12 that of 5."""
    assert catalogue("sr", "sheet").plural("key.of-municipalities", number) == written


def test_what_a_catalogue_lacks_is_an_error() -> None:
    """A key that is missing raises; it is never printed in place of the sentence."""
    say = catalogue("sq", "sheet")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say.text("no.such.key")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        say.plural("no.such.key", 2)
    with pytest.raises(KeyError, match="municipality"):
        say.text("remark", remark="only half of it")
