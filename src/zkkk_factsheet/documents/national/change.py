"""What changed since the previous year: all offices, and counts over the same in both years."""

from collections.abc import Iterable, Iterator

from zkkk_factsheet.documents.model import Notes, Paragraphs, Section, Table
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.reference import duties

_LEFT_OUT = tuple(
    f"change.{name}.not_compared" for name in ("work_plan", "annual_report", "officials", "duty")
)

_ESTABLISHED = {
    (False, False): "change.established",
    (True, False): "change.established-new",
    (False, True): "change.established-gone",
    (True, True): "change.established-new-gone",
}
"""What the row of offices is called, by whether some are new and some are gone."""

Row = tuple[Text, Text]


def change(writer: Writer) -> Section | None:
    """The comparison as a table; None where there is no previous year to compare with."""
    say, year, previous = writer.say, writer.year, writer.published.period.previous.year
    if not writer.figures.all("change.offices"):
        return None
    heading = say.text("change.heading", previous=previous)
    offices = writer.figures.one("change.offices")
    if not offices.numerator:
        none = writer.text("change.none-in-both", year=year, previous=previous)
        return Section("change", heading, (Paragraphs((none,)),))
    return Section(
        "change",
        heading,
        (
            _table(writer, "change.in-all", _of_all(writer)),
            _table(writer, "change.in-the-same", _of_the_same_offices(writer)),
            Notes((writer.plural("change.base", offices, year=year),)),
        ),
    )


def _table(writer: Writer, key: str, rows: Iterator[Row]) -> Table:
    """Counts of both years under the words that say which offices they are of."""
    say, period = writer.say, writer.published.period
    which = say.text(key)
    # Both years on one line, however narrow the column is.
    years = say.text("change.counts", before=period.previous.year, after=period.year)
    return Table(which, (which, years.replace(" ", "\u00a0")), tuple(rows))


def _of_all(writer: Writer) -> Iterator[Row]:
    """What each year's own sheet tells of all its offices."""
    yield _established(writer), _counts(writer, *_both(writer, "offices"))
    if not _told(_both(writer, "women", gender="women")):
        all_women = _both(writer, "all_women", gender="women")
        if _told(all_women):
            yield _women_of_all(writer, *all_women)


def _of_the_same_offices(writer: Writer) -> Iterator[Row]:
    yield writer.text("change.work-plan"), _of_the_same(writer, "work_plan")
    yield writer.text("change.annual-report"), _of_the_same(writer, "annual_report")
    yield writer.text("change.officials"), _counts(writer, *_both(writer, "officials"))
    women = _both(writer, "women", gender="women")
    if _told(women):
        yield writer.text("change.women"), _counts(writer, *women)
    elif not _told(_both(writer, "all_women", gender="women")):
        yield writer.text("change.women"), writer.text("value.suppressed")
    yield writer.text("change.duties"), _of_the_same(writer, "duties")
    for duty in duties():
        label = writer.text(
            "performance.duty", number=duty.number, duty=duty.short[writer.language]
        )
        yield label, _of_the_same(writer, "duty", duty=duty.id)


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


def _women_of_all(writer: Writer, before: Figure, after: Figure) -> Row:
    """Women of all officials: told where those of the same offices may not be."""
    return (
        writer.text("change.women-of-all", before=writer.base(before), after=writer.base(after)),
        _counts(writer, before, after),
    )


def _told(figures: Iterable[Figure]) -> bool:
    return all(figure.status != "suppressed" for figure in figures)


def _both(writer: Writer, name: str, *, gender: str = "", duty: str = "") -> tuple[Figure, Figure]:
    one = writer.figures.one
    return (
        one(f"change.{name}.before", gender=gender, duty=duty),
        one(f"change.{name}.after", gender=gender, duty=duty),
    )


def _of_the_same(writer: Writer, name: str, *, duty: str = "") -> Text:
    """Two counts on the same base: "28 → 29 of 32"."""
    before, after = _both(writer, name, duty=duty)
    if before.numerator is None or after.numerator is None:
        return writer.unknown(after)
    return writer.text(
        "change.of-the-same",
        before=writer.count(before),
        after=writer.count(after),
        count=writer.base(after),
    )


def _counts(writer: Writer, before: Figure, after: Figure) -> Text:
    if before.numerator is None or after.numerator is None:
        return writer.unknown(before if before.numerator is None else after)
    return writer.text("change.counts", before=writer.count(before), after=writer.count(after))


def not_compared(writer: Writer) -> Iterator[Text]:
    """The offices by name that the comparison, or a row of it, leaves out."""
    for key, indicators in (
        ("change.not-assessed", ("change.offices.not_compared",)),
        ("change.left-out", _LEFT_OUT),
    ):
        offices = {
            figure.municipality
            for indicator in indicators
            for figure in writer.figures.all(indicator)
        }
        if offices:
            yield writer.text(key, places=writer.names(offices))
