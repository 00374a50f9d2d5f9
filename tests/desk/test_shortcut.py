"""The icon on the desktop: only the one for Linux can be tried here."""

import re
import shlex
import stat
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import pytest
from tests.desk.conftest import Desk, enter
from tests.program.conftest import environment

from zkkk_factsheet.desk import shortcut
from zkkk_factsheet.language import catalogue

pytestmark = pytest.mark.xdist_group("desk")


def words_of(command: str) -> list[str]:
    """A command of a desktop entry as a desktop reads it: escapes of the file, then quotes."""
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"(?: |$)', command.replace("\\\\", "\\"))
    return [re.sub(r"\\(.)", r"\1", word).replace("%%", "%") for word in quoted]


@pytest.fixture(name="odd")
def odd_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with all in its name that a desktop could take for something else."""
    folder = tmp_path / "my %f $HOME `ls` \"fact\" sheets 'š'"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DESKTOP_DIR", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


def test_the_icon_opens_the_desk_of_this_folder(odd: Path, tmp_path: Path) -> None:
    """What the entry says is run as a desktop runs it, and a desk opens on the folder."""
    icon = shortcut.make_shortcut({"--output": Path("out put")}, "sq")
    assert icon == tmp_path / "Desktop" / "zkkk.desktop"
    assert icon.stat().st_mode & stat.S_IXUSR
    entry = RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[assignment, method-assign] # as its own documentation does
    entry.read(icon, encoding="utf-8")
    said = dict(entry["Desktop Entry"])
    assert said["Name"] == catalogue("sq", "desk").text("desk.name")
    assert said["Type"] == "Application"
    assert said["Path"] == str(odd)
    command = words_of(said["Exec"])
    assert command == [
        *(sys.executable, "-m", "zkkk_factsheet", "desk", "--output", str(odd / "out put"))
    ]
    with subprocess.Popen(
        [*command, "--no-browser"],
        cwd=said["Path"],
        env=environment({"XDG_STATE_HOME": str(tmp_path / "state")}),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout
        desk = Desk(odd, process, process.stdout.readline().decode().strip())
        enter(desk)
        answer = desk.ask("/")
        process.terminate()
    assert answer.status == 200
    assert "my %f $HOME `ls` " in answer.text


def test_the_icon_is_where_the_desktop_is(odd: Path, tmp_path: Path) -> None:
    """Each language calls the folder its own way; the system's settings name it."""
    assert odd.is_dir()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "user-dirs.dirs").write_text('XDG_DESKTOP_DIR="$HOME/Tryeza"\n')
    assert shortcut.make_shortcut({}, "en").parent == tmp_path / "Tryeza"
    assert shortcut.make_shortcut({}, "en").exists()  # once more: ours is replaced


@pytest.mark.parametrize(
    ("system", "name", "begins"),
    [("win32", "zkkk.cmd", "@echo off\r\n"), ("darwin", "zkkk.command", "#!/bin/sh\n")],
)
def test_other_systems_have_their_own_icons(
    odd: Path, monkeypatch: pytest.MonkeyPatch, system: str, name: str, begins: str
) -> None:
    """Nobody has tried them; what can be seen is that they name the folder and the program."""
    monkeypatch.setattr("sys.platform", system)
    icon = shortcut.make_shortcut({}, "en")
    assert icon.name == name
    text = icon.read_bytes().decode()
    assert text.startswith(begins)
    assert "-m zkkk_factsheet desk" in text.replace('"', "")
    folder = str(odd)
    said = folder.replace("%", "%%") if system == "win32" else shlex.quote(folder)
    assert said in text


def test_on_windows_no_name_ends_the_command(odd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`cmd.exe` reads a sign as its own outside quotes only, and a percent sign also in them."""
    assert odd.is_dir()
    monkeypatch.setattr("sys.platform", "win32")
    named = Path("/R&D (old)^ 100%")
    icon = shortcut.make_shortcut({"--data": named, "--output": Path("/P|Q\\")}, "en")
    command = icon.read_bytes().decode().splitlines()[-1].removeprefix('start "" /min ')
    assert re.sub('"[^"]*"', "", command).strip() == ""
    words = [word.replace("%%", "%") for word in re.findall('"([^"]*)"', command)]
    assert words == [
        *(sys.executable, "-m", "zkkk_factsheet", "desk"),
        *("--data", "/R&D (old)^ 100%", "--output", "/P|Q\\\\"),  # a program takes two for one
    ]
