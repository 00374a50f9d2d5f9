"""How to read the figures, the duties in full, notes, source, contact, date."""

from zkkk_factsheet.documents.blocks import Notes, Paragraphs, Points
from zkkk_factsheet.documents.mandate import DOCUMENTS
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.reference import Duty, duties


def reading(writer: Writer) -> Section:
    """What the sheet is for, and what every percentage stands on."""
    keys = ("reading.purpose", "reading.bases", "reading.small-bases", "reading.rounding")
    texts = Paragraphs(tuple(writer.text(key) for key in keys))
    return Section("reading", writer.say.text("reading.heading"), (texts,))


def source(writer: Writer) -> Section:
    """What was corrected, key documents; where figures come from, whom to ask, where and when."""
    about = writer.published.about
    contact = writer.in_language(about.contact)
    sentences = (*writer.corrections(), writer.text(DOCUMENTS))
    lines = (
        *writer.source(),
        *((writer.text("method.contact", contact=contact),) if contact else ()),
        *writer.address(),
        *writer.publication_days(),
    )
    blocks = tuple(Paragraphs(texts) for texts in (sentences, lines) if texts)
    return Section("source", writer.say.text("source.heading"), blocks)


def method(writer: Writer) -> Section:
    """The eight duties in full with their change, and what the workbook notes."""
    say, previous = writer.say, writer.published.period.previous.year
    compared = any(each.numerator for each in writer.figures.all("change.offices"))
    same = say.text("method.same", previous=previous, year=writer.year) if compared else ""
    points = Points(
        tuple(_duty(writer, duty, compared=compared) for duty in duties()), heading=same
    )
    heading = say.text("method.heading-change" if compared else "method.heading")
    notes = (writer.text("performance.note"), *_notes(writer))
    return Section("method", heading, (points, Notes(notes)))


def _duty(writer: Writer, duty: Duty, *, compared: bool) -> Text:
    values = {"number": duty.number, "duty": duty.full[writer.language]}
    if not compared:
        return writer.text("performance.duty", **values)
    counts = writer.of_the_same("duty", duty=duty.id)
    return writer.text("method.duty-change", **values, counts=counts)


def _notes(writer: Writer) -> tuple[Text, ...]:
    notes = []
    if note := writer.in_language(writer.published.about.note):
        notes.append(writer.text("method.note", note=note))
    return (
        *notes,
        *writer.remarks(writer.figures.municipalities("offices.established")),
    )
