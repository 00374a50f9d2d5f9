"""What a sheet has to say, and what it says where there is nothing to say."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.sheets import section_texts, strings_in, texts_of
from tests.support import (
    EXTREMES,
    LANGUAGES,
    PRINTED_YEARS,
    ROSTER,
    YEARS,
    answers,
    extreme_sheet,
    office,
    residents,
    sample_sheet,
    sheet_of,
    staff,
    uniform_year,
    year_rows,
)

from zkkk_factsheet.charts import Bars
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import communities, community, duties, municipality

if TYPE_CHECKING:
    from zkkk_factsheet.workbook.rows import OfficeStatus, Staff

every_language = pytest.mark.parametrize("language", LANGUAGES)
printed_sheets = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)

SECTIONS = [
    "main",
    "key",
    "performance",
    "country",
    "composition",
    "reading",
    "mandate",
    "source",
    "municipalities",
    "count",
    "establishment",
    "reporting",
    "missing",
    "change",
    "years",
    "method",
]
OF_OFFICES = {"reporting", "missing"}
"""What there is nothing to say of where there is no office."""


@printed_sheets
def test_every_section_is_there_and_none_is_empty(year: int, language: str) -> None:
    """All sections of the published sheets, in order, each with a heading and content."""
    sheet = sample_sheet(year, language)
    of_years = {"change", "years"}  # the second of more than two
    sections = [each for each in SECTIONS if each not in of_years or year - 1 in YEARS]
    assert [section.id for section in sheet.sections] == sections
    for section in sheet.sections:
        assert section.heading
        assert section.section.blocks, section.id
        assert [text for text in section_texts(section) if not text.strip()] == []
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
    assert "change" not in [section.id for section in sheet.sections]


@every_language
def test_similar_offices_are_named(language: str) -> None:
    """2019: the three similar offices by name, and nobody is said not to be covered."""
    text = " ".join(sample_sheet(2019, language).section("establishment").paragraphs)
    for id_ in ("leposavic", "mitrovica-north", "zubin-potok"):
        assert municipality(id_).name(language) in text
    assert municipality("zvecan").name(language) not in text


@every_language
def test_who_did_not_answer_is_named(language: str) -> None:
    """Each office without an answer is named under its question, and no other; who asks is said."""
    rows = year_rows(
        [
            office("peja", work_plan=None, annual_report=True),
            office("klina", work_plan=True, annual_report=None),
            office("istog", "not established"),
        ]
    )
    plan, report, *_ = sheet_of(rows, language).section("missing").paragraphs
    peja, klina, istog = (municipality(id_).name(language) for id_ in ("peja", "klina", "istog"))
    assert peja in plan
    assert klina not in plan
    assert klina in report
    assert peja not in report
    assert istog not in plan + report


@every_language
def test_communities_without_an_official_are_named(language: str) -> None:
    """What is absent from the charts is in the text beneath them."""
    rows = year_rows([office("peja")], [staff("peja", "roma", 5, 5)])
    composition = sheet_of(rows, language).section("composition")
    (absent,) = composition.notes
    assert community("turkish").name(language) in absent
    assert community("roma").name(language) not in absent


@every_language
def test_who_lives_without_an_official_is_named_where_that_may_be_told(language: str) -> None:
    """Those of any municipality; not where an office of one would tell whose that official is."""

    def named(*in_klina: "Staff") -> set[str]:
        in_peja = [staff("peja", "albanian", 3, 2), staff("peja", "roma", 1, 3)]
        rows = year_rows([office("peja"), office("klina")], [*in_peja, *in_klina])
        lives = {"albanian": 900, "roma": 40, "serb": 30}
        rows = residents(rows, {"peja": lives, "klina": {**lives, "turkish": 9}})
        (said,) = sheet_of(rows, language).section("population").paragraphs
        return {each.id for each in communities() if each.name(language) in said}

    assert named(staff("klina", "serb", 4, 2), staff("klina", "albanian", 1, 3)) == {
        *("roma", "serb", "turkish")
    }
    assert "serb" not in named(staff("klina", "serb", 1, 0))


@every_language
@pytest.mark.parametrize("name", EXTREMES)
def test_any_year_gives_a_sheet(name: str, language: str) -> None:
    """Whatever a year holds, there is a sheet of all sections without a gap in a sentence."""
    sheet = extreme_sheet(name, language)
    left_out = {"change", "years"} | (OF_OFFICES if name.startswith("nobody") else set())
    if name == "nothing answered" or name.startswith("nobody"):
        left_out |= {"count"}
    expected = [each for each in SECTIONS if each not in left_out]
    if name == "people":
        where = expected.index("establishment")
        expected[where:where] = ["population", "caseload"]
    assert [section.id for section in sheet.sections] == expected
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
    sheet = extreme_sheet(name, language)
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
    points = sample_sheet(2016, language).section("method").points
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


# Who said no --------------------------------------------------------------------------------


def _reporting_notes(language: str, plans: Sequence[bool | None]) -> str:
    """What is said of the work plans of some offices, all of which have an annual report."""
    rows = year_rows(
        [office(id_, work_plan=plan, annual_report=True) for id_, plan in zip(_PLACES, plans)]  # noqa: B905 - as many as there are plans
    )
    return sheet_of(rows, language).section("reporting").paragraphs[0]


_PLACES = ("peja", "klina", "istog", "viti", "junik")


@every_language
def test_who_said_no_is_named(language: str) -> None:
    """The offices without a work plan are named, and no other."""
    said = _reporting_notes(language, [False, True, False, True, True])
    named = [id_ for id_ in _PLACES if municipality(id_).name(language) in said]
    assert named == ["peja", "istog"]


@every_language
def test_where_most_said_no_those_who_did_not_are_named(language: str) -> None:
    """Four of five without a work plan: their number, and the one that had one."""
    said = _reporting_notes(language, [False, False, True, False, False])
    named = [id_ for id_ in _PLACES if municipality(id_).name(language) in said]
    assert named == ["istog"]
    assert "4" in said


@every_language
@pytest.mark.parametrize(
    ("yes", "no", "named"),
    [(36, 2, "no"), (20, 9, "no"), (19, 19, "no"), (18, 20, "yes"), (1, 37, "yes")],
)
def test_the_fewer_are_named(language: str, yes: int, no: int, named: str) -> None:
    """Those without a plan are named; where these are the most, those that have one."""
    places = {"yes": ROSTER[:yes], "no": ROSTER[yes : yes + no]}
    rows = year_rows(
        office(id_, work_plan=said == "yes") for said, ids in places.items() for id_ in ids
    )
    said = sheet_of(rows, language).section("reporting").paragraphs[0]
    assert str(no) in said
    for which, ids in places.items():
        found = [id_ for id_ in ids if municipality(id_).name(language) in said]
        assert found == (list(ids) if which == named else [])


@every_language
@pytest.mark.parametrize(
    ("plans", "key"),
    [([False, False, None], "none"), ([None, None], "unknown"), ([True, True, None], "all")],
)
def test_where_all_said_the_same_nobody_is_named(
    language: str, plans: list[bool | None], key: str
) -> None:
    """No office had a work plan, or every one, or nothing is known of any."""
    say = catalogue(language, "sheet")
    share = say.text("value.counts", numerator=2, denominator=2)
    expected = say.text(f"reporting.work-plan.{key}", **({"share": share} if key == "all" else {}))
    assert _reporting_notes(language, plans) == expected


# What is certain, and what is not -----------------------------------------------------------


@every_language
def test_a_known_zero_is_said_to_be_none(language: str) -> None:
    """Nobody employed and all counts complete is not "no information"."""
    rows = year_rows([office("peja")], [staff("peja", "roma", 0, 0)])
    say = catalogue(language, "sheet")
    said = sheet_of(rows, language).section("composition").paragraphs
    assert said == (say.text("composition.none"), say.text("mandate.size"))
    rows = year_rows([office("peja")], [staff("peja", "roma", None, 0)])
    said = sheet_of(rows, language).section("composition").paragraphs
    assert said == (say.text("composition.unknown"), say.text("mandate.size"))


@every_language
def test_where_counts_are_missing_there_are_at_least_so_many(language: str) -> None:
    """With one office's count blank the total is a least, and absence is said of those counted."""
    say = catalogue(language, "sheet")
    rows = year_rows(
        [office("peja"), office("klina")],
        [staff("peja", "roma", 6, 6), staff("klina", "serb", None, 1)],
    )
    composition = sheet_of(rows, language).section("composition")
    women = say.text("value.share", numerator=6, denominator=12, percent="{}")[:3]
    assert "12" in composition.paragraphs[0]
    assert composition.paragraphs[0].startswith(
        say.plural("composition.at-least", 12, women=women).split(women)[0]
    )
    absent = [note for note in composition.notes if community("turkish").name(language) in note]
    begin = say.text("composition.absent-among-counted", communities="|").split("|")[0]
    assert [note.startswith(begin) for note in absent] == [True]


