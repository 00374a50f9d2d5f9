"""Workbooks that the program writes: each under a name of its own, whole or not at all."""

import shutil
from pathlib import Path

import pytest
from tests.program.conftest import Run, warmed
from tests.support import SAMPLE

from zkkk_factsheet.edition import writing
from zkkk_factsheet.edition.files import write_new
from zkkk_factsheet.edition.writing import write_whole
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.workbook.blank.book import blank_workbook

WORKBOOK = SAMPLE / "zkkk-2019.xlsx"

limited = warmed("import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))")
"""Run the program where no file may be larger than a page, as on a disk that is full."""


def files_in(folder: Path) -> list[str]:
    """The files under a folder by their paths in it, sorted."""
    found = (each for each in folder.rglob("*") if not each.is_dir())
    return sorted(each.relative_to(folder).as_posix() for each in found)


@pytest.mark.parametrize(
    ("name", "language"),
    [("marked.xls", "sq"), ("marked.ods", "sr"), ("marked", "en"), ("marked.XLSB", "sq")],
)
def test_a_marked_copy_has_the_name_of_an_excel_workbook(
    zkkk: Run, tmp_path: Path, name: str, language: str
) -> None:
    """Excel refuses a file whose ending isn't that of its content, so none is written."""
    done = zkkk("check", WORKBOOK, "--annotate", name, "--lang", language, cwd=tmp_path)
    assert done.returncode == 2
    texts = catalogue(language, "program")
    assert texts.text("check.not-xlsx", file=name) in done.stderr
    assert files_in(tmp_path) == []


def test_the_ending_may_be_in_capitals(zkkk: Run, tmp_path: Path) -> None:
    """To Excel and to Windows .XLSX is the same."""
    zkkk("check", WORKBOOK, "--annotate", "MARKED.XLSX", cwd=tmp_path)
    assert files_in(tmp_path) == ["MARKED.XLSX"]


@pytest.mark.parametrize(
    ("names", "copies"),
    [
        (("a/zkkk-2019.xlsx", "b/zkkk-2019.xlsx"), ("a/zkkk-2019.xlsx", "b/zkkk-2019.xlsx")),
        (("x-2019.xls", "x-2019.xlsx"), ("x-2019.xls.xlsx", "x-2019.xlsx")),
        (("2019/peja.xlsx", "2019/deçan.xlsm"), ("deçan.xlsm.xlsx", "peja.xlsx")),
        (("2019/peja.xlsx", "all-2019.xlsx"), ("2019/peja.xlsx", "all-2019.xlsx")),
    ],
)
def test_every_workbook_has_its_own_marked_copy(
    zkkk: Run, tmp_path: Path, names: tuple[str, ...], copies: tuple[str, ...]
) -> None:
    """Workbooks of the same name in two folders, or with two endings, don't share a copy."""
    for name in names:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(WORKBOOK, tmp_path / "in" / name)
    files = [tmp_path / "in" / name for name in names]
    done = zkkk("check", *files, "--annotate", "out", "--lang", "en", cwd=tmp_path)
    assert done.returncode in {0, 1}
    assert files_in(tmp_path / "out") == sorted(copies)
    assert all((f"out/{copy}:" in done.stderr) for copy in copies)


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_the_copies_of_several_workbooks_go_into_a_folder(
    zkkk: Run, tmp_path: Path, language: str
) -> None:
    """A folder that is called as a workbook would be is not made; what to give instead is said."""
    again = tmp_path / "zkkk-2019_2.xlsx"
    shutil.copy(WORKBOOK, again)
    arguments = ("check", WORKBOOK, again, "--lang", language, "--annotate")
    done = zkkk(*arguments, "out/marked.xlsx", cwd=tmp_path)
    assert done.returncode == 2
    texts = catalogue(language, "program")
    expected = texts.text("check.not-folder", file="out/marked.xlsx", folder="out/marked")
    assert expected in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == [again.name]


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_a_folder_that_is_missing_is_named(zkkk: Run, tmp_path: Path, language: str) -> None:
    """It is the folder of a new workbook that doesn't exist: that the file doesn't is no news."""
    done = zkkk("new", "data/zkkk-2020.xlsx", "--lang", language, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    texts = catalogue(language, "program")
    expected = texts.text("new.no-folder", file="data/zkkk-2020.xlsx", folder="data")
    assert done.stderr.strip() == expected
    assert files_in(tmp_path) == []


def test_a_new_workbook_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    """The message names the file; neither a part of it nor a helper stays behind."""
    done = limited("new", "zkkk-2020.xlsx", "--year", "2020", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith(
        "zkkk-2020.xlsx can’t be read or written: the file would become too large."
    )
    assert len(done.stderr.splitlines()) == 1
    assert files_in(tmp_path) == []


def test_a_workbook_that_can_not_be_replaced_stays(tmp_path: Path) -> None:
    """With --force as well, the old file is given up only for a whole one."""
    (tmp_path / "zkkk-2020.xlsx").write_text("what was there before")
    done = limited("new", "zkkk-2020.xlsx", "--year", "2020", "--force", cwd=tmp_path)
    assert done.returncode == 3
    assert files_in(tmp_path) == ["zkkk-2020.xlsx"]
    assert (tmp_path / "zkkk-2020.xlsx").read_text() == "what was there before"


def test_a_marked_copy_that_finds_no_room_leaves_nothing(tmp_path: Path) -> None:
    """The report is printed, then the copy is named that could not be written."""
    done = limited("check", WORKBOOK, "--annotate", "marked.xlsx", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 3
    assert "marked.xlsx can’t be read or written: the file would become too large." in done.stderr
    assert "Traceback" not in done.stderr
    assert files_in(tmp_path) == []


def test_the_blank_workbook_is_put_together_without_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It doesn't depend on room in a folder that nobody named."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert blank_workbook(2020, "en").startswith(b"PK")


def test_a_file_is_replaced_only_if_asked_to(tmp_path: Path) -> None:
    """A link stays a link; what it leads to is replaced."""
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "link", b"new")
    write_whole(tmp_path / "link", b"new", replace=True)
    assert (tmp_path / "real").read_bytes() == b"new"
    assert (tmp_path / "link").is_symlink()
    assert files_in(tmp_path) == ["link", "real"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_a_run_that_is_stopped_leaves_nothing(
    stop: type[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Also between writing aside and renaming."""

    def stopped(path: Path, data: bytes) -> None:
        write_new(path, data)
        raise stop

    monkeypatch.setattr(writing, "write_new", stopped)
    with pytest.raises(stop):
        write_whole(tmp_path / "x.xlsx", b"data")
    assert files_in(tmp_path) == []
