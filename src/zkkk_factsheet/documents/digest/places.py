"""Where two partners may do the same, and where nobody does anything."""

from zkkk_factsheet.disclosure.cells import cells_in_words
from zkkk_factsheet.documents.blocks import Block, Entries, Entry, Paragraphs
from zkkk_factsheet.documents.digest.speaker import Speaker
from zkkk_factsheet.documents.model import Section
from zkkk_factsheet.documents.report.told import BETWEEN, details_of, spoken
from zkkk_factsheet.documents.text import Text, joined
from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.indicators.digest.overlaps import Overlap


def duplication(speaker: Speaker) -> Section:
    """Partners that may do the same, each time with the activities behind it."""
    writer = speaker.writer
    found = sorted(speaker.digest.overlaps, key=lambda each: speaker.order(each.municipality))
    if not found:
        blocks: tuple[Block, ...] = (Paragraphs((writer.text("digest.overlaps.none"),)),)
    else:
        introduction = Paragraphs((writer.text("digest.overlaps.meaning"),))
        blocks = (introduction, *(_overlap(speaker, each) for each in found))
    return Section("duplication", speaker.say.text("digest.overlaps.heading"), blocks)


def _overlap(speaker: Speaker, found: Overlap) -> Entries:
    heading = speaker.say.text(
        "digest.overlap",
        municipality=speaker.place(found.municipality),
        component=speaker.component(found.component),
        communities=speaker.communities(found.communities),
        partners=speaker.say.written.list_of(found.partners),
    )
    return Entries(heading, tuple(_activity(speaker, each) for each in found.told))


def _activity(speaker: Speaker, told: Undertaking) -> Entry:
    cells = Text.of(speaker.cells([told], "partners"))
    return Entry(
        spoken(speaker.writer, told), joined([*details_of(speaker.writer, told), cells], BETWEEN)
    )


def gaps(speaker: Speaker) -> Section:
    """Duties that nobody performs and no activity serves, and components without an activity."""
    say, own = speaker.say, speaker.by_municipality()
    unserved = {
        each.municipality: (
            speaker.duties([answer.duty for answer in each.answers]),
            cells_in_words(tuple(cell for answer in each.answers for cell in answer.cells)),
        )
        for each in speaker.digest.unserved
    }
    untouched = {
        each.municipality: (
            Text.of("; ".join(map(speaker.component, each.components))),
            speaker.cells(own[each.municipality], "component"),
        )
        for each in speaker.digest.untouched
    }
    tables = (
        speaker.table(
            say.text("digest.unserved.title", year=speaker.digest.assessed),
            say.text("digest.unserved.head"),
            unserved,
        ),
        speaker.table(
            say.text("digest.untouched.title"), say.text("digest.untouched.head"), untouched
        ),
    )
    found: tuple[Block, ...] = tuple(table for table in tables if table.rows)
    nothing = Paragraphs((speaker.writer.text("digest.gaps.none"),))
    return Section("gaps", say.text("digest.gaps.heading"), found or (nothing,))
