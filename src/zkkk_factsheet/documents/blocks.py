"""The blocks that documents consist of: a short closed list, each finished and in one language."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from zkkk_factsheet.charts import Drawing
from zkkk_factsheet.documents.derivation import Derivation
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.indicators import Key


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Running text."""

    kind: ClassVar = "paragraphs"
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a list; ``heading`` may be empty."""

    kind: ClassVar = "points"
    texts: tuple[Text, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a reader is to take away: a few sentences in large type."""

    kind: ClassVar = "lead"
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number, what it counts, the base it stands on, and how it has changed, if it has."""

    value: Text
    label: Text
    base: Text
    change: Text = Text()  # noqa: RUF009 - it can't be changed


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Large numbers side by side."""

    kind: ClassVar = "key_figures"
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row.

    ``words`` are the columns behind it, by their number from 0 on, that hold words, not numbers.
    """

    kind: ClassVar = "table"
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title, its message in words, its data, and what it is drawn from."""

    kind: ClassVar = "chart"
    id: str
    title: str
    alternative: Text
    data: Table
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class StripValue:
    """What a strip says of one period.

    Attributes:
        text: The value in words: "28 of 32", or why there is none.
        share: How much of the whole it is, from 0 to 1; None where there is no value.
    """

    text: Text
    share: float | None


@dataclass(frozen=True, slots=True)
class Strip:
    """One indicator through the periods, which the strips around it share."""

    label: Text
    values: tuple[StripValue, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Some indicators through the same periods, all on one scale from nothing to the whole.

    Attributes:
        title: What they are about.
        corner: What stands above the labels.
        periods: The periods, the oldest first.
        breaks: For each period whether what it covers differs from the period before, so that the
            two are not to be compared at a glance.
        strips: The indicators.
    """

    kind: ClassVar = "strips"
    title: str
    corner: str
    periods: tuple[str, ...]
    breaks: tuple[bool, ...]
    strips: tuple[Strip, ...]


Mark = Literal["yes", "no", "missing"]


@dataclass(frozen=True, slots=True)
class MatrixHead:
    """What stands above a column: a sign, the words it stands for, and the figure of all of it."""

    sign: str
    words: str
    figure: Key


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One municipality.

    Attributes:
        id: Its id.
        name: Its name.
        marks: A mark for each core duty; none if nothing is known of them.
        total: How many duties are performed.
        instead: What is said in place of the marks and their number, if there are none.
        documents: A mark for each document; none if there is no office.
        numbers: What stands in the columns of numbers behind them.
    """

    id: str
    name: str
    marks: tuple[Mark, ...]
    total: Text
    instead: str
    documents: tuple[Mark, ...]
    numbers: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every municipality: what its office does and has.

    Attributes:
        title: What the table shows.
        municipality: What the column of names is called.
        duties: The heads of the columns of core duties.
        total: The head of their number.
        documents: The heads of the columns of documents.
        numbers: The heads of the columns of numbers behind them.
        meanings: The words for each mark.
        rows: The municipalities, from top to bottom.
    """

    kind: ClassVar = "matrix"
    title: str
    municipality: str
    duties: tuple[MatrixHead, ...]
    total: MatrixHead
    documents: tuple[MatrixHead, ...]
    numbers: tuple[MatrixHead, ...]
    meanings: dict[Mark, str]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A line of a checklist.

    Attributes:
        label: What is checked.
        mark: The answer; "" where nobody is asked.
        share: Of how many the answer is yes, in words.
        part: The same as a number from 0 to 1; None where there is none.
    """

    label: Text
    mark: Mark | Literal[""]
    share: Text
    part: float | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one office does, beside the share of all that do it.

    Attributes:
        title: What is listed.
        head: What stands above the labels, the answers and the shares.
        meanings: The words for each mark.
        checks: The lines. Where none has a mark, there is no column of answers.
    """

    kind: ClassVar = "checklist"
    title: str
    head: tuple[str, str, str]
    meanings: dict[Mark, str]
    checks: tuple[Check, ...]


Step = Literal[
    "step-0",
    "step-1",
    "step-2",
    "step-3",
    "similar",
    "not-established",
    "not-covered",
    "no-information",
]
"""How a tile looks: how many core duties an office performs, from few to many, or why it is not
known."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A municipality on the map.

    Attributes:
        id: Its id.
        row: Its row, from the north and from 1 on.
        column: Its column, from the west and from 1 on.
        name: Its name.
        code: What it is called where there is no room for the name.
        step: How it looks.
        value: The number in it; empty where there is none.
        words: What number and look say.
        own: Whether it is the municipality that the document is about.
    """

    id: str
    row: int
    column: int
    name: str
    code: str
    step: Step
    value: Text
    words: Text
    own: bool = False


@dataclass(frozen=True, slots=True)
class Map:
    """Every municipality as a tile about where it lies, as dark as its office performs duties.

    Attributes:
        title: What it shows.
        alternative: The same in words, municipality by municipality.
        legend: The steps that there are and what they say, in order.
        tiles: The municipalities, in alphabetical order.
    """

    kind: ClassVar = "map"
    title: str
    alternative: Text
    legend: tuple[tuple[Step, str], ...]
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text that may be in another language than the document.

    Attributes:
        text: The text.
        language: Its language, as HTML and PDF name it; "" if it is the document's own.
        mark: What says so to who sees it ("in Serbian"); "" if nothing does.
    """

    text: Text
    language: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was done, and what else is told of it, such as its day."""

    told: Spoken
    details: Text


@dataclass(frozen=True, slots=True)
class Entries:
    """Some things that were done, below each other; ``heading`` may be empty."""

    kind: ClassVar = "entries"
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the same is called in each language, one below the other."""

    kind: ClassVar = "names"
    names: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Where somebody signs: what stands below each line."""

    kind: ClassVar = "signature"
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What is said in small type below the rest."""

    kind: ClassVar = "notes"
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to another file; ``target`` is relative to the document."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Links:
    """Where to read on."""

    kind: ClassVar = "links"
    links: tuple[Link, ...]


Block = (
    Paragraphs
    | Lead
    | Points
    | KeyFigures
    | Chart
    | Table
    | Strips
    | Matrix
    | Checklist
    | Map
    | Derivation
    | Entries
    | Names
    | Signature
    | Notes
    | Links
)
