"""What a municipal sheet says: of each kind of office, of officials, of what remains."""

from typing import Any

import pytest
from tests.sheets import Sheet
from tests.support import (
    LANGUAGES,
    answers,
    office,
    sample_with_years,
    uniform_year,
    with_officials,
    year_rows,
)

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.municipal import compose
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.rows import OfficeStatus, YearRows

every_language = pytest.mark.parametrize("language", LANGUAGES)


def published(rows: YearRows, *earlier: YearRows) -> Published:
    """What is published of some rows, and of the years before."""
    return published_of(rows, earlier[-1] if earlier else None, THRESHOLD, earlier)


def sheet(rows: YearRows | Published, municipality: str, language: str) -> Sheet:
    """The sheet of a municipality."""
    known = published(rows) if isinstance(rows, YearRows) else rows
    return Sheet(compose(known, language, municipality))


def figures(of: Sheet) -> tuple[Any, ...]:
    """The large figures of a sheet."""
    (block,) = of.section("office").figures
    found: tuple[Any, ...] = block.figures
    return found


@every_language
@pytest.mark.parametrize(
    ("status", "key"),
    [
        ("similar", "similar"),
        ("not established", "not-established"),
        ("not covered", "not-covered"),
        ("no information", "no-information"),
    ],
)
def test_a_municipality_without_an_office_is_told_so_and_what_it_means(
    language: str, status: OfficeStatus, key: str
) -> None:
    """The page says what is the case, what that means, what an office would do, what remains."""
    say = catalogue(language, "sheet")
    rows = year_rows(
        [office("viti", status, all="A remark."), office("peja")], duties=[answers("peja", None)]
    )
    found = sheet(rows, "viti", language)
    first, meaning = found.section("office").paragraphs
    assert first == say.text(f"municipal.{key}", year=2019)
    assert meaning == say.text(f"municipal.{key}.meaning")
    ids = [each.id for each in found.sections]
    assert ids == ["office", "duties", "remaining", "map", "mandate", "contact"]
    (listed,) = found.section("duties").checklists
    assert [check.mark for check in listed.checks] == [""] * 8
    assert [check.label for check in listed.checks] == [
        f"{duty.number}. {duty.full[language]}" for duty in duties()
    ]
    tasks = found.section("remaining")
    assert bool(tasks.points) == (key in ("similar", "not-established"))
    if not tasks.points:
        assert tasks.paragraphs == (say.text(f"municipal.remaining.{key}"),)
    assert any("A remark." in note for note in found.section("contact").notes)
    (tile,) = (tile for tile in found.section("map").maps[0].tiles if tile.own)
    assert tile.step == key


def test_a_municipality_that_the_workbook_lacks_has_a_page_without_information() -> None:
    """No row is no information; the page is made all the same."""
    found = sheet(year_rows([office("peja")]), "viti", "en")
    expected = catalogue("en", "sheet").text("municipal.no-information", year=2019)
    assert found.section("office").paragraphs[0] == expected
    assert len(found.section("map").maps[0].tiles) == 38


def test_the_large_figures_are_the_office_s() -> None:
    """Rahovec in 2019: four duties, no plan, a report; beside each what all offices do."""
    first, plan, report, _ = figures(sheet(sample_with_years(2019), "rahovec", "en"))
    assert (first.value, first.label) == ("4", "of 8 core duties are performed")
    assert first.base == "at least half of 31 offices perform 6 or more"
    assert first.change == "in 2018: 3–4"
    assert (plan.value, plan.label, plan.base) == ("No", "Work plan", "all offices: 30 of 34 (88%)")
    assert (report.value, report.label) == ("Yes", "Annual report")


@every_language
def test_a_word_in_place_of_a_large_figure_begins_with_a_capital(language: str) -> None:
    """“No information” stands beside “Yes” and “No”, in each of the four places."""
    known = figures(sheet(sample_with_years(2019), "rahovec", language))
    words = [each.value for each in known[1:3]]
    unknown = figures(sheet(year_rows([office("viti")]), "viti", language))
    assert len(unknown) == 4
    words += [each.value for each in unknown]
    assert [word for word in words if not str(word)[0].isupper()] == []


