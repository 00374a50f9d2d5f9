"""Exit codes, settings, and what a check says of what it found."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.program.conftest import Run
from tests.support import SAMPLE, altered

from zkkk_factsheet import __version__
from zkkk_factsheet.edition.settings import SettingsError, settings
from zkkk_factsheet.language import catalogue

QUICK = ("--lang", "sq", "--format", "html", "--no-municipalities")


# Exit codes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--year", "soon"),
        ("build", "--year", "1066"),
        ("build", "--lang", "xx"),
        ("build", "--format", "docx"),
        ("build", "--year", "2100"),
        ("build", "--wait", "-1"),
        ("build", "--wait", "nan"),
        ("build", "--colour"),
        ("build", "2019"),
        ("bake",),
        ("show", "--format", "xml"),
    ],
)
def test_wrong_usage_is_2(zkkk: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """What the program can't be asked for ends in exit code 2, with a word on what is wrong."""
    done = zkkk(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert arguments[-1] in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "show"])
def test_a_year_without_workbooks_is_3(zkkk: Run, data: Path, command: str) -> None:
    """A year that is not there ends in exit code 3, naming those that are."""
    done = zkkk(command, "--year", "2011", "--data", data, cwd=data.parent)
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert "2011" in line
    assert "2018 and 2019" in line
    assert not (data.parent / "build").exists()


@pytest.mark.parametrize("command", ["build", "show", "check", "watch"])
@pytest.mark.parametrize("how", ["option", "environment", "file"])
def test_a_data_folder_that_is_not_there_is_3(
    zkkk: Run, tmp_path: Path, command: str, how: str
) -> None:
    """However a data folder was named: if it is missing, exit code 3 and a line that names it."""
    env = {"ZKKK_DATA": "no-such-folder"} if how == "environment" else {}
    option = ("--data", "no-such-folder") if how == "option" else ()
    if how == "file":
        (tmp_path / "zkkk.toml").write_text('data = "no-such-folder"', encoding="utf-8")
    done = zkkk(command, *option, cwd=tmp_path, env=env)
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert "no-such-folder" in line


