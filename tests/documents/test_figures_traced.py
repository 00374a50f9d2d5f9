"""Every number on a sheet is one of the tidy table."""

import re
from typing import Any

from tests.documents.composed import every_sheet
from tests.sheets import texts_of
from tests.support import (
    YEARS,
    sample_sheet,
    sample_table,
    sample_year,
)

from zkkk_factsheet.charts import Bars, Columns
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import communities, duties, municipalities

# What is neither a figure nor a year of the data: the regulation 02/2010, a whole, the smallest
# base of a percentage.
DECLARED = {"02", "2010", "100", "10"}
LEVELS = {str(level) for level in range(9)}
MARKS = {True: "yes", False: "no", None: "missing"}


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
    known |= {str(each) for each in YEARS}
    for earlier in YEARS[: YEARS.index(year)]:
        for figure in sample_table(earlier):
            known |= {str(each) for each in (figure.numerator, figure.denominator) if each}
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
    first, *others = shown = sample_sheet(year, language).key_figures
    compared = ("offices", "work_plan", "annual_report", "", "duties")
    for each, name in zip(shown, compared, strict=True):
        if year == min(YEARS):
            assert each.change == ""
        elif name:
            before, after = (
                sample_table(year).one(f"change.{name}.{when}") for when in ("before", "after")
            )
            of_both = [count(before), count(after), str(after.denominator)]
            assert numbers(each.change) == of_both
        else:
            then = sample_table(year - 1).one("staff.by_gender", gender="women")
            now = sample_table(year).one("staff.by_gender", gender="women")
            of_all = [*share(then)[:2], *share(now)[:2]]
            assert numbers(each.change) == of_all
    assert first.value == count(established)
    assert numbers(first.base) == [str(established.denominator)]
    for shown, figure in zip(others, shares, strict=True):
        assert shown.value == percent(figure)
        assert numbers(shown.base) == [count(figure), str(figure.denominator)]


@every_sheet
def test_the_duties_are_those_of_the_table(year: int, language: str) -> None:
    """Each duty with yes, no and no information, sorted by share; a line marks the year before."""
    shown, one = chart(year, language, "duties"), sample_table(year).one
    assert isinstance(shown.drawing, Bars)
    called = {f"{duty.number}. {duty.short[language]}": duty.id for duty in duties()}
    assert {bar.label for bar in shown.drawing.bars} == called.keys()
    shares = []
    for bar, row in zip(shown.drawing.bars, shown.data.rows, strict=True):
        yes, no, missing = asked = [
            one(f"duties.{each}", duty=called[bar.label])
            for each in ("performed", "not_performed", "performed.missing")
        ]
        assert [segment.size for segment in bar.segments] == [each.numerator for each in asked]
        assert list(row[:5]) == [bar.label, *map(count, asked), percent(yes)]
        assert numbers(bar.value) == share(yes)
        (place,) = re.finditer(re.escape(f"{bar.label}: {bar.value}; "), shown.alternative)
        spoken = shown.alternative[place.end() :]
        assert numbers(spoken)[:2] == [count(no), count(missing)]
        shares.append((yes.numerator or 0) / (yes.denominator or 1))
        if year == min(YEARS):
            assert (bar.before, len(row)) == (None, 5)
            continue
        before, after = (
            one(f"change.duty.{when}", duty=called[bar.label]) for when in ("before", "after")
        )
        assert numbers(row[5]) == [count(before), count(after), str(after.denominator)]
        changed = (after.numerator or 0) - (before.numerator or 0)
        assert bar.before == (yes.numerator or 0) - changed
    assert shares == sorted(shares, reverse=True)
    assert bool(shown.drawing.before) == (year > min(YEARS))


@every_sheet
def test_the_officials_are_those_of_the_table(year: int, language: str) -> None:
    """A bar as long as a community has officials, women and men in it where they may be shown."""
    shown, one = chart(year, language, "officials"), sample_table(year).one
    assert isinstance(shown.drawing, Bars)
    called = {each.label(language): each.id for each in communities()}
    present = [each for each in sample_table(year).all("staff.by_community") if each.numerator]
    assert {called[bar.label] for bar in shown.drawing.bars} == {each.community for each in present}
    withheld = catalogue(language, "sheet").text("value.suppressed")
    lengths, told = [], set()
    for bar, row in zip(shown.drawing.bars, shown.data.rows, strict=True):
        id_ = called[bar.label]
        officials = one("staff.by_community", community=id_)
        women, men = (
            one(f"staff.{gender}_by_community", community=id_, gender=gender)
            for gender in ("women", "men")
        )
        sizes = [segment.size for segment in bar.segments]
        beside = [count(officials), percent(officials)[:-1]]
        assert row[:2] == (bar.label, count(officials))
        assert row[4] == percent(officials)
        assert f"{bar.label}: {officials.numerator} " in shown.alternative
        lengths.append(sum(sizes))
        told.add(women.status)
        if women.status == "suppressed":
            assert sizes == [officials.numerator]
            assert {row[2], row[3], row[5]} == {withheld}
            assert numbers(bar.value) == beside
        else:
            assert sizes == [women.numerator, men.numerator]
            assert row[2:4] == (count(women), count(men))
            assert numbers(row[5]) == share(women)[-1 if (women.denominator or 0) >= 10 else 0 :]
            assert numbers(bar.value) == [*beside, count(women)]
    assert told == {"ok", "suppressed"}
    assert lengths == sorted(lengths, reverse=True)
    assert sum(lengths) == one("staff.officials").numerator


