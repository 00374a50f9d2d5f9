"""Which language to speak."""

import os

from zkkk_factsheet.language.catalogue import available_languages


def locale_language() -> str:
    """The language of the locale if there is a catalogue in it, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            language = value.partition("_")[0].partition(".")[0].lower()
            return language if language in available_languages() else "en"
    return "en"
