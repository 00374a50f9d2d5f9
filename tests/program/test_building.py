"""``zkkk build`` from end to end."""

import json
import shutil
from pathlib import Path

import pytest
from tests.program.conftest import BOTH_FORMATS, ONLY_NATIONAL, Built, Run, modules_loaded
from tests.support import (
    FORMATS,
    LANGUAGES,
    SAMPLE,
    about_cell,
    altered,
    long_text,
    rendered,
    sample_sheet,
)

from zkkk_factsheet.edition.lock import LOCK_FILE

NOT_READ = ["copy.xlsx", "2018/zkkk-2019.xlsx", "/sample", "Gjilan/staff.csv"]
NATIONAL = "--no-municipalities"
QUICK = ("--lang", "sq", "--format", "html", NATIONAL)


def names(year: int) -> list[str]:
    """The sheets of a year, in the order they are told."""
    return [f"zkkk-{year}-{language}.{each}" for language in LANGUAGES for each in FORMATS]


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything in a folder: its bytes, and when it was last written; not the empty lock file."""
    found = {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and path.name != LOCK_FILE  # which some versions of filelock touch
    }
    assert found
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of everything in a folder."""
    return {name: data for name, (data, _) in snapshot(folder).items()}


def test_one_command_makes_three_pages_and_three_pdfs(built: Built) -> None:
    """A year's edition is six sheets, its data and the manifest, in build/ of the folder."""
    folder, done = built
    assert done.returncode == 0
    assert sorted(each.name for each in (folder / "build" / "2019").iterdir()) == sorted(
        [*names(2019), "data", "manifest.json", ".charts"]
    )
    assert sorted(each.name for each in folder.iterdir()) == ["build"]


@pytest.mark.parametrize(
    ("language", "format_"), [("sq", "html"), ("sr", "pdf"), ("en", "html"), ("en", "pdf")]
)
def test_the_sheets_are_what_the_rooms_make(built: Built, language: str, format_: str) -> None:
    """What the command writes is what the rooms make of the same workbook, byte for byte."""
    file = built[0] / "build" / "2019" / f"zkkk-2019-{language}.{format_}"
    assert file.read_bytes() == rendered(
        sample_sheet(2019, language), format_, f"zkkk-2019-{language}.pdf"
    )


def test_results_go_to_standard_output_and_nothing_else_does(built: Built) -> None:
    """Standard output holds the paths of the sheets, one a line, and no message."""
    assert built[1].stdout.splitlines() == [f"build/2019/{name}" for name in names(2019)]


def test_the_sample_is_called_so_on_standard_error(built: Built) -> None:
    """Who gave no data folder is told that these are sample data, once."""
    lines = [line for line in built[1].stderr.splitlines() if "sample data" in line]
    assert len(lines) == 1
    assert "No data folder was named" in lines[0]


def test_a_second_run_writes_nothing(built: Built, zkkk: Run) -> None:
    """Where nothing has changed, no file is touched; the same paths are told."""
    before = snapshot(built[0] / "build")
    done = zkkk("build", "--year", "2019", *ONLY_NATIONAL, cwd=built[0])
    assert done.returncode == 0
    assert snapshot(built[0] / "build") == before
    assert done.stdout.splitlines() == [f"build/2019/{name}" for name in names(2019)]


def test_a_second_run_loads_nothing_that_checks_or_makes(
    built: Built, started_zkkk: Run, tmp_path: Path
) -> None:
    """Where nothing has changed, only what finds that out is loaded: cron runs it every night."""
    options = ("build", "--year", "2019", "--quiet", *ONLY_NATIONAL)
    loaded, done = modules_loaded(started_zkkk, tmp_path, *options, cwd=built[0])
    assert done.returncode == 0
    assert "zkkk_factsheet.edition.site" in loaded
    rooms = ("workbook.checking.check", "monitoring", "indicators", "documents.model", "render")
    needless = {f"zkkk_factsheet.{each}" for each in (*rooms, "edition.helper")}
    needless |= {"babel", "jinja2", "matplotlib", "numpy", "openpyxl", "typst", "python_calamine"}
    assert needless & loaded == set()


