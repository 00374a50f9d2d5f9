"""What a correction tells of the year as it was gives nothing away of the year as it is."""

from collections.abc import Mapping
from itertools import product

import pytest
from tests.disclosure.attacker import Attack
from tests.disclosure.conftest import Without
from tests.disclosure.corrected import corrected, recovered
from tests.disclosure.countries import some_offices
from tests.effort import THOROUGH

from zkkk_factsheet.disclosure import corrections

Country = Mapping[str, Mapping[str, tuple[int, int]]]

COUNTRY: Country = {
    "peja": {"croat": (1, 0)},
    "istog": {"albanian": (2, 3), "serb": (2, 0)},
    "prizren": {"albanian": (1, 4), "serb": (1, 3)},
    "gjilan": {"albanian": (0, 6)},
    "junik": {"albanian": (1, 1)},
    "klina": {"serb": (1, 1), "albanian": (3, 2)},
}

Alteration = tuple[str, str, int, int]
"""An office, a community, and how many women and men more there are in truth."""

FEW: list[Alteration] = [
    ("peja", "serb", 1, 0),
    ("peja", "croat", -1, 1),
    ("junik", "serb", 0, 1),
    ("junik", "albanian", 1, -1),
    ("klina", "serb", 1, -1),
]
EVERY: list[Alteration] = [
    (office, community, *more)
    for office, community, more in product(
        COUNTRY,
        ("albanian", "serb", "croat"),
        ((1, 0), (0, 1), (-1, 0), (0, -1), (1, -1), (-1, 1)),
    )
    if min(COUNTRY[office].get(community, (0, 0))[each] + more[each] for each in (0, 1)) >= 0
]
every_alteration = pytest.mark.parametrize("alteration", EVERY if THOROUGH else FEW, ids=str)

LEAKING: list[Alteration] = [("peja", "serb", 1, 0), ("junik", "serb", 0, 1)]


def altered(alteration: Alteration) -> Country:
    """The country with one office as it is in truth."""
    office, community, women, men = alteration
    there = dict(COUNTRY[office])
    of = there.pop(community, (0, 0))
    more = (of[0] + women, of[1] + men)
    return {**COUNTRY, office: {**there, **({community: more} if any(more) else {})}}


@every_alteration
def test_no_withheld_figure_follows_from_old_values(alteration: Alteration) -> None:
    """Not even for who supposes that one office was corrected and all others are the same."""
    new = {office: there for office, there in altered(alteration).items() if there}
    table, listed = corrected(some_offices(COUNTRY), some_offices(new))
    assert any(row["indicator"].startswith("staff.") for row in listed)
    assert len([row for row in table if row["status"] == "suppressed"]) > 4
    assert recovered(table, listed) == []


@pytest.mark.parametrize("alteration", LEAKING, ids=str)
def test_the_attack_succeeds_where_every_old_value_is_told(
    alteration: Alteration, without: Without
) -> None:
    """The community of a new official, by the difference of two sums; the table alone is safe."""
    without(corrections, "_tells_of_few", lambda *_: False)
    table, listed = corrected(some_offices(COUNTRY), some_offices(altered(alteration)))
    office, community, *_ = alteration
    assert Attack([row for row in table if row["indicator"].startswith("staff.")]).recovered() == []
    assert f"staff.by_community {office} {community}" in recovered(table, listed)


def test_old_sums_are_told_where_the_office_publishes_as_much() -> None:
    """One more Albanian woman in an office of seven: its numbers are told, and so are the sums.

    How many women of a community there were is not told, since of an office it never is.
    """
    table, listed = corrected(
        some_offices(COUNTRY), some_offices(altered(("klina", "albanian", 1, 0)))
    )
    told = {
        (row["indicator"], row["municipality"], row["community"], row["gender"]): (
            row["old_numerator"],
            row["new_numerator"],
        )
        for row in listed
    }
    assert told["staff.by_gender", "klina", "", "women"] == ("4", "5")
    assert told["staff.by_gender", "", "", "women"] == ("12", "13")
    assert told["staff.by_community", "", "albanian", ""] == ("23", "24")
    assert told["staff.women_by_community", "", "albanian", "women"] == ("", "8")
    assert recovered(table, listed) == []
