"""What calls for the attention of the central office, rule by rule."""

from collections.abc import Iterator

from zkkk_factsheet.disclosure.cells import cells_in_words
from zkkk_factsheet.disclosure.digest import Digest
from zkkk_factsheet.documents.blocks import Block, Entries, Entry, Paragraphs, Spoken
from zkkk_factsheet.documents.digest.speaker import Speaker
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.office import number_performed
from zkkk_factsheet.documents.report.told import BETWEEN, spoken
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.indicators.digest.attention import Silent, WithoutOfficial, WithoutPlan
from zkkk_factsheet.indicators.table import places
from zkkk_factsheet.reference import community, duties


def concerns(digest: Digest) -> list[str]:
    """The municipality of everything that calls for attention, once for each thing."""
    return [
        *(each.municipality for each in digest.without_plan),
        *(each.municipality for each in digest.few_duties),
        *(each.municipality for each in digest.without_official for _ in each.communities),
        *(each.told.municipality for each in digest.silent),
    ]


def attention(speaker: Speaker) -> Section:
    """What was found by each rule that found anything; else that nothing was."""
    blocks: tuple[Block, ...] = tuple(
        Entries(heading, tuple(entries)) for heading, entries in _found(speaker) if entries
    )
    if not blocks:
        blocks = (Paragraphs((speaker.writer.text("digest.attention.none"),)),)
    return Section("attention", speaker.say.text("digest.attention.heading"), blocks)


def _found(speaker: Speaker) -> Iterator[tuple[str, list[Entry]]]:
    digest, say = speaker.digest, speaker.say
    thresholds = digest.thresholds
    yield (
        say.plural("digest.without-plan.heading", thresholds.years_without_plan),
        [
            _without_plan(speaker, each)
            for each in sorted(digest.without_plan, key=lambda it: speaker.order(it.municipality))
        ],
    )
    yield (
        say.text(
            "digest.few-duties.heading",
            fewest=say.number(thresholds.fewest_duties),
            all=say.number(len(duties())),
            year=digest.assessed,
        ),
        list(_few_duties(speaker)),
    )
    yield (
        say.text(
            "digest.without-official.heading",
            fewest=say.number(thresholds.residents_without_official),
            year=digest.assessed,
        ),
        [
            _without_official(speaker, each)
            for each in sorted(
                digest.without_official, key=lambda it: speaker.order(it.municipality)
            )
        ],
    )
    yield (
        say.plural("digest.silent.heading", thresholds.silent_quarters),
        [_silent(speaker, each) for each in digest.silent],
    )


def _without_plan(speaker: Speaker, found: WithoutPlan) -> Entry:
    text = speaker.writer.text(
        "digest.without-plan",
        municipality=speaker.place(found.municipality),
        years=", ".join(map(str, found.years)),
    )
    return Entry(Spoken(text), Text.of(cells_in_words(found.cells)))


def _few_duties(speaker: Speaker) -> Iterator[Entry]:
    writer = speaker.writer
    for each in speaker.digest.few_duties:
        count = writer.figures[Key("duties.count", each.municipality)]
        number = number_performed(writer, count)
        place = speaker.place(each.municipality)
        text = writer.text("digest.few-duties", municipality=place, number=number)
        yield Entry(Spoken(text), Text.of(cells_in_words(each.cells)))


def _without_official(speaker: Speaker, found: WithoutOfficial) -> Entry:
    writer = speaker.writer
    communities = (
        writer.text(
            "digest.without-official.community",
            community=community(each.community).name(writer.language),
            residents=writer.count(
                writer.figures.one(
                    "population.by_community",
                    municipality=found.municipality,
                    community=each.community,
                )
            ),
        )
        for each in found.communities
    )
    text = writer.text(
        "digest.without-official",
        municipality=speaker.place(found.municipality),
        communities=joined(communities, BETWEEN),
    )
    cells = tuple(cell for each in found.communities for cell in each.cells)
    return Entry(Spoken(text), Text.of(cells_in_words(cells)))


def _silent(speaker: Speaker, found: Silent) -> Entry:
    last = found.told.rows[-1]
    where = speaker.writer.text(
        "digest.where",
        municipality=speaker.place(last.municipality),
        component=speaker.component(last.component),
    )
    since = speaker.say.plural(
        "digest.silent", found.quarters, day=speaker.say.written.figures(last.day.isoformat())
    )
    cells = cells_in_words(places([last.places.get("status")]))
    details = joined([where, Text.of(since), Text.of(cells)], BETWEEN)
    return Entry(spoken(speaker.writer, found.told), details)
