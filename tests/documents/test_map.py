"""The tile map: each municipality in its place, with its own number, and in words."""

from typing import TYPE_CHECKING, Any

import pytest
from tests.documents.composed import every_sheet
from tests.sheets import read
from tests.support import (
    ROSTER,
    answers,
    office,
    sample_published,
    sample_sheet,
    year_rows,
)

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.office import tile_map
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import municipality

if TYPE_CHECKING:
    from zkkk_factsheet.workbook.rows import OfficeStatus


def map_of(published: Published, language: str, own: str = "") -> Any:
    """The map of what is published, with plain texts."""
    return read(tile_map(Writer(catalogue(language, "sheet"), published), own))


@every_sheet
def test_every_tile_has_the_number_of_the_table_of_municipalities(year: int, language: str) -> None:
    """Tile and row of the national sheet say the same number, or the same reason for none."""
    found = map_of(sample_published(year), language)
    matrix = sample_sheet(year, language).section("municipalities").matrix
    rows = {row.name: row for row in matrix.rows}
    assert len(found.tiles) == len(rows) == 38
    for tile in found.tiles:
        row = rows[tile.name]
        assert tile.value == row.total
        assert tile.words.startswith(row.total or row.instead)
    places = {each.name(language): each for each in map(municipality, ROSTER)}
    for tile in found.tiles:
        place = places[tile.name]
        assert (tile.row, tile.column) == place.tile
        assert tile.code == place.code[language]


@every_sheet
def test_the_words_for_a_reader_say_every_tile(year: int, language: str) -> None:
    """The alternative text names each municipality once, with its number and in the same order."""
    found = map_of(sample_published(year), language)
    title, _, said = str(found.alternative).partition(". ")
    assert title == found.title
    expected = [f"{tile.name}: {tile.words}" for tile in found.tiles]
    assert said.removesuffix(".").split("; ") == expected


def test_four_steps_from_few_to_many_and_one_for_each_reason() -> None:
    """A tile is as dark as is known for certain; no office and no information look otherwise."""
    performed = dict(zip(ROSTER, range(9), strict=False))
    statuses: tuple[OfficeStatus, ...] = (
        "similar",
        "not established",
        "not covered",
        "no information",
    )
    others = dict(zip(ROSTER[9:], statuses, strict=False))
    partly, unknown = ROSTER[20:22]
    rows = year_rows(
        [
            *(office(id_) for id_ in (*performed, partly, unknown)),
            *(office(id_, status) for id_, status in others.items()),
        ],
        duties=[
            *(answers(id_, *(k < count for k in range(8))) for id_, count in performed.items()),
            answers(partly, *[True] * 4, *[None] * 4),
            answers(unknown, None),
        ],
    )
    found = map_of(published_of(rows, None, THRESHOLD), "en")
    steps = {tile.name: tile.step for tile in found.tiles}
    looks = {id_: steps[municipality(id_).name("en")] for id_ in (*performed, *others)}
    assert [looks[id_] for id_ in performed] == [
        *("step-0", "step-0", "step-0", "step-1", "step-1"),
        *("step-2", "step-2", "step-3", "step-3"),
    ]
    reasons = ["similar", "not-established", "not-covered", "no-information"]
    assert [looks[id_] for id_ in others] == reasons
    assert steps[municipality(partly).name("en")] == "step-1"
    assert steps[municipality(unknown).name("en")] == "no-information"
    assert [step for step, _ in found.legend] == [*(f"step-{n}" for n in range(4)), *reasons]
    assert [words for _, words in found.legend[:4]] == ["0–2", "3–4", "5–6", "7–8"]


def test_the_legend_says_what_is_there_and_no_more() -> None:
    """Where no office is known there are no steps; where all are, there is no reason."""
    nobody = year_rows([office(id_, "not covered") for id_ in ROSTER])
    found = map_of(published_of(nobody, None, THRESHOLD), "sr")
    assert [step for step, _ in found.legend] == ["not-covered"]
    everybody = year_rows(
        [office(id_) for id_ in ROSTER], duties=[answers(id_, *[True] * 8) for id_ in ROSTER]
    )
    found = map_of(published_of(everybody, None, THRESHOLD), "sr")
    assert [step for step, _ in found.legend] == [f"step-{number}" for number in range(4)]


@pytest.mark.parametrize("own", ["", "rahovec"])
def test_one_tile_is_pointed_out_at_most(own: str) -> None:
    """The document's own municipality is marked, and no other."""
    found = map_of(sample_published(2019), "sq", own)
    assert [tile.name for tile in found.tiles if tile.own] == (["Rahovec"] if own else [])
