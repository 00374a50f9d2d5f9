"""From an empty workbook to a report: what an office types in its own language is what is told."""

from datetime import date
from typing import Any

import pytest
from tests.support import LANGUAGES
from tests.workbook.spreadsheets import opened, saved

from zkkk_factsheet.disclosure.reporting import reported_of
from zkkk_factsheet.documents.kinds import REPORT
from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import community, component, municipality
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.reading.sources import SourceFile


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quarter_that_is_typed_into_an_empty_workbook_is_reported(language: str) -> None:
    """All else stays as blank as it was written: an office only tells what it did."""
    book = opened(blank_workbook(2025, language))
    page = book[sheet("activities").names[language]]
    columns = {
        sheet("activities").find_column(str(cell.value)): number
        for number, cell in enumerate(page[1], start=1)
    }
    typed: dict[str, Any] = {
        "municipality": municipality("peja").name(language),
        "date": date(2025, 2, 14),
        "component": component("education").name(language),
        "status": next(each.words[language] for each in words("activity_status")),
        "duty": 4,
        "communities": ", ".join(community(each).label(language) for each in ("roma", "serb")),
        "partners": "IOM; KFOR",
        f"text_{language}": "UNICEF, 60.",
    }
    for column, value in typed.items():
        page.cell(2, columns[column]).value = value
    checked = check_year([SourceFile("zkkk-2025.xlsx", saved(book))], 2025)
    assert {each.code for each in checked.findings} == {"blank-item"}
    assert checked.rows is not None
    assert not checked.rows.monitored
    document = REPORT.compose(
        reported_of(checked.rows, [], Period.parse("2025-Q1")), language, "peja"
    )
    said = " ".join(map(str, document.texts()))
    assert "UNICEF, 60." in said
    assert "KFOR" in said
    assert community("serb").label(language) in said
