"""What a sheet has to say, and what it says where there is nothing to say."""

from dataclasses import replace

import pytest
from tests.support import (
    EXTREMES,
    LANGUAGES,
    PRINTED_YEARS,
    answers,
    office,
    sample_sheet,
    sheet_of,
    staff,
    strings_in,
    texts_of,
    uniform_year,
    year_rows,
)

from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import community, duties, municipality

every_language = pytest.mark.parametrize("language", LANGUAGES)
printed_sheets = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)

SECTIONS = [
    "mandate",
    "establishment",
    "reporting",
    "composition",
    "reading",
    "performance",
    "count",
    "change",
    "municipalities",
    "method",
]


@printed_sheets
def test_every_section_is_there_and_none_is_empty(year: int, language: str) -> None:
    """All sections of the published sheets, in order, each with a heading and content."""
    sheet = sample_sheet(year, language)
    assert [section.id for section in sheet.sections] == SECTIONS
    for section in sheet.sections:
        assert section.heading
        assert section.texts() or section.charts or section.matrix, section.id
    assert len(sheet.key_figures) == 5


@printed_sheets
def test_sample_data_is_marked(year: int, language: str) -> None:
    """What is made from the sample says so, in a word and in a sentence."""
    sheet, say = sample_sheet(year, language), catalogue(language, "sheet")
    assert sheet.mark == say.text("mark.sample")
    assert sheet.mark_note == say.text("mark.sample.note")


@every_language
def test_only_a_final_edition_has_no_mark(language: str) -> None:
    """A draft is marked as one; a final edition as nothing."""
    rows = uniform_year(answer=True)
    final = sheet_of(rows, language)
    assert (final.mark, final.mark_note) == ("", "")
    draft = sheet_of(replace(rows, about=replace(rows.about, status="draft")), language)
    assert draft.mark == catalogue(language, "sheet").text("mark.draft")
    assert draft.mark_note


@every_language
def test_offices_not_covered_are_named_and_nothing_is_compared(language: str) -> None:
    """2016: the four northern municipalities by name, and no comparison with a year before."""
    sheet = sample_sheet(2016, language)
    text = " ".join(sheet.section("establishment").paragraphs)
    for id_ in ("leposavic", "mitrovica-north", "zubin-potok", "zvecan"):
        assert municipality(id_).name(language) in text
    change = sheet.section("change")
    assert change.table is None
    assert change.paragraphs == (
        catalogue(language, "sheet").text("change.none", year=2016, previous=2015),
    )


@every_language
def test_similar_offices_are_named(language: str) -> None:
    """2019: the three similar offices by name, and nobody is said not to be covered."""
    text = " ".join(sample_sheet(2019, language).section("establishment").paragraphs)
    for id_ in ("leposavic", "mitrovica-north", "zubin-potok"):
        assert municipality(id_).name(language) in text
    assert municipality("zvecan").name(language) not in text


@every_language
def test_who_did_not_answer_is_named(language: str) -> None:
    """Each office without an answer is named under its question, and no other."""
    rows = year_rows(
        [
            office("peja", work_plan=None, annual_report=True),
            office("klina", work_plan=True, annual_report=None),
            office("istog", "not established"),
        ]
    )
    plan, report = sheet_of(rows, language).section("reporting").notes
    peja, klina, istog = (municipality(id_).name(language) for id_ in ("peja", "klina", "istog"))
    assert peja in plan
    assert klina not in plan
    assert klina in report
    assert peja not in report
    assert istog not in plan + report


@every_language
def test_communities_without_an_official_are_named(language: str) -> None:
    """What is absent from the charts is in the text beneath them."""
    rows = year_rows([office("peja")], [staff("peja", "roma", 1, 0)])
    composition = sheet_of(rows, language).section("composition")
    (absent,) = composition.notes
    assert community("turkish").name(language) in absent
    assert community("roma").name(language) not in absent


@every_language
@pytest.mark.parametrize("name", EXTREMES)
def test_any_year_gives_a_sheet(name: str, language: str) -> None:
    """Whatever a year holds, there is a sheet of all sections without a gap in a sentence."""
    sheet = sheet_of(EXTREMES[name], language)
    assert [section.id for section in sheet.sections] == SECTIONS
    for text in texts_of(sheet):
        assert text == text.strip()
        assert "None" not in text
        assert "<NA>" not in text
        assert "nan" not in text.split()
        assert "{" not in text


@every_language
@pytest.mark.parametrize("name", ["nothing answered", "nobody established", "nobody covered"])
def test_where_nothing_is_known_no_percentage_is_stated(name: str, language: str) -> None:
    """No information is said in words, never as zero percent."""
    sheet = sheet_of(EXTREMES[name], language)
    unknown = catalogue(language, "sheet").text("value.no-information")
    for figure in sheet.key_figures[1:]:
        assert (figure.value, figure.base) == (unknown, "")
    for chart in sheet.charts():
        assert "%" not in "".join(strings_in(chart.data.rows))
    shares = [text for text in texts_of(sheet) if "%" in text]
    assert shares == [catalogue(language, "sheet").text("reading.rounding")]


@every_language
def test_the_eight_duties_are_explained(language: str) -> None:
    """The method section has the full text of every duty under its number."""
    points = sample_sheet(2019, language).section("method").points
    assert list(points) == [f"{duty.number}. {duty.full[language]}" for duty in duties()]


@every_language
def test_a_text_in_one_language_stays_in_it(language: str) -> None:
    """A remark in one language is printed in that language alone; one for all in every one."""
    rows = year_rows(
        [office("peja", "similar", sr="samo srpski"), office("klina", "similar", all="për all")],
    )
    notes = " ".join(sheet_of(rows, language).section("establishment").notes)
    assert ("samo srpski" in notes) == (language == "sr")
    assert "për all" in notes


def test_an_office_without_any_answer_says_so() -> None:
    """In the table of municipalities an office without answers has words, not eight marks."""
    rows = year_rows([office("peja"), office("klina")], duties=[answers("peja", None)])
    matrix = sheet_of(rows, "en").section("municipalities").matrix
    assert matrix is not None
    assert [(row.marks, row.instead) for row in matrix.rows] == [((), "no information")] * 2
