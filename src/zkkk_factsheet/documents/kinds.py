"""The kinds of documents there are."""

from collections.abc import Callable
from dataclasses import dataclass

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents import national
from zkkk_factsheet.documents.model import Document


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its id, and what makes one of what is published, in a language."""

    id: str
    compose: Callable[[Published, str], Document]


KINDS = (Kind(national.KIND, national.compose),)
