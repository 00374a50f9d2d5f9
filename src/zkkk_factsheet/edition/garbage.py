"""When Python looks for garbage that refers to itself, which goes through all that is loaded."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_of_it_stays() -> Iterator[None]:
    """Load and count something that stays until the end, so that nobody looks for garbage in it.

    Going through all modules and a few thousand figures again and again took a tenth of an edition.
    What comes afterwards is looked through as ever.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def clear() -> None:
    """Find all garbage, also in what was to stay: for a program that goes on."""
    gc.unfreeze()
    gc.collect()
