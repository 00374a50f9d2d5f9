"""What changed since the previous year, in counts over the same offices."""

from collections.abc import Iterable, Iterator

from zkkk_factsheet.documents.blocks import Notes, Paragraphs
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure

_ESTABLISHED = {
    (False, False): "change.established",
    (True, False): "change.established-new",
    (False, True): "change.established-gone",
    (True, True): "change.established-new-gone",
}
"""What the row of offices is called, by whether some are new and some are gone."""


def change(writer: Writer) -> Section | None:
    """Who is new or gone, officials, what is compared; None where there is no year before."""
    say, year, previous = writer.say, writer.year, writer.published.period.previous.year
    if not writer.figures.all("change.offices"):
        return None
    heading = say.text("change.heading", previous=previous)
    offices = writer.figures.one("change.offices")
    if not offices.numerator:
        none = writer.text("change.none-in-both", year=year, previous=previous)
        notes = tuple(_not_compared(writer))
        blocks = (Paragraphs((none,)), Notes(notes)) if notes else (Paragraphs((none,)),)
        return Section("change", heading, blocks)
    notes = (writer.plural("change.base", offices, year=year), *_not_compared(writer))
    return Section("change", heading, (Paragraphs(tuple(_texts(writer))), Notes(notes)))


def _texts(writer: Writer) -> Iterator[Text]:
    """What neither the key figures nor the duties tell of the change."""
    yield writer.text(
        "change.counted",
        what=_established(writer),
        counts=_counts(writer, *writer.figures.both("offices")),
    )
    yield writer.text(
        "change.counted",
        what=writer.text("change.officials"),
        counts=_counts(writer, *writer.figures.both("officials")),
    )
    if not any(_told(writer.figures.both(name, gender="women")) for name in ("women", "all_women")):
        yield writer.text(
            "change.counted",
            what=writer.text("change.women"),
            counts=writer.text("value.suppressed"),
        )


def _established(writer: Writer) -> Text:
    """What the row of offices is called; those that are new or gone stand there by name."""
    new, gone = (
        writer.names(writer.figures.municipalities(f"change.offices.{which}"))
        for which in ("new", "gone")
    )
    label = _ESTABLISHED[bool(new), bool(gone)]
    if writer.figures.all("change.offices.not_compared"):
        # The counts are then of fewer offices than each year's own sheet has.
        label = label.replace("established", "established-where-known")
    return writer.text(label, new=new, gone=gone)


def _told(figures: Iterable[Figure]) -> bool:
    return all(figure.status != "suppressed" for figure in figures)


def _counts(writer: Writer, before: Figure, after: Figure) -> Text:
    if before.numerator is None or after.numerator is None:
        return writer.unknown(before if before.numerator is None else after)
    return writer.text("change.counts", before=writer.count(before), after=writer.count(after))


def _not_compared(writer: Writer) -> Iterator[Text]:
    """The offices by name of which one of the years says nothing."""
    if offices := writer.figures.by_municipality("change.offices.not_compared"):
        yield writer.text("change.not-assessed", places=writer.names(offices))
