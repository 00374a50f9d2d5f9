"""What is said of a workbook before it is taken into the folder, without a browser."""

from pathlib import Path

import pytest
from tests.desk.conftest import with_sample_years
from tests.support import SAMPLE, altered

from zkkk_factsheet.desk.dropped import Dropped, check_dropped
from zkkk_factsheet.desk.files import DeskError, marked, take
from zkkk_factsheet.desk.survey import survey
from zkkk_factsheet.workbook.reading.sources import SourceFile

SAMPLE_2019 = (SAMPLE / "zkkk-2019.xlsx").read_bytes()
ESTABLISHED = 35
"""So many offices of the sample year 2019 have answers."""


@pytest.fixture(scope="module", name="data")
def folder_with_workbooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample years 2018 and 2019."""
    return with_sample_years(tmp_path_factory.mktemp("dropped")) / "data"


def dropped(data: Path, name: str, content: bytes) -> Dropped:
    """What is said of a workbook that is dropped."""
    return check_dropped(SourceFile(name, content), data)


def test_whose_offices_have_answers_already_is_said_before_it_is_taken(data: Path) -> None:
    """Its name says no year; the workbook itself does. A year that isn't there is none."""
    found = dropped(data, "nga gjilani.xlsx", SAMPLE_2019)
    assert (found.obstacle, found.beside) == ("", ("zkkk-2019.xlsx",))
    assert found.doubled == ESTABLISHED
    alone = dropped(data, "zkkk-2016.xlsx", (SAMPLE / "zkkk-2016.xlsx").read_bytes())
    assert (alone.obstacle, alone.beside, alone.doubled) == ("", (), 0)


def test_a_workbook_is_compared_with_the_year_before_whatever_it_is_called(data: Path) -> None:
    """Its name says the year, or the workbook itself does: what is found is the same."""
    content = altered(2019, {"staff!D2": 60})
    named, unnamed = (
        [each.code for each in dropped(data, name, content).checked.findings]
        for name in ("zkkk-2019 b.xlsx", "mocr.xlsx")
    )
    assert "staff-changed" in named
    assert unnamed == named


def test_a_marked_copy_is_not_offered_to_be_taken(data: Path) -> None:
    """It says what its workbook says. In the folder it is told from the workbook beside it."""
    copy = marked(data, 2019, "zkkk-2019.xlsx", "sq")
    assert dropped(data, "zkkk-2019 shënuar.xlsx", copy).obstacle == "copy"
    beside = data / "zkkk-2019 shënuar.xlsx"
    beside.write_bytes(copy)
    assert survey(data, {}).checked[2019].copies == (beside.name,)
    beside.unlink()


def test_what_is_no_workbook_is_not_offered_to_be_taken(data: Path) -> None:
    """Neither is one that would have the name of another; who insists is refused."""
    assert dropped(data, "zkkk-2021.xlsx", b"junk").obstacle == "unreadable"
    assert dropped(data, "zkkk-2019.xlsx", SAMPLE_2019).obstacle == "exists"
    with pytest.raises(DeskError, match=r"problem\.exists"):
        take(data, "zkkk-2019.xlsx", SAMPLE_2019)
