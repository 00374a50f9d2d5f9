"""The tables of a document, for a workbook: what it shows in charts, strips and lists, too."""

from collections.abc import Iterator
from dataclasses import dataclass

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.blocks import (
    Chart,
    KeyFigures,
    Matrix,
    MatrixRow,
    Notes,
    Strips,
    Table,
)
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.language import Catalogue, catalogue


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything that a workbook of tables says.

    Attributes:
        language: The language's id.
        tag: The same as files name it.
        title: The document's title, with the period.
        publisher: Who publishes it.
        mark: What to say of every table if the edition isn't final, or "".
        source: Where the figures come from, or "".
        tables: The tables, in the document's order; the first column names the row.
        notes: What is to be known to read them, each with the heading that it stands under.
    """

    language: str
    tag: str
    title: str
    publisher: str
    mark: str
    source: str
    tables: tuple[Table, ...]
    notes: tuple[tuple[str, Text], ...]


def tables_of(document: Document, published: Published) -> Tables:
    """The tables of a document, and where what is ``published`` of the period comes from."""
    say, head, about = catalogue(document.language, "data"), document.head, published.about
    return Tables(
        language=document.language,
        tag=document.labels.language,
        title=head.title,
        publisher=head.publisher,
        mark=f"{head.mark}. {head.mark_note}" if head.mark else "",
        source=about.source.get(document.language) or about.source.get("", ""),
        tables=tuple(_tables(document, say)),
        notes=tuple(
            (section.heading, text)
            for section in document.sections
            for block in section.blocks
            if isinstance(block, Notes)
            for text in block.texts
        ),
    )


def _tables(document: Document, say: Catalogue) -> Iterator[Table]:
    for section in document.sections:
        for block in section.blocks:
            match block:
                case KeyFigures():
                    yield _of_key_figures(section.heading, block, say)
                case Chart():
                    yield block.data
                case Table():
                    yield block
                case Matrix():
                    yield _of_matrix(block)
                case Strips():
                    yield _of_strips(block)
                case _:
                    pass  # texts; and the map, whose numbers stand in the matrix


def _of_key_figures(title: str, block: KeyFigures, say: Catalogue) -> Table:
    head = tuple(
        say.text(f"tables.key.{column}") for column in ("figure", "value", "base", "change")
    )
    rows = tuple((each.label, each.value, each.base, each.change) for each in block.figures)
    return Table(title, head, rows)


def _of_matrix(matrix: Matrix) -> Table:
    heads = (*matrix.duties, matrix.total, *matrix.documents, *matrix.numbers)
    numbered = {head.sign for head in matrix.duties}
    head = (f"{each.sign}. {each.words}" if each.sign in numbered else each.words for each in heads)
    rows = tuple(_of_row(matrix, row) for row in matrix.rows)
    return Table(matrix.title, (matrix.municipality, *head), rows)


def _of_row(matrix: Matrix, row: MatrixRow) -> tuple[Text, ...]:
    """A municipality with its answers in words; what is said in place of them stands in each."""
    instead = Text.of(row.instead)
    said = {mark: Text.of(words) for mark, words in matrix.meanings.items()}
    return (
        Text.of(row.name),
        *([said[mark] for mark in row.marks] or [instead] * len(matrix.duties)),
        row.total or instead,
        *([said[mark] for mark in row.documents] or [instead] * len(matrix.documents)),
        *(row.numbers or [instead] * len(matrix.numbers)),
    )


def _of_strips(block: Strips) -> Table:
    rows = tuple((strip.label, *(value.text for value in strip.values)) for strip in block.strips)
    return Table(block.title, (block.corner, *block.periods), rows)
