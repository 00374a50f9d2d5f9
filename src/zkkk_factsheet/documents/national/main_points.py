"""The main points: what a reader is to take away, as sentences that rules make of the figures.

The rules are plain functions of the figures; what they find is written by the functions below
them. docs/titles.md tells the rules to readers.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zkkk_factsheet.documents.blocks import Lead
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.national.titles import share
from zkkk_factsheet.documents.office import DOCUMENTS
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.reference import Duty, duties

_NAMED_DUTIES = 3
"""More duties than this are told by their numbers."""

_NAMED_OFFICES = 4
"""More offices than this are counted; their names stand on the second page."""

_STANDS_OUT = 2
"""If more than this changed as much as what changed most, nothing stands out."""


# Rules --------------------------------------------------------------------------------------


class Extremes(NamedTuple):
    """The duties that the largest and the smallest share of the offices perform, with ties."""

    most: tuple[Figure, ...]
    least: tuple[Figure, ...]


def extremes(figures: Figures) -> Extremes | None:
    """The duties performed most and least; None if nothing is known of any.

    If all are performed alike, the two are the same.
    """
    known = [
        figure
        for duty in duties()
        if (figure := figures.one("duties.performed", duty=duty.id)).denominator
    ]
    if not known:
        return None
    most, least = max(map(share, known)), min(map(share, known))
    return Extremes(
        tuple(figure for figure in known if share(figure) == most),
        tuple(figure for figure in known if share(figure) == least),
    )


def partly_known(figures: Figures) -> bool:
    """Whether an office answered on some duties only: of that one nothing is said of all eight."""
    answered = (figure.denominator or 0 for figure in figures.all("duties.count"))
    return any(0 < each < len(duties()) for each in answered)


class Change(NamedTuple):
    """What was compared in the same offices, and the counts of the two years."""

    name: str
    duty: str
    before: Figure
    after: Figure

    @property
    def size(self) -> int:
        """By how many offices it changed, whichever way."""
        return abs((self.after.numerator or 0) - (self.before.numerator or 0))


def largest_changes(figures: Figures) -> tuple[Change, ...]:
    """The documents and duties that changed in the most of the same offices.

    None at all if nothing changed, or if so many changed alike that none stands out.
    """
    compared = [
        Change(name, duty, *figures.both(name, duty=duty))
        for name, duty in (
            *((column, "") for column, _ in DOCUMENTS),
            *(("duty", duty.id) for duty in duties()),
        )
    ]
    most = max(each.size for each in compared)
    largest = tuple(each for each in compared if each.size == most)
    return largest if most and len(largest) <= _STANDS_OUT else ()


def direction(before: Figure, after: Figure) -> str:
    """Whether something became "more", "fewer", or is the "same"."""
    difference = (after.numerator or 0) - (before.numerator or 0)
    return "more" if difference > 0 else "fewer" if difference else "same"


_ASKED = (
    ("work-plan", "offices.work_plan.missing"),
    ("annual-report", "offices.annual_report.missing"),
    ("duties", "duties.distribution.missing"),
    ("officials", "staff.missing"),
)


def unknown(figures: Figures) -> tuple[tuple[str, Figure], ...]:
    """What of the established offices could not be known, and in how many of them."""
    return tuple(
        (name, figure) for name, indicator in _ASKED if (figure := figures.one(indicator)).numerator
    )


# Sentences ----------------------------------------------------------------------------------


def main_points(writer: Writer) -> Section:
    """Three or four sentences with their numbers and bases."""
    if writer.figures.one("offices.established").numerator:
        points = [_duties(writer), _documents(writer), _changed(writer)]
        points.append(_sentences(_unknown(writer)))
    else:
        points = [_sentences(_nobody(writer))]
    lead = Lead(tuple(point for point in points if point))
    return Section("main", writer.say.text("main.heading"), (lead,))


def _sentences(texts: Iterable[Text]) -> Text:
    """Sentences one after the other."""
    return joined(texts, " ")


def _duties(writer: Writer) -> Text:
    found = extremes(writer.figures)
    if found is None:
        return writer.text("main.duties.unknown")
    if found.most == found.least:
        each = share(found.most[0])
        which = "all" if each == 1 else "alike" if each else "none"
        if which != "alike" and partly_known(writer.figures):
            which += "-answered"
        return writer.text(
            f"main.duties.{which}", share=writer.of(writer.figures.one("duties.overall"))
        )
    return _sentences(
        writer.text_for(
            f"main.{name}",
            len(group),
            duties=_named(writer, group),
            share=_shares(writer, group),
        )
        for name, group in (("most", found.most), ("least", found.least))
    )


def _named(writer: Writer, group: Sequence[Figure]) -> Text:
    """Some duties by name, many by number."""
    by_id = {duty.id: duty for duty in duties()}
    return writer.list_of(
        [
            Text.of(writer.say.number(duty.number))
            if len(group) > _NAMED_DUTIES
            else name_of_duty(writer, duty)
            for duty in (by_id[figure.duty] for figure in group)
        ]
    )


def name_of_duty(writer: Writer, duty: Duty) -> Text:
    """A duty's short name within a sentence."""
    return writer.text("main.duty", duty=duty.short[writer.language])


