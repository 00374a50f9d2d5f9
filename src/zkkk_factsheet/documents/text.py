"""Texts whose numbers know which figure of the published table they are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Literal

from zkkk_factsheet.indicators import Key

Part = Literal["numerator", "denominator", "percent", "mean", "range", "change"]
"""What is printed of a figure: a range is what is counted for certain and what it may be, a change
is what is counted, with its sign."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed, and what of which figure it is.

    ``period`` is that of the figure's table if it is not the document's own; "" if it is.
    """

    text: str
    figure: Key
    part: Part
    period: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Way:
    """Words that lead to a whole address, which is right wherever the document is sent."""

    text: str
    target: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Text:
    """A finished text in one language; the numbers among its parts can be traced."""

    parts: tuple[str | Number | Way, ...] = ()

    @classmethod
    def of(cls, *parts: "str | Number | Way | Text") -> "Text":
        """The text that some parts make, one after the other."""
        return cls(tuple(_flat(parts)))

    def __str__(self) -> str:
        return "".join(map(str, self.parts))

    def __bool__(self) -> bool:
        return any(map(str, self.parts))

    def numbers(self) -> Iterator[Number]:
        """The numbers in it."""
        return (part for part in self.parts if isinstance(part, Number))

    def ways(self) -> Iterator[Way]:
        """The words in it that lead somewhere."""
        return (part for part in self.parts if isinstance(part, Way))


def filled(template: str, values: Mapping[str, object]) -> Text:
    """A sentence of a catalogue with its places filled; numbers, ways and texts stay such.

    `KeyError` if a value is missing: half a sentence must not reach a page.
    """
    parts: list[str | Number | Way | Text] = []
    for words, name, _, _ in Formatter().parse(template):
        parts.append(words)
        if name is not None:
            value = values[name]
            parts.append(value if isinstance(value, Number | Way | Text) else str(value))
    return Text.of(*parts)


def joined(texts: Iterable[Text], between: str) -> Text:
    """Texts one after the other, with the same between each two."""
    parts: list[str | Text] = []
    for text in texts:
        parts += [between, text] if parts else [text]
    return Text.of(*parts)


def _flat(parts: "Iterable[str | Number | Way | Text]") -> Iterator[str | Number | Way]:
    for part in parts:
        if isinstance(part, Text):
            yield from part.parts
        elif str(part):
            yield part