def test_the_same_workbooks_give_the_same_bytes(built: Built, zkkk: Run, tmp_path: Path) -> None:
    """From and into another folder every byte is the same.

    That it is in another time zone, locale and order of hashing, is tested with the wheel.
    """
    data = tmp_path / "elsewhere" / "data"
    shutil.copytree(SAMPLE, data)
    output = tmp_path / "output"
    arguments = ("--year", "2019", "--data", data, "--output", output, *ONLY_NATIONAL)
    assert zkkk("build", *arguments, cwd=tmp_path).returncode == 0
    assert contents(output / "2019") == contents(built[0] / "build" / "2019")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--lang", "sr", "--format", "html"), ["sr.html"]),
        (("--lang", "en", "--lang", "sq", "--format", "html"), ["en.html", "sq.html"]),
        (("--lang", "sq", "--lang", "sq", *BOTH_FORMATS), ["sq.html", "sq.pdf"]),
        (("--format", "pdf", "--lang", "en"), ["en.pdf"]),
    ],
)
def test_languages_and_formats_are_chosen(
    zkkk: Run, tmp_path: Path, options: tuple[str, ...], expected: list[str]
) -> None:
    """Only what is asked for is made; an option may be repeated, also in vain.

    It is what the rooms make of the same workbook, with which there is none of the year before.
    """
    done = zkkk("build", "--year", "2016", *options, NATIONAL, "--output", "sheets", cwd=tmp_path)
    assert done.returncode == 0
    paths = [f"sheets/2016/zkkk-2016-{each}" for each in expected]
    assert done.stdout.splitlines() == paths
    made = {path.name: path.read_bytes() for path in (tmp_path / "sheets/2016").glob("zkkk-*")}
    assert set(made) == {Path(path).name for path in paths}
    for each in expected:
        language, format_ = each.split(".")
        beside = f"{language}.pdf" in expected
        pdf = f"zkkk-2016-{language}.pdf" if beside else ""
        assert made[f"zkkk-2016-{each}"] == rendered(sample_sheet(2016, language), format_, pdf)


def test_every_year_is_built_if_none_is_named(zkkk: Run, data: Path) -> None:
    """Without --year it is every year there are workbooks for; a correction of an old one too.

    They come in the order of time, the newest first, or in that in which they are named.
    """
    both = [f"{year}/zkkk-{year}-sq.html" for year in (2019, 2018)]
    done = zkkk("build", "--data", data, *QUICK, cwd=data.parent)
    assert done.stdout.splitlines() == [f"build/{path}" for path in both]
    before = contents(data.parent / "build")
    (data / "zkkk-2018.xlsx").write_bytes(altered(2018, {"duties!B2": "no"}))
    done = zkkk("build", "--data", data, *QUICK, cwd=data.parent)
    assert done.stdout.splitlines() == [f"build/{path}" for path in both]
    after = contents(data.parent / "build")
    assert [path for path in both if before[path] == after[path]] == []
    named = ("--year", "2018", "--year", "2019")
    done = zkkk("build", *named, "--data", data, *QUICK, cwd=data.parent)
    assert done.stdout.splitlines() == [f"build/{path}" for path in reversed(both)]
    assert contents(data.parent / "build") == after


IN_ALBANIAN = ("--lang", "sq", *BOTH_FORMATS)
CHOICES = [
    IN_ALBANIAN,
    ("--format", "pdf"),
    ("--lang", "en", "--format", "html"),
]
OF_2019 = ("build", "--year", "2019", NATIONAL, "--data")


