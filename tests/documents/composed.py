"""The documents of the sample years, composed once for all that is asked of them."""

from functools import cache
from itertools import product

import pytest
from tests.effort import THOROUGH
from tests.support import EXTREMES, LANGUAGES, YEARS, sample_with_years

from zkkk_factsheet.documents.kinds import Kind
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.documents.text import Number

TELLING = [(2016, "sr"), (2016, "en"), (2017, "en"), (2018, "en"), *product([2019], LANGUAGES)]
"""Sample years in languages: each of both, and a year without one before it in two languages.

No other year says something else in one language than in another.
"""

ODD = (
    [*EXTREMES]
    if THOROUGH
    else ["everything performed", "nothing answered", "nobody covered", "ten communities", "people"]
)
"""Odd years of which the tables hold figures of different kinds."""

every_sheet = pytest.mark.parametrize(
    ("year", "language"), [*product(YEARS, LANGUAGES)] if THOROUGH else TELLING
)


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
