"""Which edition a run may put in the place of which, and what holds back only one of several."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from tests.unattended.real_command import SAMPLE, change_workbook, read, run, zkkk

from zkkk_factsheet.edition.lock import lock

BUILD = (
    "build",
    "--year",
    "2019",
    "--lang",
    "en",
    "--format",
    "html",
    "--no-municipalities",
    "--quiet",
)


@pytest.fixture(scope="module")
def real_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with an edition that was made of a real workbook, which is gone since."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "data").mkdir()
    change_workbook(folder)
    (folder / "data" / "sample").symlink_to(SAMPLE)
    assert run(*BUILD, cwd=folder) == (0, "", "")
    (folder / "data" / "zkkk-2019.xlsx").unlink()
    return folder


@pytest.fixture
def real(real_once: Path, tmp_path: Path) -> Path:
    """Such a checkout, to do with as a test likes."""
    return shutil.copytree(real_once, tmp_path, symlinks=True, dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("gone", "options"),
    [
        ("the workbook", ()),
        ("the workbook", ("--force",)),
        ("the workbook", ("--wait", "5")),
        ("the workbook", ("--lang", "sq")),
        ("the folder", ("--force",)),
        ("the disk", ("--force",)),
    ],
)
def test_the_sample_never_takes_the_place_of_a_real_edition(
    real: Path, gone: str, options: tuple[str, ...]
) -> None:
    """Where the real workbooks are missing, the run fails, says why, and the edition stays."""
    before = read(real / "build" / "2019")
    if gone != "the workbook":
        (real / "data" / "sample").unlink()
    if gone == "the folder":
        (real / "data").rmdir()
    code, out, err = run(*BUILD, *options, cwd=real)
    assert (code, out) == (3, "")
    assert ("no workbook in data" if gone == "the disk" else "--output") in err
    assert read(real / "build" / "2019") == before


def test_nor_does_it_stand_beside_one(real: Path) -> None:
    """Without the real workbooks another year is the newest: it isn't published either."""
    (real / "build" / "2019").rename(real / "build" / "2020")
    assert run("build", "--quiet", cwd=real)[0] == 3
    assert [path.name for path in (real / "build").glob("2*")] == ["2020"]


def test_nor_of_an_edition_that_nobody_can_tell_apart(real: Path) -> None:
    """An edition that lost its manifest may be a real one."""
    (real / "build" / "2019" / "manifest.json").unlink()
    before = read(real / "build" / "2019")
    assert run(*BUILD, cwd=real)[0] == 3
    assert read(real / "build" / "2019") == before


def test_the_sample_takes_any_place_if_it_is_asked_for(real: Path) -> None:
    """Who names the sample's folder, or another output folder, gets the sample."""
    assert run(*BUILD, "--output", "elsewhere", cwd=real)[0] == 0
    assert run(*BUILD, "--data", SAMPLE, cwd=real)[0] == 0
    assert read(real / "build" / "2019") == read(real / "elsewhere" / "2019")


def test_the_sample_takes_the_place_of_the_sample(tmp_path: Path) -> None:
    """An edition of the sample, and an empty folder, may be replaced by it."""
    (tmp_path / "build" / "2019").mkdir(parents=True)
    assert run(*BUILD, cwd=tmp_path)[0] == 0
    assert run(*BUILD, "--lang", "sq", cwd=tmp_path)[0] == 0
    sheets = (tmp_path / "build" / "2019").glob("zkkk-*")
    assert {path.name for path in sheets} == {"zkkk-2019-en.html", "zkkk-2019-sq.html"}


def test_a_link_by_the_name_of_a_year_is_never_an_edition(work: Path) -> None:
    """It is refused, also where there would be nothing to do: not today this, tomorrow that."""
    assert run(*BUILD, cwd=work)[0] == 0
    (work / "build" / "2019").rename(work / "elsewhere")
    (work / "build" / "2019").symlink_to(work / "elsewhere")
    before = read(work / "elsewhere")
    for _ in range(2):
        code, _, err = run(*BUILD, cwd=work)
        assert code == 3
        assert os.path.join("build", "2019") in err  # noqa: PTH118 - as it is printed
    change_workbook(work)
    assert run(*BUILD, cwd=work)[0] == 3
    assert read(work / "elsewhere") == before


