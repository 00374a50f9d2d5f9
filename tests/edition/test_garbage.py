"""Garbage is not looked for in what stays, and found in what doesn't."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from zkkk_factsheet.edition.garbage import all_of_it_stays, clear


class Ring:
    """Garbage as soon as nobody holds it: it refers to itself, so it goes with a look alone."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_nobody_looks_into_what_stays_before_the_program_goes_on() -> None:
    """What was made in the block is left alone, also by a later look; `clear` finds it."""
    with all_of_it_stays():
        assert not gc.isenabled()
        ring = weakref.ref(Ring())
    gc.collect()
    assert ring() is not None
    clear()
    assert ring() is None


def test_what_comes_afterwards_is_looked_through() -> None:
    """Behind the block garbage is found as ever, also if the block failed."""
    with pytest.raises(ValueError, match="broken"), all_of_it_stays():
        raise ValueError("broken")
    assert gc.isenabled()
    ring = weakref.ref(Ring())
    gc.collect()
    assert ring() is None
