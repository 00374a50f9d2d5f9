"""PO files are read as gettext and translators' editors mean them."""

from textwrap import dedent

import pytest
from tests.language.catalogues import forms, messages
from tests.support import LANGUAGES

from zkkk_factsheet.language import DOMAINS, catalogue
from zkkk_factsheet.language.po import read_po

# Each catalogue is read once, if one process has the tests.
pytestmark = pytest.mark.xdist_group("catalogues")

EDITED = r"""
    # A translator's note: msgid "none"
    msgid ""
    msgstr ""
    "Language: sr\n"
    "Plural-Forms: nplurals=3; plural=n%10==1 ? 0 : 1;\n"

    #, python-brace-format
    #| msgid "before"
    msgid "wrapped"
    msgstr ""
    "The first line, "
    "and \"the second\" "
    "with a \\ and a\ttab.\n"

    msgid "quote"
    msgstr "ends in \""

    msgid "counted"
    msgid_plural "counted"
    msgstr[0] "{count} office"
    msgstr[1] ""
    "{count} "
    "offices"

    msgid "begun"
    msgid_plural "begun"
    msgstr[0] "one"
    msgstr[1] ""

    msgid "untranslated"
    msgstr ""

    #~ msgid "left over"
    #~ msgstr "nobody says it"
"""


def test_what_a_translators_editor_writes_is_read() -> None:
    """Wrapped, quoted and plural texts are whole; notes and what has no text are no messages."""
    found = read_po(dedent(EDITED))
    assert found.pop("")[0].splitlines()[0] == "Language: sr"
    assert found == {
        "wrapped": ('The first line, and "the second" with a \\ and a\ttab.\n',),
        "quote": ('ends in "',),
        "counted": ("{count} office", "{count} offices"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_what_another_reader_reads(language: str) -> None:
    """Every sentence and every plural form is the one that Babel reads from the file."""
    for domain in DOMAINS:
        read = messages(language, domain)
        expected = {key: forms(message) for key, message in read.items()}
        assert len(expected) > 20
        assert catalogue(language, domain).forms == expected
