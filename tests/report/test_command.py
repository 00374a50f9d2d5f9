"""`zkkk report`: an edition that is called as the period, put in place like any other."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import LANGUAGES, SAMPLE

RAHOVEC = ("--municipality", "Orahovac", "--period", "2025-Q1")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with nothing but the activities of 2025."""
    folder = tmp_path / "workbooks"
    folder.mkdir()
    shutil.copy(SAMPLE / "zkkk-2025.xlsx", folder)
    return folder


def test_a_report_is_made_and_then_left_alone(zkkk: Run, data: Path) -> None:
    """Three languages, each as a page, in print and for editing; the page leads to the others."""
    done = zkkk("report", *RAHOVEC, "--data", data, cwd=data.parent)
    assert done.returncode == 0, done.stderr
    folder = data.parent / "build" / "reports" / "2025-Q1" / "rahovec"
    names = {f"zkkk-2025-Q1-rahovec-{each}.{end}" for each in LANGUAGES for end in
             ("html", "pdf", "docx")}  # fmt: skip
    assert {each.name for each in folder.iterdir()} == names
    assert len(done.stdout.splitlines()) == 9
    html = (folder / "zkkk-2025-Q1-rahovec-sr.html").read_text("utf-8")
    for end in ("pdf", "docx"):
        assert f'href="zkkk-2025-Q1-rahovec-sr.{end}"' in html
    again = zkkk("report", *RAHOVEC, "--data", data, cwd=data.parent)
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert "nothing has changed" in again.stderr


def test_reports_of_others_stay_and_are_brought_up_to_date(zkkk: Run, data: Path) -> None:
    """Who makes one report doesn't lose another; what is new in a workbook is in both."""
    one = ("--lang", "sq", "--format", "html", "--data", data)
    assert zkkk("report", *RAHOVEC, *one, cwd=data.parent).returncode == 0
    other = ("--municipality", "gjilan", "--period", "2025-q1", *one)
    assert zkkk("report", *other, cwd=data.parent).returncode == 0
    folder = data.parent / "build" / "reports" / "2025-Q1"
    pages = [folder / name / f"zkkk-2025-Q1-{name}-sq.html" for name in ("rahovec", "gjilan")]
    assert all(each.is_file() for each in pages)
    before = [each.read_bytes() for each in pages]
    book = load_workbook(data / "zkkk-2025.xlsx")
    book["activities"]["H2"] = "U shpërndanë pajisje."
    book.save(data / "zkkk-2025.xlsx")
    assert zkkk("report", *other, cwd=data.parent).returncode == 0
    assert [each.read_bytes() == old for each, old in zip(pages, before, strict=True)] == [
        *(False, True)
    ]


def test_without_a_name_everybody_reports_who_has_something_to_tell(zkkk: Run, data: Path) -> None:
    """Four offices of the sample did something in the first half year."""
    only = ("--period", "2025-H1", "--lang", "en", "--format", "docx", "--data", data)
    done = zkkk("report", *only, cwd=data.parent)
    assert done.returncode == 0
    places = {Path(line).parent.name for line in done.stdout.splitlines()}
    assert places == {"gjilan", "gracanica", "prizren", "rahovec"}


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("--municipality", "Pejë", "--period", "2025-Q1"), 3, "Pejë/Peć"),
        (("--period", "2025-Q3"), 3, "2025-Q3"),
        (("--period", "2024-Q4"), 3, "2024"),
        (("--period", "2025-Q5"), 2, "2025-Q5"),
        (("--period", "2025-Q1", "--format", "odt"), 2, "odt"),
        ((), 2, "--period"),
    ],
)
def test_what_can_t_be_reported(
    zkkk: Run, data: Path, arguments: tuple[str, ...], code: int, word: str
) -> None:
    """Nothing recorded, no workbook, or no such period: one line, and nothing is made."""
    done = zkkk("report", *arguments, "--data", data, cwd=data.parent)
    assert (done.returncode, done.stdout) == (code, "")
    assert word in done.stderr
    assert list((data.parent / "build").rglob("*.html")) == []


def test_a_workbook_with_errors_makes_no_report(zkkk: Run, data: Path) -> None:
    """The cell is named, and what was made before stands."""
    book = load_workbook(data / "zkkk-2025.xlsx")
    book["activities"]["C5"] = "Sport"
    book.save(data / "zkkk-2025.xlsx")
    done = zkkk("report", *RAHOVEC, "--data", data, cwd=data.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert "C5" in done.stderr
    assert "unknown-component" in done.stderr
