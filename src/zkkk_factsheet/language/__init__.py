"""Sentences, numbers, percentages, dates and lists in the languages of the fact sheet.

All text for people stands in the catalogues ``locales/<language>/<domain>.po``: the domain
``sheet`` is what is printed, ``figures`` says what figures are called and how they are made,
``messages`` what is wrong with a workbook, ``program`` is what the commands report, ``usage`` their
help, ``workbook`` is what is written into Excel files, ``data`` describes the data files,
``site`` is what stands on the pages that lead to all editions, ``desk`` what the page on this
computer says. A message's id is a key, so that
English is a catalogue like any other.
"""

from zkkk_factsheet.language.catalogue import (
    DOMAINS,
    Catalogue,
    available_languages,
    catalogue,
    catalogue_file,
)
from zkkk_factsheet.language.collation import sort_key
from zkkk_factsheet.language.period import Period

__all__ = [
    "DOMAINS",
    "Catalogue",
    "Period",
    "available_languages",
    "catalogue",
    "catalogue_file",
    "sort_key",
]
