"""How to read the figures, the duties in full, notes, source, contact, date."""

from zkkk_factsheet.factsheet.model import Section
from zkkk_factsheet.factsheet.writer import Writer
from zkkk_factsheet.reference import duties


def reading(writer: Writer) -> Section:
    """What the sheet is for, and what every percentage stands on."""
    say = writer.say
    return Section(
        id="reading",
        heading=say.text("reading.heading"),
        paragraphs=(
            say.text("reading.purpose"),
            say.text("reading.bases"),
            say.text("reading.small-bases"),
            say.text("reading.rounding"),
        ),
    )


def method(writer: Writer) -> Section:
    """Everything a reader needs to trust the figures, and whom to ask."""
    say, about = writer.say, writer.published.about
    notes = []
    note = writer.in_language(about.note)
    if note:
        notes.append(say.text("method.note", note=note))
    notes += writer.remarks(writer.figures.municipalities("offices.established"))
    source = writer.in_language(about.source)
    if source:
        notes.append(say.text("method.source", source=source))
    contact = writer.in_language(about.contact)
    if contact:
        notes.append(say.text("method.contact", contact=contact))
    if about.published_on:
        notes.append(say.text("method.published", date=say.written.date(about.published_on)))
    return Section(
        id="method",
        heading=say.text("method.heading"),
        points_heading=say.text("method.duties"),
        points=tuple(
            say.text(
                "performance.duty",
                number=say.number(duty.number),
                duty=duty.full[writer.language],
            )
            for duty in duties()
        ),
        notes=tuple(notes),
    )
