"""The kinds of documents there are, and what their files are called.

Nothing here loads what a document is made with: a run with nothing to do asks for names alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zkkk_factsheet.reference import municipalities

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published
    from zkkk_factsheet.documents.model import Document

ALL = ""
"""The subject of a document that is about everything."""


def _everything() -> tuple[str, ...]:
    return (ALL,)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    Attributes:
        id: Its id, which is also the name of its arrangement among the templates.
        file: Where its files stand in an edition, without the ending; ``{period}``, ``{language}``
            and ``{subject}`` are filled.
        compose: What makes one of what is published, in a language, about a subject.
        subjects: What there is a document about, each by its id.
        tables: Where the workbooks with its tables stand, likewise; "" if it has none.
        whole: The id of the kind that tells of all subjects at once, which a page leads to; "" if
            there is none.
    """

    id: str
    file: str
    compose: Callable[["Published", str, str], "Document"]
    subjects: Callable[[], tuple[str, ...]] = _everything
    tables: str = ""
    whole: str = ""

    def path(self, period: object, language: str, ending: str, subject: str = ALL) -> str:
        """Where a document of this kind stands in the edition of its period, with "/"."""
        stem = self.file.format(period=period, language=language, subject=subject)
        return f"{stem}.{ending}"


def _national(published: "Published", language: str, _subject: str) -> "Document":
    from zkkk_factsheet.documents.national import compose  # noqa: PLC0415 - if one is written

    return compose(published, language)


def _municipal(published: "Published", language: str, subject: str) -> "Document":
    from zkkk_factsheet.documents.municipal import compose  # noqa: PLC0415 - if one is written

    return compose(published, language, subject)


def _each_municipality() -> tuple[str, ...]:
    return tuple(each.id for each in municipalities())


NATIONAL = Kind(
    "national", "zkkk-{period}-{language}", _national, tables="data/tables-{period}-{language}"
)
MUNICIPAL = Kind(
    "municipal",
    "municipalities/{subject}/zkkk-{period}-{subject}-{language}",
    _municipal,
    _each_municipality,
    whole="national",
)
KINDS = (NATIONAL, MUNICIPAL)
