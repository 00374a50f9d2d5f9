"""What changed since the previous year, over the offices that both years cover."""

from zkkk_factsheet.factsheet.model import Section, Table
from zkkk_factsheet.factsheet.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import duty


def change(writer: Writer) -> Section:
    """The comparison as a table; one sentence where there is no previous year."""
    say = writer.say
    year = writer.year.about.year
    heading = say.text("change.heading", previous=year - 1)
    if not writer.figures.all("change.offices"):
        return Section(
            id="change",
            heading=heading,
            paragraphs=(say.text("change.none", year=year, previous=year - 1),),
        )
    compared = writer.figures.one("change.offices").numerator or 0
    if not compared:
        return Section(
            id="change",
            heading=heading,
            paragraphs=(say.text("change.none-in-both", year=year, previous=year - 1),),
        )
    return Section(
        id="change",
        heading=heading,
        table=_table(writer, heading),
        notes=(
            say.plural("change.base", compared),
            *((say.text("change.extremes"),) if _extremes(writer) else ()),
        ),
    )


def _table(writer: Writer, title: str) -> Table:
    say = writer.say
    year = writer.year.about.year
    shares = [
        _share(writer, say.text("change.work-plan"), "work_plan"),
        _share(writer, say.text("change.annual-report"), "annual_report"),
        _share(writer, say.text("change.women"), "women", gender="women"),
        _share(writer, say.text("change.duties"), "duties"),
        *(
            _share(
                writer,
                say.text(
                    "performance.duty", number=say.number(d.number), duty=d.short[writer.language]
                ),
                "duty",
                duty=figure.duty,
            )
            for figure in _extremes(writer)
            for d in (duty(figure.duty),)
        ),
    ]
    return Table(
        title=title,
        head=(
            say.text("change.indicator"),
            str(year - 1),
            str(year),
            say.text("change.difference"),
            say.text("change.offices"),
        ),
        rows=(_officials(writer), *shares),
    )


def _extremes(writer: Writer) -> list[Figure]:
    """The core duties that rose and fell most, if any did."""
    figures = [figure for figure in writer.figures.all("change.duty") if figure.value is not None]
    if not figures:
        return []
    most = max(figures, key=lambda figure: figure.value or 0)
    least = min(figures, key=lambda figure: figure.value or 0)
    return [
        f for f, moved in ((most, (most.value or 0) > 0), (least, (least.value or 0) < 0)) if moved
    ]


def _share(
    writer: Writer, label: str, name: str, *, gender: str = "", duty: str = ""
) -> tuple[str, ...]:
    one = writer.figures.one
    before, after, difference = (
        one(f"change.{name}{when}", gender=gender, duty=duty) for when in (".before", ".after", "")
    )
    return (
        label,
        writer.percent(before),
        writer.percent(after),
        _points(writer, difference),
        writer.say.number(difference.denominator or 0),
    )


def _officials(writer: Writer) -> tuple[str, ...]:
    one, say = writer.figures.one, writer.say
    before, after, difference = (
        one(f"change.officials{when}") for when in (".before", ".after", "")
    )
    return (
        say.text("change.officials"),
        *(
            writer.unknown(figure) if figure.numerator is None else say.number(figure.numerator)
            for figure in (before, after)
        ),
        writer.unknown(difference)
        if difference.numerator is None
        else say.written.change(difference.numerator),
        say.number(difference.denominator or 0),
    )


def _points(writer: Writer, figure: Figure) -> str:
    if figure.value is None:
        return writer.unknown(figure)
    return writer.say.written.change(figure.value, decimals=1)
