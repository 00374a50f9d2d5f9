"""What changed since the previous year: all offices, and counts over the same in both years."""

from collections.abc import Iterable, Iterator

from zkkk_factsheet.factsheet.model import Section, Table
from zkkk_factsheet.factsheet.writer import Writer
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

Row = tuple[str, str]


def change(writer: Writer) -> Section | None:
    """The comparison as a table; None where there is no previous year to compare with."""
    say = writer.say
    year = writer.year
    if not writer.figures.all("change.offices"):
        return None
    heading = say.text("change.heading", previous=year - 1)
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
        tables=(
            _table(writer, "change.in-all", _of_all(writer)),
            _table(writer, "change.in-the-same", _of_the_same_offices(writer)),
        ),
        notes=(say.plural("change.base", compared, year=year),),
    )


def _table(writer: Writer, key: str, rows: Iterator[Row]) -> Table:
    """Counts of both years under the words that say which offices they are of."""
    year = writer.year
    which = writer.say.text(key)
    # Both years on one line, however narrow the column is.
    years = _to(writer, str(year - 1), str(year), "\u00a0")
    return Table(title=which, head=(which, years), rows=tuple(rows))


def _of_all(writer: Writer) -> Iterator[Row]:
    """What each year's own sheet tells of all its offices."""
    yield _established(writer), _counts(writer, *_both(writer, "offices"))
    if not _told(_both(writer, "women", gender="women")):
        all_women = _both(writer, "all_women", gender="women")
        if _told(all_women):
            yield _women_of_all(writer, *all_women)


def _of_the_same_offices(writer: Writer) -> Iterator[Row]:
    say = writer.say
    yield say.text("change.work-plan"), _of_the_same(writer, "work_plan")
    yield say.text("change.annual-report"), _of_the_same(writer, "annual_report")
    yield say.text("change.officials"), _counts(writer, *_both(writer, "officials"))
    women = _both(writer, "women", gender="women")
    if _told(women):
        yield say.text("change.women"), _counts(writer, *women)
    elif not _told(_both(writer, "all_women", gender="women")):
        yield say.text("change.women"), say.text("value.suppressed")
    yield say.text("change.duties"), _of_the_same(writer, "duties")
    for duty in duties():
        label = say.text(
            "performance.duty", number=say.number(duty.number), duty=duty.short[writer.language]
        )
        yield label, _of_the_same(writer, "duty", duty=duty.id)


def _established(writer: Writer) -> str:
    """What the row of offices is called; those that are new or gone stand there by name."""
    new, gone = (
        writer.names(
            figure.municipality for figure in writer.figures.all(f"change.offices.{which}")
        )
        for which in ("new", "gone")
    )
    key = _ESTABLISHED[bool(new), bool(gone)]
    if writer.figures.all("change.offices.not_compared"):
        # The counts are then of fewer offices than each year's own sheet has.
        key = key.replace("established", "established-where-known")
    return writer.say.text(key, new=new, gone=gone)


def _women_of_all(writer: Writer, before: Figure, after: Figure) -> Row:
    """Women of all officials: told where those of the same offices may not be."""
    totals = [writer.say.number(figure.denominator or 0) for figure in (before, after)]
    return (
        writer.say.text("change.women-of-all", before=totals[0], after=totals[1]),
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


def _of_the_same(writer: Writer, name: str, *, duty: str = "") -> str:
    """Two counts on the same base: "28 → 29 of 32"."""
    before, after = _both(writer, name, duty=duty)
    if before.numerator is None or after.numerator is None:
        return writer.unknown(after)
    return writer.say.text(
        "change.of-the-same",
        before=writer.say.number(before.numerator),
        after=writer.say.number(after.numerator),
        count=writer.say.number(after.denominator or 0),
    )


def _counts(writer: Writer, before: Figure, after: Figure) -> str:
    if before.numerator is None or after.numerator is None:
        return writer.unknown(before if before.numerator is None else after)
    return _to(writer, writer.say.number(before.numerator), writer.say.number(after.numerator))


def _to(writer: Writer, before: str, after: str, space: str = " ") -> str:
    return writer.say.text("change.counts", before=before, after=after).replace(" ", space)


def not_compared(writer: Writer) -> Iterator[str]:
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
            yield writer.say.text(key, places=writer.names(offices))
