"""Which workbooks belong to a year, and under which names they are known."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.workbook.books import SAMPLE, check_files, found, to_xlsx, valid_book

from zkkk_factsheet.workbook.folder import find_workbooks
from zkkk_factsheet.workbook.reading.sources import load, year_in


def _put(folder: Path, *names: str, data: bytes = b"x") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def _names(folder: Path) -> dict[int, list[str]]:
    return {
        year: [path.relative_to(folder).as_posix() for path in paths]
        for year, paths in find_workbooks(folder).by_year.items()
    }


def test_the_sample_years_are_found() -> None:
    """The sample has a workbook for each of its years."""
    assert _names(SAMPLE.parent) == {
        year: [f"zkkk-{year}.xlsx"] for year in (2016, 2017, 2018, 2019, 2025)
    }


def test_the_year_is_in_the_name_of_the_file_or_of_its_folder(tmp_path: Path) -> None:
    """A file's name goes before its folder's; several workbooks make up a year."""
    _put(tmp_path, "2019/peja.xlsx", "2019/prizren.ods", "2019/late-2018.xls", "zkkk-2019.xlsb")
    assert _names(tmp_path) == {
        2018: ["2019/late-2018.xls"],
        2019: ["2019/peja.xlsx", "2019/prizren.ods", "zkkk-2019.xlsb"],
    }


def test_else_the_year_is_the_one_that_the_workbook_states(tmp_path: Path) -> None:
    """A workbook that is named for nothing says itself of which year it is."""
    _put(tmp_path, "all.xlsx", data=to_xlsx(valid_book()))
    _put(tmp_path, "nothing.xlsx", data=b"not a workbook")
    assert _names(tmp_path) == {2019: ["all.xlsx"]}
    assert [path.name for path in find_workbooks(tmp_path).without_year] == ["nothing.xlsx"]


def test_a_workbook_that_states_its_year_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading takes time, so a workbook that is named for nothing is read one time only."""
    _put(tmp_path, "all.xlsx", "nothing.xlsx", data=to_xlsx(valid_book()))
    read: list[Path] = []
    monkeypatch.setattr("zkkk_factsheet.workbook.gathering.items.stated_year", read.append)
    find_workbooks(tmp_path)
    assert [path.name for path in read] == ["all.xlsx", "nothing.xlsx"]


def test_the_folder_is_the_one_that_the_workbook_is_found_in(tmp_path: Path) -> None:
    """A link is named for where it lies; where it leads is nobody's business."""
    _put(tmp_path, "archive-2016/peja.xlsx", data=to_xlsx(valid_book()))
    (tmp_path / "data" / "2018").mkdir(parents=True)
    for place in ("2018/peja.xlsx", "peja.xlsx"):
        (tmp_path / "data" / place).symlink_to(tmp_path / "archive-2016" / "peja.xlsx")
    assert _names(tmp_path / "data") == {2018: ["2018/peja.xlsx"], 2019: ["peja.xlsx"]}


def test_the_year_in_a_files_name_decides_wherever_the_file_lies(tmp_path: Path) -> None:
    """Folders may be named for regions, and lie in one another; the nearest year is a file's."""
    _put(
        tmp_path,
        "Gjilan/zkkk-2020-jug.xlsx",
        "Gjilan/zona veriore/më 2019.ods",
        "2018/Gjilan/jug.xlsx",
        "2017/2016/jug.xls",
        "2017/arkiv/zkkk-2015.xlsx",
    )
    assert _names(tmp_path) == {
        2015: ["2017/arkiv/zkkk-2015.xlsx"],
        2016: ["2017/2016/jug.xls"],
        2018: ["2018/Gjilan/jug.xlsx"],
        2019: ["Gjilan/zona veriore/më 2019.ods"],
        2020: ["Gjilan/zkkk-2020-jug.xlsx"],
    }
    (elsewhere,) = find_workbooks(tmp_path).in_another_year
    assert elsewhere == tmp_path / "2017/arkiv/zkkk-2015.xlsx"