@every_language
@pytest.mark.parametrize(
    ("yes", "no", "printed"),
    [(1, 37, "3%"), (0, 38, "0%"), (38, 0, "100%"), (9, 0, "9|9"), (4, 5, "4|9"), (5, 5, "50%")],
)
def test_a_percentage_has_a_base_of_ten(language: str, yes: int, no: int, printed: str) -> None:
    """On nine offices and fewer the counts stand alone, wherever the share is told."""
    places = ROSTER[: yes + no]
    rows = year_rows(
        (office(id_, work_plan=n < yes) for n, id_ in enumerate(places)),
        duties=[answers(id_, n < yes) for n, id_ in enumerate(places)],
    )
    sheet = sheet_of(rows, language)
    shown = sheet.section("performance").charts[0]
    say = catalogue(language, "sheet")
    if "|" in printed:
        counts = say.text("value.counts", numerator=yes, denominator=yes + no)
        assert shown.data.rows[0][-1] == shown.drawing.bars[0].value == counts
        assert (sheet.key_figures[1].value, sheet.key_figures[1].label) == (
            str(yes),
            say.text("change.work-plan"),
        )
        # Eight answers of each office are a base of their own.
        overall = say.text("value.share", numerator=8 * yes, denominator=72, percent="|").split("|")
        percents = [text for text in texts_of(sheet) if "%" in text and "100%" not in text]
        assert [text for text in percents if overall[0] not in text and len(text) > 4] == []
    else:
        assert shown.data.rows[0][-1] == sheet.key_figures[1].value == printed
        assert f"({printed})" in shown.alternative