def test_a_folder_without_workbooks_is_3(zkkk: Run, tmp_path: Path) -> None:
    """A data folder that was named and holds no workbook isn't replaced by the sample."""
    empty = tmp_path / "empty"
    empty.mkdir()
    done = zkkk("build", "--year", "2019", "--data", empty, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "sample" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no folder nobody can write")
def test_a_folder_that_can_t_be_written_is_3(zkkk: Run, tmp_path: Path) -> None:
    """Where nothing can be written there is a message that names the folder, and exit code 3."""
    done = zkkk("build", "--year", "2016", *QUICK, "--output", "/proc/sheets", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "/proc/sheets" in done.stderr.splitlines()[-1]


def test_an_output_folder_of_another_s_is_left_alone(zkkk: Run, tmp_path: Path) -> None:
    """A folder that the program didn't make is not written over: exit code 3."""
    own = tmp_path / "build" / "2016"
    own.mkdir(parents=True)
    (own / "thesis.txt").write_text("mine")
    done = zkkk("build", "--year", "2016", *QUICK, cwd=tmp_path)
    assert done.returncode == 3
    assert [path.name for path in own.iterdir()] == ["thesis.txt"]


def test_version_and_help(started_zkkk: Run, tmp_path: Path) -> None:
    """--version and --help answer on standard output and do nothing else."""
    assert started_zkkk("--version", cwd=tmp_path).stdout == f"zkkk {__version__}\n"
    done = started_zkkk("build", "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: zkkk build" in done.stdout


# Where the settings come from --------------------------------------------------------------


def test_data_of_the_working_folder_comes_before_the_sample(zkkk: Run, tmp_path: Path) -> None:
    """The sample serves where there is no data/, and a line says so; else data/ serves."""
    done = zkkk("show", "--year", "2017", "--format", "csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "sample data" in done.stderr
    (tmp_path / "data").mkdir()
    shutil.copy(SAMPLE / "zkkk-2018.xlsx", tmp_path / "data")
    done = zkkk("show", "--format", "csv", cwd=tmp_path)
    assert done.stdout.splitlines()[1].startswith("2018,")
    assert "sample data" not in done.stderr
    assert zkkk("show", "--year", "2017", cwd=tmp_path).returncode == 3


def no_mount(data: Path) -> None:
    """An empty folder, as where a disk is to be mounted."""
    data.mkdir()


def no_workbook(data: Path) -> None:
    """A folder with something else in it."""
    data.mkdir()
    (data / "notes.txt").write_text("no workbook")


def another_sample(data: Path) -> None:
    """A folder that holds nothing but a folder which is called as that of the program."""
    shutil.copytree(SAMPLE, data / "sample")


def no_target(data: Path) -> None:
    """A link to a folder that is gone."""
    data.symlink_to("no-such-folder")


@pytest.mark.parametrize("make", [no_mount, no_workbook, another_sample, no_target])
def test_the_sample_does_not_step_in_for_workbooks_that_are_gone(
    zkkk: Run, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A data/ without a workbook is exit code 3, since its workbooks may be missing.

    What was left out may be told before.
    """
    make(tmp_path / "data")
    for command in ("build", "show", "check"):
        done = zkkk(command, "--year", "2019", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (3, "")
        *left_out, line = done.stderr.splitlines()
        assert "no workbook" in line or "no such" in line.lower()
        assert len(left_out) == (make is another_sample)
    assert not (tmp_path / "build").exists()


def test_the_sample_serves_in_a_checkout(zkkk: Run, tmp_path: Path) -> None:
    """The checkout's data/ has only the sample in it, which counts as no data folder."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "sample").symlink_to(SAMPLE)
    done = zkkk("show", "--year", "2017", "--format", "csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "sample data" in done.stderr


def test_a_language_counts_once(zkkk: Run, one_page: Path, tmp_path: Path) -> None:
    """A language that zkkk.toml names twice is made once."""
    shutil.copytree(one_page / "build", tmp_path / "build")
    (tmp_path / "build" / "2019" / "zkkk-2019-sq.html").unlink()
    (tmp_path / "zkkk.toml").write_text('languages = ["sq", "sq"]', encoding="utf-8")
    done = zkkk("build", "--year", "2019", "--format", "html", "--no-municipalities", cwd=tmp_path)
    assert done.stdout.splitlines() == ["build/2019/zkkk-2019-sq.html"]


def test_options_come_before_the_environment_and_that_before_the_file(
    zkkk: Run, one_page: Path, tmp_path: Path
) -> None:
    """--data and --output, then ZKKK_DATA and ZKKK_OUTPUT, then zkkk.toml."""
    for name in ("out_file", "out_environment", "out_option"):  # so that little has to be made
        shutil.copytree(one_page / "build", tmp_path / name)
    for name in ("by_file", "by_environment", "by_option"):
        shutil.copytree(SAMPLE, tmp_path / name)
    (tmp_path / "zkkk.toml").write_text(
        'data = "by_file"\noutput = "out_file"\nlanguages = ["sq"]\n', encoding="utf-8"
    )
    environment = {"ZKKK_DATA": "by_environment", "ZKKK_OUTPUT": "out_environment"}
    html = ("build", "--year", "2019", "--format", "html", "--no-municipalities")
    done = zkkk(*html, cwd=tmp_path)
    assert done.stdout.splitlines() == ["out_file/2019/zkkk-2019-sq.html"]
    done = zkkk(*html, cwd=tmp_path, env=environment)
    assert done.stdout.splitlines() == ["out_environment/2019/zkkk-2019-sq.html"]
    done = zkkk(*html, "--output", "out_option", "--lang", "en", cwd=tmp_path, env=environment)
    assert done.stdout.splitlines() == ["out_option/2019/zkkk-2019-en.html"]
    shutil.rmtree(tmp_path / "by_file")
    shutil.rmtree(tmp_path / "by_environment")
    show = ("show", "--year", "2016", "--format", "csv")
    assert zkkk(*show, cwd=tmp_path).returncode == 3
    assert zkkk(*show, cwd=tmp_path, env=environment).returncode == 3
    assert zkkk(*show, "--data", "by_option", cwd=tmp_path, env=environment).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "year = 2019",
        "data = 5",
        'languages = ["xx"]',
        "threshold = -1",
        "municipal_threshold = true",
        "silent_quarters = -1",
        'address = "example.org"',
        'address = "https://example.org/?page=1"',
        "address = 1",
        "data = ",
        '"',
    ],
)
def test_settings_that_can_t_be_understood_are_named(zkkk: Run, tmp_path: Path, text: str) -> None:
    """A mistake in zkkk.toml is one line that names the file, and exit code 2."""
    (tmp_path / "zkkk.toml").write_text(text, encoding="utf-8")
    done = zkkk("build", "--year", "2019", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("zkkk.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('adress = "https://x.org/"', "There is no setting “adress”. Did you mean “address”?"),
        (
            "colours = 3",
            "There is no setting “colours”. The settings are: data, output,",
        ),
        ("threshold = 'pesë'", 'threshold = "pesë" is not accepted. Accepted: threshold = 5'),
        ("data = workbooks", '(at line 1, column 8). A text needs quotation marks: data = "data"'),
        ('languages = "sq"', 'Accepted: languages = ["sq", "sr", "en"]'),
    ],
)
def test_what_is_wrong_with_a_setting_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    """What is not a setting, what may be meant, and how a value is written."""
    (tmp_path / "zkkk.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError) as wrong:
        settings()
    assert said in catalogue("en", "program").text(wrong.value.key, **wrong.value.values)


def test_settings_saved_by_notepad_are_read(zkkk: Run, tmp_path: Path) -> None:
    """A byte-order mark at the head of zkkk.toml is none of its content."""
    text = 'data = "no-such-folder"\n'
    (tmp_path / "zkkk.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    done = zkkk("show", cwd=tmp_path)
    assert done.returncode == 3
    assert "no-such-folder" in done.stderr


def test_another_threshold_makes_an_edition_anew(zkkk_of_three: Run, tmp_path: Path) -> None:
    """What an edition may publish is among what it is made from, as its manifest says."""
    run = ("build", "--year", "2019", "--lang", "en", "--format", "html")
    options = []
    for number in (3, 4):
        (tmp_path / "zkkk.toml").write_text(f"municipal_threshold = {number}\n", encoding="utf-8")
        assert zkkk_of_three(*run, cwd=tmp_path).returncode == 0
        text = (tmp_path / "build/2019/manifest.json").read_text(encoding="utf-8")
        options.append(json.loads(text)["options"]["municipal_threshold"])
    assert options == [["3"], ["4"]]


# What check says ---------------------------------------------------------------------------


def test_a_quiet_check_tells_errors_and_a_strict_one_counts_warnings(zkkk: Run, data: Path) -> None:
    """With --quiet warnings are not printed; with --strict they end in exit code 1."""
    book = data / "zkkk-2019.xlsx"
    run = ("check", "--year", "2019", "--data", data)
    done = zkkk(*run, cwd=data.parent)
    assert done.returncode == 0
    assert "warnings" in done.stdout
    quiet = zkkk(*run, "--quiet", cwd=data.parent)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    strict = zkkk(*run, "--strict", cwd=data.parent)
    assert (strict.returncode, strict.stdout) == (1, done.stdout)
    book.write_bytes(altered(2019, {"staff!C2": "two"}))
    quiet = zkkk(*run, "--quiet", cwd=data.parent)
    assert quiet.returncode == 1
    assert "cell C2: error: " in quiet.stdout
    assert "warning" not in quiet.stdout
    told = json.loads(zkkk(*run, "--quiet", "--format", "json", cwd=data.parent).stdout)
    assert told["errors"] == 1
    assert told["warnings"] > 1


def test_a_clean_check_is_clean_when_strict(zkkk: Run, tmp_path: Path) -> None:
    """--strict is 0 where nothing was found."""
    duties = ("duties!G9", "duties!H17", "duties!F25", "duties!H36")
    blanks = (*duties, "offices!D4", "offices!C18", "offices!D27")
    (tmp_path / "zkkk-2019.xlsx").write_bytes(altered(2019, dict.fromkeys(blanks, "yes")))
    done = zkkk("check", "--strict", "zkkk-2019.xlsx", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
