"""The whole text of the sheets, as it was read and approved.

After a change of the texts: ``pytest tests/documents/test_golden.py --renew-golden``, then read
the difference of the files in git as an editor would.
"""

from pathlib import Path

import pytest
from tests.sheets import Sheet, texts_of
from tests.support import (
    LANGUAGES,
    PRINTED_YEARS,
    sample_sheet,
)

GOLDEN = Path(__file__).with_name("golden")

printed_sheets = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)


def as_text(sheet: Sheet) -> str:
    """A sheet's texts in reading order, a line each, its sections set apart."""
    beginnings = {section.heading for section in sheet.sections}
    lines = [f"\n{text}\n" if text in beginnings else text for text in texts_of(sheet)]
    return "\n".join(lines) + "\n"


@printed_sheets
def test_the_sheet_says_what_was_approved(
    year: int, language: str, request: pytest.FixtureRequest
) -> None:
    """Every text of a sheet is the one that was read and approved, in the same order."""
    file = GOLDEN / f"{year}-{language}.txt"
    text = as_text(sample_sheet(year, language))
    if request.config.getoption("--renew-golden"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text.splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_no_approved_text_is_left_over() -> None:
    """There is an approved text for each printed sheet, and no other."""
    expected = {f"{year}-{language}.txt" for year in PRINTED_YEARS for language in LANGUAGES}
    assert {file.name for file in GOLDEN.iterdir()} == expected