def test_what_looks_like_data_and_is_not_read_is_found(tmp_path: Path) -> None:
    """Other tables, copies with another ending and packed files are no workbooks; all are named."""
    others = [
        "2019/staff.TSV",
        "Gjilan/zkkk-2019.xlsx.part",
        "offices.csv",
        "peja.zip",
        "zkkk-2019.ods~",
        "zkkk-2019.xlsx.bak",
    ]
    _put(tmp_path, *others, "2019/report.pdf", "notes.docx", "Gjilan.xlsxology")
    found = find_workbooks(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in found.not_workbooks] == others
    assert (found.by_year, found.without_year) == ({}, ())


def test_what_nobody_put_there_is_passed_over(tmp_path: Path) -> None:
    """Hidden files, Excel's beside an open workbook, bins and snapshots of a shared disk."""
    _put(
        tmp_path,
        ".2019.xlsx",
        "._zkkk-2019.xlsx",
        "~$2019.xlsx",
        ".~lock.2019.xlsx#",
        ".2019/a.xlsx",
        ".Trash-1000/files/zkkk-2019.xlsx",
        "#recycle/zkkk-2019.xlsx",
        "@eaDir/zkkk-2019.xlsx",
        "$RECYCLE.BIN/zkkk-2019.xlsx",
        "lost+found/zkkk-2019.xlsx",
    )
    (tmp_path / "folder-2019.xlsx").mkdir()
    assert find_workbooks(tmp_path) == ({}, (), (), (), ())


def test_what_was_published_in_the_data_folder_is_no_data(tmp_path: Path) -> None:
    """An edition has tables that are workbooks; another manifest keeps nothing out."""
    _put(tmp_path, "zkkk-2019.xlsx", "build/2019/data/zkkk-2019-tables.xlsx", "Peja/zkkk-2018.xlsx")
    _put(tmp_path, "build/2019/manifest.json", data=b'{"format": "zkkk-factsheet edition"}')
    _put(tmp_path, "Peja/manifest.json", data=b"{}")
    assert _names(tmp_path) == {2018: ["Peja/zkkk-2018.xlsx"], 2019: ["zkkk-2019.xlsx"]}


def test_the_sample_is_never_read_as_a_part_of_other_data(tmp_path: Path) -> None:
    """A folder by the name of the program's sample is left out, and told if it is another one."""
    _put(tmp_path, "zkkk-2020.xlsx", "Gjilan/sample/zkkk-2019.xlsx")
    (tmp_path / "sample").symlink_to(SAMPLE.parent)
    assert SAMPLE.parent.name == "sample"
    found = find_workbooks(tmp_path)
    assert list(found.by_year) == [2020]
    assert found.samples == (tmp_path / "Gjilan" / "sample",)


def test_a_folder_that_is_linked_to_is_read_once(tmp_path: Path) -> None:
    """A link to a folder beside it or around it makes no workbook come twice; others count."""
    _put(tmp_path, "data/2019/peja.xlsx", "disk/pejë.xlsx")
    (tmp_path / "data" / "0 newest").symlink_to(tmp_path / "data" / "2019")
    (tmp_path / "data" / "2019" / "up").symlink_to(tmp_path / "data")
    (tmp_path / "data" / "2018").symlink_to(tmp_path / "disk")
    assert _names(tmp_path / "data") == {2018: ["2018/pejë.xlsx"], 2019: ["2019/peja.xlsx"]}


def test_a_folder_that_cannot_be_read_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not seen must not count as absent: the edition would have fewer offices."""
    _put(tmp_path, "zkkk-2019.xlsx", "Gjilan/zkkk-2019-jug.xlsx")
    iterdir = Path.iterdir

    def refuse(self: Path) -> Iterator[Path]:
        if self.name == "Gjilan":
            raise PermissionError(13, "Permission denied", str(self))
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(PermissionError):
        find_workbooks(tmp_path)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("zkkk-2019.xlsx", 2019),
        ("ZKKK2019final.xlsx", 2019),
        ("raport_2018_per_2019.xls", 2018),
        ("20190331.xlsx", None),
        ("1999.xlsx", None),
        ("tel-038201914.xlsx", None),
        ("v2.xlsx", None),
    ],
)
def test_a_year_has_four_digits(name: str, year: int | None) -> None:
    """A number of more digits is no year; of several years the first counts."""
    assert year_in(name) == year


def test_a_name_is_relative_to_the_data_folder(tmp_path: Path) -> None:
    """Findings and provenance never tell where on somebody's disk a workbook lay."""
    _put(tmp_path, "2019/peja.xlsx")
    assert load(tmp_path / "2019" / "peja.xlsx", tmp_path).name == "2019/peja.xlsx"
    assert load(tmp_path / "2019" / "peja.xlsx", tmp_path / "else").name == "peja.xlsx"
    assert load(tmp_path / "2019" / "peja.xlsx").name == "peja.xlsx"


