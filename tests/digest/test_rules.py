"""The rules of the centre's digest, each where it begins to hold and where it doesn't yet."""

from datetime import date
from typing import Any

import pytest
from tests.digest.digests import told
from tests.support import DUTIES, answers, office, residents, staff, table_of, year_rows

from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.indicators.activities import undertakings
from zkkk_factsheet.indicators.digest.attention import (
    few_duties,
    silent,
    without_official,
    without_plan,
)
from zkkk_factsheet.indicators.digest.gaps import unserved_duties, untouched_components
from zkkk_factsheet.indicators.digest.overlaps import Overlap, overlaps
from zkkk_factsheet.workbook.rows import Activity


def found(*activities: Activity) -> list[tuple[tuple[str, ...], list[list[int]]]]:
    """The overlaps of some activities: partners, and the rows of each undertaking."""
    return [
        (
            each.partners,
            [[row.places["partners"].row for row in one.rows] for one in each.told],
        )
        for each in overlaps(undertakings(activities))
    ]


# Possible duplication ----------------------------------------------------------------------------


def test_two_partners_apart_on_the_same_may_overlap() -> None:
    """One community, one component, one place; the activities behind it are named."""
    (overlap,) = overlaps(undertakings([told(2, partners=("IOM",)), told(3, partners=("UNDP",))]))
    assert isinstance(overlap, Overlap)
    assert (overlap.municipality, overlap.component) == ("peja", "education")
    assert overlap.communities == ("roma",)
    assert overlap.partners == ("IOM", "UNDP")
    assert [row.places["partners"].row for each in overlap.told for row in each.rows] == [2, 3]


@pytest.mark.parametrize(
    "other",
    [
        {"municipality": "gjilan"},
        {"component": "infrastructure"},
        {"communities": ("serb",)},
        {"communities": ()},
        {"partners": ()},
        {"partners": ("iom",)},
        {"partners": ("IOM", "UNDP")},
    ],
)
def test_what_differs_in_one_respect_overlaps_with_nothing(other: dict[str, Any]) -> None:
    """Another place, component or community, none, no partner, the same one, or both together."""
    assert found(told(2, partners=("IOM",)), told(3, **{"partners": ("UNDP",)} | other)) == []


def test_partners_that_share_a_work_are_told_of_only_with_a_third() -> None:
    """Two that finance a school together don't overlap; a third beside them does, with both."""
    shared = told(2, partners=("IOM", "UNDP"))
    assert found(shared, told(3, partners=("UNDP",))) == []
    assert found(shared, told(3, partners=("Caritas",))) == [
        (("IOM", "UNDP", "Caritas"), [[2], [3]])
    ]


def test_what_has_no_partner_that_is_apart_is_left_out() -> None:
    """KFOR works with each of the two, so what it does alone is none of the overlap."""
    rows = [
        told(2, partners=("IOM", "KFOR")),
        told(3, partners=("UNDP", "KFOR")),
        told(4, partners=("KFOR",)),
    ]
    assert found(*rows) == [(("IOM", "UNDP"), [[2], [3]])]


def test_a_work_that_changes_its_partner_overlaps_with_nothing() -> None:
    """What one began and another one goes on with is one work of both."""
    steps = [
        told(2, "Shkolla", partners=("IOM",), status="initiated"),
        told(3, "Shkolla", "2025-06-01", partners=("UNDP",)),
    ]
    assert found(*steps) == []


def test_communities_of_which_the_same_is_to_be_said_are_told_together() -> None:
    """In the usual order; a community that only one of them reaches is not among them."""
    rows = [
        told(2, partners=("IOM",), communities=("egyptian", "roma", "serb")),
        told(3, partners=("UNDP",), communities=("roma", "egyptian")),
    ]
    assert [each.communities for each in overlaps(undertakings(rows))] == [("roma", "egyptian")]


# Gaps --------------------------------------------------------------------------------------------


def test_a_duty_is_a_gap_if_it_is_neither_performed_nor_served() -> None:
    """Not where the answer is yes or missing, nor where an activity of that office serves it."""
    given = (False, False, True, None, *(True,) * 4)
    rows = year_rows(
        [office("peja"), office("gjilan")],
        (),
        [answers("peja", *given), answers("gjilan", *[False] * 8)],
    )
    activities = [told(2, duty=DUTIES[0]), told(3, municipality="gjilan", duty=DUTIES[1])]
    gaps = unserved_duties(table_of(rows), undertakings(activities))
    duties_of = {each.municipality: tuple(a.duty for a in each.answers) for each in gaps}
    assert duties_of == {
        "peja": (DUTIES[1],),
        "gjilan": (DUTIES[0], *DUTIES[2:]),
    }


def test_components_are_lacking_where_an_office_tells_of_others() -> None:
    """The rest is no component that could be lacking; who tells of nothing lacks nothing here."""
    named = ("education", "infrastructure", "representation", "awareness", "meetings")
    activities = [
        told(2),
        *(told(n, municipality="gjilan", component=each) for n, each in enumerate(named, 3)),
    ]
    (only,) = untouched_components(undertakings(activities))
    assert (only.municipality, only.components) == ("peja", named[1:])
    assert untouched_components([]) == ()


# What calls for attention ------------------------------------------------------------------------


def plans(**by_year: bool | None) -> list[tuple[int, Figures]]:
    """Years with the answer of Peja, the newest first: y2019=False."""
    years = {int(name[1:]): answer for name, answer in by_year.items()}
    return [
        (year, table_of(year_rows([office("peja", work_plan=years[year])], year=year)))
        for year in sorted(years, reverse=True)
    ]


