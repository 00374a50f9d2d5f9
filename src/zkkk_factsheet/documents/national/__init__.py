"""The national sheet: a year's offices in all municipalities, on two pages."""

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.mandate import mandate_in_short
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.national.caseload import caseload
from zkkk_factsheet.documents.national.change import change
from zkkk_factsheet.documents.national.composition import composition
from zkkk_factsheet.documents.national.key_figures import key_facts
from zkkk_factsheet.documents.national.main_points import main_points
from zkkk_factsheet.documents.national.method import method, reading, source
from zkkk_factsheet.documents.national.missing import missing
from zkkk_factsheet.documents.national.municipalities import by_municipality
from zkkk_factsheet.documents.national.offices import establishment, reporting
from zkkk_factsheet.documents.national.performance import country, duty_count, performance
from zkkk_factsheet.documents.national.years import years
from zkkk_factsheet.documents.residents import officials_and_residents
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue

KIND = "national"

PAGES = 2
"""How many pages a national sheet is to have in print."""


def compose(published: Published, language: str) -> Document:
    """Write the sheet of a year.

    Args:
        published: What may be said of the year; every number is taken from its figures.
        language: "sq", "sr" or "en".
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say = writer.say
    return Document(
        kind=KIND,
        language=language,
        period=published.period,
        head=writer.head(say.text("title.document", year=writer.year), say.text("title.name")),
        labels=writer.labels(),
        sections=tuple(section for section in _sections(writer) if section),
        pages=PAGES,
    )


def _sections(writer: Writer) -> tuple[Section | None, ...]:
    return (
        main_points(writer),
        key_facts(writer),
        performance(writer),
        country(writer),
        composition(writer),
        reading(writer),
        mandate_in_short(writer),
        source(writer),
        by_municipality(writer),
        duty_count(writer),
        officials_and_residents(writer),
        caseload(writer),
        establishment(writer),
        reporting(writer),
        missing(writer),
        change(writer),
        years(writer),
        method(writer),
    )
