"""The charts of a year one by one, for the press: a page on all of them, and each as a picture."""

from collections.abc import Iterator
from dataclasses import replace

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents import national
from zkkk_factsheet.documents.blocks import Chart, Link, Links, Map, Notes
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue

KIND = "charts"
PICTURE = "picture"
"""The kind of a document that is a picture: its arrangement, since nobody asks for it alone."""

PICTURES = ("svg", "png")
"""What a picture is made as."""

_MAP = "map"


def compose(published: Published, language: str) -> Document:
    """The page on all charts: each with what it says in words, and where its pictures are.

    Args:
        published: What may be said of the year.
        language: "sq", "sr" or "en".
    """
    writer = Writer(catalogue(language, "sheet"), published)
    say = writer.say
    return Document(
        kind=KIND,
        language=language,
        period=published.period,
        head=writer.head(say.text("press.title", year=writer.year), say.text("press.name")),
        labels=writer.labels(),
        sections=tuple(
            replace(section, blocks=(*section.blocks, _links(writer, section.id)))
            for section in _sections(writer, national.compose(published, language))
        ),
    )


def pictures(published: Published, language: str) -> Iterator[tuple[str, Document]]:
    """Each chart as a document that stands alone, by its id."""
    writer = Writer(catalogue(language, "sheet"), published)
    sheet = national.compose(published, language)
    for section in _sections(writer, sheet):
        yield section.id, replace(sheet, kind=PICTURE, sections=(section,), pages=0)


def picture_path(language: str, id_: str, format_: str) -> str:
    """Where a picture stands, from the page on all of them on."""
    return f"{language}/{id_}.{format_}"


def _sections(writer: Writer, sheet: Document) -> Iterator[Section]:
    """Each chart and the map under the heading that it has on the sheet, with notes and source."""
    for section in sheet.sections:
        notes = tuple(block for block in section.blocks if isinstance(block, Notes))
        source = (Notes(writer.source()),) if writer.source() else ()
        for block in section.blocks:
            if isinstance(block, Chart | Map):
                id_ = block.id if isinstance(block, Chart) else _MAP
                yield Section(id_, section.heading, (block, *notes, *source))


def _links(writer: Writer, id_: str) -> Links:
    return Links(
        tuple(
            Link(writer.say.text(f"press.{format_}"), picture_path(writer.language, id_, format_))
            for format_ in PICTURES
        )
    )
