"""A year of which there are activities alone, as the commands meet it."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import SAMPLE

from zkkk_factsheet.workbook.declaration.schema import sheet


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A data folder with nothing but the activities of 2025."""
    folder = tmp_path / "workbooks"
    folder.mkdir()
    shutil.copy(SAMPLE / "zkkk-2025.xlsx", folder)
    return folder


def test_there_is_nothing_to_publish_of_activities_alone(zkkk: Run, alone: Path) -> None:
    """A build says so, publishes nothing and is no failure; a check finds nothing wrong."""
    built = zkkk("build", "--data", alone, cwd=alone.parent)
    assert (built.returncode, built.stdout) == (0, "")
    assert "2025" in built.stderr
    assert "activities alone" in built.stderr
    assert not (alone.parent / "build" / "2025").exists()
    checked = zkkk("check", "--data", alone, cwd=alone.parent)
    assert (checked.returncode, checked.stdout) == (0, "Nothing to correct.\n")
    assert "activities alone" in checked.stderr


def _with_header_of_activities(source: Path, target: Path) -> None:
    book = load_workbook(source)
    page = book.create_sheet("Aktivitetet")
    page.append([sheet("activities").column(each).headers["sq"] for each in ("date", "component")])
    page["C1"] = "Komuna"
    book.save(target)


def _of_year(source: Path, target: Path, year: int) -> None:
    """Write a workbook of activities as that of another year."""
    book = load_workbook(source)
    book["about"]["B2"] = year
    for row in book["activities"].iter_rows(min_row=2):
        day = row[1].value
        assert isinstance(day, datetime)
        row[1].value = day.replace(year=year)
    book.save(target)


def test_a_workbook_without_activities_makes_the_edition_it_made(
    zkkk: Run, alone: Path, tmp_path: Path
) -> None:
    """An empty worksheet, or a year before of activities alone, changes no byte of what is read."""
    only = ("--year", "2016", "--lang", "en", "--format", "html", "--no-municipalities")
    plain = tmp_path / "plain"
    plain.mkdir()
    shutil.copy(SAMPLE / "zkkk-2016.xlsx", plain)
    _with_header_of_activities(SAMPLE / "zkkk-2016.xlsx", alone / "zkkk-2016.xlsx")
    _of_year(SAMPLE / "zkkk-2025.xlsx", alone / "zkkk-2015.xlsx", 2015)
    for data in (plain, alone):
        done = zkkk("build", *only, "--data", data, "--output", data / "b", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    first, second = (data / "b" / "2016" for data in (plain, alone))
    names = [each.relative_to(first) for each in first.rglob("*.*") if each.is_file()]
    assert len(names) > 5
    differing = {n.name for n in names if (first / n).read_bytes() != (second / n).read_bytes()}
    assert differing <= {"manifest.json"}


def test_figures_are_of_the_newest_year_that_has_any(zkkk: Run, alone: Path) -> None:
    """Who names no year gets a monitored one; who names that of activities is told."""
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", alone)
    shown = zkkk("show", "--data", alone, "--format", "csv", cwd=alone.parent)
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[1].startswith("2019,")
    for command in (("show",), ("explain", "offices.established")):
        done = zkkk(*command, "--year", "2025", "--data", alone, cwd=alone.parent)
        assert (done.returncode, done.stdout) == (3, "")
        assert "2025" in done.stderr
