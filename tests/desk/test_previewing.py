"""What a preview is made of, and what it says has changed; in process, without charts to draw."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.support import SAMPLE

from zkkk_factsheet.desk import previewing
from zkkk_factsheet.desk.previewing import Made, make_preview
from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.edition.record import read_record
from zkkk_factsheet.edition.settings import settings

YEAR = 2019


def answer(book: Path, cell: str, value: str, status: str) -> None:
    """Answer a question about a core duty, and say what the edition is, as somebody in Excel."""
    found = load_workbook(book)
    found["duties"][cell].value = value
    for row in found["about"].iter_rows():
        if row[0].value == "status":
            row[1].value = status
    found.save(book)


def test_a_final_year_is_looked_at_as_often_as_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at is no promise: the next save changes it, and the changes are told.

    Nothing of it is published, and no site leads to it.
    """
    monkeypatch.chdir(tmp_path)
    data, scratch = tmp_path / "data", tmp_path / "scratch"
    data.mkdir()
    book = data / f"zkkk-{YEAR}.xlsx"
    shutil.copy(SAMPLE / book.name, book)
    monkeypatch.setattr(previewing, "PAGES", PAGES[:1])
    chosen = settings(data, tmp_path / "build")

    def made() -> Made:
        return make_preview(chosen, YEAR, {("en", "")}, scratch, ("figures",))

    answer(book, "G9", "no", "final")
    assert made() == Made(frozenset(), (), broken=False)
    answer(book, "G9", "yes", "final")
    changed = {each.said("figure", "en"): each for each in made().changes}
    duty = next(name for name in changed if "Monitoring the implementation" in name)
    told = changed[duty]
    # 18 of 34 offices in the sample answer yes, and this one makes 19 of 35.
    assert "18" in told.said("before", "en")
    assert "19" in told.said("after", "en")
    assert told.cells == f"{book.name}!duties!G9"
    record = read_record(scratch / str(YEAR), {})
    assert record is not None
    assert record.status == "final"
    assert not chosen.output.exists()
    assert not (scratch / "site").exists()
    # What was looked at is published; what the preview says otherwise then breaks a promise.
    shutil.copytree(scratch / str(YEAR), chosen.output / str(YEAR))
    assert made().broken is None  # nothing had to be made
    answer(book, "G9", "no", "final")
    assert made().broken
