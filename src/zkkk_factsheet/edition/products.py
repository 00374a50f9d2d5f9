"""What an edition consists of: files, each with what it is made from and what makes it."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from zkkk_factsheet.edition.workshop import Workshop

if TYPE_CHECKING:
    from zkkk_factsheet.edition.helper import Helper

Make = Callable[[Mapping[str, bytes]], bytes]
"""Makes a file of the bytes of those it needs, by their paths; fit for another process."""

_ENOUGH = 24
"""So many files are worth the start of further processes."""

_AT_ONCE = 4
"""So many are handed over at a time: few messages, and nobody waits long for the last ones."""


class Product(NamedTuple):
    """A file of an edition.

    Attributes:
        path: Where it stands in the edition's folder, with "/".
        key: A digest of all that it is made from.
        make: What makes it.
        needs: The paths of the products that it is made from.
        pages: How many pages it is to have; 0 if nobody counts.
        beside: Whether it is made in the process that draws, since it needs libraries that nothing
            else needs.
    """

    path: str
    key: str
    make: Make
    needs: tuple[str, ...] = ()
    pages: int = 0
    beside: bool = False


def make_products(
    products: Collection[Product], kept: Mapping[str, bytes], workshop: Workshop
) -> Iterator[tuple[str, bytes]]:
    """Make the products of an edition that it does not have yet.

    What others need is made first, by the workshop's process that draws, and then what is made
    beside it. All else is made here and, if there is much, in the workshop's other processes at
    the same time.

    Args:
        products: All products of the edition.
        kept: The bytes of those that need not be made, by their paths.
        workshop: Who helps.

    Yields:
        The path of each one that was made, and its bytes.
    """
    lacking = [product for product in products if product.path not in kept]
    needed = {path for product in lacking for path in product.needs}
    first = [product for product in lacking if product.path in needed]
    beside = [product for product in lacking if product.beside]
    parts = {
        product.path: workshop.drawing.submit(product.make, {}) for product in (*first, *beside)
    }

    def materials(product: Product) -> dict[str, bytes]:
        return {
            path: kept[path] if path in kept else parts[path].result() for path in product.needs
        }

    wholes = deque(product for product in lacking if product.path not in parts)
    if len(wholes) < _ENOUGH:
        if parts and workshop.one_build:
            workshop.drawing.finish()
        for product in wholes:
            yield product.path, product.make(materials(product))
    else:
        yield from _made_on_all_cores(wholes, materials, workshop)
    for path, part in parts.items():
        yield path, part.result()


def _made_on_all_cores(
    wholes: deque[Product], materials: Callable[[Product], Mapping[str, bytes]], workshop: Workshop
) -> Iterator[tuple[str, bytes]]:
    """Make products here, from the first one on, and in other processes, from the last one on."""
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - if there is much to make

    done: SimpleQueue[tuple[str, bytes]] = SimpleQueue()

    def hand_over(helper: "Helper") -> None:
        while batch := _taken(wholes.pop, _AT_ONCE):
            orders = [(product.path, product.make, materials(product)) for product in batch]
            for each in helper.submit(_made, orders).result():
                done.put(each)

    helpers = workshop.all()
    with ThreadPoolExecutor(len(helpers)) as messengers:
        handing_over = [messengers.submit(hand_over, helper) for helper in helpers]
        try:
            while batch := _taken(wholes.popleft, 1):
                for product in batch:
                    yield product.path, product.make(materials(product))
                while not done.empty():
                    yield done.get()
            for each in handing_over:
                each.result()
        finally:
            wholes.clear()  # nobody is to go on when this one can't
    while not done.empty():
        yield done.get()


def _taken(take: Callable[[], Product], number: int) -> list[Product]:
    """Some of what is left, or none: others take from it at the same time."""
    taken: list[Product] = []
    with suppress(IndexError):
        while len(taken) < number:
            taken.append(take())
    return taken


def _made(orders: Iterable[tuple[str, Make, Mapping[str, bytes]]]) -> list[tuple[str, bytes]]:
    """Make some products one after the other, in whichever process this is."""
    return [(path, make(materials)) for path, make, materials in orders]