@pytest.mark.parametrize("options", [*CHOICES, (*IN_ALBANIAN, "--force")], ids=" ".join)
def test_a_narrower_choice_loses_no_sheet(
    zkkk: Run, built: Built, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Who makes one language or format leaves the others in the edition, byte for byte."""
    shutil.copytree(built[0] / "build", tmp_path / "build")
    before = contents(tmp_path / "build")
    done = zkkk("build", "--year", "2019", *options, NATIONAL, cwd=tmp_path)
    assert done.returncode == 0
    assert ("6 files were made" in done.stderr) == ("--force" in options)
    assert contents(tmp_path / "build") == before


@pytest.fixture(scope="module")
def changed(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a changed workbook, and the whole edition that is made of it."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(SAMPLE, folder / "workbooks")
    (folder / "workbooks" / "zkkk-2019.xlsx").write_bytes(altered(2019, {"duties!B2": "no"}))
    assert zkkk(*OF_2019, "workbooks", *BOTH_FORMATS, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("options", CHOICES, ids=" ".join)
def test_a_narrower_choice_never_mixes_an_edition(
    zkkk: Run, built: Built, changed: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    """When a workbook has changed, the other sheets are made again too, as by a whole build."""
    shutil.copytree(built[0] / "build" / "2019", tmp_path / "build" / "2019")
    done = zkkk(*OF_2019, changed / "workbooks", *options, cwd=tmp_path)
    assert done.returncode == 0
    assert "2019: 6 files were made" in done.stderr
    assert contents(tmp_path / "build" / "2019") == contents(changed / "build" / "2019")


def test_a_page_offers_its_pdf_as_soon_as_there_is_one(
    zkkk: Run, one_page: Path, tmp_path: Path
) -> None:
    """Without a PDF beside it a page has no link; the run that makes the PDF makes the link."""
    shutil.copytree(one_page / "build", tmp_path / "build")
    page = tmp_path / "build" / "2019" / "zkkk-2019-sq.html"
    assert "<a href=" not in page.read_text(encoding="utf-8")
    zkkk(*OF_2019, SAMPLE, "--lang", "sq", "--format", "pdf", cwd=tmp_path)
    assert '<a href="zkkk-2019-sq.pdf">' in page.read_text(encoding="utf-8")
    assert page.with_suffix(".pdf").is_file()


def test_a_narrower_choice_keeps_the_sheets_of_an_edition_without_a_manifest(
    zkkk: Run, built: Built, tmp_path: Path
) -> None:
    """Where the manifest is lost, the sheets that are there are the edition's."""
    shutil.copytree(built[0] / "build", tmp_path / "build")
    before = contents(tmp_path / "build" / "2019")
    (tmp_path / "build" / "2019" / "manifest.json").unlink()
    arguments = ("build", "--year", "2019", "--data", SAMPLE, "--lang", "sq", *ONLY_NATIONAL)
    assert zkkk(*arguments, cwd=tmp_path).returncode == 0
    assert contents(tmp_path / "build" / "2019") == before


def test_fewer_languages_are_a_setting_and_what_goes_is_named(
    zkkk_of_three: Run, built: Built, tmp_path: Path
) -> None:
    """What zkkk.toml doesn't name is not published any more; the files are told once, always."""
    shutil.copytree(built[0] / "build", tmp_path / "build")
    (tmp_path / "zkkk.toml").write_text('languages = ["sr"]', encoding="utf-8")
    gone = [f"zkkk-2019-{language}.{each}" for language in ("sq", "en") for each in FORMATS]
    one = zkkk_of_three("build", "--year", "2019", "--lang", "en", *ONLY_NATIONAL, cwd=tmp_path)
    assert "2019: 4 files of the edition that were not asked for stay in it." in one.stderr
    quiet = ("build", "--year", "2019", "--quiet")
    done = zkkk_of_three(*quiet, cwd=tmp_path)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.startswith("2019: 4 sheets ")
    assert "(the site keeps its own pages in all languages)" in line
    assert line.endswith(": " + ", ".join(gone))
    left = {path.name for path in (tmp_path / "build" / "2019").iterdir()}
    assert left == {
        *("zkkk-2019-sr.html", "zkkk-2019-sr.pdf"),
        *("manifest.json", "municipalities", "data", "figures", "charts", ".charts"),
    }
    tables = {path.name for path in (tmp_path / "build/2019/data").glob("*.xlsx")}
    assert tables == {"tables-2019-sr.xlsx"}
    assert [path.name for path in (tmp_path / "build/2019/.charts").iterdir()] == ["sr"]
    assert zkkk_of_three(*quiet, cwd=tmp_path).stderr == ""


def test_the_manifest_names_the_workbooks_without_their_folder(built: Built) -> None:
    """Inputs are the year's workbook and those of the years before; no path of this machine."""
    text = (built[0] / "build" / "2019" / "manifest.json").read_text(encoding="utf-8")
    inputs = [name for name in json.loads(text)["inputs"] if name.startswith("data/")]
    assert inputs == [f"data/zkkk-{year}.xlsx" for year in (2016, 2017, 2018, 2019)]
    assert str(SAMPLE) not in text
    assert str(built[0]) not in text


def test_a_changed_workbook_changes_the_sheet(zkkk: Run, one_page: Path, data: Path) -> None:
    """A new answer is in the next edition."""
    shutil.copytree(one_page / "build", data.parent / "build")
    page = data.parent / "build" / "2019" / "zkkk-2019-sq.html"
    before = page.read_bytes()
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"duties!B2": "no"}))
    done = zkkk(*OF_2019, data, *QUICK, cwd=data.parent)
    assert done.returncode == 0
    assert page.read_bytes() != before
    assert "34 nga 35" in page.read_text(encoding="utf-8")