@every_language
def test_what_remains_is_a_task_for_each_no_and_a_question_for_each_blank(language: str) -> None:
    """A duty not performed is worded as a task; what is not known is never called undone."""
    say = catalogue(language, "sheet")
    given = (True, False, None, True, False, True, True, True)
    rows = year_rows([office("viti", work_plan=False)], duties=[answers("viti", *given)])
    *tasks, plan, unknown = sheet(rows, "viti", language).section("remaining").points
    assert tasks == [
        f"{duty.number}. {duty.remaining[language]}"
        for duty, answer in zip(duties(), given, strict=True)
        if answer is False
    ]
    assert plan == say.text("municipal.remaining.work-plan")
    third = duties()[2]
    items = f"3. {third.short[language]}; {say.text('municipal.annual-report')}"
    assert unknown == say.text("municipal.remaining.unknown", items=items)


def test_where_all_is_done_it_says_so() -> None:
    """An office that does everything has no list of tasks."""
    found = sheet(uniform_year(answer=True), "viti", "en").section("remaining")
    assert found.points == ()
    assert found.paragraphs == (catalogue("en", "sheet").text("municipal.remaining.nothing"),)


@every_language
def test_officials_are_told_as_far_as_they_may_be(language: str) -> None:
    """Gender and communities stand where they are published; else that they are withheld, why."""
    say = catalogue(language, "sheet")
    whole = published(uniform_year(answer=True))

    def said(genders: Any, communities: Any) -> tuple[str, ...]:
        told = with_officials(whole, "viti", genders, communities)
        return sheet(told, "viti", language).section("officials").paragraphs

    total = say.plural("municipal.officials.total", 4)
    gender = say.text("municipal.gender", women=2, men=2)
    name = {"sq": "Serb", "sr": "Srbi", "en": "Serb"}[language]
    (community,) = said("suppressed", "ok")[1:2]
    assert community.count("4") == 1
    assert name.lower()[:3] in community.lower()
    assert said("ok", "ok") == (total, gender, community)
    for shown, key in (
        (("suppressed", "ok"), "gender"),
        (("ok", "suppressed"), "communities"),
        (("suppressed", "suppressed"), "both"),
    ):
        texts = said(*shown)
        assert texts[-1] == say.text(f"municipal.withheld-{key}")
        assert (gender in texts) == (shown[0] == "ok")
        assert (community in texts) == (shown[1] == "ok")


def test_half_of_all_offices_is_told_where_it_says_something() -> None:
    """Of fewer than ten offices, or where half of them do nothing, there is no such comparison."""
    say = catalogue("en", "sheet")
    everything = figures(sheet(uniform_year(answer=True), "viti", "en"))[0]
    assert everything.base == say.plural("municipal.median-all", 38)
    assert figures(sheet(uniform_year(answer=False), "viti", "en"))[0].base == ""
    few = year_rows([office("viti")], duties=[answers("viti", *[True] * 8)])
    assert figures(sheet(few, "viti", "en"))[0].base == ""


def test_the_years_are_those_of_the_office() -> None:
    """A year without an office has no bar; where no year has one there are no years at all."""
    before = [
        year_rows([office("viti", "similar")], year=2016),
        year_rows([office("viti")], duties=[answers("viti", *[True] * 3, *[False] * 5)], year=2017),
        year_rows([office("viti", work_plan=True)], [], [answers("viti", None)], year=2018),
    ]
    now = uniform_year(answer=True)
    (block,) = sheet(published(now, *before), "viti", "en").section("years").strips
    assert [[value.text for value in strip.values] for strip in block.strips] == [
        ["no data", "3/8", "no information", "8/8"],
        ["no data", "no information", "Yes", "Yes"],
        ["no data", "no information", "no information", "Yes"],
    ]
    assert set(block.breaks) == {False}
    similar = [year_rows([office("viti", "similar")], year=year) for year in (2016, 2017, 2018)]
    rows = year_rows([office("viti", "similar")])
    ids = [each.id for each in sheet(published(rows, *similar), "viti", "en").sections]
    assert "years" not in ids


@every_language
def test_whom_to_write_to(language: str) -> None:
    """The contact, else the publisher; a sheet without either has no empty line."""
    contact, source = "Contact X", "Source Y"
    rows = year_rows([office("viti")], contact=contact, source=source)
    found = sheet(rows, "viti", language).section("contact")
    (line,) = found.paragraphs
    assert line.endswith(contact)
    assert found.notes[0].endswith(source)
    (line,) = sheet(uniform_year(answer=True), "viti", language).section("contact").paragraphs
    assert line.endswith("Publisher")
    assert sheet(year_rows([office("viti")]), "viti", language).section("contact").paragraphs == ()
