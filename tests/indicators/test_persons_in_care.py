"""Persons in care are a stock: the latest count stands, and only what is told is counted."""

from dataclasses import replace

import pytest
from tests.support import CATEGORIES, in_care, office, people, staff, table_of, year_rows

from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.rows import Caseload, YearRows

Told = dict[str, tuple[int | None, int | None]]

ALL: Told = dict.fromkeys(CATEGORIES, (1, 2))


def year_of(*offices: str, told: dict[str, Told], year: int = 2019) -> YearRows:
    """Offices of two officials each, and what some of them tell."""
    officials = [staff(id_, "serb", 1, 1) for id_ in offices]
    return in_care(year_rows([office(id_) for id_ in offices], officials, year=year), told)


def at(rows: YearRows, *periods: str) -> YearRows:
    """The same persons at the end of each period, each time ten women more."""
    told = [
        replace(each, period=Period.parse(period), women=(each.women or 0) + 10 * number)
        for number, period in enumerate(periods)
        for each in rows.caseload
    ]
    return replace(rows, caseload=tuple(told))


def said(figure: Figure) -> tuple[int | None, int | None, str]:
    """A figure's counts and its status."""
    return figure.numerator, figure.denominator, figure.status


@pytest.mark.parametrize(
    ("periods", "step", "is_early"),
    [
        (("2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"), 3, 0),
        (("2019-Q1", "2019-H1", "2019-Q3"), 2, 1),
        (("2019-H2",), 0, 0),
        (("2019", "2019-Q3"), 0, 0),
        (("2019-Q1", "2019-H1"), 1, 1),
    ],
)
def test_the_latest_period_stands_for_the_year(
    periods: tuple[str, ...], step: int, is_early: int
) -> None:
    """However many periods are told, and in whichever order: never their sum."""
    table = table_of(at(year_of("peja", told={"peja": ALL}), *periods))
    women = 6 * (1 + 10 * step)
    assert table.one("caseload.by_gender", gender="women").numerator == women
    assert table.one("caseload.persons").numerator == women + 12
    assert said(table.one("caseload.earlier")) == (is_early, 1, "ok")


def test_a_category_counts_if_women_and_men_are_known() -> None:
    """Half a row and a row that is missing are no information; zero is a number."""
    told: dict[str, Told] = {
        "peja": {"refugees": (3, 4), "displaced": (5, None), "repatriated": (0, 0)}
    }
    table = table_of(year_of("peja", "istog", told={**told, "istog": ALL}))
    assert said(table.one("caseload.persons", municipality="peja")) == (7, None, "ok")
    assert said(table.one("caseload.refugees", municipality="peja")) == (7, 7, "ok")
    assert said(table.one("caseload.repatriated", municipality="peja")) == (0, 7, "ok")
    for category in ("displaced", "non_majority"):
        figure = table.one(f"caseload.{category}", municipality="peja")
        assert said(figure) == (None, 0, "no information")
    assert said(table.one("caseload.missing")) == (1, 2, "ok")
    assert said(table.one("caseload.displaced")) == (3, 25, "ok")
    assert said(table.one("caseload.displaced", gender="men")) == (2, 3, "ok")


def test_persons_per_official_stand_on_offices_of_which_both_are_known() -> None:
    """An office with a blank in either is left out, and one without officials."""
    rows = year_of("peja", "istog", "viti", "junik", told={"peja": ALL, "viti": ALL, "junik": ALL})
    of_istog = in_care(rows, {"istog": {"refugees": (1, 1)}}).caseload
    officials = [
        staff("peja", "serb", 1, 3),
        staff("istog", "serb", 9, 9),
        staff("viti", "serb", 1, None),
    ]
    rows = replace(rows, staff=(*officials, staff("junik", "serb", 0, 0)))
    table = table_of(replace(rows, caseload=(*rows.caseload, *of_istog)))
    mean = table.one("caseload.per_official")
    assert said(mean) == (18, 4, "ok")
    assert mean.value == pytest.approx(4.5)
    assert said(table.one("caseload.per_official", municipality="peja")) == (18, 4, "ok")
    for id_ in ("istog", "viti", "junik"):
        assert said(table.one("caseload.per_official", municipality=id_))[2] == "no information"


def test_change_is_told_over_the_same_municipalities() -> None:
    """Who tells everything in both years is compared, and nobody else."""
    more: Told = {**ALL, "refugees": (11, 2)}
    half: Told = {"refugees": (1, 1)}
    before = year_of("peja", "istog", told={"peja": ALL, "istog": half}, year=2018)
    now = year_of("peja", "istog", "viti", told={"peja": more, "istog": ALL, "viti": ALL})
    table = table_of(now, before)
    for of in ("", "peja"):
        counts = [
            table.one(f"change.caseload{end}", municipality=of).numerator
            for end in (".before", ".after", "")
        ]
        assert counts == [18, 28, 10]
    assert said(table.one("change.caseload.offices")) == (1, 3, "ok")
    assert [each.municipality for each in table.all("change.caseload.not_compared")] == ["istog"]


def test_what_stands_of_a_municipality_without_an_office_does_not_count() -> None:
    """As for officials: only established offices have persons in their care."""
    rows = in_care(
        year_rows([office("peja"), office("viti", "similar")]), {"peja": ALL, "viti": ALL}
    )
    assert table_of(rows).one("caseload.persons").numerator == 18


def test_without_the_worksheet_there_is_no_figure_of_it() -> None:
    """Nor where the year before has one."""
    none = replace(people(2019), caseload=())
    assert not any("caseload" in each.indicator for each in table_of(none, people(2018)))
    assert not any("change.caseload" in each.indicator for each in table_of(people(2019), none))


def test_offices_add_up_to_the_country() -> None:
    """Counted from the rows: each category, and all, of each office and of all."""
    rows = people(2019)
    table = table_of(rows)
    whole = [each for each in rows.caseload if each.women is not None]
    assert len(whole) > 200

    def count(told: list[Caseload]) -> int:
        return sum((each.women or 0) + (each.men or 0) for each in told)

    assert table.one("caseload.persons").numerator == count(whole)
    for category in CATEGORIES:
        of_category = [each for each in whole if each.category == category]
        assert table.one(f"caseload.{category}").numerator == count(of_category)
        for each in of_category:
            figure = table.one(f"caseload.{category}", municipality=each.municipality)
            assert figure.numerator == count([each])
