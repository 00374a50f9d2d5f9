"""Which core duties the offices perform, and how many of them each."""

from fractions import Fraction

from zkkk_factsheet.charts import SHADES, Bar, Bars, Column, Columns, Segment
from zkkk_factsheet.documents.blocks import Chart, Notes
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.national.titles import of_counts, of_duties, share
from zkkk_factsheet.documents.office import tile_map
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.reference import Duty, duties


def performance(writer: Writer) -> Section:
    """The offices that perform each of the eight core duties, those performed most first."""
    say, title = writer.say, of_duties(writer.figures)
    heading = say.text(title or "performance.heading", year=writer.year)
    return Section("performance", heading, (_duties_chart(writer),))


def _by_share(writer: Writer) -> list[Duty]:
    """The duties by the share of offices that perform them; what is not known comes last."""

    def rank(duty: Duty) -> tuple[bool, Fraction, int]:
        figure = writer.figures.one("duties.performed", duty=duty.id)
        return not figure.denominator, -share(figure), duty.number

    return sorted(duties(), key=rank)


def _duties_chart(writer: Writer) -> Chart:
    """Yes, no and no information of each duty."""
    say = writer.say
    words = tuple(say.text(f"performance.{each}") for each in ("yes", "no", "missing"))
    head = [say.text("performance.core-duty"), *words, say.text("table.percent")]
    previous = writer.published.period.previous.year
    if writer.figures.all("change.duty"):
        head.append(say.text("performance.change", previous=previous, year=writer.year))
    bars, rows, messages = zip(*(_told(writer, duty) for duty in _by_share(writer)), strict=True)
    before = any(bar.before is not None for bar in bars)
    return writer.chart(
        "duties",
        say.text("performance.title"),
        Bars(
            bars,
            key=tuple(zip(SHADES, words, strict=True)),
            before=say.text("performance.before", previous=previous) if before else "",
            labels="above",
            full=True,
        ),
        head=head,
        rows=rows,
        messages=messages,
    )


def _told(writer: Writer, duty: Duty) -> tuple[Bar, tuple[Text, ...], Text]:
    """A duty's bar, its row of the table, and what is said of it."""
    say, one = writer.say, writer.figures.one
    yes, no, missing = asked = [
        one(f"duties.{each}", duty=duty.id)
        for each in ("performed", "not_performed", "performed.missing")
    ]
    counts = [writer.count(figure) for figure in asked]
    segments = tuple(
        Segment(figure.numerator or 0, shade, str(count))
        for figure, shade, count in zip(asked, SHADES, counts, strict=True)
    )
    label = say.text(
        "performance.duty", number=say.number(duty.number), duty=duty.short[writer.language]
    )
    spoken = writer.text(
        "performance.spoken",
        duty=label,
        share=writer.of(yes),
        no=writer.count(no),
        missing=writer.count(missing),
    )
    row = (Text.of(label), *map(Text.of, counts), writer.percent(yes))
    before = None
    if writer.figures.all("change.duty"):
        row = (*row, writer.of_the_same("duty", duty=duty.id))
        change = one("change.duty", duty=duty.id).numerator
        # As far off as the same offices changed: of another number of offices it would mislead.
        before = None if change is None else (yes.numerator or 0) - change
    return Bar(label, segments, str(writer.of(yes)), before), row, spoken


def country(writer: Writer) -> Section:
    """Where the offices perform many core duties, and where few."""
    title = of_counts(writer.figures)
    heading = writer.say.text(title[0], **title[1]) if title else writer.say.text("map.heading")
    return Section("country", heading, (tile_map(writer),))


def duty_count(writer: Writer) -> Section | None:
    """How many offices perform how many core duties; None where all duties are known of no office.

    A chart of noughts would say that there are no such offices; that nothing is known stands
    among the main points.
    """
    if not any(figure.denominator for figure in writer.figures.all("duties.distribution")):
        return None
    incomplete = writer.figures.one("duties.distribution.missing")
    chart, note = _distribution_chart(writer), writer.plural("count.incomplete", incomplete)
    blocks = (chart, Notes((note,))) if incomplete.numerator else (chart,)
    return Section("count", writer.say.text("count.heading"), blocks)


def _distribution_chart(writer: Writer) -> Chart:
    say = writer.say
    columns, rows, messages = [], [], []
    for figure in writer.figures.all("duties.distribution"):
        label, count = say.number(figure.level or 0), writer.count(figure)
        columns.append(Column(label, figure.numerator or 0, str(count)))
        rows.append((Text.of(label), Text.of(count), writer.percent(figure)))
        if figure.numerator:
            messages.append(writer.plural("count.level", figure, level=label))
    return writer.chart(
        "distribution",
        say.text("count.title"),
        Columns(tuple(columns), axis=say.text("count.axis")),
        head=(say.text("count.axis"), say.text("count.offices"), say.text("count.share")),
        rows=rows,
        messages=messages,
    )
