"""Who works in the offices: women and men, by community."""

from zkkk_factsheet.charts import SHADES, Bar, Bars, Segment
from zkkk_factsheet.factsheet.model import Chart, Section
from zkkk_factsheet.factsheet.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import community


def composition(writer: Writer) -> Section:
    """Gender composition by community, and ethnic composition of the officials."""
    total = writer.figures.one("staff.officials").numerator
    incomplete = writer.figures.municipalities("staff.missing")
    return Section(
        id="composition",
        heading=writer.say.text("composition.heading"),
        paragraphs=(_total(writer, total, complete=not incomplete),),
        charts=(_gender_chart(writer), _community_chart(writer)) if total else (),
        notes=_notes(writer, incomplete) if total else (),
    )


def _total(writer: Writer, total: int | None, *, complete: bool) -> str:
    """How many officials there are; at least so many where counts are missing."""
    say = writer.say
    if total:
        women = writer.of(writer.figures.one("staff.by_gender", gender="women"))
        key = "composition.total" if complete else "composition.at-least"
        return say.plural(key, total, women=women)
    return say.text("composition.none" if complete and total == 0 else "composition.unknown")


def _present(writer: Writer) -> list[Figure]:
    """The communities that have officials, the largest number first."""
    figures = [figure for figure in writer.figures.all("staff.by_community") if figure.numerator]
    return sorted(figures, key=lambda figure: -(figure.numerator or 0))


def _gender_chart(writer: Writer) -> Chart:
    say = writer.say
    bars, rows, messages = [], [], []
    for figure in _present(writer):
        women = writer.figures.one(
            "staff.women_by_community", community=figure.community, gender="women"
        )
        men = writer.figures.one("staff.men_by_community", community=figure.community, gender="men")
        name = community(figure.community).label(writer.language)
        bars.append(Bar(name, _segments(writer, women, men), writer.of(women)))
        rows.append((name, *(_count(writer, each) for each in (women, men)), writer.percent(women)))
        messages.append(f"{name}: {writer.of(women)}")
    words = (say.text("composition.women"), say.text("composition.men"))
    key = list(zip(SHADES, words, strict=False))
    if any(segment.shade == "unknown" for bar in bars for segment in bar.segments):
        key.append(("unknown", say.text("value.suppressed")))
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
        officials = women.denominator or 0
        return (Segment(officials, "unknown", writer.say.number(officials)),)
    counts = (women.numerator or 0, men.numerator or 0)
    return tuple(
        Segment(count, shade, writer.say.number(count))
        for count, shade in zip(counts, SHADES[:2], strict=True)
    )


def _count(writer: Writer, figure: Figure) -> str:
    if figure.numerator is None:
        return writer.unknown(figure)
    return writer.say.number(figure.numerator)


def _community_chart(writer: Writer) -> Chart:
    say = writer.say
    present = _present(writer)
    names = [community(figure.community).label(writer.language) for figure in present]
    counts = [figure.numerator or 0 for figure in present]
    values = [
        say.text("composition.value", count=say.number(count), percent=writer.percent(figure))
        if figure.stands_as_percent
        else say.number(count)
        for count, figure in zip(counts, present, strict=True)
    ]
    officials, share = say.text("composition.officials"), say.text("composition.officials-share")
    bars = tuple(
        Bar(name, (Segment(count, "strong", say.number(count)),), value)
        for name, count, value in zip(names, counts, values, strict=True)
    )
    return writer.chart(
        "communities",
        say.text("composition.community.title"),
        Bars(bars, key=(("strong", officials),)),
        head=(say.text("composition.community"), officials, share),
        rows=[
            (name, say.number(count), writer.percent(figure))
            for name, count, figure in zip(names, counts, present, strict=True)
        ],
        messages=[f"{name}: {value}" for name, value in zip(names, values, strict=True)],
    )


def _notes(writer: Writer, incomplete: list[str]) -> tuple[str, ...]:
    say = writer.say
    notes = []
    if any(each.status == "suppressed" for each in writer.figures.all("staff.women_by_community")):
        notes.append(say.text("composition.suppressed"))
    one = writer.figures.one
    absent = [
        community(figure.community).name(writer.language)
        for figure in writer.figures.all("staff.by_community")
        # Half a row doesn't say that there is nobody.
        if not figure.numerator and not one("staff.missing", community=figure.community).numerator
    ]
    if absent:
        key = "composition.absent-among-counted" if incomplete else "composition.absent"
        notes.append(say.text(key, communities=say.written.list_of(absent)))
    if incomplete:
        notes.append(
            say.plural("composition.missing", len(incomplete), places=writer.names(incomplete))
        )
    return tuple(notes)
