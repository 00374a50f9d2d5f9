"""The rules that choose a title: at their edges, and where they choose none."""

import pytest
from tests.documents.offices import blank, counts, offices, performing
from tests.support import (
    EXTREMES,
    LANGUAGES,
    ROSTER,
    YEARS,
    extreme_sheet,
    office,
    sample_sheet,
    sample_table,
    staff,
    table_of,
    uniform_year,
    year_rows,
)

from zkkk_factsheet.documents.national.titles import (
    Title,
    of_changes,
    of_counts,
    of_duties,
    of_women,
)
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import duties

every_language = pytest.mark.parametrize("language", LANGUAGES)

# The eight duties ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("yes", "of", "title"),
    [
        (0, 20, "title.duties.under-half.advice"),
        (9, 20, "title.duties.under-half.advice"),
        (10, 20, "title.duties.half.advice"),  # a half and up to 55 percent are barely a half
        (17, 33, "title.duties.half.advice"),
        (11, 20, "title.duties.most"),
        (14, 20, "title.duties.most"),
        (15, 20, "title.duties.three-quarters"),
        (19, 20, "title.duties.three-quarters"),
        (20, 20, "title.duties.all"),
    ],
)
def test_the_duty_performed_least_makes_the_title(yes: int, of: int, title: str) -> None:
    """All offices perform seven duties, some the eighth: the title is of that one."""
    assert of_duties(table_of(performing(of, advice=yes))) == title


def test_nothing_performed_and_all_performed_are_told_of_all() -> None:
    """All eight by all offices, none by any."""
    assert of_duties(table_of(uniform_year(answer=True))) == "title.duties.all"
    assert of_duties(table_of(uniform_year(answer=False))) == "title.duties.none"


def test_of_two_duties_performed_least_neither_makes_the_title() -> None:
    """A tie below 55 percent: the neutral title stands; above it the title is of all duties."""
    assert of_duties(table_of(performing(20, advice=8, contact=8))) is None
    assert of_duties(table_of(performing(20, advice=8, contact=9))) == (
        "title.duties.under-half.advice"
    )
    assert of_duties(table_of(performing(20, advice=12, contact=12))) == "title.duties.most"


def test_a_title_needs_ten_offices() -> None:
    """On nine offices, and on one, no share is told, so none makes a title."""
    for number in (1, 9):
        assert of_duties(table_of(performing(number, advice=0))) is None
    assert of_duties(table_of(performing(10, advice=0))) == "title.duties.under-half.advice"


def test_a_title_needs_three_quarters_of_the_answers() -> None:
    """Five of twenty may be missing, six may not; nor may one if the title says "all"."""
    some = performing(20, advice=8)
    assert of_duties(table_of(blank(some, 5))) is not None
    assert of_duties(table_of(blank(some, 6))) is None
    assert of_duties(table_of(blank(performing(20), 1))) is None
    assert of_duties(table_of(EXTREMES["nothing answered"])) is None
    assert of_duties(table_of(EXTREMES["nobody established"])) is None


# Their number -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("performed", "title"),
    [
        ([8] * 10, ("title.counts.all", {})),
        ([8] * 5 + [3] * 5, ("title.counts.half-all", {})),
        ([8] * 4 + [3] * 6, ("title.counts.half", {"number": 3})),
        ([7] * 5 + [6, 5, 4, 3, 2], ("title.counts.half", {"number": 7})),
        ([7] * 5 + [6] * 6, ("title.counts.half", {"number": 6})),
        ([1] * 5 + [0] * 5, ("title.counts.half", {"number": 1})),
        ([1] * 4 + [0] * 6, None),
        ([0] * 10, ("title.counts.none", {})),
        ([8] * 9, None),
        ([5], None),
    ],
)
def test_the_number_that_half_of_the_offices_reach_makes_the_title(
    performed: list[int], title: Title | None
) -> None:
    """The largest number that at least half of ten or more offices perform."""
    assert of_counts(table_of(counts(*performed))) == title
    if title and title[0] != "title.counts.none":
        number = int(str(title[1].get("number", 8)))
        assert 2 * sum(each >= number for each in performed) >= len(performed)
        assert 2 * sum(each > number for each in performed) < len(performed)


