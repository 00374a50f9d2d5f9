"""Two countries that differ only in what is withheld: nothing the program gives out differs."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copy

import pytest
from openpyxl import load_workbook
from tests.effort import THOROUGH
from tests.program.conftest import Run
from tests.support import SAMPLE

Officials = dict[tuple[str, str], tuple[int, int]]
Persons = dict[tuple[str, str], tuple[int, int]]

OFFICIALS: tuple[Officials, Officials] = (
    {("Gllogoc", "Albanians"): (0, 1), ("Hani i Elezit", "Albanians"): (1, 0)},
    {("Gllogoc", "Albanians"): (1, 0), ("Hani i Elezit", "Albanians"): (0, 1)},
)
"""A man here and a woman there, each alone in the office; and the other way round."""

CARE: tuple[Persons, Persons] = (
    {
        ("Pejë", "refugees"): (1, 0),
        ("Pejë", "displaced"): (40, 38),
        ("Istog", "refugees"): (20, 17),
        ("Istog", "displaced"): (3, 6),
    },
    {
        ("Pejë", "refugees"): (2, 0),
        ("Pejë", "displaced"): (39, 38),
        ("Istog", "refugees"): (19, 17),
        ("Istog", "displaced"): (4, 6),
    },
)
"""Persons in care: one refugee in Peja or two, and as many less elsewhere."""

CATEGORIES = {"refugees": "Refugees", "displaced": "Internally displaced persons"}

BUILD = ("build", "--year", "2019", "--format", "html", "--format", "figures")
RUNS = (
    [
        BUILD,
        ("report", "--period", "2025-Q1", "--format", "html"),
        ("digest", "--period", "2025", "--format", "html"),
    ]
    if THOROUGH
    else [(*BUILD, "--no-municipalities")]
)

# What is built is shared, if one process has the tests.
pytestmark = pytest.mark.xdist_group("twins")


def workbook(path: Path, officials: Officials, care: Persons) -> None:
    """The sample of 2019 with some officials, persons in care and residents."""
    book = load_workbook(SAMPLE / "zkkk-2019.xlsx")
    there = 0
    for row in book["staff"].iter_rows(min_row=2):
        for (office, community), counts in officials.items():
            if str(row[0].value).startswith(office) and row[1].value == community:
                row[2].value, row[3].value = counts
                there += 1
    assert there == len(officials)
    sheet = book.create_sheet("caseload")
    sheet.append(["municipality", "period", "category", "women", "men"])
    for (office, category), counts in care.items():
        sheet.append([office, "2019", CATEGORIES[category], *counts])
    sheet = book.create_sheet("population")
    sheet.append(["municipality", "community", "persons", "source"])
    for office in ("Gllogoc", "Hani i Elezit", "Pejë"):
        for community in ("Albanians", "Serbs", "Roma"):
            sheet.append([office, community, 100, "Census 2011"])
    book.save(path)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory, zkkk: Run) -> tuple[Path, Path]:
    """Two folders with the data and what was built of them."""
    folders = []
    for officials, care in zip(OFFICIALS, CARE, strict=True):
        folder = tmp_path_factory.mktemp("twin")
        (folder / "data").mkdir()
        for year in (2018, 2025):
            copy(SAMPLE / f"zkkk-{year}.xlsx", folder / "data")
        workbook(folder / "data" / "zkkk-2019.xlsx", officials, care)
        for run in RUNS:
            done = zkkk(*run, "--lang", "sq", "--quiet", cwd=folder)
            assert done.returncode == 0, done.stderr
        folders.append(folder)
    first, second = folders
    return first, second


def contents(folder: Path) -> Iterator[tuple[str, object]]:
    """Every file that was made, but for what a manifest says of the workbook's bytes."""
    for path in sorted((folder / "build").rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), _content(path)


def _content(path: Path) -> object:
    """A file's bytes; of a manifest what says something else than of which bytes all was made.

    Nobody can guess the bytes of a workbook, as they could guess what stands in it.
    """
    if path.name != "manifest.json":
        return path.read_bytes()
    manifest = json.loads(path.read_bytes())
    for name in ("data/zkkk-2019.xlsx", "edition/2019"):
        manifest["inputs"].pop(name, None)
    for name, output in manifest["outputs"].items():
        if name.startswith("data/"):
            del output["inputs_key"]
    return manifest


def test_every_file_is_the_same(twins: tuple[Path, Path]) -> None:
    """Sheets, pages that explain, data files, the site, digest and manifests."""
    first, second = (dict(contents(folder)) for folder in twins)
    assert len(first) > (200 if THOROUGH else 50)
    assert first.keys() == second.keys()
    differing = [path for path in first if first[path] != second[path]]
    assert differing == []
    kinds = ("2019/municipalities/", "reports/", "digest/") if THOROUGH else ()
    for kind in ("2019/zkkk-2019-", "2019/figures/", "2019/data/", "site/municipalities/", *kinds):
        assert any(kind in path for path in first), kind


@pytest.mark.parametrize(
    "run",
    [
        ("show", "--year", "2019"),
        *(
            [
                ("show", "--year", "2019", "--format", "csv"),
                ("explain", "--year", "2019", "staff.by_gender", "--municipality", "Gllogoc"),
                ("explain", "--year", "2019", "caseload.refugees"),
                ("explain", "--year", "2019", "population.without_official"),
            ]
            if THOROUGH
            else []
        ),
    ],
    ids=" ".join,
)
def test_the_terminal_says_the_same(
    twins: tuple[Path, Path], zkkk: Run, run: tuple[str, ...]
) -> None:
    """Tables, and accounts of figures."""
    first, second = (zkkk(*run, "--lang", "en", cwd=folder) for folder in twins)
    assert (first.returncode, first.stdout) == (second.returncode, second.stdout)
    assert first.returncode == 0
    assert first.stdout


def test_a_difference_that_is_withheld_would_change_nothing(
    twins: tuple[Path, Path], zkkk: Run
) -> None:
    """The one's workbooks beside the other's edition: no figure that is published differs."""
    first, second = twins
    own = zkkk("diff", "--year", "2019", "--lang", "en", cwd=first)
    of_other = zkkk(
        *("diff", "--year", "2019", "--lang", "en", "--data", second / "data"), cwd=first
    )
    assert (of_other.returncode, of_other.stdout) == (own.returncode, own.stdout)


def test_they_differ_where_nothing_is_withheld(twins: tuple[Path, Path], zkkk: Run) -> None:
    """So it is disclosure that makes them alike."""
    told = []
    for folder in twins:
        Path(folder / "zkkk.toml").write_text("threshold = 0\nmunicipal_threshold = 0\n")
        told.append(zkkk("show", "--year", "2019", "--format", "csv", cwd=folder).stdout)
        Path(folder / "zkkk.toml").unlink()
    changed = set(told[0].splitlines()) ^ set(told[1].splitlines())
    for name in ("staff.by_gender,gllogoc", "caseload.refugees,peja"):
        assert any(name in line for line in changed), name
