"""The block that tells how figures are made: each with its parts, down to the cells."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of which is told how it is made.

    Attributes:
        id: Where other pages find it on this one; "" if it stands among the parts.
        title: What it is.
        definition: What is counted, and of what.
        formula: The figure with its numbers; "" if there are several below.
        notes: What else there is to say.
    """

    id: str
    title: str
    definition: str
    formula: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A line of what figures are made of.

    Attributes:
        id: Where other pages find the figure that it is itself; "" if it stands elsewhere.
        name: What or whose it is.
        target: Where on this page it is told how it is made itself; "" if it is not.
        answers: What it says.
        cells: Where that stands in the workbooks.
    """

    id: str
    name: str
    target: str
    answers: tuple[str, ...]
    cells: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """How figures are made that are made of the same.

    Attributes:
        figures: The figures.
        head: What stands above the lines: above names, answers and cells.
        sources: What they are made of.
    """

    kind: ClassVar = "derivation"
    figures: tuple[Told, ...]
    head: tuple[str, ...]
    sources: tuple[Source, ...]
