"""How an office stands: what it performs and has, duty by duty, and through the years."""

from collections.abc import Iterator
from dataclasses import replace

from zkkk_factsheet.documents.blocks import (
    Check,
    Checklist,
    KeyFigure,
    KeyFigures,
    Mark,
    Notes,
    Paragraphs,
)
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.office import (
    DOCUMENTS,
    answer_of,
    number_performed,
    performed,
    standing,
    without_count,
)
from zkkk_factsheet.documents.strips import Row, strips
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.reference import duties


def standing_of(writer: Writer, office: str) -> Section:
    """The large figures of an office; in words what there is in place of one, and what it means."""
    heading = writer.say.text("municipal.office.heading", year=writer.year)
    what = standing(writer, office)
    if what == "established":
        figures = (_duties(writer, office), *_documents(writer, office), _officials(writer, office))
        return Section("office", heading, (KeyFigures(figures),))
    texts = (
        writer.text(f"municipal.{what}", year=writer.year),
        writer.text(f"municipal.{what}.meaning"),
    )
    return Section("office", heading, (Paragraphs(texts),))


def _duties(writer: Writer, office: str) -> KeyFigure:
    count = writer.figures.get(Key("duties.count", office))
    change = _before(writer, office)
    all_ = writer.say.number(len(duties()))
    if count is None or count.status != "ok":
        unknown = writer.text("performance.missing")
        return KeyFigure(unknown, writer.text("method.duties"), Text(), change)
    _, at_most = performed(count)
    label = writer.text_for("municipal.performed", at_most, all=all_)
    return KeyFigure(number_performed(writer, count), label, _median(writer), change)


def _median(writer: Writer) -> Text:
    """How many duties at least half of all offices perform, where that says something."""
    median = writer.figures.one("duties.median")
    if not median.stands_as_percent or not median.numerator:
        return Text()
    if median.numerator == len(duties()):
        return writer.plural_base("municipal.median-all", median)
    return writer.plural_base("municipal.median", median, duties=writer.count(median))


def _before(writer: Writer, office: str) -> Text:
    """What the year before said of the office, if it is there."""
    period = writer.published.period.previous
    before = next((each for each in writer.published.earlier if each.period == period), None)
    if before is None:
        return Text()
    then = replace(writer, published=before)
    count = then.figures.get(Key("duties.count", office))
    if count is None or count.status != "ok":
        number = Text.of(without_count(then, office))
    else:
        number = number_performed(then, count, str(period))
    return writer.text("municipal.before", year=period.year, number=number)


def _documents(writer: Writer, office: str) -> Iterator[KeyFigure]:
    words = {"yes": "reporting.yes", "no": "reporting.no", "missing": "performance.missing"}
    for indicator, key in DOCUMENTS:
        answer = answer_of(writer, f"offices.{indicator}", office)
        share = writer.of(writer.figures.one(f"offices.{indicator}"))
        yield KeyFigure(
            writer.text(words[answer]),
            writer.text(f"municipal.{key}"),
            writer.text("municipal.in-all", share=share),
        )


def _officials(writer: Writer, office: str) -> KeyFigure:
    label = writer.text("composition.officials")
    own = writer.figures.get(Key("staff.officials", office))
    if own is None or own.numerator is None:
        return KeyFigure(writer.text("performance.missing"), label, Text())
    together = writer.count(writer.figures.one("staff.officials"))
    base = writer.text("municipal.of-officials", total=together)
    label = writer.text_for("municipal.officials", own.numerator)
    return KeyFigure(Text.of(writer.count(own)), label, base)


def checklist(writer: Writer, office: str) -> Section:
    """The eight core duties, whether the office performs each, and the share of all that do.

    Where there is no office, they are told in full: they are what one would have to do.
    """
    say = writer.say
    heading = say.text("method.duties")
    asked = standing(writer, office) == "established"
    block = Checklist(
        title=heading,
        head=(
            say.text("performance.core-duty"),
            say.text("municipal.answer"),
            say.text("municipal.share"),
        ),
        meanings={
            "yes": say.text("municipal.yes"),
            "no": say.text("municipal.no"),
            "missing": say.text("performance.missing"),
        },
        checks=tuple(_checks(writer, office, asked=asked)),
    )
    return Section("duties", heading, (block, Notes((writer.text("performance.note"),))))


def _checks(writer: Writer, office: str, *, asked: bool) -> Iterator[Check]:
    for duty in duties():
        share = writer.figures.one("duties.performed", duty=duty.id)
        names = duty.short if asked else duty.full
        label = writer.text("performance.duty", number=duty.number, duty=names[writer.language])
        evidence = writer.figures.get(Key("activities.by_duty", office, duty=duty.id))
        if asked and evidence:
            count = writer.count(evidence)
            label = writer.text("municipal.supported", duty=label, count=count)
        mark: Mark = answer_of(writer, "duties.performed", office, duty.id)
        yield Check(label, mark if asked else "", writer.of(share), _part(share))


def _part(share: Figure) -> float | None:
    if share.numerator is None or not share.denominator:
        return None
    return share.numerator / share.denominator


def years(writer: Writer, office: str) -> Section | None:
    """Duties and documents through the years; None if they are fewer than three, or say nothing."""
    rows = [
        Row(writer.text("change.duties"), "duties.count"),
        *(
            Row(writer.text(f"municipal.{key}"), f"offices.{indicator}", _yes_or_no)
            for indicator, key in DOCUMENTS
        ),
    ]
    block = strips(writer, writer.say.text("municipal.years.corner"), rows, office)
    if block is None or all(v.share is None for strip in block.strips for v in strip.values):
        return None
    return Section("years", block.title, (block,))


def _yes_or_no(writer: Writer, figure: Figure, _period: str) -> Text:
    return writer.text("reporting.yes" if figure.numerator else "reporting.no")
