"""Every number on a sheet is one of the tidy table."""

import re
from typing import Any

import pytest
from tests.sheets import texts_of
from tests.support import (
    LANGUAGES,
    YEARS,
    sample_sheet,
    sample_table,
    sample_year,
)

from zkkk_factsheet.charts import Bars, Columns
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import communities, duties, municipalities

every_sheet = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in YEARS for language in LANGUAGES]
)

# What is neither a figure nor a year of the data: the regulation 02/2010, a whole, the smallest
# base of a percentage.
DECLARED = {"02", "2010", "100", "10"}
LEVELS = {str(level) for level in range(9)}


def numbers(text: str) -> list[str]:
    """The numbers in a text, decimals with a point."""
    return [found.replace(",", ".") for found in re.findall(r"\d+(?:[.,]\d+)*", text)]


def percent(figure: Figure) -> str:
    """A share as the sheet must print it, a half rounded up."""
    assert figure.numerator is not None
    assert figure.denominator
    return f"{(200 * figure.numerator + figure.denominator) // (2 * figure.denominator)}%"


def count(figure: Figure) -> str:
    """A count as the sheet must print it."""
    assert figure.numerator is not None
    return str(figure.numerator)


def share(figure: Figure) -> list[str]:
    """The numbers of "30 of 34 (88%)", or of "4 of 9": a percentage has a base of ten."""
    counts = [count(figure), str(figure.denominator)]
    return [*counts, percent(figure).rstrip("%")] if (figure.denominator or 0) >= 10 else counts


def chart(year: int, language: str, id_: str) -> Any:
    """A chart of a sample sheet."""
    return next(each for each in sample_sheet(year, language).charts() if each.id == id_)


@every_sheet
def test_every_number_in_the_text_is_in_the_tidy_table(year: int, language: str) -> None:
    """No number comes from anywhere but the table, save years, dates and numbers of duties."""
    known = set(DECLARED) | LEVELS | {str(year), str(year - 1)}
    day = sample_year(year).about.published_on
    assert day is not None
    known |= {str(day.day), str(day.year)}
    for figure in sample_table(year):
        known |= {str(abs(each)) for each in (figure.numerator, figure.denominator) if each}
        if figure.unit == "percent" and figure.numerator is not None:
            known.add(percent(figure).rstrip("%"))
    for name in ("offices.work_plan", "offices.annual_report"):
        yes = sample_table(year).one(name)  # who answered and didn't say yes said no
        known.add(str((yes.denominator or 0) - (yes.numerator or 0)))
    found = [number for text in texts_of(sample_sheet(year, language)) for number in numbers(text)]
    assert len(found) > 200
    assert sorted(set(found) - known) == []


@every_sheet
def test_the_key_figures_are_those_of_the_table(year: int, language: str) -> None:
    """Each large figure and its base, in order: offices, plans, reports, women, duties."""
    established, *shares = (
        sample_table(year).one(name, gender=gender)
        for name, gender in (
            ("offices.established", ""),
            ("offices.work_plan", ""),
            ("offices.annual_report", ""),
            ("staff.by_gender", "women"),
            ("duties.overall", ""),
        )
    )
    first, *others = sample_sheet(year, language).key_figures
    assert first.value == count(established)
    assert numbers(first.base) == [str(established.denominator)]
    for shown, figure in zip(others, shares, strict=True):
        assert shown.value == percent(figure)
        assert numbers(shown.base) == [count(figure), str(figure.denominator)]


