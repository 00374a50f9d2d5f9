"""A document as it is read: plain texts, section by section, in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from zkkk_factsheet.charts import Bars
from zkkk_factsheet.documents.blocks import Block, Chart, Checklist, Map, Matrix, Notes
from zkkk_factsheet.documents.model import Document, Labels, Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.indicators import Key

MARKS = {"yes": "✓", "no": "–", "missing": "?"}
"""How the answers of an office are printed."""


@dataclass(frozen=True)
class Said:
    """A section of a sheet, its texts as a reader sees them."""

    section: Section

    def _each(self, kind: str) -> list[Any]:
        return [read(block) for block in self.section.blocks if block.kind == kind]

    def _texts(self, kind: str) -> tuple[str, ...]:
        return tuple(text for block in self._each(kind) for text in block.texts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks."""
        return self.section.blocks

    @property
    def id(self) -> str:
        """The section's id."""
        return self.section.id

    @property
    def heading(self) -> str:
        """Its heading."""
        return self.section.heading

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its running text."""
        return self._texts("paragraphs")

    @property
    def points(self) -> tuple[str, ...]:
        """Its points."""
        return self._texts("points")

    @property
    def notes(self) -> tuple[str, ...]:
        """Its notes."""
        return self._texts("notes")

    @property
    def figures(self) -> list[Any]:
        """Its rows of large numbers."""
        return self._each("key_figures")

    @property
    def checklists(self) -> list[Any]:
        """Its checklists."""
        return self._each("checklist")

    @property
    def maps(self) -> list[Any]:
        """Its maps."""
        return self._each("map")

    @property
    def strips(self) -> list[Any]:
        """Its strips of years."""
        return self._each("strips")

    @property
    def entries(self) -> list[Any]:
        """Its lists of what was done."""
        return self._each("entries")

    @property
    def lead(self) -> tuple[str, ...]:
        """Its main points."""
        return self._texts("lead")

    @property
    def charts(self) -> list[Any]:
        """Its charts."""
        return self._each("chart")

    @property
    def tables(self) -> list[Any]:
        """Its tables."""
        return self._each("table")

    @property
    def matrix(self) -> Any:
        """Its table of municipalities, or None."""
        return next(iter(self._each("matrix")), None)


@dataclass(frozen=True)
class Sheet:
    """A national sheet to be read; what its head says is an attribute of its own."""

    document: Document

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):  # asked for by pickle and the like
            raise AttributeError(name)
        return str(getattr(self.document.head, name))

    @property
    def labels(self) -> Labels:
        """The words of the page itself."""
        return self.document.labels

    @property
    def sections(self) -> list[Said]:
        """All sections, in reading order."""
        return [Said(each) for each in self.document.sections]

    def section(self, id_: str) -> Said:
        """The section with this id."""
        return {each.id: each for each in self.sections}[id_]

    def charts(self) -> list[Any]:
        """All charts, in reading order."""
        return [read(chart) for chart in self.document.charts()]

    @property
    def key_figures(self) -> tuple[Any, ...]:
        """The large numbers."""
        (block,) = self.section("key").section.blocks
        figures: tuple[Any, ...] = read(block).figures
        return figures

    def with_head(self, **changes: str) -> "Sheet":
        """The same sheet with another head."""
        return Sheet(replace(self.document, head=replace(self.document.head, **changes)))

    def with_notes(self, id_: str, *notes: str) -> "Sheet":
        """The same sheet with more notes before those that a section has."""

        def more(block: Block) -> Block:
            if not isinstance(block, Notes):
                return block
            return Notes((*map(Text.of, notes), *block.texts))

        sections = [
            replace(each, blocks=tuple(map(more, each.blocks))) if each.id == id_ else each
            for each in self.document.sections
        ]
        return Sheet(replace(self.document, sections=tuple(sections)))


def read(value: Any) -> Any:
    """A piece of a document with plain texts in place of those that know their figures."""
    if isinstance(value, Text):
        return str(value)
    if isinstance(value, Key):
        return value
    if isinstance(value, tuple):
        return tuple(map(read, value))
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        return type(value)(**{name: read(getattr(value, name)) for name in names})
    return value


def texts_of(sheet: Sheet, *, in_print: bool = False) -> list[str]:
    """Everything a sheet says, in reading order; in print nothing is spoken or one click away."""
    return [
        sheet.title,
        sheet.publisher,
        sheet.name,
        sheet.abbreviation,
        sheet.period,
        *(text for text in (sheet.mark, sheet.mark_note) if text),
        *(text for section in sheet.sections for text in section_texts(section, in_print=in_print)),
        *([] if in_print else [sheet.labels.data_table]),
        sheet.labels.page.format(page=1, pages=2),
    ]


def section_texts(said: Said, *, in_print: bool = False) -> Iterator[str]:
    """Everything a section says, in reading order."""
    yield said.heading
    for block in map(read, said.section.blocks):
        if isinstance(block, Chart):
            yield from chart_texts(block, in_print=in_print)
        elif isinstance(block, Matrix):
            yield from matrix_texts(block)
        elif isinstance(block, Checklist):
            yield from checklist_texts(block)
        elif isinstance(block, Map):
            yield from map_texts(block, in_print=in_print)
        elif block.kind == "points":
            yield from strings_in((block.heading, block.texts))
        else:
            yield from strings_in(block)


def chart_texts(chart: Chart, *, in_print: bool = False) -> Iterator[str]:
    """Everything a chart says: what is drawn, what is spoken, and its data."""
    yield chart.title
    yield from drawn_texts(chart)
    if not in_print:
        yield str(chart.alternative)
        yield from strings_in(chart.data)


def matrix_texts(matrix: Matrix) -> Iterator[str]:
    """Everything the table of municipalities says, the marks as they are printed."""
    yield from (matrix.title, matrix.municipality)
    yield from strings_in((matrix.duties, matrix.total, matrix.documents, matrix.numbers))
    yield from strings_in(matrix.meanings)
    for row in matrix.rows:
        marks, documents = (
            " ".join(MARKS[mark] for mark in each) for each in (row.marks, row.documents)
        )
        cells = (row.name, marks, row.total, row.instead, documents, *row.numbers)
        yield from (text for text in map(str, cells) if text)


def checklist_texts(item: Checklist) -> Iterator[str]:
    """Everything a checklist says, line by line."""
    yield item.title
    first, answers, last = item.head
    asked = any(check.mark for check in item.checks)
    yield from ((first, answers, last) if asked else (first, last))
    for check in item.checks:
        mark = (MARKS[check.mark], item.meanings[check.mark]) if check.mark else ()
        yield from (str(check.label), *mark, str(check.share))


def map_texts(item: Map, *, in_print: bool = False) -> Iterator[str]:
    """Everything the map says: what stands in its tiles, and what is said of each."""
    yield item.title
    for tile in item.tiles:
        yield from (text for text in (tile.code, str(tile.value)) if text)
        if tile.own or not in_print:
            yield from (tile.name, str(tile.words))
    yield from (words for _, words in item.legend)


def drawn_texts(chart: Chart) -> list[str]:
    """The labels and values of a chart's drawing, without the numbers inside the bars."""
    names = {"strong", "weak", "unknown", "above", "left"}  # shades and places, not words
    drawing = chart.drawing
    if isinstance(drawing, Bars):
        drawing = replace(drawing, bars=tuple(replace(bar, segments=()) for bar in drawing.bars))
    return [text for text in strings_in(drawing) if text not in names]


def strings_in(value: object) -> Iterator[str]:
    """Every text in a piece of the content model, in the order of its fields."""
    if isinstance(value, Key):  # says which figure it is, to nobody who reads
        return
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from strings_in(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from strings_in(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))
