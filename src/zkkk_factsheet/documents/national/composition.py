"""Who works in the offices: officials by community, and women and men among them."""

from collections.abc import Iterator

from zkkk_factsheet.charts import SHADES, Bar, Bars, Segment
from zkkk_factsheet.documents.blocks import Block, Chart, Notes, Paragraphs
from zkkk_factsheet.documents.mandate import SIZE
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.national.titles import of_women
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import community


def composition(writer: Writer) -> Section:
    """Gender composition by community, and ethnic composition of the officials, in one chart."""
    officials = writer.figures.one("staff.officials")
    incomplete = writer.figures.municipalities("staff.missing")
    total = _total(writer, officials, complete=not incomplete)
    blocks: list[Block] = [Paragraphs((total, writer.text(SIZE)))]
    if officials.numerator:
        if _is_told(writer):
            blocks.append(_chart(writer))
        if notes := tuple(_notes(writer, incomplete=bool(incomplete))):
            blocks.append(Notes(notes))
    heading = writer.say.text(of_women(writer.figures) or "composition.heading")
    return Section("composition", heading, tuple(blocks))


def _total(writer: Writer, officials: Figure, *, complete: bool) -> Text:
    """How many officials there are; at least so many where counts are missing."""
    if officials.numerator:
        key = "total" if complete else "at-least"
        women = _women(writer)
        if women.status == "suppressed":
            return writer.plural(f"composition.{key}-without-women", officials)  # why, says a note
        return writer.plural(f"composition.{key}", officials, women=writer.of(women))
    is_none = complete and officials.numerator == 0
    return writer.text("composition.none" if is_none else "composition.unknown")


def _women(writer: Writer) -> Figure:
    return writer.figures.one("staff.by_gender", gender="women")


def _is_told(writer: Writer) -> bool:
    """Whether it may be told how many officials each community has."""
    figures = writer.figures.national("staff.by_community")
    return not any(figure.status == "suppressed" for figure in figures)


def _present(writer: Writer) -> list[Figure]:
    """The communities that have officials, the largest number first."""
    figures = [
        figure for figure in writer.figures.national("staff.by_community") if figure.numerator
    ]
    return sorted(figures, key=lambda figure: -(figure.numerator or 0))


def _chart(writer: Writer) -> Chart:
    """A bar as long as a community has officials; women and men in it where they may be shown."""
    say = writer.say
    bars, rows, messages = [], [], []
    for figure in _present(writer):
        women, men = (
            writer.figures.one(
                f"staff.{gender}_by_community", community=figure.community, gender=gender
            )
            for gender in ("women", "men")
        )
        name = community(figure.community).label(writer.language)
        value = _value(writer, figure, women)
        bars.append(Bar(name, _segments(writer, women, men), str(value)))
        counts = (_count(writer, each) for each in (figure, women, men))
        rows.append((Text.of(name), *counts, writer.percent(figure), writer.percent(women)))
        messages.append(_message(writer, name, figure, women))
    key = [
        (shade, say.text(f"composition.{each}"))
        for shade, each in zip(SHADES, ("women", "men", "not-shown"), strict=True)
    ]
    drawn = {segment.shade for bar in bars for segment in bar.segments}
    head = ("community", "officials", "women", "men", "officials-share", "women-share")
    return writer.chart(
        "officials",
        say.text("composition.title"),
        Bars(tuple(bars), key=tuple(each for each in key if each[0] in drawn)),
        head=[say.text(f"composition.{each}") for each in head],
        rows=rows,
        messages=messages,
    )


def _value(writer: Writer, officials: Figure, women: Figure) -> Text:
    """How many officials a community has and, if that may be told, how many are women."""
    count = Text.of(writer.count(officials))
    if officials.stands_as_percent:
        percent = writer.percent(officials)
        count = writer.text("composition.value", count=count, percent=percent)
    if women.numerator is None:
        return count
    return writer.text("composition.value-women", officials=count, women=writer.count(women))


def _message(writer: Writer, name: str, officials: Figure, women: Figure) -> Text:
    values = {"community": name, "women": writer.of(women)}
    return writer.plural("composition.spoken", officials, **values)


def _segments(writer: Writer, women: Figure, men: Figure) -> tuple[Segment, ...]:
    if women.status == "suppressed":
        # How many there are stands beside the bar.
        return (Segment(women.denominator or 0, "unknown", str(writer.base(women))),)
    return tuple(
        Segment(figure.numerator or 0, shade, str(writer.count(figure)))
        for figure, shade in zip((women, men), SHADES[:2], strict=True)
    )


def _count(writer: Writer, figure: Figure) -> Text:
    if figure.numerator is None:
        return writer.unknown(figure)
    return Text.of(writer.count(figure))


def _notes(writer: Writer, *, incomplete: bool) -> Iterator[Text]:
    one, every = writer.figures.one, writer.figures.national
    of_gender = (each.status == "suppressed" for each in every("staff.women_by_community"))
    if is_withheld := _women(writer).status == "suppressed":
        yield writer.text("composition.women-suppressed")
    if not _is_told(writer):
        yield writer.text("composition.communities-suppressed")
    elif not is_withheld and any(of_gender):
        yield writer.text("composition.suppressed")
    absent = [
        community(figure.community).name(writer.language)
        for figure in every("staff.by_community")
        # Half a row doesn't say that there is nobody.
        if figure.numerator == 0 and not one("staff.missing", community=figure.community).numerator
    ]
    if absent:
        key = "composition.absent-among-counted" if incomplete else "composition.absent"
        yield writer.text(key, communities=writer.say.written.list_of(absent))
