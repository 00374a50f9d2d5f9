"""Who works in the offices: women and men, by community."""

from collections.abc import Iterator

from zkkk_factsheet.charts import SHADES, Bar, Bars, Segment
from zkkk_factsheet.documents.model import Block, Chart, Notes, Paragraphs, Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import community


def composition(writer: Writer) -> Section:
    """Gender composition by community, and ethnic composition of the officials."""
    officials = writer.figures.one("staff.officials")
    incomplete = writer.figures.municipalities("staff.missing")
    blocks: list[Block] = [Paragraphs((_total(writer, officials, complete=not incomplete),))]
    if officials.numerator:
        blocks += [_gender_chart(writer), _community_chart(writer)]
        if notes := tuple(_notes(writer, incomplete)):
            blocks.append(Notes(notes))
    return Section("composition", writer.say.text("composition.heading"), tuple(blocks))


def _total(writer: Writer, officials: Figure, *, complete: bool) -> Text:
    """How many officials there are; at least so many where counts are missing."""
    if officials.numerator:
        women = writer.of(writer.figures.one("staff.by_gender", gender="women"))
        key = "composition.total" if complete else "composition.at-least"
        return writer.plural(key, officials, women=women)
    is_none = complete and officials.numerator == 0
    return writer.text("composition.none" if is_none else "composition.unknown")


def _present(writer: Writer) -> list[Figure]:
    """The communities that have officials, the largest number first."""
    figures = [
        figure for figure in writer.figures.national("staff.by_community") if figure.numerator
    ]
    return sorted(figures, key=lambda figure: -(figure.numerator or 0))


def _gender_chart(writer: Writer) -> Chart:
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
        share = writer.of(women)
        bars.append(Bar(name, _segments(writer, women, men), str(share)))
        counts = (_count(writer, each) for each in (women, men))
        rows.append((Text.of(name), *counts, writer.percent(women)))
        messages.append(Text.of(f"{name}: ", share))
    words = (say.text("composition.women"), say.text("composition.men"))
    key = list(zip(SHADES, words, strict=False))
    if any(segment.shade == "unknown" for bar in bars for segment in bar.segments):
        key.append(("unknown", say.text("composition.not-shown")))
    return writer.chart(
        "gender",
        say.text("composition.gender.title"),
        Bars(tuple(bars), key=tuple(key)),
        head=(say.text("composition.community"), *words, say.text("composition.women-share")),
        rows=rows,
        messages=messages,
    )


def _segments(writer: Writer, women: Figure, men: Figure) -> tuple[Segment, ...]:
    if women.status == "suppressed":
        return (Segment(women.denominator or 0, "unknown", str(writer.base(women))),)
    return tuple(
        Segment(figure.numerator or 0, shade, str(writer.count(figure)))
        for figure, shade in zip((women, men), SHADES[:2], strict=True)
    )


def _count(writer: Writer, figure: Figure) -> Text:
    if figure.numerator is None:
        return writer.unknown(figure)
    return Text.of(writer.count(figure))


def _community_chart(writer: Writer) -> Chart:
    say = writer.say
    bars, rows, messages = [], [], []
    for figure in _present(writer):
        name = community(figure.community).label(writer.language)
        count, percent = writer.count(figure), writer.percent(figure)
        value = Text.of(count)
        if figure.stands_as_percent:
            value = writer.text("composition.value", count=count, percent=percent)
        segment = Segment(figure.numerator or 0, "strong", str(count))
        bars.append(Bar(name, (segment,), str(value)))
        rows.append((Text.of(name), Text.of(count), percent))
        messages.append(Text.of(f"{name}: ", value))
    officials, share = say.text("composition.officials"), say.text("composition.officials-share")
    return writer.chart(
        "communities",
        say.text("composition.community.title"),
        Bars(tuple(bars), key=(("strong", officials),)),
        head=(say.text("composition.community"), officials, share),
        rows=rows,
        messages=messages,
    )


def _notes(writer: Writer, incomplete: list[str]) -> Iterator[Text]:
    one, every = writer.figures.one, writer.figures.national
    if any(each.status == "suppressed" for each in every("staff.women_by_community")):
        yield writer.text("composition.suppressed")
    absent = [
        community(figure.community).name(writer.language)
        for figure in every("staff.by_community")
        # Half a row doesn't say that there is nobody.
        if not figure.numerator and not one("staff.missing", community=figure.community).numerator
    ]
    if absent:
        key = "composition.absent-among-counted" if incomplete else "composition.absent"
        yield writer.text(key, communities=writer.say.written.list_of(absent))
    if incomplete:
        places = writer.names(incomplete)
        yield writer.plural("composition.missing", one("staff.missing"), places=places)
