"""The content model of a fact sheet. Every text in it is finished, in one language.

HTML and PDF render this object and nothing else, so they can't disagree.
"""

from dataclasses import dataclass
from typing import Literal

from zkkk_factsheet.charts import Drawing


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number, what it counts, and the base it stands on."""

    value: str
    label: str
    base: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row names the row."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title, its message in words, its data, and what it is drawn from."""

    id: str
    title: str
    alternative: str
    data: Table
    drawing: Drawing


Mark = Literal["yes", "no", "missing"]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One municipality: a mark for each core duty and their number, or why there is none."""

    name: str
    marks: tuple[Mark, ...]
    total: str
    instead: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every municipality with the core duties its office performs.

    ``meanings`` gives the words for each mark, ``duties`` the numbers that head the columns and
    their short labels.
    """

    municipality: str
    total: str
    duties: tuple[tuple[str, str], ...]
    meanings: dict[Mark, str]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in the order of the fields."""

    id: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    points_heading: str = ""
    points: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    matrix: Matrix | None = None
    notes: tuple[str, ...] = ()

    def texts(self) -> tuple[str, ...]:
        """The running text of the section."""
        return (*self.paragraphs, *self.points, *self.notes)


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words that belong to the page itself.

    ``page`` has the places ``{page}`` and ``{pages}``, which only the typesetter can fill; ``pdf``
    offers the same sheet for printing.
    """

    data_table: str
    page: str
    pdf: str


@dataclass(frozen=True, slots=True)
class FactSheet:
    """One edition's sheet in one language.

    Attributes:
        language: The language's id, as HTML and PDF name it.
        year: The year that was monitored.
        title: The document's title, with the year.
        name: The offices' name, without the year.
        abbreviation: The offices' name in short.
        publisher: Who publishes the sheet.
        mark: What to print on every page if the edition isn't final ("Sample data"), or "".
        mark_note: The sentence that explains the mark, or "".
        published_iso: The day of publication as YYYY-MM-DD, or "".
        key_figures: The large numbers.
        key_heading: Their heading.
        sections: All sections, in reading order.
        labels: The words of the page itself.
    """

    language: str
    year: int
    title: str
    name: str
    abbreviation: str
    publisher: str
    mark: str
    mark_note: str
    published_iso: str
    key_heading: str
    key_figures: tuple[KeyFigure, ...]
    sections: tuple[Section, ...]
    labels: Labels

    def section(self, id_: str) -> Section:
        """The section with this id; `KeyError` if there is none."""
        return {section.id: section for section in self.sections}[id_]

    def charts(self) -> tuple[Chart, ...]:
        """All charts, in reading order."""
        return tuple(chart for section in self.sections for chart in section.charts)