def expected_bars(year: int, id_: str) -> list[tuple[Figure, list[Figure]]]:
    """For each bar of a chart: the figure written beside it, and those drawn in it."""
    one, every = sample_table(year).one, sample_table(year).all
    if id_ == "duties":
        return [
            (
                one("duties.performed", duty=duty.id),
                [
                    one("duties.performed", duty=duty.id),
                    one("duties.not_performed", duty=duty.id),
                    one("duties.performed.missing", duty=duty.id),
                ],
            )
            for duty in duties()
        ]
    present = [
        figure
        for figure in every("staff.by_community")
        if figure.numerator and not figure.municipality
    ]
    present.sort(key=lambda figure: -(figure.numerator or 0))
    if id_ == "communities":
        return [(figure, [figure]) for figure in present]
    by_gender = [
        [
            one(f"staff.{gender}_by_community", community=figure.community, gender=gender)
            for gender in ("women", "men")
        ]
        for figure in present
    ]
    return [(women, [women, men]) for women, men in by_gender]


def names(id_: str, language: str) -> dict[str, str]:
    """What the bars of a chart are called, by the id of a duty or a community."""
    if id_ == "duties":
        return {duty.id: f"{duty.number}. {duty.short[language]}" for duty in duties()}
    return {community.id: community.label(language) for community in communities()}


@every_sheet
@pytest.mark.parametrize("id_", ["duties", "gender", "communities"])
def test_bars_table_and_spoken_text_are_those_of_the_table(
    year: int, language: str, id_: str
) -> None:
    """Each bar has the sizes of its figures; the data table and the spoken text say the same."""
    shown = chart(year, language, id_)
    assert isinstance(shown.drawing, Bars)
    expected = expected_bars(year, id_)
    assert len(expected) > 5
    called = names(id_, language)
    for bar, row, (main, drawn) in zip(shown.drawing.bars, shown.data.rows, expected, strict=True):
        name = called[main.duty or main.community]
        assert bar.label == row[0] == name
        if main.status == "suppressed":
            withheld = catalogue(language, "sheet").text("value.suppressed")
            assert [segment.size for segment in bar.segments] == [main.denominator]
            assert {*row[1:], bar.value} == {withheld}
            continue
        assert [segment.size for segment in bar.segments] == [f.numerator for f in drawn]
        assert list(row[1:-1]) == [*map(count, drawn)]
        assert numbers(row[-1]) == share(main)[-1 if (main.denominator or 0) >= 10 else 0 :]
        beside = share(main) if id_ != "communities" else [count(main), percent(main)[:-1]]
        assert numbers(bar.value) == beside
        plain = name.partition(". ")[2] if id_ == "duties" else name
        assert f"{plain}: {bar.value}" in shown.alternative


@every_sheet
def test_the_reporting_chart_is_that_of_the_table(year: int, language: str) -> None:
    """Work plans and annual reports: yes, no and no information, drawn and in the data table."""
    shown = chart(year, language, "reporting")
    assert isinstance(shown.drawing, Bars)
    for bar, row, name in zip(
        shown.drawing.bars, shown.data.rows, ("work_plan", "annual_report"), strict=True
    ):
        yes = sample_table(year).one(f"offices.{name}")
        missing = sample_table(year).one(f"offices.{name}.missing")
        sizes = [
            yes.numerator,
            (yes.denominator or 0) - (yes.numerator or 0),
            missing.numerator,
        ]
        assert [segment.size for segment in bar.segments] == sizes
        assert list(row) == [bar.label, *map(str, sizes), percent(yes)]
        assert numbers(bar.value) == share(yes)
        assert bar.value in shown.alternative


@every_sheet
def test_the_distribution_is_that_of_the_table(year: int, language: str) -> None:
    """A column for each number of duties from 0 to 8, as tall as there are offices."""
    shown = chart(year, language, "distribution")
    assert isinstance(shown.drawing, Columns)
    figures = sample_table(year).all("duties.distribution")
    assert len(figures) == 9
    for column, row, figure in zip(shown.drawing.columns, shown.data.rows, figures, strict=True):
        assert (column.label, column.size) == (str(figure.level), figure.numerator)
        assert column.value == count(figure)
        assert list(row) == [str(figure.level), count(figure), percent(figure)]
        if figure.numerator:
            assert f"{figure.level}: {figure.numerator} " in shown.alternative


