"""A year of which there are activities alone, as the commands meet it."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run, warmed
from tests.support import SAMPLE

from zkkk_factsheet.edition.lock import LOCK_FILE
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


NOTING_CHECKS = """
from pathlib import Path
from zkkk_factsheet.workbook.checking import check
check_with_previous = check.check_with_previous
def noted(*given):
    Path({file!r}).touch()
    return check_with_previous(*given)
check.check_with_previous = noted
"""
"""What a program does first that is to leave a file behind when it checks a year's workbooks."""


def _bytes_below(folder: Path) -> dict[str, bytes]:
    found = {str(each.relative_to(folder)): each for each in folder.rglob("*") if each.is_file()}
    return {name: each.read_bytes() for name, each in found.items() if each.name != LOCK_FILE}


def test_a_year_of_activities_alone_is_checked_once(alone: Path, tmp_path: Path) -> None:
    """The next run reads no workbook, writes nothing and says the same, until the workbook changes.

    One with errors is told in each run; once they are gone, it is checked again.
    """
    checks = tmp_path / "checks"
    zkkk = warmed(NOTING_CHECKS.format(file=str(checks)))
    command, book = ("build", "--data", alone), alone / "zkkk-2025.xlsx"
    first = zkkk(*command, cwd=tmp_path)
    assert checks.exists()
    before = _bytes_below(tmp_path / "build")
    checks.unlink()
    second = zkkk(*command, cwd=tmp_path)
    assert (second.returncode, second.stdout) == (0, "")
    assert "activities alone" in second.stderr
    assert second.stderr.splitlines()[-1] == first.stderr.splitlines()[-1]
    assert not checks.exists()
    assert _bytes_below(tmp_path / "build") == before
    good = book.read_bytes()
    broken = load_workbook(book)
    broken["activities"]["A2"] = "Atlantis"
    broken.save(book)
    for _ in range(2):
        done = zkkk(*command, cwd=tmp_path)
        assert done.returncode == 1
        assert "Atlantis" in done.stderr
    book.write_bytes(good)
    for is_checked in (True, False):
        checks.unlink(missing_ok=True)
        assert zkkk(*command, cwd=tmp_path).returncode == 0
        assert checks.exists() == is_checked


def test_the_site_remembers_a_year_without_an_edition_and_shows_nothing_of_it(
    zkkk: Run, one_page: Path, tmp_path: Path
) -> None:
    """Also a run of another year keeps it in mind; no page of the site changes by it."""
    shutil.copytree(one_page / "build", tmp_path / "build")
    pages = _bytes_below(tmp_path / "build")
    quick = ("--lang", "sq", "--format", "html", "--no-municipalities")
    command = ("build", *quick, "--data", SAMPLE, "--year")
    done = zkkk(*command, "2025", cwd=tmp_path)
    assert "activities alone" in done.stderr
    assert "index.html" not in done.stderr
    after = _bytes_below(tmp_path / "build")
    assert {name for name in after if after[name] != pages.get(name)} == {"site/manifest.json"}
    assert after.keys() == pages.keys()
    for year in ("2019", "2025"):
        assert zkkk(*command, year, cwd=tmp_path).returncode == 0
        assert _bytes_below(tmp_path / "build") == after


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
