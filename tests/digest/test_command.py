"""`zkkk digest`: an edition of its own, beside those that are published."""

import csv
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import LANGUAGES, SAMPLE

PERIOD = ("--period", "2025-H1")
ONE = (*PERIOD, "--lang", "en", "--format", "html")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the activities of 2025, and the assessments of 2018 and 2019."""
    folder = tmp_path / "workbooks"
    folder.mkdir()
    for year in (2018, 2019, 2025):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", folder)
    return folder


def test_a_digest_is_made_and_then_left_alone(zkkk: Run, data: Path) -> None:
    """Three languages, each as a page and in print, and the table; beside the editions."""
    done = zkkk("digest", *PERIOD, "--data", data, cwd=data.parent)
    assert done.returncode == 0, done.stderr
    folder = data.parent / "build" / "digest" / "2025-H1"
    names = {f"zkkk-digest-2025-H1-{each}.{end}" for each in LANGUAGES for end in ("html", "pdf")}
    names.add("zkkk-digest-2025-H1.csv")
    assert {each.name for each in folder.iterdir()} == {*names, "manifest.json"}
    assert {Path(line).name for line in done.stdout.splitlines()} == names
    page = (folder / "zkkk-digest-2025-H1-sr.html").read_text("utf-8")
    assert 'href="zkkk-digest-2025-H1-sr.pdf"' in page
    again = zkkk("digest", *PERIOD, "--data", data, cwd=data.parent)
    assert (again.returncode, again.stdout) == (0, done.stdout)
    assert "nothing has changed" in again.stderr


def test_another_threshold_makes_it_anew(zkkk: Run, data: Path) -> None:
    """What zkkk.toml says decides who is told of, and what stands in every language."""
    pdf = (*PERIOD, "--lang", "sq", "--format", "pdf", "--data", data)
    assert zkkk("digest", *pdf, cwd=data.parent).returncode == 0
    folder = data.parent / "build" / "digest" / "2025-H1"
    few = {}
    for fewest in (4, 0, 8):
        (data.parent / "zkkk.toml").write_text(f"fewest_duties = {fewest}\n", "utf-8")
        done = zkkk("digest", *ONE, "--data", data, cwd=data.parent)
        assert done.returncode == 0, done.stderr
        with (folder / "zkkk-digest-2025-H1.csv").open(encoding="utf-8", newline="") as file:
            rows = [
                row["municipality"] for row in csv.DictReader(file) if row["kind"] == "few-duties"
            ]
        few[fewest] = len(rows)
        assert (folder / "zkkk-digest-2025-H1-sq.pdf").is_file()
    assert few[0] == 0 < few[4] < few[8]


def test_no_page_of_the_site_leads_to_it(zkkk: Run, data: Path) -> None:
    """It is for the central office: what is published doesn't know of it."""
    assert zkkk("digest", *ONE, "--data", data, cwd=data.parent).returncode == 0
    build = ("build", "--year", "2019", "--lang", "en", "--format", "html", "--no-municipalities")
    assert zkkk(*build, "--data", data, cwd=data.parent).returncode == 0
    pages = list((data.parent / "build").rglob("*.html"))
    others = [each for each in pages if "digest" not in each.parts]
    assert len(pages) == len(others) + 1
    assert len(others) > 5
    assert [each for each in others if "zkkk-digest" in each.read_text("utf-8")] == []


def test_an_older_year_with_errors_is_left_out(zkkk: Run, data: Path) -> None:
    """The digest is made without it, and the run says so."""
    book = load_workbook(data / "zkkk-2019.xlsx")
    book["duties"]["C5"] = "perhaps"
    book.save(data / "zkkk-2019.xlsx")
    done = zkkk("digest", *ONE, "--data", data, cwd=data.parent)
    assert done.returncode == 0, done.stderr
    assert "workbooks for 2019 have errors" in done.stderr
    page = (data.parent / "build/digest/2025-H1/zkkk-digest-2025-H1-en.html").read_text("utf-8")
    assert "assessment of 2018" in page
    assert "2019" not in page


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("--period", "2024-Q4"), 3, "2024"),
        (("--period", "2025-Q5"), 2, "2025-Q5"),
        (("--period", "2025", "--format", "docx"), 2, "docx"),
        ((), 2, "--period"),
    ],
)
def test_what_there_can_be_no_digest_of(
    zkkk: Run, data: Path, arguments: tuple[str, ...], code: int, word: str
) -> None:
    """No workbook of the year, no such period, no such format: one line, and nothing is made."""
    done = zkkk("digest", *arguments, "--data", data, cwd=data.parent)
    assert (done.returncode, done.stdout) == (code, "")
    assert word in done.stderr
    assert list((data.parent / "build").rglob("*.html")) == []


def test_a_workbook_with_errors_makes_no_digest(zkkk: Run, data: Path) -> None:
    """The cell is named, and nothing is made."""
    book = load_workbook(data / "zkkk-2025.xlsx")
    book["activities"]["C5"] = "Sport"
    book.save(data / "zkkk-2025.xlsx")
    done = zkkk("digest", *ONE, "--data", data, cwd=data.parent)
    assert (done.returncode, done.stdout) == (1, "")
    assert "C5" in done.stderr
    assert "unknown-component" in done.stderr
