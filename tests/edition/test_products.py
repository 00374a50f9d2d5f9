"""Products are made of what they need, once each, here or in other processes."""

from collections.abc import Iterator
from functools import partial
from operator import itemgetter, methodcaller
from pathlib import Path

import pytest

from zkkk_factsheet.edition.errors import WorkshopError
from zkkk_factsheet.edition.products import Product, make_products
from zkkk_factsheet.edition.workshop import Workshop


@pytest.fixture
def workshop(tmp_path: Path) -> Iterator[Workshop]:
    """A workshop with a folder of its own."""
    with Workshop() as workshop:
        workshop.in_folder(tmp_path)
        yield workshop


def part(path: str, data: bytes) -> Product:
    """A product that needs nothing."""
    return Product(path, "key", methodcaller("get", "nothing", data))


def whole(path: str, of: str) -> Product:
    """A product that is the same as one that it needs."""
    return Product(path, "key", itemgetter(of), needs=(of,))


def test_each_is_made_of_what_it_needs(workshop: Workshop) -> None:
    """Few are made here and many on all cores: each once, whatever order they are made in."""
    parts = [part("parts/a", b"a"), part("parts/b", b"b")]
    for number in (3, 60):
        wholes = [whole(f"{turn}", parts[turn % 2].path) for turn in range(number)]
        made = list(make_products([*parts, *wholes], {}, workshop))
        assert len(made) == number + 2
        assert dict(made) == {
            "parts/a": b"a",
            "parts/b": b"b",
            **{f"{turn}": b"ab"[turn % 2 :][:1] for turn in range(number)},
        }


def test_who_draws_goes_when_nothing_is_left_to_draw(tmp_path: Path) -> None:
    """In the only build of a run it ends by itself, in an orderly way, when all parts are made."""
    with Workshop(one_build=True) as workshop:
        workshop.in_folder(tmp_path)
        making = make_products([part("part", b"part"), whole("one", "part")], {}, workshop)
        assert next(making) == ("one", b"part")
        assert workshop.drawing.process.wait(60) == 0
        assert dict(making) == {"part": b"part"}


def test_what_is_kept_is_not_made(workshop: Workshop) -> None:
    """A part that the edition has goes into what is made as it is; no process is started for it."""
    products = [part("part", b"new"), whole("one", "part"), whole("other", "part")]
    kept = {"part": b"kept", "other": b"kept as well"}
    assert dict(make_products(products, kept, workshop)) == {"one": b"kept"}
    assert workshop._helpers == []  # noqa: SLF001 - nobody else asks


def test_what_nobody_needs_any_more_is_still_made(workshop: Workshop) -> None:
    """A part that is lost comes back though all that is made of it is there."""
    products = [part("part", b"part"), whole("one", "part")]
    assert dict(make_products(products, {"one": b"part"}, workshop)) == {"part": b"part"}


@pytest.mark.parametrize("number", [3, 60])
def test_a_mistake_anywhere_is_raised(number: int, workshop: Workshop) -> None:
    """Whichever process meets it, and nobody goes on for long."""
    fails = Product("fails", "key", itemgetter("what it does not need"))
    products = [*(part(f"{turn}", b"") for turn in range(number)), fails]
    with pytest.raises(KeyError):
        list(make_products(products, {}, workshop))


def test_a_process_that_is_killed_is_a_failure_with_a_message(workshop: Workshop) -> None:
    """The run that asked learns of it and can say so."""
    asked = workshop.drawing.submit(partial(int, "7"))
    assert asked.result() == 7
    workshop.drawing.process.kill()
    with pytest.raises(WorkshopError):
        workshop.drawing.submit(partial(int, "7")).result()
