"""Persons in care: few of a category in a municipality are withheld, and do not follow."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.disclosure.attacker import Attack, read
from tests.disclosure.conftest import Without
from tests.disclosure.countries import attack, published
from tests.disclosure.told import CATEGORIES
from tests.effort import THOROUGH
from tests.support import ROSTER, in_care, office, staff, year_rows

from zkkk_factsheet.disclosure import guesses
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.workbook.rows import YearRows

Counts = dict[str, dict[str, tuple[int | None, int | None]]]

NONE = dict.fromkeys(CATEGORIES, (0, 0))
SOME: Counts = {
    "peja": {**NONE, "refugees": (1, 0), "displaced": (40, 38), "repatriated": (2, 2)},
    "istog": {**NONE, "refugees": (20, 17), "displaced": (3, 6), "non_majority": (70, 60)},
    "prizren": {**NONE, "refugees": (9, 14), "repatriated": (5, 1), "non_majority": (200, 190)},
}


def country(counts: Counts, *, year: int = 2019) -> YearRows:
    """A year in which offices of three officials each have persons in their care."""
    offices = [office(id_) for id_ in counts]
    officials = [staff(id_, "albanian", 1, 2) for id_ in counts]
    return in_care(year_rows(offices, officials, year=year), counts)


def told(
    rows: YearRows, indicator: str, municipality: str = "", gender: str = "", **thresholds: int
) -> Figure:
    """A figure as it is published."""
    threshold, few = thresholds.get("threshold", 5), thresholds.get("few", 3)
    table = published_of(rows, None, threshold, municipal_threshold=few).figures
    return table.one(indicator, municipality=municipality, gender=gender)


@pytest.mark.parametrize(("persons", "status"), [(1, "suppressed"), (2, "suppressed"), (3, "ok")])
def test_few_of_a_category_in_a_municipality_are_withheld(persons: int, status: str) -> None:
    """One and two are, three are not, however many there are of others; the total always stands."""
    rows = country({**SOME, "peja": {**SOME["peja"], "refugees": (persons, 0)}})
    figure = told(rows, "caseload.refugees", "peja")
    assert (figure.status, figure.numerator) == (status, persons if status == "ok" else None)
    assert figure.denominator == 82 + persons
    assert told(rows, "caseload.persons", "peja").numerator == 82 + persons


def test_the_country_is_told_always_and_its_gender_from_five_on() -> None:
    """Four refugees are counted, not by gender; with five they are."""
    for persons, status in ((4, "suppressed"), (5, "ok")):
        counts = {id_: {**of, "refugees": (0, 0)} for id_, of in SOME.items()}
        counts["istog"]["refugees"] = (persons - 1, 1)
        rows = country(counts)
        assert told(rows, "caseload.refugees").numerator == persons
        women = told(rows, "caseload.refugees", gender="women")
        assert (women.status, women.denominator) == (status, persons)


def test_women_and_men_of_a_category_in_one_office_are_never_published() -> None:
    """Not even where everything else is."""
    table = published_of(country(SOME), None, 0, municipal_threshold=0).figures
    of_category = [each for each in table if each.indicator.removeprefix("caseload.") in CATEGORIES]
    assert len(of_category) == 6 * (3 + 3)
    assert not any(each.municipality and each.gender for each in of_category)
    assert {each.status for each in of_category} == {"ok", "no information"}


def test_a_single_person_does_not_follow(without: Without) -> None:
    """Other figures are withheld with it; without these the attack finds it."""
    assert attack([country(SOME)]) == []
    without(guesses.Guess, "told_counts", lambda *_: [])
    assert attack([country(SOME)]) == ["2019 caseload.refugees peja"]


def test_where_nothing_can_hide_it_only_totals_are_told() -> None:
    """One municipality alone, or one category: the country's figure would be the person's."""
    one_office = country({"peja": SOME["peja"]})
    one_category = country(
        {id_: {**NONE, "refugees": (1, 30 * each)} for each, id_ in enumerate(SOME)}
    )
    for rows in (one_office, one_category):
        table = read(published([rows]))
        withheld = {row["indicator"] for row in table if row["status"] == "suppressed"}
        assert withheld >= {f"caseload.{each}" for each in CATEGORIES} | {"caseload.by_gender"}
        assert Attack(table).recovered() == []
        assert told(rows, "caseload.persons").numerator == sum(
            sum(filter(None, (each.women, each.men))) for each in rows.caseload
        )


def test_the_only_category_of_which_an_office_tells_does_not_follow_from_its_total() -> None:
    """What nobody told looks like what is withheld."""
    rows = country({**SOME, "klina": {"refugees": (0, 1)}})
    table = published_of(rows, None, 5).figures
    assert table.one("caseload.persons", municipality="klina").numerator == 1
    statuses = [table.one(f"caseload.{each}", municipality="klina").status for each in CATEGORIES]
    assert statuses.count("suppressed") > 1
    assert attack([rows]) == []


def test_totals_and_changes_of_a_municipality_are_told() -> None:
    """They are sums of all categories; so are persons for each official."""
    later = {**SOME, "peja": {**SOME["peja"], "displaced": (40, 40)}}
    before, now = country(SOME, year=2018), country(later)
    table = published_of(now, before, 5).figures
    assert table.one("change.caseload", municipality="peja").numerator == 2
    assert table.one("change.caseload").numerator == 2
    mean = table.one("caseload.per_official", municipality="peja")
    assert (mean.numerator, mean.denominator) == (85, 3)
    assert attack([before, now]) == []


def test_rows_do_not_tell_where_persons_are() -> None:
    """No cell is named for an office of which a category is withheld, and for a category alone."""
    rows = country({**SOME, "klina": {"refugees": (0, 1)}})
    table = published_of(rows, country(SOME, year=2018), 5).figures
    everywhere = table.one("caseload.persons").cells
    assert len(everywhere) == 2 * 19
    hidden = {each.municipality for each in table.all("caseload.refugees") if each.status != "ok"}
    assert hidden >= {"peja", "klina"}
    of_persons = [each for each in table if "caseload" in each.indicator and each.cells]
    few = [
        len(each.cells)
        for each in of_persons
        if each.municipality in hidden or not each.municipality
    ]
    assert len(few) > 20
    assert min(few) == 2 * 18, "the cells of a whole year"


@st.composite
def two_years(draw: st.DrawFn) -> list[YearRows]:
    """Consecutive years of a few offices, most of few persons, some not known, some not told."""
    with_blanks = draw(st.booleans())
    roster = ROSTER[: draw(st.integers(1, 6))]
    there = CATEGORIES[: draw(st.integers(1, 6))]
    few, most = st.integers(0, 2), draw(st.sampled_from([0, 1, 3, 40]))
    years = []
    for year in (2018, 2019):
        counts: Counts = {}
        for id_ in roster:
            for category in draw(st.lists(st.sampled_from(there), unique=True)):
                blank = with_blanks and draw(st.integers(0, 9)) == 0
                of = (None if blank else draw(few), draw(st.integers(0, most)))
                counts.setdefault(id_, dict.fromkeys(() if with_blanks else CATEGORIES, (0, 0)))
                counts[id_][category] = of
        years.append(in_care(year_rows([office(id_) for id_ in roster], year=year), counts))
    return years


@settings(
    max_examples=300 if THOROUGH else 12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(two_years(), st.sampled_from([2, 3, 5, 8]), st.sampled_from([2, 3, 5]))
def test_nothing_withheld_can_be_recovered(
    years: list[YearRows], threshold: int, municipal_threshold: int
) -> None:
    """Whatever the years hold: no withheld figure follows, also where much is not known."""
    assert attack(years, threshold=threshold, municipal=municipal_threshold) == []


def test_nothing_withheld_can_be_recovered_in_a_country() -> None:
    """All municipalities, with many persons of some categories and a few of the others."""
    random = Random(2019)  # noqa: S311 - no secret
    counts: Counts = {}
    for id_ in ROSTER:
        for category in CATEGORIES:
            number = random.choice([0, 0, 1, 2, 3, 8, 40, 300])
            women = sum(random.random() < 0.5 for _ in range(number))
            counts.setdefault(id_, {})[category] = (women, number - women)
    rows = country(counts)
    rows = replace(rows, staff=())
    table = read(published([rows]))
    withheld = [row for row in table if row["status"] == "suppressed" and row["municipality"]]
    assert len(withheld) > 60
    assert Attack(table).recovered() == []
