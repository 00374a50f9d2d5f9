"""How much was done, by municipality and component, and with whom."""

from collections import Counter
from collections.abc import Collection, Iterator

from zkkk_factsheet.documents.blocks import KeyFigure, KeyFigures, Notes, Paragraphs, Table
from zkkk_factsheet.documents.digest.attention import concerns
from zkkk_factsheet.documents.digest.speaker import Speaker
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.indicators.digest.overlaps import named
from zkkk_factsheet.reference import components, municipalities


def key_figures(speaker: Speaker) -> Section:
    """How many activities and partners there are, and how much calls for a look."""
    digest, own = speaker.digest, speaker.by_municipality()
    partners_ = {municipality: named(told) for municipality, told in own.items()}
    found = concerns(digest)
    figures = (
        _figure(speaker, "activities", len(digest.told), len(own)),
        _figure(
            speaker,
            "partners",
            len(named(digest.told)),
            len([names for names in partners_.values() if names]),
        ),
        _figure(
            speaker,
            "overlaps",
            len(digest.overlaps),
            len({each.municipality for each in digest.overlaps}),
        ),
        _figure(speaker, "concerns", len(found), len(set(found))),
    )
    return Section("key", speaker.say.text("digest.key.heading"), (KeyFigures(figures),))


def _figure(speaker: Speaker, name: str, number: int, municipalities_: int) -> KeyFigure:
    say, writer = speaker.say, speaker.writer
    return KeyFigure(
        Text.of(say.number(number)),
        writer.text_for(f"digest.key.{name}", number),
        Text.of(say.plural("digest.key.municipalities", municipalities_)),
    )


def activities(speaker: Speaker) -> Section:
    """The activities by municipality and component, with totals; who told of none."""
    say, told = speaker.say, speaker.by_municipality()
    heading = say.text("digest.activities.heading")
    if not told:
        nothing = Paragraphs((speaker.writer.text("digest.activities.none"),))
        return Section("activities", heading, (nothing,))
    head = (
        say.text("matrix.municipality"),
        *(speaker.component(each.id) for each in components()),
        say.text("digest.activities.total"),
        say.text("digest.cells"),
    )
    rows = (*_rows(speaker, told), _totals(speaker))
    table = Table(heading, head, rows, words=(len(head) - 1,))
    without = [each.id for each in municipalities() if each.id not in told]
    notes = [speaker.writer.text("digest.activities.counted")]
    if without:
        names = speaker.writer.names(without)
        notes.append(speaker.writer.text("digest.activities.without", municipalities=names))
    return Section("activities", heading, (table, Notes(tuple(notes))))


def _rows(speaker: Speaker, told: dict[str, list[Undertaking]]) -> Iterator[tuple[Text, ...]]:
    for municipality, own in told.items():
        total = speaker.writer.count(speaker.writer.figures[Key("activities.count", municipality)])
        yield (
            Text.of(speaker.place(municipality)),
            *_counts(speaker, own),
            Text.of(total),
            Text.of(speaker.cells(own, "component")),
        )


def _totals(speaker: Speaker) -> tuple[Text, ...]:
    told = speaker.digest.told
    total = Text.of(speaker.say.number(len(told)))
    label = speaker.writer.text("digest.activities.total")
    return label, *_counts(speaker, told), total, Text()


def _counts(speaker: Speaker, told: Collection[Undertaking]) -> Iterator[Text]:
    """How many there are of each component; where there is none, nothing stands in the way."""
    count = Counter(each.component for each in told)
    for component in components():
        number = count[component.id]
        yield Text.of(speaker.say.number(number)) if number else speaker.writer.text("digest.none")


def partners(speaker: Speaker) -> Section:
    """Who works with the office of each municipality, and on how much."""
    say = speaker.say
    heading = say.text("digest.partners.heading")
    found: dict[str, tuple[Text, str]] = {}
    for municipality, own in speaker.by_municipality().items():
        if names := named(own):
            with_partner = [each for each in own if each.partners]
            count = Counter(folded for each in with_partner for folded in named([each]))
            listed = (
                say.text("digest.partner", partner=names[folded], count=say.number(number))
                for folded, number in count.most_common()
            )
            cells = speaker.cells(with_partner, "partners")
            found[municipality] = Text.of("; ".join(listed)), cells
    nothing = Paragraphs((speaker.writer.text("digest.partners.none"),))
    table = speaker.table(heading, say.text("digest.partners.head"), found)
    return Section("partners", heading, (table if found else nothing,))
