"""Years beside each other: each with its own counts, gaps and breaks shown as such."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from tests.support import LANGUAGES, ROSTER, YEARS, office, sample_rows, year_rows

from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.blocks import Strips
from zkkk_factsheet.documents.strips import Row, strips
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.rows import YearRows


def plans(years: Sequence[YearRows], language: str = "en") -> Strips | None:
    """The work plans through some years."""
    writer = Writer(
        catalogue(language, "sheet"), published_of(years[-1], None, 5, tuple(years[:-1]))
    )
    row = Row(writer.text("change.work-plan"), "offices.work_plan")
    return strips(writer, "Corner", [row])


def year_of(year: int, yes: int, no: int, *, not_covered: int = 0) -> YearRows:
    """A year with so many offices that have a plan, and have none; the others gave no answer."""
    given = [True] * yes + [False] * no
    plans_of = [*given, *[None] * (len(ROSTER) - not_covered - len(given))]
    first, others = ROSTER[:not_covered], ROSTER[not_covered:]
    return year_rows(
        [
            *(office(id_, "not covered") for id_ in first),
            *(office(id_, "established", plan) for id_, plan in zip(others, plans_of, strict=True)),
        ],
        year=year,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_year_has_the_counts_of_its_own_table(language: str) -> None:
    """The four sample years: yes of those that answered, counted here from the rows."""
    years = [sample_rows(year) for year in YEARS]
    found = plans(years, language)
    assert found is not None
    assert found.periods == tuple(map(str, YEARS))
    expected = []
    for rows in years:
        given = [
            each.work_plan
            for each in rows.offices
            if each.status == "established" and each.work_plan is not None
        ]
        expected.append((f"{sum(given)}/{len(given)}", sum(given) / len(given)))
    (strip,) = found.strips
    assert [(str(value.text), value.share) for value in strip.values] == expected
    covered = [
        {each.municipality for each in rows.offices if each.status != "not covered"}
        for rows in years
    ]
    assert found.breaks == (False, *(before != after for before, after in pairwise(covered)))


def test_numbers_know_their_year() -> None:
    """A number of an earlier year is traced to its table, the last to the document's."""
    found = plans([year_of(2016, 3, 4), year_of(2017, 5, 6), year_of(2018, 7, 8)])
    assert found is not None
    periods = [{each.period for each in value.text.numbers()} for value in found.strips[0].values]
    assert periods == [{"2016"}, {"2017"}, {""}]


def test_a_missing_year_is_a_gap() -> None:
    """A year without a workbook keeps its place; a year without an answer says so."""
    found = plans([year_of(2015, 3, 4), year_of(2017, 0, 0), year_of(2018, 7, 8)])
    assert found is not None
    assert found.periods == ("2015", "2016", "2017", "2018")
    (strip,) = found.strips
    assert [value.share for value in strip.values] == [3 / 7, None, None, 7 / 15]
    assert [str(value.text) for value in strip.values] == [
        "3/7",
        "no data",
        "no information",
        "7/15",
    ]


def test_a_break_is_where_other_municipalities_are_covered() -> None:
    """Also across a gap; not where the same ones are covered again."""
    years = [year_of(2015, 3, 4), year_of(2017, 3, 4, not_covered=2)]
    years += [year_of(2018, 3, 4, not_covered=2), year_of(2019, 3, 4)]
    found = plans(years)
    assert found is not None
    assert found.breaks == (False, False, True, False, True)


def test_two_years_are_no_strip() -> None:
    """They are told as a change."""
    assert plans([year_of(2017, 3, 4), year_of(2018, 3, 4)]) is None