def told_of(paragraphs: tuple[str, ...], language: str) -> list[set[str]]:
    """The municipalities that each paragraph names."""
    # A name may be part of another: the longer ones are looked for first.
    names = sorted(
        ((each.name(language), each.id) for each in municipalities()), key=lambda it: -len(it[0])
    )
    found = []
    for text in paragraphs:
        named = set()
        for name, id_ in names:
            if name in text:
                named.add(id_)
                text = text.replace(name, "")  # noqa: PLW2901 - what is left of it
        found.append(named)
    return found


@every_sheet
def test_who_has_no_document_is_told_as_in_the_table(year: int, language: str) -> None:
    """Who has no work plan or annual report, and of whom nothing is known, by name and number."""
    sheet, asked = sample_sheet(year, language), sample_year(year).documents
    reporting, missing = (sheet.section(id_).paragraphs for id_ in ("reporting", "missing"))
    without, unknown = told_of(reporting, language), told_of(missing, language)
    for place, name in enumerate(("work_plan", "annual_report")):
        answers = {each.municipality: each.yes for each in asked if each.question == name}
        assert len(answers) > 30
        blank = {office for office, yes in answers.items() if yes is None}
        no = {office for office, yes in answers.items() if yes is False}
        assert no
        assert without[place] == no
        assert unknown[place] == blank
        assert str(len(no)) in numbers(reporting[place])
        assert numbers(missing[place]) in ([str(len(blank))], [] if len(blank) == 1 else None)


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
    asked = {
        (each.municipality, each.question): MARKS[each.yes]
        for each in (*sample_year(year).duties, *sample_year(year).documents)
    }
    established = set(sample_year(year).with_status("established"))
    assert len(established) > 30
    for place in municipalities():
        row = by_name[place.name(language)]
        if place.id not in established:
            assert (row.marks, row.total, row.documents) == ((), "", ())
            assert row.instead
            assert not any(row.numbers)
            continue
        expected = [asked[place.id, duty.id] for duty in duties()]
        assert len(expected) == 8
        assert list(row.marks) == expected
        counted = sample_table(year).one("duties.count", municipality=place.id)
        least, most = expected.count("yes"), 8 - expected.count("no")
        assert counted.numerator == least
        assert row.total == (str(least) if least == most else f"{least}–{most}")
        documents = [asked[place.id, each] for each in ("work_plan", "annual_report")]
        assert list(row.documents) == documents
        rows = [each.number for each in sample_year(year).staff if each.municipality == place.id]
        known = [number for number in rows if number is not None]
        assert row.numbers[-1] in ({str(sum(known))} if known else {"", "0"})
    order = [row.name for row in matrix.rows]
    assert order == sorted(order, key=lambda name: sort_key(name, language))


@every_sheet
def test_each_municipality_stands_with_its_own_change(year: int, language: str) -> None:
    """The change counts the duties of which both years have an answer, and no others."""
    matrix = sample_sheet(year, language).section("municipalities").matrix
    if year == min(YEARS):
        assert [each.sign for each in matrix.numbers if each.sign == "±"] == []
        return
    now, then = (
        {(each.municipality, each.question): each.yes for each in asked if each.yes is not None}
        for asked in (sample_year(year).duties, sample_year(year - 1).duties)
    )
    by_name = {row.name: row.numbers[0] for row in matrix.rows}
    both: dict[str, int] = {}
    expected: dict[str, int] = {}
    for key in now.keys() & then.keys():
        expected[key[0]] = expected.get(key[0], 0) + int(now[key]) - int(then[key])
        both[key[0]] = both.get(key[0], 0) + 1
    assert {"0", "+1", "−1"} <= set(by_name.values())
    for place in municipalities():
        change = expected.get(place.id)
        sign = "" if not change else "+" if change > 0 else "−"
        star = "*" if both.get(place.id, 8) < 8 else ""
        shown = "" if change is None else f"{sign}{abs(change)}{star}"
        assert by_name[place.name(language)] == shown


@every_sheet
def test_the_comparison_is_that_of_the_table(year: int, language: str) -> None:
    """Offices, officials and each duty: the counts of both years, and what they are counted of."""
    sheet, one = sample_sheet(year, language), sample_table(year).one
    points = sheet.section("method").points
    if year == min(YEARS):
        assert "change" not in [each.id for each in sheet.sections]
        assert [each for each in points if "→" in each] == []
        return
    offices, officials = sheet.section("change").paragraphs
    for text, name in ((offices, "offices"), (officials, "officials")):
        before, after = (one(f"change.{name}.{when}") for when in ("before", "after"))
        assert f": {count(before)} → {count(after)}." in text
    assert len(points) == 8
    for text, duty in zip(points, duties(), strict=True):
        before, after = (one(f"change.duty.{when}", duty=duty.id) for when in ("before", "after"))
        assert before.denominator == after.denominator
        assert text.startswith(f"{duty.number}. {duty.full[language]} (")
        changed = [count(before), count(after), str(after.denominator)]
        assert numbers(text)[1:] == changed
    # In no sample year may the women of the same offices be told apart from all women.
    assert one("change.women", gender="women").status == "suppressed"


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
