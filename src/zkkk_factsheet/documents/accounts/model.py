"""How a figure is made, finished and in one language, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from zkkk_factsheet.indicators import Figure


@dataclass(frozen=True, slots=True)
class Answer:
    """What one figure says that another is made of; None where the table has no such figure."""

    text: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Part:
    """One of those that a figure is made of: its name, and what each of the years says of it."""

    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """How a figure is made. All figures in it, and their cells, are those that are published.

    Attributes:
        figure: The figure.
        name: What its indicator is called.
        about: What of it the figure is about, or "".
        definition: What the indicator counts, and of what.
        formula: The figure with its numbers, or why it has none.
        brief: The same in a table, where the definition above says of what: "35 of 35 = 100%".
        notes: What else there is to say.
        head: What the parts are: municipalities, communities or duties.
        years: The years that the answers of the parts are of, one each; none where what they say
            is of two years together.
        parts: What it is made of; nothing if it comes straight from its cells.
    """

    figure: Figure
    name: str
    about: str
    definition: str
    formula: str
    brief: str
    notes: tuple[str, ...] = ()
    head: str = ""
    years: tuple[int, ...] = ()
    parts: tuple[Part, ...] = ()


def notes_of_all(accounts: Sequence[Account]) -> tuple[str, ...]:
    """What there is to say of each of some accounts, and so of all of them; not of their parts."""
    told = [() if account.parts else account.notes for account in accounts]
    return tuple(note for note in told[0] if all(note in notes for notes in told))