@every_language
@pytest.mark.parametrize(
    ("women", "men", "key"),
    [(6, 2432, "under-one"), (2432, 6, "over-99"), (13, 2425, ""), (0, 2438, ""), (2438, 0, "")],
)
def test_some_are_not_none_and_not_all(language: str, women: int, men: int, key: str) -> None:
    """A share that would be rounded to none or to all is said to be under 1 or over 99 percent."""
    sheet = sheet_of(year_rows([office("peja")], [staff("peja", "roma", women, men)]), language)
    shown = sheet.key_figures[3].value
    expected = {0: "0%", 13: "1%", 2438: "100%"}
    say = catalogue(language, "sheet")
    assert shown == (say.text(f"value.{key}") if key else expected[women])
    assert shown in sheet.section("composition").paragraphs[0]


def test_officials_are_drawn_on_one_scale() -> None:
    """One official's bar is a fiftieth as long as that of fifty, among women and men as well."""
    rows = year_rows([office("peja")], [staff("peja", "roma", 20, 30), staff("peja", "serb", 0, 5)])
    for chart in sheet_of(rows, "en").section("composition").charts:
        assert isinstance(chart.drawing, Bars)
        assert not chart.drawing.full


# The table of municipalities ----------------------------------------------------------------


@every_language
def test_an_office_with_blanks_stands_with_a_range(language: str) -> None:
    """7 yes and a blank is 7–8; the rows stand from A to Z."""
    yes, no = [True] * 7, False
    rows = year_rows(
        [office(id_) for id_ in ("klina", "peja", "viti", "junik")],
        duties=[
            answers("klina", *yes, no),
            answers("viti", *yes, None),
            answers("peja", *[True] * 8),
            answers("junik", *[True] * 6, None, None),
        ],
    )
    section = sheet_of(rows, language).section("municipalities")
    assert section.matrix is not None
    assert {row.name: row.total for row in section.matrix.rows} == {
        municipality(id_).name(language): total
        for id_, total in (("peja", "8"), ("viti", "7–8"), ("klina", "7"), ("junik", "6–8"))
    }
    names = [row.name for row in section.matrix.rows]
    assert [name[0] for name in names] == sorted(name[0] for name in names)
    say = catalogue(language, "sheet").text
    assert section.notes == (say("matrix.note"), say("matrix.note.range"))


@every_language
@pytest.mark.parametrize("name", ["nothing answered", "nobody established", "nobody covered"])
def test_of_how_many_duties_nothing_is_drawn_where_nothing_is_known(
    name: str, language: str
) -> None:
    """A chart of noughts would tell of offices that perform some other number of duties."""
    assert "count" not in {each.id for each in extreme_sheet(name, language).sections}
    known = extreme_sheet("nothing performed", language).section("count")
    assert len(known.charts) == 1


