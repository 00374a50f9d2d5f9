"""What a preview is made of, and what it says has changed; in process, without charts to draw."""

import shutil
from pathlib import Path

import pytest
from tests.desk.conftest import DUTIES_OF_SAMPLE, write_cell
from tests.support import SAMPLE

from zkkk_factsheet.desk import previewing
from zkkk_factsheet.desk.previewing import Made, make_preview
from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.edition.record import read_record
from zkkk_factsheet.edition.settings import settings

YEAR = 2019


def answer(book: Path, cell: str, value: str) -> None:
    """Answer a question about a core duty, as somebody in Excel who closes it then."""
    write_cell(book, DUTIES_OF_SAMPLE, cell, value)
    book.with_name(f"~${book.name}").unlink()


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

    write_cell(book, 1, "B3", "final")
    answer(book, "G9", "no")
    assert made() == Made(frozenset(), (), broken=False)
    answer(book, "G9", "yes")
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
    answer(book, "G9", "no")
    assert made().broken
