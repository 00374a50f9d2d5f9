"""The conclusion, which follows from the figures, and where the report is signed."""

from collections.abc import Iterator

from zkkk_factsheet.documents.blocks import Block, Notes, Paragraphs, Signature
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.reference import components, duties


def conclusion(writer: Writer, subject: str) -> tuple[Block, ...]:
    """How much was done, what goes on, and which core duties nothing was done for."""
    return (Paragraphs(tuple(_sentences(writer, subject))),)


def _sentences(writer: Writer, subject: str) -> Iterator[Text]:
    count = writer.figures[Key("activities.count", subject)]
    of_components = writer.figures[Key("activities.components", subject)]
    yield writer.plural(
        "report.conclusion.done",
        count,
        period=writer.published.period.span(writer.language),
        components=writer.count(of_components),
        all=writer.say.number(len(components())),
    )
    yield _open(writer, subject)
    yield from _duties(writer, subject)
    yield writer.text("report.conclusion.bridge")


def _open(writer: Writer, subject: str) -> Text:
    """What is to be followed up."""
    names = ("initiated", "under_way")
    figures = {each: writer.figures[Key(f"activities.{each}", subject)] for each in names}
    counts = {name: writer.count(figure) for name, figure in figures.items() if figure.numerator}
    if len(counts) == len(names):
        return writer.text("report.conclusion.open", **counts)
    if not counts:
        return writer.text("report.conclusion.nothing-open")
    (name,) = counts
    return writer.text(f"report.conclusion.{name.replace('_', '-')}", **counts)


def _duties(writer: Writer, subject: str) -> Iterator[Text]:
    lacking = [duty for duty in duties() if not _serves(writer, subject, duty.id)]
    if len(lacking) == len(duties()):
        return  # nobody has said which duty an activity serves
    if not lacking:
        yield writer.text("report.conclusion.all-duties")
        return
    names = [
        writer.text("performance.duty", number=each.number, duty=each.short[writer.language])
        for each in lacking
    ]
    yield writer.text("report.conclusion.duties", duties=joined(names, "; "))


def _serves(writer: Writer, subject: str, duty: str) -> bool:
    figure = writer.figures.get(Key("activities.by_duty", subject, duty=duty))
    return figure is not None and bool(figure.numerator)


def signature(writer: Writer) -> Section:
    """Where the head of the office signs, and below it where the data come from."""
    say = writer.say
    lines = tuple(say.text(f"report.signature.{each}") for each in ("day", "head", "stamp"))
    notes = (*writer.source(), writer.text("report.note"))
    blocks: tuple[Block, ...] = (Signature(lines), Notes(notes))
    return Section("signature", say.text("report.signature.heading"), blocks)
