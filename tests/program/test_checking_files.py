"""Workbooks that are named to be checked: with what they are compared, and what is said if not."""

import shutil
from pathlib import Path

import pytest
from tests.program.conftest import Run
from tests.support import LANGUAGES, SAMPLE, about_cell, altered

from zkkk_factsheet.language import catalogue

NOT_COMPARED = ("no-folder", "faulty", "nothing")
"""Why a workbook is compared with nothing; the key of the sentence begins so."""


@pytest.mark.parametrize("name", ["zkkk-2019.xlsx", "marked.xlsx"])
def test_a_workbook_is_compared_with_the_year_before_in_the_data_folder(
    zkkk: Run, data: Path, name: str
) -> None:
    """Wherever it lies and whatever it is called: it says what a check of its year would say."""
    file = data.parent / name
    file.write_bytes(altered(2019, {about_cell(2019, "status"): "draft"}))
    done = zkkk("check", file, "--data", data, "--lang", "en", cwd=data.parent)
    shutil.copy(file, data / "zkkk-2019.xlsx")
    whole = zkkk("check", "--year", "2019", "--data", data, "--lang", "en", cwd=data.parent)
    assert "[sample-mixed]" in done.stdout
    assert done.stdout.replace(name, "zkkk-2019.xlsx") == whole.stdout
    assert (done.returncode, whole.returncode) == (1, 1)
    assert "2018" not in done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_workbook_could_not_be_compared_is_said(
    zkkk: Run, tmp_path: Path, language: str
) -> None:
    """Without a data folder, with none of the year before in it, and beside one with errors."""
    texts, folder = catalogue(language, "program"), tmp_path / "data"
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", tmp_path)
    for reason in NOT_COMPARED:
        if reason == "faulty":
            folder.mkdir()
            wrong = altered(2018, {about_cell(2018, "status"): "perhaps"})
            (folder / "zkkk-2018.xlsx").write_bytes(wrong)
        elif reason == "nothing":
            (folder / "zkkk-2018.xlsx").rename(folder / "zkkk-2016.xlsx")
        done = zkkk("check", "zkkk-2019.xlsx", "--lang", language, cwd=tmp_path)
        said = texts.text(f"check.{reason}-to-compare", previous=2018, folder="data")
        assert said in done.stderr.splitlines()
        assert done.returncode == 0
        assert "2018" not in done.stdout
