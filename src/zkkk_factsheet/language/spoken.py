"""Which language to speak, and a catalogue for what is said before anything is loaded."""

import os
import re
from functools import cache

from zkkk_factsheet.language.catalogue import available_languages, catalogue_file

_ENTRY = re.compile(r'^msgid "(?P<key>[^"]+)"\nmsgstr "(?P<text>.*)"$', re.MULTILINE)


def locale_language() -> str:
    """The language of the locale if there is a catalogue in it, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            language = value.partition("_")[0].partition(".")[0].lower()
            return language if language in available_languages() else "en"
    return "en"


@cache
def plain_texts(language: str, domain: str) -> dict[str, str]:
    """The sentences of a catalogue of plain ones: each on a line, without plural or escapes.

    Reading the file so takes a tenth of the time that a catalogue takes which can do more.
    """
    content = catalogue_file(language, domain).read_text(encoding="utf-8")
    return {entry["key"]: entry["text"] for entry in _ENTRY.finditer(content)}