def test_what_is_not_known_does_not_count_as_performed() -> None:
    """Half of the answers missing: the title is true whatever they would be."""
    half = [[True] * 4 + [None] * 4] * 10
    assert of_counts(table_of(offices(10, half))) == ("title.counts.half", {"number": 4})
    assert of_counts(table_of(EXTREMES["nothing answered"])) is None


# Women --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("women", "men", "title"),
    [
        (0, 100, "none"),
        (1, 99, "under-quarter"),
        (24, 76, "under-quarter"),
        (25, 75, "under-third"),
        (33, 67, "under-third"),
        (34, 66, "under-half"),
        (44, 56, "under-half"),
        (45, 55, "half"),
        (55, 45, "half"),
        (56, 44, "over-half"),
        (100, 0, "all"),
        (4, 5, None),
        (0, 0, None),
    ],
)
def test_the_share_of_women_makes_the_title(women: int, men: int, title: str | None) -> None:
    """By bands, on ten officials or more."""
    table = table_of(year_rows([office("peja")], [staff("peja", "roma", women, men)]))
    assert of_women(table) == (f"title.women.{title}" if title else None)


def test_women_make_no_title_where_officials_are_missing() -> None:
    """One office of four may be incomplete, one of two may not; and not if it says "none"."""
    places = ROSTER[:4]
    rows = [staff(places[0], "roma", 5, 15), *(staff(id_, "serb", 1, 9) for id_ in places[1:3])]
    four = table_of(year_rows([office(id_) for id_ in places], rows))
    assert of_women(four) == "title.women.under-quarter"
    assert of_women(table_of(year_rows([office(id_) for id_ in places[:2]], rows[:1]))) is None
    none = [staff(id_, "roma", 0, 9) for id_ in places[:3]]
    assert of_women(table_of(year_rows([office(id_) for id_ in places], none))) is None


# Change of each office ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "title"),
    [
        ([5] * 6 + [3] * 4, "title.changes.more"),
        ([5] * 4 + [3] * 6, "title.changes.fewer"),
        ([5] * 5 + [3] * 5, None),
        ([4] * 10, None),
        ([5] + [4] * 9, "title.changes.more"),
        ([5] * 9, None),
        ([5], None),
    ],
)
def test_offices_that_changed_make_the_title(now: list[int], title: str | None) -> None:
    """Whether more offices perform more duties than before, in ten or more of the same offices."""
    assert of_changes(table_of(counts(*now), counts(*[4] * len(now)))) == title
    assert of_changes(table_of(counts(*now))) is None


# On the sheet -------------------------------------------------------------------------------


@every_language
def test_titles_say_what_to_see_and_neutral_names_stand_below(language: str) -> None:
    """2019: barely half advise the assembly; the chart's own name is there as well."""
    sheet, say = sample_sheet(2019, language), catalogue(language, "sheet")
    section = sheet.section("performance")
    assert section.heading == say.text("title.duties.half.advice")
    assert section.charts[0].title == say.text("performance.title")
    assert sheet.section("municipalities").matrix.title == say.text("matrix.title")


@every_language
def test_where_no_rule_applies_the_neutral_title_stands(language: str) -> None:
    """Nothing is known: every title is neutral."""
    sheet, say = extreme_sheet("nothing answered", language), catalogue(language, "sheet")
    assert [section.heading for section in sheet.sections[2:5]] == [
        say.text("performance.heading", year=2019),
        say.text("map.heading"),
        say.text("composition.heading"),
    ]
    assert sheet.section("municipalities").heading == say.text("matrix.heading")


@pytest.mark.parametrize("year", YEARS)
def test_titles_of_the_sample_are_true(year: int) -> None:
    """What the titles of the sample years say follows from the table."""
    table = sample_table(year)
    performed = {each.id: table.one("duties.performed", duty=each.id) for each in duties()}
    shares = {id_: (f.numerator or 0) / (f.denominator or 1) for id_, f in performed.items()}
    title = of_duties(table) or ""
    assert title.endswith(min(shares, key=lambda id_: shares[id_]))
    assert ("under-half" in title) == (min(shares.values()) < 0.5)