def test_texts_from_a_workbook_stay_texts(zkkk: Run, one_page: Path, data: Path) -> None:
    """What looks like markup or a formula in the workbook is printed as it was typed."""
    shutil.copytree(one_page / "build", data.parent / "build")
    hostile = "<script>#import $x$ {{ 1 }} * &amp; \"q\" 'a'"
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {about_cell(2019, "note_sq"): hostile}))
    done = zkkk("build", "--year", "2019", "--data", data, *QUICK, cwd=data.parent)
    assert done.returncode == 0
    page = (data.parent / "build/2019/zkkk-2019-sq.html").read_text(encoding="utf-8")
    shown = "&lt;script&gt;#import $x$ {{ 1 }} * &amp;amp; &#34;q&#34; &#39;a&#39;"
    assert shown in page


def test_a_sheet_that_is_too_long_is_told(zkkk: Run, data: Path) -> None:
    """More than two pages are an editor's matter: the sheet is made, and the editor is told."""
    note = {about_cell(2019, "note_sq"): long_text(900) * 8}
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, note))
    arguments = ("--year", "2019", "--data", data, "--lang", "sq", "--format", "pdf", NATIONAL)
    done = zkkk("build", *arguments, cwd=data.parent)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if "more than 2 pages" in line]
    assert len(told) == 1
    assert told[0].startswith("build/2019/zkkk-2019-sq.pdf ")


def test_what_is_not_read_is_told(zkkk: Run, one_page: Path, data: Path) -> None:
    """A file that looks like data, a workbook of no year: each is named; the last also quietly."""
    shutil.copytree(one_page / "build", data.parent / "build")
    (data / "Gjilan").mkdir()
    (data / "Gjilan" / "staff.csv").write_text("Gjilan;2;1")
    (data / "2018").mkdir()
    (data / "zkkk-2019.xlsx").rename(data / "2018" / "zkkk-2019.xlsx")
    (data / "sample").mkdir()
    (data / "copy.xlsx").write_bytes(b"no workbook")
    arguments = ("build", "--year", "2019", "--data", data, *QUICK)
    done = zkkk(*arguments, cwd=data.parent)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if str(data) in line]
    assert [next(name for name in NOT_READ if name in line) for line in told] == NOT_READ
    inputs = json.loads((data.parent / "build/2019/manifest.json").read_bytes())["inputs"]
    assert "data/2018/zkkk-2019.xlsx" in inputs
    (line,) = zkkk(*arguments, "--quiet", cwd=data.parent).stderr.splitlines()
    assert "copy.xlsx" in line


