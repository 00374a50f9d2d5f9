"""What a document says, finished and in one language: sections of a few kinds of blocks.

HTML and PDF render this object and nothing else, so they can't disagree.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from zkkk_factsheet.documents.blocks import Block, Chart
from zkkk_factsheet.documents.text import Number, Text, Way
from zkkk_factsheet.language import Period


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks below it, in reading order."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a document says of itself.

    Attributes:
        title: Its title, with the period.
        name: What it is about, without the period.
        abbreviation: The same in short.
        period: The period's name.
        publisher: Who publishes it.
        mark: What to print on every page if the edition isn't final ("Sample data"), or "".
        mark_note: The sentence that explains the mark, or "".
        published_iso: The day of publication as YYYY-MM-DD, or "".
        place: The municipality that it is about, or "".
    """

    title: str
    name: str
    abbreviation: str
    period: str
    publisher: str
    mark: str
    mark_note: str
    published_iso: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words that belong to the page itself.

    ``language`` is the language's id as HTML and PDF name it; ``page`` has the places ``{page}``
    and ``{pages}``, which only the typesetter can fill; ``pdf`` offers the same document for
    printing, ``whole`` leads to the one about all municipalities; ``contents`` is what a list of
    the page's sections is called; ``site`` leads to all years. ``editable`` offers the document
    for editing, as ``pdf`` does for printing, and ``room`` stands where somebody who edits the
    document may write; "" if nobody does.
    """

    language: str
    data_table: str
    page: str
    pdf: str
    whole: str
    contents: str
    site: str
    editable: str = ""
    room: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document of some kind, in one language.

    Attributes:
        kind: The kind's id, which is also the name of its arrangement among the templates.
        language: The language's id.
        period: The time it is about.
        head: What it says of itself.
        labels: The words of the page itself.
        sections: All sections, in reading order.
        pages: How many pages it is to have in print; 0 if it may have as many as it takes.
    """

    kind: str
    language: str
    period: Period
    head: Head
    labels: Labels
    sections: tuple[Section, ...]
    pages: int = 0

    def charts(self) -> tuple[Chart, ...]:
        """All charts, in reading order."""
        return tuple(
            block for each in self.sections for block in each.blocks if isinstance(block, Chart)
        )

    def texts(self) -> Iterator[Text]:
        """Every text of the sections that may hold figures, in reading order."""
        return _texts(self.sections)

    def numbers(self) -> Iterator[Number]:
        """Every printed number that is one of the table's, in reading order."""
        return (number for text in self.texts() for number in text.numbers())


_PLAIN = (str, int, float, type(None))
"""Most of a document: to make a union of them for each piece took as long as all the rest."""


def as_data(value: object) -> object:
    """A piece of a document as plain data, for typesetters and digests; blocks say their kind."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    if isinstance(value, Text) and any(value.ways()):
        return [as_data(each) if isinstance(each, Way) else str(each) for each in value.parts]
    if isinstance(value, Text | Period):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"kind": value.kind} if isinstance(value, Block) else {}
        return kind | {name: as_data(getattr(value, name)) for name in _names(type(value))}
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def _texts(value: object) -> Iterator[Text]:
    ahead: list[Any] = [value]  # the last first
    while ahead:
        piece = ahead.pop()
        if isinstance(piece, Text):
            yield piece
        elif isinstance(piece, tuple):
            ahead += piece[::-1]
        elif not isinstance(piece, _PLAIN):
            ahead += [getattr(piece, name) for name in _names(piece.__class__)[::-1]]