@every_sheet
def test_each_municipality_stands_with_its_own_duties(year: int, language: str) -> None:
    """A row of marks is the office's answers, its total their number; others say why not."""
    matrix = sample_sheet(year, language).section("municipalities").matrix
    assert matrix is not None
    by_name = {row.name: row for row in matrix.rows}
    assert len(matrix.rows) == len(by_name) == 38
    asked = sample_year(year).duties
    established = set(sample_year(year).with_status("established"))
    assert len(established) > 30
    for place in municipalities():
        row = by_name[place.name(language)]
        if place.id not in established:
            assert (row.marks, row.total) == ((), "")
            assert row.instead
            continue
        answers = asked[asked["municipality"] == place.id].set_index("duty")["answer"].to_dict()
        assert len(answers) == 8
        expected = [
            {True: "yes", False: "no"}.get(answers[duty.id], "missing") for duty in duties()
        ]
        assert list(row.marks) == expected
        counted = sample_table(year).one("duties.count", municipality=place.id)
        least, most = expected.count("yes"), 8 - expected.count("no")
        assert counted.numerator == least
        assert row.total == (str(least) if least == most else f"{least}–{most}")


@every_sheet
def test_the_comparison_is_that_of_the_table(year: int, language: str) -> None:
    """Each row has the counts of both years over the same offices, and what they are counted of."""
    if year == min(YEARS):
        assert "change" not in [each.id for each in sample_sheet(year, language).sections]
        return
    section = sample_sheet(year, language).section("change")
    everywhere, same = section.tables
    assert everywhere.head[1] == same.head[1] == f"{year - 1}\u00a0→\u00a0{year}"
    one = sample_table(year).one
    rows = list(same.rows)
    shares = [("work_plan", ""), ("annual_report", ""), ("duties", "")]
    shares += [("duty", each.id) for each in duties()]
    for (label, counts), (name, duty) in zip(rows[:2] + rows[3:], shares, strict=True):
        before, after = (one(f"change.{name}.{when}", duty=duty) for when in ("before", "after"))
        assert before.denominator == after.denominator
        assert numbers(counts) == [count(before), count(after), str(after.denominator)]
        if duty:
            assert label == names("duties", language)[duty]
    before, after = (one(f"change.officials.{when}") for when in ("before", "after"))
    assert rows[2][1] == f"{count(before)} → {count(after)}"
    # In no sample year may the women of the same offices be told apart from all women.
    assert one("change.women", gender="women").status == "suppressed"
    before = one("change.all_women.before", gender="women")
    after = one("staff.by_gender", gender="women")
    offices, women = everywhere.rows
    assert numbers(women[0]) == [str(before.denominator), str(after.denominator)]
    assert women[1] == f"{count(before)} → {count(after)}"
    own = sample_table(year - 1).one("staff.by_gender", gender="women")
    assert (before.numerator, before.denominator) == (own.numerator, own.denominator)
    before, after = (one(f"change.offices.{when}") for when in ("before", "after"))
    assert offices[1] == f"{count(before)} → {count(after)}"


@every_sheet
def test_the_sentences_count_what_the_table_counts(year: int, language: str) -> None:
    """The numbers in the running text are, in order, those of the table."""
    sheet, one = sample_sheet(year, language), sample_table(year).one
    establishment = sheet.section("establishment").paragraphs[0]
    stated = [each for each in numbers(establishment) if each != "2010"]
    offices = one("offices.established")
    assert stated == [count(offices), str(offices.denominator)]
    women = one("staff.by_gender", gender="women")
    composition = sheet.section("composition").paragraphs[0]
    assert numbers(composition) == [count(one("staff.officials")), *share(women)]
    if year > min(YEARS):
        base = sheet.section("change").notes[0]
        assert numbers(base) == [count(one("change.offices")), str(year)]
