"""Who lives where the offices are, beside who works in them."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from zkkk_factsheet.documents.blocks import Block, Notes, Paragraphs, Table
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.reference import Community, communities
from zkkk_factsheet.reference.cyrillic import IN_LATIN, in_latin

_MOST: Final = 4
"""Of more communities a municipal sheet tells of the largest, to stay on one page."""


def officials_and_residents(writer: Writer) -> Section | None:
    """Both shares of each community in the country; None where nothing is told of residents."""
    figures = writer.figures
    if not figures.all("population.residents"):
        return None
    say, heading = writer.say, writer.say.text("population.heading")
    rows = tuple(
        (
            Text.of(each.label(writer.language)),
            writer.of(figures.one("staff.by_community", community=each.id)),
            writer.of(residents) if residents else writer.text("value.no-information"),
        )
        for each, residents in _told(writer, "")
    )
    head = ("composition.community", "composition.officials", "population.residents")
    blocks: list[Block] = [Table(heading, tuple(map(say.text, head)), rows)]
    if without := _without_official(writer):
        names = say.written.list_of(without)
        blocks.append(Paragraphs((writer.text("population.without-official", communities=names),)))
    blocks.append(Notes((writer.text("population.bases"), *_sources(writer))))
    return Section("population", heading, tuple(blocks))


def _without_official(writer: Writer) -> list[str]:
    """Who lives where the office has no official of theirs, in the most municipalities first.

    Their own sheets tell it of the same municipalities: what is withheld there doesn't count here.
    """
    places = Counter(
        each.community
        for each in writer.figures.all("population.without_official")
        if each.numerator
    )
    ordered = sorted(communities(), key=lambda each: -places[each.id])
    return [each.name(writer.language) for each in ordered if places[each.id]]


def residents_of(writer: Writer, municipality: str) -> Section | None:
    """The same of a municipality, and who lives there without an official; None likewise."""
    residents = writer.figures.get(Key("population.residents", municipality))
    if residents is None:
        return None
    texts = [writer.plural("municipal.population.total", residents), *_lives(writer, municipality)]
    heading = writer.say.text("population.heading")
    blocks: list[Block] = [Paragraphs(tuple(texts))]
    if sources := tuple(_sources(writer)):
        blocks.append(Notes(sources))
    return Section("population", heading, tuple(blocks))


def _lives(writer: Writer, municipality: str) -> Iterator[Text]:
    """The largest communities with both shares, if they may be told; then who has no official."""
    items, without = [], []
    for community, residents in _told(writer, municipality):
        officials = writer.figures.get(
            Key("staff.by_community", municipality, community=community.id)
        )
        if residents is None:
            continue
        values = {"community": community.label(writer.language)}
        values_of = {"residents": writer.percent(residents)}
        if officials and officials.numerator is not None:
            counts = writer.of(officials)
            items.append(
                writer.text("municipal.population.both", **values, **values_of, officials=counts)
            )
        else:
            items.append(writer.text("municipal.population.residents", **values, **values_of))
        absent = writer.figures.get(
            Key("population.without_official", municipality, community=community.id)
        )
        if absent and absent.numerator:
            without.append(community.name(writer.language))
    if len(items) > _MOST:
        largest = joined(items[:_MOST], "; ")
        yield writer.text("municipal.population.largest", communities=largest)
    elif items:
        yield joined(items, "; ")
    if without:
        names = writer.say.written.list_of(without)
        yield writer.text("municipal.population.without-official", communities=names)


def _told(writer: Writer, municipality: str) -> Iterator[tuple[Community, Figure | None]]:
    """The communities that live there, or work in the offices, by the number of residents."""
    figures = {
        each.id: writer.figures.get(Key("population.by_community", municipality, community=each.id))
        for each in communities()
    }
    ordered = sorted(
        communities(), key=lambda each: -(of.numerator or 0 if (of := figures[each.id]) else 0)
    )
    for community in ordered:
        of = figures[community.id]
        works = writer.figures.get(Key("staff.by_community", municipality, community=community.id))
        if (of and of.numerator) or (works and works.numerator):
            yield community, of


def _sources(writer: Writer) -> Iterator[Text]:
    if sources := writer.published.residents_from:
        told = [in_latin(each) if writer.language == IN_LATIN else each for each in sources]
        yield writer.text("population.source", sources="; ".join(told))
