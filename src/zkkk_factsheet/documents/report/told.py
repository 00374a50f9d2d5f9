"""What the office did: by component, since the last report, and with whom."""

from collections.abc import Iterator
from datetime import date

from zkkk_factsheet.documents.blocks import (
    Block,
    Entries,
    Entry,
    Notes,
    Paragraphs,
    Spoken,
    Table,
)
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import LANGUAGES, community, duties
from zkkk_factsheet.reference import components as all_components

_OPEN = ("initiated", "under way")
"""What is expected to go on."""

BETWEEN = "; "
"""What stands between the details of what was done."""


def undertakings_in(writer: Writer, subject: str) -> list[Undertaking]:
    """What the office did in the period, each with what is told of it in the period."""
    period = writer.published.period
    own = (each for each in writer.published.undertakings if each.municipality == subject)
    within = (each.within(period.first_day, period.last_day) for each in own)
    return [each for each in within if each]


def components(writer: Writer, subject: str) -> tuple[Block, ...]:
    """The activities by component, in the order of the report; those without any are named."""
    told = undertakings_in(writer, subject)
    blocks: list[Block] = []
    without: list[Text] = []
    for number, component in enumerate(all_components(), start=1):
        name = component.name(writer.language)
        own = [each for each in told if each.component == component.id]
        heading = writer.say.text("report.component", number=number, component=name)
        if own:
            blocks.append(Entries(heading, tuple(_entry(writer, each) for each in own)))
        else:
            without.append(Text.of(heading))
    if without:
        missing = writer.text("report.components.without", components=joined(without, "; "))
        blocks.append(Notes((missing,)))
    return tuple(blocks)


def _entry(writer: Writer, told: Undertaking) -> Entry:
    return Entry(spoken(writer, told), joined(details_of(writer, told), BETWEEN))


def details_of(writer: Writer, told: Undertaking) -> tuple[Text, ...]:
    """What else is told of it: the days, how it stands, with whom and for whom it is."""
    status = [_status(writer, told)] if told.status else []
    return (_days(writer, told), *status, *_with_whom(writer, told))


def spoken(writer: Writer, told: Undertaking) -> Spoken:
    """What was done, in the document's language or, if it lacks, in another, marked as such."""
    if text := told.texts.get(writer.language):
        return Spoken(Text.of(text))
    language = next(each for each in LANGUAGES if each in told.texts)
    tag = catalogue(language, "sheet").text("language.tag")
    mark = writer.say.text(f"report.told-in.{language}")
    return Spoken(Text.of(told.texts[language]), tag, mark)


def _days(writer: Writer, told: Undertaking) -> Text:
    first, last = told.rows[0].day, told.rows[-1].day
    if first == last:
        return Text.of(_day(writer, first))
    return writer.text("report.days", first=_day(writer, first), last=_day(writer, last))


def _day(writer: Writer, day: date) -> str:
    return writer.say.written.figures(day.isoformat())


def _with_whom(writer: Writer, told: Undertaking) -> Iterator[Text]:
    if told.partners:
        yield writer.text("report.with", partners=", ".join(told.partners))
    if told.communities:
        names = [community(each).name(writer.language) for each in told.communities]
        yield writer.text("report.reached", communities=", ".join(names))


# Since the last report -------------------------------------------------------------------------


def progress(writer: Writer, subject: str) -> tuple[Block, ...]:
    """What was begun before the period: what became of it, and of what nothing new is told."""
    begin = writer.published.period.first_day
    begun = list(_begun(writer, subject, begin))
    if not begun:
        return (Paragraphs((writer.text("report.progress.none"),)),)
    changed = tuple(_change(writer, each, begin) for each in begun if each.rows[-1].day >= begin)
    silent = tuple(_entry(writer, each) for each in begun if each.rows[-1].day < begin)
    blocks: list[Block] = []
    if changed:
        blocks.append(Entries(writer.say.text("report.progress.changed"), changed))
    if silent:
        blocks.append(Entries(writer.say.text("report.progress.silent"), silent))
    return tuple(blocks)


def _begun(writer: Writer, subject: str, begin: date) -> Iterator[Undertaking]:
    """What was open when the period began."""
    for each in writer.published.undertakings:
        before = tuple(row for row in each.rows if row.day < begin)
        if each.municipality == subject and before and Undertaking(before).status in _OPEN:
            yield each


def _change(writer: Writer, told: Undertaking, begin: date) -> Entry:
    before = Undertaking(tuple(row for row in told.rows if row.day < begin))
    details = (
        joined([_status(writer, each), Text.of(_day(writer, each.rows[-1].day))], ", ")
        for each in (before, told)
    )
    return Entry(spoken(writer, told), joined(details, " → "))


def _status(writer: Writer, told: Undertaking) -> Text:
    return writer.text(f"report.status.{str(told.status).replace(' ', '-')}")


# With whom and for whom ------------------------------------------------------------------------


def partners(writer: Writer, subject: str) -> tuple[Block, ...]:
    """The partners, the communities that were reached, and the core duties that were served."""
    told = undertakings_in(writer, subject)
    names = list(dict.fromkeys(name for each in told for name in each.partners))
    if names:
        texts = [writer.text("report.partners", partners=writer.say.written.list_of(names))]
    else:
        texts = [writer.text("report.partners.none")]
    reached = _reached(writer, subject)
    if not reached.rows:
        texts.append(writer.text("report.communities.none"))
    tables = [each for each in (reached, _served(writer, subject)) if each.rows]
    return Paragraphs(tuple(texts)), *tables


def _reached(writer: Writer, subject: str) -> Table:
    figures = [
        each
        for each in writer.figures.all("activities.by_community")
        if each.municipality == subject
    ]
    rows = tuple(
        (Text.of(community(each.community).label(writer.language)), Text.of(writer.count(each)))
        for each in figures
    )
    heads = (writer.say.text("report.communities.head"), writer.say.text("report.activities"))
    return Table(writer.say.text("report.communities"), heads, rows)


def _served(writer: Writer, subject: str) -> Table:
    """The core duties that activities served; empty if none names any."""
    by_duty = {
        each.duty: each
        for each in writer.figures.all("activities.by_duty")
        if each.municipality == subject
    }
    rows = tuple(
        (
            writer.text("performance.duty", number=duty.number, duty=duty.short[writer.language]),
            Text.of(writer.count(by_duty[duty.id])),
        )
        for duty in duties()
    )
    served = any(each.numerator for each in by_duty.values())
    heads = (writer.say.text("report.duties.head"), writer.say.text("report.activities"))
    return Table(writer.say.text("report.duties"), heads, rows if served else ())
