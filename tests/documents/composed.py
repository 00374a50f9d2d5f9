"""The documents of the sample years, composed once for all that is asked of them."""

from functools import cache

from tests.support import sample_with_years

from zkkk_factsheet.documents.kinds import Kind
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.documents.text import Number


@cache
def composed(kind: Kind, year: int, language: str) -> dict[str, Document]:
    """The documents of a kind of a sample year, by their subject."""
    published = sample_with_years(year)
    return {each: kind.compose(published, language, each) for each in kind.subjects()}


@cache
def numbers(kind: Kind, year: int, language: str) -> tuple[Number, ...]:
    """The numbers that they print."""
    return tuple(
        number for each in composed(kind, year, language).values() for number in each.numbers()
    )