def test_a_year_that_fails_does_not_hold_back_the_others(work: Path) -> None:
    """No workbook, somebody's folder, errors: the other years are made; the worst code counts."""
    data, output = work / "data", work / "build"
    for year in (2016, 2017):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", data)
    (data / "zkkk-2015.xlsx").write_text("no workbook")
    (output / "2017").mkdir(parents=True)
    (output / "2017" / "thesis.txt").write_text("mine")
    years = [word for year in (2011, 2015, 2017, 2019) for word in ("--year", str(year))]
    code, _, err = run("build", *years, *BUILD[3:], cwd=work)
    assert code == 3
    assert "2011" in err
    assert "zkkk-2015.xlsx" in err
    assert "2017" in err
    assert sorted(path.name for path in output.glob("*/zkkk-*")) == ["zkkk-2019-en.html"]
    assert run("build", "--year", "2015", "--year", "2019", *BUILD[3:], cwd=work)[0] == 1


def test_a_workbook_that_came_while_a_run_waited_is_read(work: Path) -> None:
    """The workbooks are looked for again when the other run is done."""
    with lock(work / "build"):
        process = zkkk(*BUILD, "--wait", "60", cwd=work)
        time.sleep(2)  # it has looked, and waits
        shutil.copy(SAMPLE / "zkkk-2018.xlsx", work / "data")
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    inputs = json.loads((work / "build" / "2019" / "manifest.json").read_bytes())["inputs"]
    assert {"data/zkkk-2018.xlsx", "data/zkkk-2019.xlsx"} <= inputs.keys()


def test_an_editors_file_beside_a_template_is_no_template(work: Path) -> None:
    """What lies there only while somebody edits makes no edition out of date, a template does."""
    templates = work / "templates"
    shutil.copytree(SAMPLE.parent.parent / "templates", templates)
    build = (*BUILD[:-1], "--templates", "templates")
    assert run(*build, cwd=work)[0] == 0
    beside = [".national.typ.swp", "national.typ~", "#style.css#", ".#style.css", "x.tmp"]
    (templates / ".git").mkdir()
    for name in (*beside, ".git/index"):
        (templates / name).write_bytes(b"\0half a change")
    code, _, err = run(*build, cwd=work)
    assert (code, "nothing has changed" in err) == (0, True)
    (templates / "part.html").write_text("")
    assert "nothing has changed" not in run(*build, cwd=work)[2]
    inputs = json.loads((work / "build" / "2019" / "manifest.json").read_bytes())["inputs"]
    used = {name.removeprefix("templates/") for name in inputs if name.startswith("templates/")}
    own = {path.name for path in (SAMPLE.parent.parent / "templates").glob("*.*")}
    assert {"blocks.typ", "municipal.typ", "national.typ", "style.css"} < own
    assert used == own | {"part.html"}


def test_what_can_t_be_removed_is_named_by_its_whole_path(work: Path) -> None:
    """A file that an earlier run's folder can't lose is in the way: the folder is named."""
    (work / "build").mkdir()
    leftover = work / "build" / ".zkkk-2019.new"
    leftover.mkdir()
    # Nobody can remove a folder that something else is mounted on; here the system only says so.
    busy = (
        "import shutil\ndef refuse(path): raise OSError(16, 'Device or resource busy', 'half')\n"
        "shutil.rmtree = refuse\n"
    )
    process = zkkk(*BUILD, cwd=work, first=busy)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert b"build/.zkkk-2019.new" in err
    assert b"Remove this folder" in err


def test_two_runs_for_two_years_at_the_same_time(work: Path) -> None:
    """The one that waits is the later one; both years are published, and the site has both."""
    shutil.copy(SAMPLE / "zkkk-2018.xlsx", work / "data")
    waiting = (*BUILD[3:], "--wait", "60")
    runs = [zkkk("build", "--year", year, *waiting, cwd=work) for year in ("2018", "2019")]
    assert [process.communicate(timeout=120)[1] for process in runs] == [b"", b""]
    assert [process.returncode for process in runs] == [0, 0]
    front = (work / "build" / "site" / "index-en.html").read_text(encoding="utf-8")
    for year in ("2018", "2019"):
        assert f'href="../{year}/zkkk-{year}-en.html"' in front
    left = {path.name for path in (work / "build").iterdir()}
    assert left == {"2018", "2019", "site", "index.html", ".zkkk.lock"}
