"""The mandate, how to read the figures, the duties in full, notes, source, contact, date."""

from zkkk_factsheet.documents.model import Notes, Paragraphs, Points, Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.reference import duties


def mandate(writer: Writer) -> Section:
    """What the offices are, whom they report to, what fixes their size, the key documents."""
    keys = ("mandate.purpose", "mandate.mayor", "mandate.size", "mandate.documents")
    points = Points(tuple(writer.text(key) for key in keys))
    return Section("mandate", writer.say.text("mandate.heading"), (points,))


def reading(writer: Writer) -> Section:
    """What the sheet is for, and what every percentage stands on."""
    keys = ("reading.purpose", "reading.bases", "reading.small-bases", "reading.rounding")
    texts = Paragraphs(tuple(writer.text(key) for key in keys))
    return Section("reading", writer.say.text("reading.heading"), (texts,))


def method(writer: Writer) -> Section:
    """Everything a reader needs to trust the figures, and whom to ask."""
    say = writer.say
    points = Points(
        tuple(
            writer.text("performance.duty", number=duty.number, duty=duty.full[writer.language])
            for duty in duties()
        ),
        heading=say.text("method.duties"),
    )
    notes = _notes(writer)
    blocks = (points, Notes(notes)) if notes else (points,)
    return Section("method", say.text("method.heading"), blocks)


def _notes(writer: Writer) -> tuple[Text, ...]:
    about = writer.published.about
    notes = []
    if note := writer.in_language(about.note):
        notes.append(writer.text("method.note", note=note))
    notes += writer.remarks(writer.figures.municipalities("offices.established"))
    if source := writer.in_language(about.source):
        notes.append(writer.text("method.source", source=source))
    if contact := writer.in_language(about.contact):
        notes.append(writer.text("method.contact", contact=contact))
    if about.published_on:
        date = writer.say.written.date(about.published_on)
        notes.append(writer.text("method.published", date=date))
    return tuple(notes)