@every_language
def test_only_signs_that_stand_in_the_table_are_explained(language: str) -> None:
    """A star where not all duties could be compared, a range where an answer is missing."""
    say, whole = catalogue(language, "sheet").text, sample_sheet(2019, language)
    parts = ("matrix.note", "matrix.note.range", "matrix.note.partly")
    assert whole.section("municipalities").notes == tuple(map(say, parts))
    complete = sheet_of(uniform_year(answer=True), language).section("municipalities")
    assert complete.notes == (say("matrix.note"),)


# Change -------------------------------------------------------------------------------------


@every_language
def test_offices_that_are_new_or_gone_stand_in_the_comparison_by_name(language: str) -> None:
    """34 became 35: who is new, and who is gone; who was not assessed is not compared."""
    status: dict[str, tuple[OfficeStatus, OfficeStatus]] = {
        "peja": ("established", "established"),
        "klina": ("not established", "established"),
        "istog": ("established", "similar"),
        "viti": ("not covered", "established"),
        "junik": ("similar", "established"),
    }
    then, now = (
        year_rows([office(id_, both[when]) for id_, both in status.items()]) for when in (0, 1)
    )
    sheet = sheet_of(now, language, then)
    label, _ = sheet.section("change").paragraphs
    assert label.endswith(": 2 → 3.")
    # Viti's office was not covered before: the row says that it is not of all that there are.
    assert label.startswith(catalogue(language, "sheet").text("change.established-where-known"))
    named = [id_ for id_ in status if municipality(id_).name(language) in label]
    assert named == ["klina", "istog", "junik"]
    notes = " ".join(sheet.section("change").notes)
    assert [id_ for id_ in status if municipality(id_).name(language) in notes] == ["viti"]


@every_language
def test_women_of_the_same_offices_are_told_where_they_may_be(language: str) -> None:
    """Where the same offices employ all officials, the change is of them; else of all officials."""
    say = catalogue(language, "sheet")
    offices = [office("peja"), office("klina")]
    then = year_rows(offices, [staff("peja", "roma", 6, 6)])
    now = year_rows(offices, [staff("peja", "roma", 7, 6)])
    new = year_rows(offices, [staff("peja", "roma", 7, 6), staff("klina", "roma", 1, 0)])
    for rows, key, after in ((now, "key.change-same", (7, 13)), (new, "key.change-all", (8, 14))):
        shown = sheet_of(rows, language, then).key_figures[3].change
        values = {"before": 6, "base_before": 12, "after": after[0], "base_after": after[1]}
        assert shown == say.text(key, **values)


@printed_sheets
def test_the_words_of_a_key_begin_alike(year: int, language: str) -> None:
    """In the key of a chart all words begin with a capital letter, or none would."""
    keys = [
        [word for _, word in chart.drawing.key]
        for chart in sample_sheet(year, language).charts()
        if isinstance(chart.drawing, Bars)
    ]
    assert max(map(len, keys)) == 3
    assert [word for words in keys for word in words if not word[0].isupper()] == []


@pytest.mark.parametrize("shown", [True, False])
def test_the_key_of_officials_has_what_is_drawn_and_nothing_else(*, shown: bool) -> None:
    """Where women and men of no community may be shown, the key names neither."""
    rows = year_rows([office("peja")], [staff("peja", "roma", *(9, 8) if shown else (1, 2))])
    (chart,) = (each for each in sheet_of(rows, "en").charts() if each.id == "officials")
    assert isinstance(chart.drawing, Bars)
    words = [word for _, word in chart.drawing.key]
    assert words == (["Women", "Men"] if shown else ["Not shown separately"])


@every_language
@pytest.mark.parametrize("men", [1, None])
def test_where_women_of_all_offices_are_not_told_a_note_says_why(
    language: str, men: int | None
) -> None:
    """No sentence has “not shown” in the place of a number."""
    say = catalogue(language, "sheet")
    officials = [staff("peja", "serb", 1, 1), staff("klina", "roma", 1, men)]
    rows = year_rows([office("peja"), office("klina")], officials)
    section = sheet_of(rows, language).section("composition")
    assert say.text("value.suppressed") not in section.paragraphs[0]
    assert say.text("composition.women-suppressed") in section.notes
    assert say.text("composition.suppressed") not in section.notes
