"""How the digest is to be read: for whom it is, by which rules, and where it comes from."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Notes
from zkkk_factsheet.documents.digest.speaker import Speaker
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.reference import duties


def reading(speaker: Speaker) -> Section:
    """Small print."""
    notes = Notes((*_notes(speaker), *speaker.writer.source()))
    return Section("reading", speaker.say.text("digest.reading.heading"), (notes,))


def _notes(speaker: Speaker) -> Iterator[Text]:
    writer, digest, say = speaker.writer, speaker.digest, speaker.say
    yield writer.text("digest.reading.purpose")
    yield writer.text("digest.reading.overlaps")
    if digest.assessed is None:
        yield writer.text("digest.reading.not-assessed")
    else:
        yield writer.text(
            "digest.reading.assessed",
            year=digest.assessed,
            fewest=say.number(digest.thresholds.fewest_duties),
            all=say.number(len(duties())),
        )
    if digest.assessed and digest.thresholds.residents_without_official:
        told = writer.figures.all("population.residents")
        yield writer.text(f"digest.reading.{'residents' if told else 'no-residents'}")
    if digest.until and digest.thresholds.silent_quarters:
        day = say.written.figures(digest.until.isoformat())
        yield writer.text("digest.reading.silent", day=day)
    yield writer.text("digest.reading.thresholds")
