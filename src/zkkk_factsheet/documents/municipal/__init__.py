"""The municipal sheet: how one office stands, on one page."""

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.mandate import mandate
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.municipal.caseload import caseload
from zkkk_factsheet.documents.municipal.closing import contact, remaining
from zkkk_factsheet.documents.municipal.office import checklist, standing_of, years
from zkkk_factsheet.documents.municipal.officials import officials
from zkkk_factsheet.documents.office import standing, tile_map
from zkkk_factsheet.documents.residents import residents_of
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import municipality

KIND = "municipal"

PAGES = 1
"""How many pages a municipal sheet is to have in print."""


def compose(published: Published, language: str, subject: str) -> Document:
    """Write the sheet of a municipality.

    Args:
        published: What may be said of the year; every number is taken from its figures.
        language: "sq", "sr" or "en".
        subject: The municipality's id.
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say, place = writer.say, municipality(subject).name(language)
    title = say.text("municipal.title", municipality=place, year=writer.year)
    return Document(
        kind=KIND,
        language=language,
        period=published.period,
        head=writer.head(title, say.text("municipal.name"), place),
        labels=writer.labels(),
        sections=tuple(section for section in _sections(writer, subject) if section),
        pages=PAGES,
    )


def _sections(writer: Writer, subject: str) -> tuple[Section | None, ...]:
    return (
        standing_of(writer, subject),
        checklist(writer, subject),
        years(writer, subject),
        remaining(writer, subject),
        _map(writer, subject),
        officials(writer, subject),
        residents_of(writer, subject),
        caseload(writer, subject),
        mandate(writer) if standing(writer, subject) != "established" else None,
        contact(writer, subject),
    )


def _map(writer: Writer, subject: str) -> Section:
    heading = writer.say.text("municipal.map.heading")
    return Section("map", heading, (tile_map(writer, subject),))
