"""PO files are read as gettext and translators' editors mean them."""

from io import BytesIO
from textwrap import dedent

import pytest
from babel.messages.pofile import read_po as read_by_babel
from tests.support import LANGUAGES

from zkkk_factsheet.language import DOMAINS, catalogue, catalogue_file
from zkkk_factsheet.language.po import read_po

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
@pytest.mark.parametrize("domain", DOMAINS)
def test_a_catalogue_says_what_another_reader_reads(language: str, domain: str) -> None:
    """Every sentence and every plural form is the one that Babel reads from the file."""
    content = catalogue_file(language, domain).read_bytes()
    expected: dict[str, tuple[str, ...]] = {}
    for message in read_by_babel(BytesIO(content)):
        key = message.id if isinstance(message.id, str) else message.id[0]
        expected[key] = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
    del expected[""]
    assert len(expected) > 20
    assert catalogue(language, domain).forms == expected
