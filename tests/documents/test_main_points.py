"""The main points: the rules behind them at their edges, and what they say."""

import re

import pytest
from tests.documents.offices import blank, counts, offices, performing
from tests.support import (
    DUTIES,
    EXTREMES,
    LANGUAGES,
    ROSTER,
    YEARS,
    extreme_sheet,
    office,
    sample_sheet,
    sample_table,
    sheet_of,
    table_of,
    uniform_year,
    year_rows,
)

from zkkk_factsheet.documents.national.main_points import extremes, largest_changes, unknown
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import duties, municipality
from zkkk_factsheet.workbook.rows import YearRows

every_language = pytest.mark.parametrize("language", LANGUAGES)


def quoted(language: str, *ids: str) -> list[str]:
    """Some duties as a sentence names them."""
    say = catalogue(language, "sheet")
    return [say.text("main.duty", duty=each.short[language]) for each in duties() if each.id in ids]


# Most and least -----------------------------------------------------------------------------


def test_most_and_least_are_found_with_ties() -> None:
    """All duties that share the first or the last place, by their share, in the usual order."""
    found = extremes(table_of(performing(20, contact=18, advice=5, projects=5)))
    assert found is not None
    assert [each.duty for each in found.least] == ["projects", "advice"]
    assert [each.duty for each in found.most] == [
        each for each in DUTIES if each not in {"contact", "advice", "projects"}
    ]


def test_a_share_counts_only_who_is_known() -> None:
    """5 of 10 is more than 8 of 20, though fewer offices; who says nothing is left out."""
    rows = blank(performing(20, advice=5, contact=8), 10)
    found = extremes(table_of(rows))
    assert found is not None
    assert [each.duty for each in found.least] == ["contact"]


@pytest.mark.parametrize("number", [1, 38])
def test_where_all_is_alike_most_is_least(number: int) -> None:
    """Also for one office: nothing is the most where all are the same."""
    for count in (0, number):
        found = extremes(table_of(performing(number, **dict.fromkeys(DUTIES, count))))
        assert found is not None
        assert found.most == found.least
    assert extremes(table_of(EXTREMES["nothing answered"])) is None


@every_language
@pytest.mark.parametrize(
    ("rows", "key"),
    [
        (uniform_year(answer=True), "all"),
        (uniform_year(answer=False), "none"),
        (performing(10, **dict.fromkeys(DUTIES, 5)), "alike"),
        (EXTREMES["nothing answered"], "unknown"),
        (offices(10, [[True] * 8] * 9 + [[None] * 8]), "all"),
        (offices(10, [[True] * 8] * 9 + [[True, *[None] * 7]]), "all-answered"),
        (offices(1, [[None, True, *[None] * 6]]), "all-answered"),
        (offices(10, [[False] * 7 + [None]] * 10), "none-answered"),
    ],
)
def test_all_none_and_alike_have_sentences_of_their_own(
    rows: YearRows, key: str, language: str
) -> None:
    """Nobody is told that the duty performed most is also the one performed least.

    Nor that an office performs all eight, or none, if it told of some of them only.
    """
    begin = catalogue(language, "sheet").template(f"main.duties.{key}").split("{")[0]
    assert sheet_of(rows, language).section("main").lead[0].startswith(begin)


@every_language
def test_the_first_point_names_the_duties_with_number_and_base(language: str) -> None:
    """2019: contact by 35 of 35, advice by 17 of 33 offices, each with its percentage."""
    first = sample_sheet(2019, language).section("main").lead[0]
    most, least = quoted(language, "contact", "advice")
    assert first.index(most) < first.index(least)
    assert re.findall(r"\d+", first) == ["35", "35", "100", "17", "33", "52"]


@every_language
def test_more_than_three_duties_in_a_tie_are_told_by_number(language: str) -> None:
    """Three are named; of four there are the numbers alone."""
    few = {"contact": 5, "advice": 5, "projects": 5}
    three = sheet_of(performing(20, **few), language).section("main").lead[0]
    assert all(each in three for each in quoted(language, *few))
    four = sheet_of(performing(20, **few, monitoring=5), language).section("main").lead[0]
    numbers = re.findall(r"\d+", four)
    assert not any(each in four for each in quoted(language, *DUTIES))
    assert numbers[:4] == ["2", "3", "5", "8"]
    assert numbers[7:11] == ["1", "4", "6", "7"]


# Plans and reports --------------------------------------------------------------------------


@every_language
@pytest.mark.parametrize(("without", "named"), [(1, True), (4, True), (5, False), (20, False)])
def test_few_offices_without_a_plan_are_named(language: str, without: int, *, named: bool) -> None:
    """Up to four are named, more are counted; the base is that of the answers."""
    places = ROSTER[:20]
    rows = year_rows(
        [*(office(id_, work_plan=n >= without) for n, id_ in enumerate(places)), office(ROSTER[20])]
    )
    point = sheet_of(rows, language).section("main").lead[1]
    found = [municipality(id_).name(language) in point for id_ in places[:without]]
    assert found == [named] * without
    assert re.findall(r"\d+", point)[:2] == [str(without), "20"]