def test_a_workbook_in_a_folder_of_any_name_counts(zkkk: Run, built: Built, data: Path) -> None:
    """What lies in a region's folder is read like what lies beside it: its name says the year."""
    (data / "Gjilan").mkdir()
    for year in (2016, 2017):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", data)
    shutil.copy(data / "zkkk-2019.xlsx", data / "Gjilan" / "zkkk-2019-jug.xlsx")
    (data / "zkkk-2019.xlsx").unlink()
    arguments = ("build", "--year", "2019", "--data", data, "--lang", "sq", *ONLY_NATIONAL)
    done = zkkk(*arguments, cwd=data.parent)
    assert done.returncode == 0
    page = "build/2019/zkkk-2019-sq.html"
    assert (data.parent / page).read_bytes() == (built[0] / page).read_bytes()


def test_a_file_of_somebody_elses_in_an_edition_is_kept_and_told(
    zkkk: Run, one_page: Path, data: Path
) -> None:
    """It is moved beside the new edition, and its new place is told, also quietly."""
    shutil.copytree(one_page / "build", data.parent / "build")
    (data.parent / "build" / "2019" / "letter.docx").write_text("mine")
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"duties!B2": "no"}))
    done = zkkk("build", "--year", "2019", "--data", data, *QUICK, "--quiet", cwd=data.parent)
    assert done.returncode == 0
    (line,) = done.stderr.splitlines()
    assert line.endswith(": build/2019-aside/letter.docx")
    assert (data.parent / "build" / "2019-aside" / "letter.docx").read_text() == "mine"


# Bad input ---------------------------------------------------------------------------------

MISTAKES: dict[str, str | int | None] = {
    "offices!A5": "Atlantis",
    "offices!C3": "perhaps",
    "staff!C7": -2,
    "duties!D9": "maybe",
}


def test_bad_input_changes_no_file_and_names_every_cell(
    zkkk: Run, built: Built, data: Path
) -> None:
    """Errors end in exit code 1, a line each with file, sheet and cell; the edition stands."""
    output = data.parent / "build"
    shutil.copytree(built[0] / "build", output)
    before = snapshot(output)
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, MISTAKES))
    done = zkkk("build", "--year", "2019", "--data", data, cwd=data.parent)
    assert done.returncode == 1
    assert done.stdout == ""
    assert snapshot(output) == before
    errors = [line for line in done.stderr.splitlines() if ": error: " in line]
    for address, value in MISTAKES.items():
        sheet, _, cell = address.partition("!")
        place = f"zkkk-2019.xlsx, worksheet “{sheet}”, cell {cell}: error: "
        (line,) = (line for line in errors if line.startswith(place))
        assert str(value) in line
    assert "nothing was published" in done.stderr


def test_bad_input_at_first_leaves_no_edition(zkkk: Run, data: Path) -> None:
    """Where there was no edition before, there is none afterwards."""
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"offices!C3": "perhaps"}))
    done = zkkk("build", "--year", "2019", "--data", data, cwd=data.parent)
    assert done.returncode == 1
    assert [p for p in (data.parent / "build").rglob("*") if not p.name.startswith(".")] == []


def test_an_error_in_the_year_before_stops_the_comparison(zkkk: Run, data: Path) -> None:
    """A year isn't published that is compared with a year in error; its cell is named."""
    (data / "zkkk-2018.xlsx").write_bytes(altered(2018, {"offices!C3": "perhaps"}))
    done = zkkk("build", "--year", "2019", "--data", data, cwd=data.parent)
    assert done.returncode == 1
    assert "zkkk-2018.xlsx, worksheet “offices”, cell C3: error: " in done.stderr


