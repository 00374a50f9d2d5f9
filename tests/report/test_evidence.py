"""Activities as evidence of a yes: counted by duty, on the municipal sheet, and told by explain."""

from dataclasses import replace
from datetime import date

import pytest
from tests.report.reports import activity, evident
from tests.sheets import Sheet
from tests.support import LANGUAGES, sample_published, sample_rows, table_of

from zkkk_factsheet.documents import municipal
from zkkk_factsheet.documents.accounts.teller import Teller
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.reference import duties


def test_undertakings_are_counted_by_the_duty_they_serve() -> None:
    """Two rows of one activity count once; a duty that nothing serves is counted as none."""
    figures = evident().figures
    counts = [figures[Key("activities.by_duty", "peja", duty=each.id)] for each in duties()]
    assert [each.numerator for each in counts] == [0, 0, 0, 2, 0, 0, 1, 0]
    assert {each.municipality for each in figures.all("activities.by_duty")} == {"peja"}


def test_an_office_that_names_no_duty_has_no_evidence() -> None:
    """Who never says which duty an activity serves is not said to have none."""
    rows = replace(sample_rows(2019), activities=(activity(date(2019, 3, 1)),))
    assert table_of(rows).all("activities.by_duty") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_municipal_sheet_counts_them_beside_each_duty(language: str) -> None:
    """Only of the municipality that keeps the worksheet; all else is as without it."""
    with_them, without = (
        Sheet(municipal.compose(each, language, "peja"))
        for each in (evident(), sample_published(2019))
    )
    labels = [str(each.label) for each in with_them.section("duties").checklists[0].checks]
    before = [str(each.label) for each in without.section("duties").checklists[0].checks]
    assert [label.removeprefix(old) for label, old in zip(labels, before, strict=True)] != before
    counted = [label.rpartition(" ")[2].rstrip(")") for label in labels]
    assert counted == ["0", "0", "0", "2", "0", "0", "1", "0"]
    others = [
        municipal.compose(each, language, "prizren") for each in (evident(), sample_published(2019))
    ]
    assert others[0].sections == others[1].sections


def test_they_are_listed_with_their_days() -> None:
    """Who asks how the figure is made is told each activity."""
    published = evident()
    account = Teller(published, "en").account(
        published.figures[Key("activities.by_duty", "peja", duty="projects")]
    )
    assert account.formula == "2 activities"
    assert account.notes == ("1 March 2019: Rruga.", "2 May 2019: Ura.")
