"""Countries so tiny that little can hide anything: a few offices, most of one or two officials."""

from collections.abc import Sequence
from random import Random

import pytest
from tests.disclosure.attacker import Attack, read
from tests.disclosure.conftest import Without
from tests.disclosure.countries import attack, one_office, published, some_offices, tiny_country
from tests.effort import THOROUGH
from tests.support import LANGUAGES, office, residents, sheet_of, staff, year_rows

from zkkk_factsheet.disclosure import guesses, officials
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.rows import YearRows

# A few countries in one test: of each alone there may be nothing to withhold.
TOGETHER = 5
RUNS = range(120) if THOROUGH else (0, 2)  # the third has what only `is_safe` withholds

ALONE: Sequence[YearRows] = (
    one_office({"croat": (0, 1)}),
    one_office({"croat": (1, 0), "serb": (0, 1)}),
    some_offices({"peja": {"serb": (0, 1)}, "istog": {"serb": (3, 4)}, "viti": {"serb": (2, 9)}}),
)
"""One office alone, or one community: the country's figures would tell those of the office."""

HALF_KNOWN = year_rows(
    [office(id_) for id_ in ("peja", "istog", "viti")],
    [
        staff("peja", "serb", 0, 1),
        staff("istog", "albanian", 1, 1),
        staff("istog", "serb", None, 1),
        staff("viti", "serb", 1, 5),
    ],
)
"""Two Albanians can only be in one office, as of its Serbs it is told that nothing is known."""


@pytest.mark.parametrize("run", RUNS)
def test_nothing_withheld_can_be_recovered(run: int) -> None:
    """Neither a number, nor that it isn't known, nor whether there is an official at all."""
    withheld = 0
    for seed in range(TOGETHER * run, TOGETHER * (run + 1)):
        random = Random(seed)  # noqa: S311 - no secret
        years = tiny_country(random, blanks=seed % 2 == 1)
        thresholds = random.choice([2, 3, 5, 8]), random.choice([2, 3, 5])
        on_country = Attack(read(published(years, *thresholds)))
        assert (seed, on_country.recovered()) == (seed, [])
        assert (seed, on_country.present_or_absent()) == (seed, [])
        withheld += len(on_country.withheld())
    assert withheld > TOGETHER


def test_what_is_not_known_hides_what_is_known(without: Without) -> None:
    """Which row of an office is incomplete isn't told where the others would follow from it."""
    table = published_of(HALF_KNOWN, None, 5).figures
    of_istog = [each for each in table.all("staff.by_community") if each.municipality == "istog"]
    assert {(each.status, each.denominator) for each in of_istog} == {("suppressed", 2)}
    missing = table.all("staff.missing")
    assert {each.municipality: each.numerator for each in missing if each.municipality} == {
        "peja": 0,
        "istog": 1,
        "viti": 0,
    }
    assert {each.status for each in missing if each.community} == {"suppressed"}
    assert not any(each.cells for each in missing if each.municipality or each.community)
    assert attack([HALF_KNOWN]) == []
    without(guesses.Guess, "told_counts", lambda *_: [])
    assert "2019 staff.by_community istog albanian" in attack([HALF_KNOWN])


@pytest.mark.parametrize("rows", ALONE)
def test_the_country_does_not_tell_of_the_only_office_nor_of_the_only_community(
    rows: YearRows, without: Without
) -> None:
    """Then its communities are withheld; whatever else it has, and offices of three, stand."""
    table = published_of(rows, None, 5).figures
    of_country = table.national("staff.by_community")
    assert {(each.status, each.numerator) for each in of_country} == {("suppressed", None)}
    for gender in ("women", "men"):
        by_gender = table.national(f"staff.{gender}_by_community")
        assert {(each.status, each.denominator) for each in by_gender} == {("suppressed", None)}
    assert table.one("staff.officials").numerator == sum(
        (each.women or 0) + (each.men or 0) for each in rows.staff
    )
    for office_, total in table.by_municipality("staff.officials").items():
        communities = [
            each.status for each in table.all("staff.by_community") if each.municipality == office_
        ]
        assert set(communities) == {"ok" if (total.numerator or 0) >= 3 else "suppressed"}
    assert attack([rows]) == []
    without(officials.OfficialsOfYear, "_is_hidden", lambda *_: False)
    assert attack([rows]) != []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_why_no_communities_stand_there(language: str) -> None:
    """The sheet has sentences in place of the chart, and names no community as absent."""
    section = sheet_of(ALONE[1], language).section("composition")
    text = catalogue(language, "sheet").text
    why = [text(f"composition.{each}-suppressed") for each in ("women", "communities")]
    assert [str(note) for note in section.notes] == why
    assert section.charts == []
    assert "composition" in {each.id for each in sheet_of(HALF_KNOWN, language).sections}


def test_that_there_is_an_official_is_told_where_it_follows() -> None:
    """Of two Serbs in one office, and one Albanian elsewhere, one at least is a Serb.

    That there is none follows nowhere.
    """
    rows = some_offices({"peja": {"serb": (1, 1)}, "istog": {"albanian": (0, 1)}})
    rows = residents(rows, {id_: {"serb": 50, "albanian": 50} for id_ in ("peja", "istog")})
    table = published_of(rows, None, 5).figures
    told = {
        (each.municipality, each.community): (each.status, each.numerator)
        for each in table.all("population.without_official")
    }
    assert told == {
        ("peja", "serb"): ("ok", 0),
        ("peja", "albanian"): ("suppressed", None),
        ("istog", "serb"): ("suppressed", None),
        ("istog", "albanian"): ("suppressed", None),
    }
    on_country = Attack(read(published([rows])))
    assert on_country.recovered() == []
    assert on_country.present_or_absent() == []