def test_an_error_in_a_year_long_ago_leaves_that_year_out_and_says_so(
    zkkk: Run, data: Path
) -> None:
    """The year is published without it: what it is compared with is the year before alone."""
    (data / "zkkk-2017.xlsx").write_bytes(altered(2017, {"offices!C3": "perhaps"}))
    shutil.copy(SAMPLE / "zkkk-2018.xlsx", data)
    done = zkkk("build", "--year", "2019", "--data", data, *QUICK, "--quiet", cwd=data.parent)
    assert done.returncode == 0
    assert "2017" in done.stderr
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("2019: ")]
    assert "zkkk check --year 2017" in line


def test_sample_data_of_a_year_long_ago_are_left_out_of_a_real_year(zkkk: Run, data: Path) -> None:
    """Invented figures never stand beside real ones, and the run says what it left out."""
    shutil.copy(SAMPLE / "zkkk-2017.xlsx", data)
    for year in (2018, 2019):
        real = {about_cell(year, "status"): "draft"}
        (data / f"zkkk-{year}.xlsx").write_bytes(altered(year, real))
    done = zkkk("build", "--year", "2019", "--data", data, *QUICK, "--quiet", cwd=data.parent)
    assert done.returncode == 0
    (line,) = [each for each in done.stderr.splitlines() if each.startswith("2019: ")]
    assert "2017" in line
    assert "sample" in line
    page = data.parent / "build" / "2019" / "zkkk-2019-sq.html"
    assert 'class="strips"' not in page.read_text(encoding="utf-8")


def test_one_year_in_error_does_not_hold_back_another(zkkk: Run, data: Path) -> None:
    """The good year is published, the bad one isn't, and the exit code tells."""
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"offices!C3": "perhaps"}))
    done = zkkk(
        "build", "--year", "2019", "--year", "2018", "--data", data, *QUICK, cwd=data.parent
    )
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["build/2018/zkkk-2018-sq.html"]
    assert sorted(p.name for p in (data.parent / "build").glob("2*")) == ["2018"]


def test_quiet_still_shows_errors(zkkk: Run, one_page: Path, data: Path) -> None:
    """--quiet leaves out what went well, and not one error."""
    shutil.copytree(one_page / "build", data.parent / "build")
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"offices!C3": "perhaps"}))
    done = zkkk("build", "--year", "2019", "--data", data, "--quiet", cwd=data.parent)
    assert done.returncode == 1
    assert "worksheet “offices”, cell C3: error: " in done.stderr
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {}))
    done = zkkk("build", "--year", "2019", "--data", data, "--quiet", *QUICK, cwd=data.parent)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "content", [b"", b"not a workbook", b"PK\x03\x04 but no more", b"%PDF-1.7"]
)
def test_a_file_that_is_no_workbook_is_one_finding(zkkk: Run, data: Path, content: bytes) -> None:
    """A file by the name of a workbook that isn't one is an error that names it."""
    (data / "zkkk-2019.xlsx").write_bytes(content)
    done = zkkk("build", "--year", "2019", "--data", data, cwd=data.parent)
    assert done.returncode == 1
    errors = [line for line in done.stderr.splitlines() if ": error: " in line]
    assert len(errors) == 1
    assert errors[0].startswith("zkkk-2019.xlsx: error: ")


def test_messages_come_in_the_language_of_the_terminal(zkkk: Run, data: Path) -> None:
    """Errors are told in the locale's language, and as JSON for a program."""
    (data / "zkkk-2019.xlsx").write_bytes(altered(2019, {"offices!C3": "perhaps"}))
    arguments = ("build", "--year", "2019", "--data", data)
    told = {
        locale: zkkk(*arguments, cwd=data.parent, env={"LC_ALL": locale}).stderr
        for locale in ("sq_AL.UTF-8", "sr_RS.UTF-8@latin", "en_GB.UTF-8", "de_DE.UTF-8")
    }
    assert len(set(told.values())) == 3
    assert told["de_DE.UTF-8"] == told["en_GB.UTF-8"]
    assert all("C3" in text for text in told.values())
    done = zkkk(*arguments, "--log-format", "json", cwd=data.parent)
    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert {"level", "message"} <= set.intersection(*(set(record) for record in records))
    assert any(record.get("cell") == "C3" for record in records)
