"""Tables as an Excel workbook: to be read, also aloud, and to be calculated with."""

import re

from zkkk_factsheet.documents.tables import Tables
from zkkk_factsheet.documents.text import Number, Text
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.showing import Figure, Page, pages_book

_PERCENT = re.compile(r"(\d+)\s*%")
_COUNT = re.compile(r"\d{1,3}(?:\D\d{3})+")
"""A whole number with something between its thousands, whichever the language puts there."""


def workbook_of(tables: Tables) -> bytes:
    """Tables as a workbook (.xlsx): a cover, contents, notes, and a worksheet for each table."""
    say = catalogue(tables.language, "data")
    notes = say.text("tables.notes")
    said = tuple(filter(None, (tables.title, tables.mark, tables.source)))
    cover = (tables.title, tables.publisher, *said[1:], say.text("tables.about"))
    titles = enumerate((each.title for each in tables.tables), start=1)
    pages = (
        Page(say.text("tables.cover"), tuple(filter(None, cover))),
        Page(
            say.text("tables.contents"),
            (say.text("tables.contents.heading"),),
            (say.text("tables.contents.sheet"), say.text("tables.contents.title")),
            ((notes, notes), *((str(number), title) for number, title in titles)),
            leads=True,
        ),
        Page(
            notes,
            (notes, *said),
            (say.text("tables.notes.about"), say.text("tables.notes.text")),
            tuple((heading, str(text)) for heading, text in tables.notes),
        ),
        *(
            Page(
                str(number),
                (table.title, *said, say.text("tables.one")),
                table.head,
                tuple(tuple(map(_cell, row)) for row in table.rows),
            )
            for number, table in enumerate(tables.tables, start=1)
        ),
    )
    return pages_book(pages, title=tables.title, creator=tables.publisher, language=tables.tag)


def _cell(text: Text) -> str | Figure:
    """A cell as it is printed; a share or a count that stands alone is a number.

    "Under 1%" is a text, as it says less than a number would; so is what stands in brackets.
    """
    match text.parts:
        case (Number(text=printed, part="percent"),) if found := _PERCENT.fullmatch(printed):
            return Figure(printed, int(found[1]) / 100, is_share=True)
        case (Number(text=printed, part="numerator" | "denominator"),) if _COUNT.fullmatch(printed):
            return Figure(printed, int(re.sub(r"\D", "", printed)))
    return str(text)