@pytest.mark.parametrize("lock", ["~$zkkk-2019.xlsx", ".~lock.zkkk-2019.xlsx#"])
def test_a_workbook_that_is_open_is_told(lock: str, tmp_path: Path) -> None:
    """Excel and LibreOffice lay a file beside a workbook that somebody has open."""
    _put(tmp_path, "zkkk-2019.xlsx", data=to_xlsx(valid_book()))
    assert not load(tmp_path / "zkkk-2019.xlsx").opened
    _put(tmp_path, lock)
    assert load(tmp_path / "zkkk-2019.xlsx").opened


def test_a_workbook_that_is_copied_slowly_is_waited_for(tmp_path: Path) -> None:
    """What arrives piece by piece, as over a slow line, is read when all of it is there."""
    data = to_xlsx(valid_book())
    path = tmp_path / "zkkk-2019.xlsx"
    piece = len(data) // 15

    def copy() -> None:
        with path.open("wb", buffering=0) as file:
            for start in range(0, len(data), piece):
                file.write(data[start : start + piece])
                time.sleep(0.05)

    copying = threading.Thread(target=copy)
    copying.start()
    time.sleep(0.02)
    assert load(path).data == data
    copying.join()


def test_a_whole_workbook_is_not_waited_for(tmp_path: Path) -> None:
    """A workbook that was saved just now and is whole is read at once, and an old one always."""
    _put(tmp_path, "fresh.xlsx", data=to_xlsx(valid_book()))
    _put(tmp_path, "old.xlsx", data=b"not a workbook")
    os.utime(tmp_path / "old.xlsx", (0, 0))
    begun = time.monotonic()
    load(tmp_path / "fresh.xlsx")
    assert load(tmp_path / "old.xlsx").data == b"not a workbook"
    assert time.monotonic() - begun < 1


def test_a_damaged_workbook_is_waited_for_and_then_read(tmp_path: Path) -> None:
    """A file that stays as it is is not being saved: what is wrong with it is told."""
    _put(tmp_path, "zkkk-2019.xlsx", data=b"PK\x03\x04 half")
    assert load(tmp_path / "zkkk-2019.xlsx").data == b"PK\x03\x04 half"


def test_a_workbook_that_never_comes_to_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Waiting has an end: the file can't be read, and the error names it."""
    monkeypatch.setattr("zkkk_factsheet.workbook.reading.sources._PATIENCE", 0.5)
    path = tmp_path / "zkkk-2019.xlsx"
    _put(tmp_path, path.name)
    read = Path.read_bytes

    def grow(self: Path) -> bytes:
        data = read(self)
        self.write_bytes(data + b"x")
        return data

    monkeypatch.setattr(Path, "read_bytes", grow)
    with pytest.raises(OSError, match="busy") as caught:
        load(path)
    assert caught.value.filename == str(path)


def test_a_file_that_is_gone_raises_what_the_system_raises(tmp_path: Path) -> None:
    """A file that can't be read is no finding about its content."""
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "2019.xlsx")


@pytest.mark.parametrize(
    ("names", "year", "expected"),
    [
        (["zkkk-2019.xlsx"], None, []),
        (["zkkk.xlsx"], None, []),
        (["zkkk.xlsx"], 2018, [("year-disagrees", "about", "B2")]),
        (["zkkk-2018.xlsx"], None, [("year-disagrees", "about", "B2")]),
        (["zkkk-2018.xlsx"], 2019, [("year-disagrees", "", "")]),
        (["a-2019.xlsx", "b-2018.xlsx"], 2019, [("year-disagrees", "", "")]),
    ],
)
def test_the_years_have_to_agree(
    names: list[str], year: int | None, expected: list[tuple[str, str, str]]
) -> None:
    """What is asked for, what the workbook states and what the file's name says are one year."""
    book = valid_book()
    about = {"about": book.pop("about")}
    books = [book | about] if len(names) == 1 else [book, about]
    files = [(name, to_xlsx(each)) for name, each in zip(names, books, strict=True)]
    assert found(check_files(*files, year=year).findings) == expected
