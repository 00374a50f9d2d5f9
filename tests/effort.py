"""How much the tests try: `make test` what fits into minutes, `make test-thorough` all of it."""

from collections.abc import Iterable, Sequence
from itertools import cycle, product
from typing import TypeVar

from hypothesis import settings

THOROUGH = settings.get_current_profile_name() == "thorough"
"""Whether this is the thorough run; only for modules that are imported when tests are collected."""


_One = TypeVar("_One")
_Other = TypeVar("_Other")


def in_turn(ones: Iterable[_One], others: Sequence[_Other]) -> list[tuple[_One, _Other]]:
    """Each with one of the others, which take turns; in the thorough run with all of them."""
    if THOROUGH:
        return list(product(ones, others))
    return list(zip(ones, cycle(others), strict=False))
