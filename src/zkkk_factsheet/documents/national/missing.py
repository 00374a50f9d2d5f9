"""What is missing, whose it is, and who is asked for it."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.office import DOCUMENTS
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.reference import duties


def missing(writer: Writer) -> Section | None:
    """Who has not answered what, by name; None where there is no office that could have."""
    if not writer.figures.one("offices.established").numerator:
        return None
    texts = tuple(_texts(writer))
    heading = writer.say.text("missing.heading")
    if not texts:
        return Section("missing", heading, (Paragraphs((writer.text("missing.nothing"),)),))
    contact = writer.in_language(writer.published.about.contact)
    asked = (
        writer.text("missing.asked-at", contact=contact)
        if contact
        else writer.text("missing.asked")
    )
    return Section("missing", heading, (Paragraphs((*texts, asked)),))


def _texts(writer: Writer) -> Iterator[Text]:
    for column, key in DOCUMENTS:
        answers = writer.figures.by_municipality(f"offices.{column}")
        offices = [office for office, answer in answers.items() if answer.numerator is None]
        yield from _of(writer, key, f"offices.{column}.missing", offices)
    counts = writer.figures.by_municipality("duties.count")
    offices = [
        office for office, count in counts.items() if (count.denominator or 0) < len(duties())
    ]
    yield from _of(writer, "duties", "duties.distribution.missing", offices)
    offices = writer.figures.municipalities("staff.missing")
    yield from _of(writer, "officials", "staff.missing", offices)


def _of(writer: Writer, what: str, indicator: str, offices: list[str]) -> Iterator[Text]:
    """The offices by name; all of them without, since the list would be that of the table."""
    figure = writer.figures.one(indicator)
    if figure.numerator and figure.numerator == figure.denominator:
        yield writer.plural(f"missing.{what}.all", figure)
    elif offices:
        yield writer.plural(f"missing.{what}", figure, places=writer.names(offices))
