"""The pictures of an edition: its charts one by one, for the press."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.model import Document, as_data
from zkkk_factsheet.documents.press import PICTURES, picture_path, pictures
from zkkk_factsheet.edition.manifest import sha256
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.edition.sheets import Sheet

if TYPE_CHECKING:
    from zkkk_factsheet.render.picture import PictureRenderer


def pictures_of(
    published: Published, page: Sheet, templates: Path, look: str, charts: Mapping[str, str]
) -> Iterator[Product]:
    """The pictures that a page on all charts of a year leads to.

    Args:
        published: What may be said of the year.
        page: The page.
        templates: The folder with the templates.
        look: A digest of what makes the pictures, and of the templates of print.
        charts: Where the drawing of each chart is.
    """
    folder = posixpath.dirname(page.path)
    for id_, document in pictures(published, page.language):
        drawings = {each.id: charts[each.id] for each in document.charts()}
        for format_ in PICTURES:
            yield Product(
                f"{folder}/{picture_path(page.language, id_, format_)}",
                sha256(f"{look} {format_} {as_data(document)}".encode()),
                partial(_picture, templates, look, document, drawings, format_),
                needs=tuple(drawings.values()),
            )


def _picture(
    templates: Path,
    look: str,
    document: Document,
    drawings: Mapping[str, str],
    format_: str,
    needed: Mapping[str, bytes],
) -> bytes:
    charts = {id_: needed[path].decode() for id_, path in drawings.items()}
    return _renderer(templates, look).render(document, charts, format_)


@lru_cache(maxsize=1)
def _renderer(templates: Path, _look: str) -> "PictureRenderer":
    from zkkk_factsheet.render.picture import PictureRenderer  # noqa: PLC0415 - brings outlines

    return PictureRenderer(templates)