@pytest.mark.parametrize(
    ("years", "running", "expected"),
    [
        (plans(y2018=False, y2019=False), 2, (2018, 2019)),
        (plans(y2017=False, y2018=False, y2019=False), 2, (2018, 2019)),
        (plans(y2017=False, y2018=False, y2019=False), 3, (2017, 2018, 2019)),
        (plans(y2018=True, y2019=False), 1, (2019,)),
        (plans(y2018=True, y2019=False), 2, None),
        (plans(y2018=False, y2019=True), 2, None),
        (plans(y2018=None, y2019=False), 2, None),
        (plans(y2018=False, y2019=None), 2, None),
        (plans(y2017=False, y2019=False), 2, None),
        (plans(y2019=False), 2, None),
        (plans(y2018=False, y2019=False), 0, None),
        ([], 2, None),
    ],
)
def test_years_without_a_plan_have_to_run_on(
    years: list[tuple[int, Figures]], running: int, expected: tuple[int, ...] | None
) -> None:
    """Each of them "no", none unknown, none left out, up to the newest."""
    told_of = without_plan(years, running)
    assert [each.years for each in told_of] == ([expected] if expected else [])


def test_an_office_that_was_not_there_the_year_before_had_no_plan_to_lack() -> None:
    """It is told of only once it has been there for as many years."""
    before = table_of(year_rows([office("peja", "not established")], year=2018))
    now = table_of(year_rows([office("peja", work_plan=False)]))
    assert without_plan([(2019, now), (2018, before)], 2) == ()


@pytest.mark.parametrize(
    ("given", "fewest", "expected"),
    [
        ((True,) * 3 + (False,) * 5, 4, (3, 0)),
        ((True,) * 4 + (False,) * 4, 4, None),
        ((True,) * 2 + (None,) + (False,) * 5, 4, (2, 1)),
        ((True,) * 3 + (None,) + (False,) * 4, 4, None),
        ((False,) * 8, 1, (0, 0)),
        ((False,) * 8, 0, None),
        ((None,) * 8, 8, None),
    ],
)
def test_few_duties_are_few_with_every_answer(
    given: tuple[bool | None, ...], fewest: int, expected: tuple[int, int] | None
) -> None:
    """One fewer than the threshold for certain; of an office that answered nothing none is told."""
    figures = table_of(year_rows([office("peja")], (), [answers("peja", *given)]))
    told_of = [(each.performed, each.unanswered) for each in few_duties(figures, fewest)]
    assert told_of == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("fewest", "expected"),
    [
        (1, {"peja": ["roma", "gorani"], "viti": ["turkish"]}),
        (9, {"peja": ["roma"], "viti": ["turkish"]}),
        (10, {"peja": ["roma"]}),
        (11, {}),
        (0, {}),
    ],
)
def test_a_community_without_an_official_has_to_live_there(
    fewest: int, expected: dict[str, list[str]]
) -> None:
    """With at least so many residents, the most first; a blank says nothing, and no office either.

    Nor does it count that the office has none of whom nobody lives there, or nobody says so.
    """
    offices = [office("peja"), office("viti"), office("istog"), office("junik", "similar")]
    officials = [
        staff("peja", "albanian", 2, 3),
        staff("peja", "serb", 1, None),
        staff("viti", "albanian", 1, 1),
        staff("viti", "turkish", 0, 0),
        staff("istog", "serb", 1, 0),
    ]
    lives: dict[str, dict[str, int | None]] = {
        "peja": {"albanian": 900, "gorani": 1, "roma": 10, "serb": 90, "croat": 0, "turkish": None},
        "viti": {"turkish": 9},
        "junik": {"roma": 50},
    }
    figures = table_of(residents(year_rows(offices, officials), lives))
    told_of = without_official(figures, fewest)
    assert {each.municipality: [it.community for it in each.communities] for each in told_of} == (
        expected
    )


@pytest.mark.parametrize(
    ("begun", "until", "quarters", "expected"),
    [
        ("2025-03-31", "2025-12-31", 3, 3),
        ("2025-01-01", "2025-10-01", 3, 3),
        ("2025-04-01", "2025-12-31", 3, None),
        ("2024-12-31", "2025-09-30", 3, 3),
        ("2024-12-31", "2025-06-30", 3, None),
        ("2025-03-31", "2025-04-01", 1, 1),
        ("2025-03-31", "2025-03-31", 1, None),
        ("2024-03-31", "2025-12-31", 0, None),
    ],
)
def test_silence_is_counted_in_quarters_after_the_step(
    begun: str, until: str, quarters: int, expected: int | None
) -> None:
    """The quarter of the step itself is none of them; with 0 nobody looks."""
    works = undertakings([told(2, day=begun, status="initiated")])
    told_of = silent(works, date.fromisoformat(until), quarters)
    assert [each.quarters for each in told_of] == ([expected] if expected else [])


@pytest.mark.parametrize("status", ["under way", "completed", None])
def test_what_went_on_is_not_silent(status: str | None) -> None:
    """Neither what is known to go on or to be done, nor what was never said to be initiated."""
    until = date(2025, 12, 31)
    begun = told(2, "Rruga", status="initiated")
    assert len(silent(undertakings([begun]), until, 3)) == 1
    assert silent(undertakings([told(3, status=status)]), until, 3) == ()
    again = told(3, "Rruga", "2025-04-01", status=status)
    assert silent(undertakings([begun, again]), until, 3) == ()
