"""The kinds of documents there are, and what their files are called.

Nothing here loads what a document is made with: a run with nothing to do asks for names alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published
    from zkkk_factsheet.documents.model import Document


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        id: Its id, which is also the name of its arrangement among the templates.
        file: Where its files stand in an edition, without the ending; ``{period}`` and
            ``{language}`` are filled.
        compose: What makes one of what is published, in a language.
    """

    id: str
    file: str
    compose: Callable[["Published", str], "Document"]

    def path(self, period: object, language: str, ending: str) -> str:
        """Where a document of this kind stands in the edition of its period, with "/"."""
        return f"{self.file.format(period=period, language=language)}.{ending}"


def _national(published: "Published", language: str) -> "Document":
    from zkkk_factsheet.documents.national import compose  # noqa: PLC0415 - if one is written

    return compose(published, language)


KINDS = (Kind("national", "zkkk-{period}-{language}", _national),)
