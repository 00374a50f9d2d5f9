"""What a report says of what an office did: rules that need no reader to know the office."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.documents.test_golden import as_text
from tests.documents.test_numbers import wrong
from tests.report.reports import REPORTED, activity, report_of, sample_report, sample_reported
from tests.sheets import Said, Sheet
from tests.support import LANGUAGES

from zkkk_factsheet.language import Period, catalogue
from zkkk_factsheet.reference import components

GOLDEN = Path(__file__).with_name("golden")
EVERY = [(*each, language) for each in REPORTED for language in LANGUAGES]
every_report = pytest.mark.parametrize(("period", "subject", "language"), EVERY)

MARCH, APRIL, MAY, JUNE = (date(2025, month, 10) for month in (3, 4, 5, 6))


def told(said: Said) -> list[tuple[str, str]]:
    """The entries of a section, each with its details."""
    return [(it.told.text, it.details) for each in said.entries for it in each.entries]


@every_report
def test_the_report_says_what_was_approved(
    period: str, subject: str, language: str, request: pytest.FixtureRequest
) -> None:
    """Every text of a report is the one that was read and approved, in the same order."""
    file = GOLDEN / f"{period}-{subject}-{language}.txt"
    text = as_text(sample_report(period, subject, language))
    if request.config.getoption("--renew-golden"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text.splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_no_approved_report_is_left_over() -> None:
    """There is an approved text for each of them, and no other."""
    assert {each.name for each in GOLDEN.iterdir()} == {f"{'-'.join(e)}.txt" for e in EVERY}


@every_report
def test_its_numbers_are_those_of_the_table(period: str, subject: str, language: str) -> None:
    """Every number of a figure is the one that is published."""
    document = sample_report(period, subject, language).document
    assert len(list(document.numbers())) > 10
    assert wrong(document, sample_reported(period)) == []


@every_report
def test_it_is_headed_by_the_office_in_three_languages(
    period: str, subject: str, language: str
) -> None:
    """Its own language first; the others say which they are."""
    block: Any = sample_report(period, subject, language).section("office").blocks[0]
    names = [str(each.text) for each in block.names]
    assert set(names) == {catalogue(each, "sheet").text("municipal.name") for each in LANGUAGES}
    assert names[0] == catalogue(language, "sheet").text("municipal.name")
    tags = [each.language for each in block.names]
    others = {catalogue(each, "sheet").text("language.tag") for each in LANGUAGES}
    assert tags[0] == ""
    assert set(tags[1:]) == others - {catalogue(language, "sheet").text("language.tag")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_language_lacks_is_told_in_another_and_marked(language: str) -> None:
    """Gračanica reports in Serbian and English: nothing is dropped from the Albanian report."""
    said = sample_report("2025-Q1", "gracanica", language).section("components")
    entries = [it for each in said.entries for it in each.entries]
    assert len(entries) == 3
    if language == "sq":
        assert {each.told.language for each in entries} == {"sr-Latn"}
        assert {each.told.mark for each in entries} == {"në gjuhën serbe"}
        assert "Održana je radionica" in str(entries[0].told.text)
    else:
        assert {(each.told.language, each.told.mark) for each in entries} == {("", "")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_components_without_activities_are_named(language: str) -> None:
    """A component is either told or said to be without activities."""
    said = sample_report("2025-Q1", "gracanica", language).section("components")
    headings = [each.heading for each in said.entries]
    (note,) = said.notes
    for number, component in enumerate(components(), start=1):
        heading = f"{number}. {component.name(language)}"
        assert (heading in headings) != (heading in note)
    assert len(headings) == 3


# What goes on ----------------------------------------------------------------------------------


def test_rows_with_the_same_description_are_one_activity() -> None:
    """Its days are told from the first to the last, and its last status."""
    sheet = report_of(
        activity(APRIL, "Rruga e re.", "initiated"),
        activity(JUNE, "RRUGA  E RE", "completed"),
        activity(JUNE, "Rruga e vjetër.", "completed"),
    )
    (first, details), (second, _) = told(sheet.section("components"))
    assert (first, second) == ("RRUGA  E RE", "Rruga e vjetër.")
    assert details == "10 April 2025 – 10 June 2025; completed"
    ((count, *_),) = (each.figures for each in sheet.section("introduction").figures)
    assert count.value == "2"


def test_another_component_is_another_activity() -> None:
    """The same words under education and under other are two things."""
    rows = [activity(MAY, component=each) for each in ("education", "other")]
    assert len(told(report_of(*rows).section("components"))) == 2


def test_a_description_in_any_language_is_enough_to_be_known_again() -> None:
    """Who translates a description later goes on with the same activity."""
    begun = activity(MARCH, {"sq": "Rruga."}, "initiated")
    ended = activity(MAY, {"sr": "Put.", "sq": "rruga"}, "completed")
    sheet = report_of(begun, ended, language="sr")
    ((text, details),) = told(sheet.section("progress"))
    assert text == "Put."
    assert details == "pokrenuto, 10. 3. 2025. → završeno, 10. 5. 2025."


def test_progress_is_what_was_open_before_the_period() -> None:
    """What was initiated and is now under way or complete; and what nothing new is told of."""
    sheet = report_of(
        activity(MARCH, "Rruga.", "initiated"),
        activity(MARCH, "Ura.", "under way"),
        activity(MARCH, "Takim.", "completed"),
        activity(MARCH, "Pa status."),
        activity(MAY, "Rruga.", "under way"),
        activity(MAY, "E re.", "initiated"),
    )
    changed, silent = sheet.section("progress").entries
    assert [it.told.text for it in changed.entries] == ["Rruga."]
    assert [it.told.text for it in silent.entries] == ["Ura."]
    assert [text for text, _ in told(sheet.section("components"))] == ["Rruga.", "E re."]


def test_the_year_before_counts_as_well() -> None:
    """What was initiated last December is told of in the first quarter."""
    begun = activity(date(2024, 12, 3), "Ura.", "initiated")
    ended = activity(date(2025, 2, 3), "Ura.", "completed")
    sheet = report_of(ended, period="2025-Q1", before=(begun,))
    ((_, details),) = told(sheet.section("progress"))
    assert details == "initiated, 3 December 2024 → completed, 3 February 2025"


def test_nothing_after_the_period_is_told() -> None:
    """A report of a past quarter says what it said then."""
    sheet = report_of(
        activity(APRIL, "Ura.", "initiated"), activity(date(2025, 7, 1), "Ura.", "completed")
    )
    ((_, details),) = told(sheet.section("components"))
    assert details == "10 April 2025; initiated"


@pytest.mark.parametrize(
    ("period", "count"), [("2025-Q1", 1), ("2025-Q2", 2), ("2025-H1", 3), ("2025", 4)]
)
def test_a_period_is_a_filter_on_days(period: str, count: int) -> None:
    """Quarters, half years and years have what was done between their first and last days."""
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 6, 30), date(2025, 12, 31)]
    sheet = report_of(*(activity(day, f"Takim {day}.") for day in days), period=period)
    assert len(told(sheet.section("components"))) == count
    assert Period.parse(period).span("en") in sheet.title


# What follows from the figures -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (("completed",), "No activities are initiated"),
        (("initiated", "completed"), "were initiated (1) will be"),
        (("under way", "under way"), "Activities under way (2)"),
        (("initiated", "under way"), "(1) and those under way (1)"),
    ],
)
def test_the_conclusion_says_what_is_to_be_followed_up(
    statuses: tuple[str, ...], words: str
) -> None:
    """By the last status of each activity."""
    rows = [
        replace(activity(MAY, f"Takim {number}."), status=status)  # type: ignore[arg-type] # a status
        for number, status in enumerate(statuses)
    ]
    assert words in " ".join(report_of(*rows).section("conclusion").paragraphs)


def test_duties_are_only_spoken_of_if_somebody_named_one() -> None:
    """Without a duty in any row nobody can say which was served."""
    without = report_of(activity(MAY))
    assert "ore dut" not in " ".join(without.section("conclusion").paragraphs)
    assert without.section("partners").tables == []
    served = report_of(activity(MAY, duty="advice", communities=("roma",)))
    assert "6. Monitoring" in " ".join(served.section("conclusion").paragraphs)
    assert "7. " not in " ".join(served.section("conclusion").paragraphs)
    reached, duties = served.section("partners").tables
    assert [[str(cell) for cell in row] for row in reached.rows] == [["Roma", "1"]]
    assert [str(row[1]) for row in duties.rows] == ["0"] * 6 + ["1", "0"]


def test_a_partner_is_told_once() -> None:
    """However many activities it took part in; a name that ends with a full stop gets no other."""
    rows = [
        activity(MAY, "A.", partners=("KFOR", "I.O.M.")),
        activity(JUNE, "B.", partners=("I.O.M.", "N.G.O.")),
    ]
    (line, *_) = report_of(*rows).section("partners").paragraphs
    assert line == "The office worked with these partners: KFOR, I.O.M. and N.G.O."


def test_a_report_that_is_final_has_no_mark() -> None:
    """A sample says so; what is final says nothing."""
    assert report_of(activity(MAY)).mark == ""
    for language in LANGUAGES:
        sheet: Sheet = sample_report("2025-Q1", "rahovec", language)
        assert sheet.mark == catalogue(language, "sheet").text("mark.sample")
