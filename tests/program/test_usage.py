"""What the program says before a command runs: help and errors of usage, in three languages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.program.conftest import Run
from tests.support import LANGUAGES, SAMPLE

from zkkk_factsheet.language import catalogue

LOCALES = {"sq": "sq_AL.UTF-8", "sr": "sr_RS.UTF-8", "en": "en_GB.UTF-8"}
COMMANDS = ("build", "watch", "desk", "check", "new", "show", "explain", "diff")


def spoken(language: str) -> Mapping[str, str]:
    """An environment in which a language is spoken."""
    return {"LC_ALL": LOCALES[language]}


def usage_texts(language: str) -> Mapping[str, str]:
    """The texts of help in a language, by their keys."""
    return {key: forms[0] for key, forms in catalogue(language, "usage").forms.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("command", [(), *((each,) for each in COMMANDS)])
def test_help_is_in_the_language_of_the_locale(
    zkkk: Run, tmp_path: Path, language: str, command: tuple[str, ...]
) -> None:
    """Every text of a command's help is one of the catalogue; -h and --help are one."""
    env = spoken(language)
    done = zkkk(*command, "--help", cwd=tmp_path, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    if language == "sq":
        assert zkkk(*command, "-h", cwd=tmp_path, env=env).stdout == done.stdout
    known = usage_texts(language)
    words = " ".join(done.stdout.split())
    assert known[f"usage.{(*command, 'program')[0]}"] in words
    others = {
        text
        for other in LANGUAGES
        if other != language
        for key, text in usage_texts(other).items()
        if key.startswith(("usage.option", "usage.heading.usage")) and text not in known.values()
    }
    assert len(others) > 50
    assert [text for text in others if text in words] == []
    assert "<=" not in done.stdout
    assert ">=" not in done.stdout
    if language != "en":
        assert "Show this message" not in done.stdout
        assert "default:" not in done.stdout


@pytest.mark.parametrize("given", [("--lang", "sr"), ("--lang=sr",)])
def test_help_is_in_the_language_that_is_asked_for(
    zkkk: Run, tmp_path: Path, given: tuple[str, ...]
) -> None:
    """--lang decides, in front of --help or behind it; that of build is the sheets'."""
    run = zkkk("check", *given, "--help", cwd=tmp_path, env=spoken("sq"))
    assert run.stdout.startswith("Upotreba: zkkk check")
    run = zkkk("build", *given, "--help", cwd=tmp_path, env=spoken("sq"))
    assert run.stdout.startswith("Përdorimi: zkkk build")


WRONG: dict[tuple[str, ...], tuple[str, str]] = {
    ("check", "--year", "abc"): ("“abc” nuk është numër.", "„abc“ nije broj."),
    ("build", "--wait", "nan"): ("“nan” nuk është numër.", "„nan“ nije broj."),
    ("build", "--year", "1066"): ("kufijve (2000–2099)", "opsega (2000–2099)"),
    ("show", "--format", "xml"): (
        "“xml” nuk pranohet; pranohet: table, csv, json.",
        "„xml“ nije dozvoljeno; dozvoljen unos: table, csv, json.",
    ),
    ("build", "--lang", "xx"): ("“xx” nuk pranohet", "„xx“ nije dozvoljeno"),
    ("check", "no.xlsx"): (
        ": SKEDARËT: “no.xlsx” nuk ekziston.",
        ": DATOTEKE: „no.xlsx“ ne postoji.",
    ),
    ("build", "--output", "a-file"): ("është skedar, jo dosje", "je datoteka, a ne fascikla"),
    ("new", "a-folder"): ("është dosje, jo skedar", "je fascikla, a ne datoteka"),
    ("build", "--colour"): ("Opsioni --colour nuk ekziston.", "Ne postoji opcija --colour"),
    ("build", "--yaer"): ("Mos e kishit fjalën për --year?", "Da li ste mislili na --year?"),
    ("bake",): ("Komanda “bake” nuk ekziston.", "Ne postoji komanda „bake“"),
    ("chek",): ("Mos e kishit fjalën për check?", "Da li ste mislili na check?"),
    ("build", "2019"): ("të tepërta: 2019", "suvišni: 2019"),
    ("build", "--year"): ("--year kërkon një vlerë.", "--year zahteva vrednost."),
    ("build", "--quiet=1"): ("--quiet nuk merr vlerë.", "--quiet ne prima vrednost."),
    ("new",): ("Mungon SKEDARI.", "Nedostaje DATOTEKA."),
    ("--debug",): ("Mungon komanda.", "Nedostaje komanda."),
}


@pytest.mark.parametrize("arguments", WRONG)
@pytest.mark.parametrize("language", ["sq", "sr"])
def test_errors_of_usage_are_in_the_language(
    zkkk: Run, tmp_path: Path, arguments: tuple[str, ...], language: str
) -> None:
    """Whatever is wrong with what was typed is said in the language, and exit code 2."""
    (tmp_path / "a-file").touch()
    (tmp_path / "a-folder").mkdir()
    done = zkkk(*arguments, cwd=tmp_path, env=spoken(language))
    assert (done.returncode, done.stdout) == (2, "")
    assert WRONG[arguments][LANGUAGES.index(language)] in done.stderr
    for english in ("Error", "Invalid", "Usage", "Try ", " is ", "No such", "'", "<=", ">="):
        assert english not in done.stderr


def test_reasons_of_the_system_are_in_the_language(zkkk: Run, tmp_path: Path) -> None:
    """No English words of the operating system stand in an Albanian or a Serbian sentence."""
    for language, reason in (("sq", "nuk ka skedar ose dosje të tillë"), ("sr", "nema takve")):
        run = ("show", "--data", "none", "--lang", language)
        done = zkkk(*run, cwd=tmp_path)
        assert done.returncode == 3
        assert reason in done.stderr
        assert os.strerror(2) not in done.stderr


def test_a_name_can_t_break_the_line_it_stands_in(zkkk: Run, tmp_path: Path) -> None:
    """A line break or another control character in a file's name is not written."""
    name = "zkkk-2019\nforged \x1b[31mline\u202e.xlsx"
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", tmp_path / name)
    done = zkkk("check", tmp_path / name, cwd=tmp_path)
    assert done.returncode == 0
    told = [line for line in done.stderr.splitlines() if not line.startswith("Not compared with")]
    assert told == ["1 workbook was read: zkkk-2019 forged  [31mline .xlsx"]


def test_a_folder_is_checked_as_the_data_folder(zkkk: Run, data: Path) -> None:
    """`check FOLDER` checks the newest year of the folder, or the year that is asked for."""
    done = zkkk("check", data, cwd=data.parent)
    assert done.returncode == 0
    assert "read: zkkk-2019.xlsx" in done.stderr
    assert done.stdout == zkkk("check", "--data", data, cwd=data.parent).stdout
    done = zkkk("check", data, "--year", "2018", cwd=data.parent)
    assert "read: zkkk-2018.xlsx" in done.stderr


def test_a_new_workbook_is_for_the_year_in_its_name(zkkk: Run, tmp_path: Path) -> None:
    """Without --year the file's name says it; with neither it is asked for."""
    done = zkkk("new", "zkkk-2020.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "zkkk-2020.xlsx\n")
    cells = load_workbook(tmp_path / "zkkk-2020.xlsx")["About"].iter_rows(values_only=True)
    assert 2020 in [value for row in cells for value in row]
    done = zkkk("new", "workbook.xlsx", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--year" in done.stderr
    assert not (tmp_path / "workbook.xlsx").exists()


def test_commands_are_completed_in_a_shell(zkkk: Run, tmp_path: Path) -> None:
    """A shell that asks gets the commands that begin so."""
    env = {"_ZKKK_COMPLETE": "complete_bash", "COMP_WORDS": "zkkk b", "COMP_CWORD": "1"}
    done = zkkk(cwd=tmp_path, env=env)
    assert done.stdout.split() == ["build"]


def test_help_loads_no_more_than_typer_and_the_texts() -> None:
    """Help needs no catalogue that can do more, no reference data and no library besides Typer."""
    program = (
        "import sys; import typer; typers = set(sys.modules);"
        "import zkkk_factsheet.cli.app;"
        "loaded = set(sys.modules) - typers;"
        "strange = {each for each in loaded if each.partition('.')[0] not in"
        " {*sys.stdlib_module_names, 'zkkk_factsheet', 'typer'}};"
        "assert not strange, strange;"
        "assert not any('reference' in each or 'workbook' in each for each in loaded), loaded"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