@every_language
def test_all_have_a_plan_and_nobody_is_known_to_have_a_report(language: str) -> None:
    """All is said as all; of what nothing is known, nothing is said here."""
    rows = year_rows([office(id_, work_plan=True) for id_ in ROSTER])
    point = sheet_of(rows, language).section("main").lead[1]
    say = catalogue(language, "sheet")
    assert point.startswith(say.template("main.work-plan.all").split("{")[0])
    assert re.findall(r"\d+", point) == ["38", "38", "100"]


# Change -------------------------------------------------------------------------------------


def test_the_largest_change_is_found_with_ties_and_both_ways() -> None:
    """What changed in the most offices, up or down; nothing if nothing did, or too much did."""
    then = performing(20, advice=10, contact=10, projects=10)
    for now, expected in (
        (performing(20, advice=14, contact=11, projects=9), ["advice"]),
        (performing(20, advice=12, contact=10, projects=8), ["projects", "advice"]),
        (performing(20, advice=11, contact=11, projects=11), []),
        (then, []),
    ):
        assert [each.duty for each in largest_changes(table_of(now, then))] == expected


@every_language
@pytest.mark.parametrize(("now", "key"), [(5, "more"), (3, "fewer"), (4, "same")])
def test_the_change_says_its_direction_and_its_offices(language: str, now: int, key: str) -> None:
    """4 of 8 duties in each of eleven offices became more, fewer, or stayed."""
    say = catalogue(language, "sheet")
    sheet = sheet_of(counts(*[now] * 11), language, counts(*[4] * 11))
    (point,) = (each for each in sheet.section("main").lead if "→" in each)
    values = {"previous": 2018, "before": "|", "after": "", "answers": ""}
    begin = say.plural(f"main.change.{key}", 11, **values).split("|")[0]
    assert point.startswith(begin)
    assert f"44 → {now * 11}" in point
    assert "88" in point


@every_language
@pytest.mark.parametrize(
    ("now", "key"),
    [({"advice": 14}, "more"), ({"advice": 6}, "fewer"), ({"advice": 14, "projects": 6}, "both")],
)
def test_what_changed_most_rose_or_fell(language: str, now: dict[str, int], key: str) -> None:
    """A fall isn't told as a mere change, which in a sentence on more duties reads as a rise."""
    then = {"advice": 10, "contact": 10, "projects": 10}
    sheet = sheet_of(performing(20, **then | now), language, performing(20, **then))
    begin = catalogue(language, "sheet").template(f"main.change.largest.{key}").split("{")[0]
    (point,) = (each for each in sheet.section("main").lead if "→" in each)
    assert begin in point


@every_language
def test_without_a_year_before_there_is_no_point_on_change(language: str) -> None:
    """2016 has three points, 2019 has four; where no office is the same, that is said."""
    assert len(sample_sheet(2016, language).section("main").lead) == 3
    assert len(sample_sheet(2019, language).section("main").lead) == 4
    one, other = (year_rows([office(id_)]) for id_ in ROSTER[:2])
    texts = sheet_of(one, language, other).section("main").lead
    none = catalogue(language, "sheet").text("change.none-in-both", year=2019, previous=2018)
    assert none in texts


# What could not be known --------------------------------------------------------------------


def test_what_is_not_known_is_counted() -> None:
    """In 2019: one plan, two reports, four offices with a duty; officials are all known."""
    found = {name: figure.numerator for name, figure in unknown(sample_table(2019))}
    assert found == {"work-plan": 1, "annual-report": 2, "duties": 4}
    assert unknown(table_of(uniform_year(answer=True))) == ()


@every_language
def test_who_was_not_covered_is_counted(language: str) -> None:
    """2016: four of 38 municipalities; where all is known, that is said."""
    last = sample_sheet(2016, language).section("main").lead[-1]
    assert re.findall(r"\d+", last)[-2:] == ["4", "38"]
    known = sheet_of(uniform_year(answer=True), language).section("main").lead[-1]
    assert re.findall(r"\d+", known) == ["38"]


@every_language
@pytest.mark.parametrize("name", ["nobody established", "nobody covered"])
def test_without_an_office_there_is_one_point(language: str, name: str) -> None:
    """It is that no office is known, and of how many municipalities."""
    (point,) = extreme_sheet(name, language).section("main").lead
    assert set(re.findall(r"\d+", point)) == {"38"}


@every_language
@pytest.mark.parametrize("year", YEARS)
def test_every_point_has_a_number_and_a_base(language: str, year: int) -> None:
    """No sentence without its number; none begins with a digit; three or four of them."""
    points = sample_sheet(year, language).section("main").lead
    assert 3 <= len(points) <= 4
    for point in points:
        assert len(re.findall(r"\d+", point)) >= 2
        assert not point[0].isdigit()


@every_language
def test_one_office_is_spoken_of_as_one(language: str) -> None:
    """A year of one office gives points without a percentage."""
    rows = offices(1, [[True, False, None, True, True, True, True, True]])
    points = sheet_of(rows, language).section("main").lead
    assert points
    assert not any("%" in point for point in points[:-1])