def _shares(writer: Writer, group: Sequence[Figure]) -> Text:
    """What share of the offices performs some duties that are performed alike."""
    different = {(figure.numerator, figure.denominator): figure for figure in group}
    return writer.list_of([of_offices(writer, figure) for figure in different.values()])


def of_offices(writer: Writer, figure: Figure) -> Text:
    """A share of offices: "17 of 33 offices (52%)"; the counts alone on a small base."""
    if not figure.stands_as_percent:
        return writer.plural_base("main.offices.counts", figure, numerator=writer.count(figure))
    return writer.plural_base(
        "main.offices.share",
        figure,
        numerator=writer.count(figure),
        percent=writer.percent(figure),
    )


def _documents(writer: Writer) -> Text:
    return _sentences(text for column, key in DOCUMENTS if (text := _document(writer, column, key)))


def _document(writer: Writer, column: str, key: str) -> Text:
    """Who has no work plan, or no annual report; nothing if that is known of nobody."""
    yes, no = writer.figures.one(f"offices.{column}"), writer.figures.one(f"offices.no_{column}")
    if not yes.denominator:
        return Text()
    if not no.numerator:
        return writer.text(f"main.{key}.all", share=of_offices(writer, yes))
    share_without = of_offices(writer, no)
    if no.numerator > _NAMED_OFFICES:
        return writer.text(f"main.{key}.no", share=share_without)
    answers = writer.figures.by_municipality(f"offices.{column}")
    without = [office for office, answer in answers.items() if answer.numerator == 0]
    return writer.text(f"main.{key}.named", share=share_without, places=writer.names(without))


def _changed(writer: Writer) -> Text:
    """What changed in the same offices; nothing where there is no year before."""
    if not writer.figures.all("change.offices"):
        return Text()
    year, previous = writer.year, writer.published.period.previous.year
    offices = writer.figures.one("change.offices")
    if not offices.numerator:
        return writer.text("change.none-in-both", year=year, previous=previous)
    return _sentences(_changes(writer, offices, previous))


def _changes(writer: Writer, offices: Figure, previous: int) -> Iterator[Text]:
    before, after = writer.figures.both("duties")
    if after.denominator:
        yield writer.plural(
            f"main.change.{direction(before, after)}",
            offices,
            previous=previous,
            before=writer.count(before),
            after=writer.count(after),
            answers=writer.base(after),
        )
    if largest := largest_changes(writer.figures):
        changes = writer.list_of([_change(writer, each) for each in largest])
        ways = {direction(each.before, each.after) for each in largest}
        way = ways.pop() if len(ways) == 1 else "both"
        yield writer.text(f"main.change.largest.{way}", changes=changes)


def _change(writer: Writer, change: Change) -> Text:
    """What changed, and from which count to which."""
    counts = writer.of_the_same(change.name, duty=change.duty)
    if not change.duty:
        return writer.text(f"main.change.{dict(DOCUMENTS)[change.name]}", counts=counts)
    (duty,) = (each for each in duties() if each.id == change.duty)
    return writer.text("main.change.duty", duty=name_of_duty(writer, duty), counts=counts)


def _unknown(writer: Writer) -> Iterator[Text]:
    """What could not be known of the offices, and which municipalities were not looked at."""
    established = writer.figures.one("offices.established")
    topics = [
        writer.plural(f"main.unknown.{name}", figure) for name, figure in unknown(writer.figures)
    ]
    if topics:
        yield writer.plural("main.unknown", established, topics=writer.list_of(topics))
    else:
        yield writer.plural("main.unknown.nothing", established)
    yield from _not_looked_at(writer)


def _not_looked_at(writer: Writer) -> Iterator[Text]:
    for status in ("not_covered", "no_information"):
        figure = writer.figures.one(f"offices.{status}")
        if figure.numerator:
            key = f"main.{status.replace('_', '-')}"
            yield writer.plural(key, figure, total=writer.base(figure))


def _nobody(writer: Writer) -> Iterator[Text]:
    """Where no office is known to be established, there is nothing else to say."""
    yield writer.plural_base("main.nobody", writer.figures.one("offices.established"))
    yield from _not_looked_at(writer)
