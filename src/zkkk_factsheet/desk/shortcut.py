"""A starter on the desktop: a file that opens the desk by a double-click."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from zkkk_factsheet.edition.writing import write_whole
from zkkk_factsheet.language import catalogue

_EXECUTABLE: Final = 0o755


def make_shortcut(folders: Mapping[str, Path], language: str) -> Path:
    """Put a starter for this working folder on the desktop; an older one of ours is replaced.

    Args:
        folders: Folders that were named, by the options that name them.
        language: The language of its name.

    Raises OSError if it can't be written.
    """
    command = [sys.executable, "-m", "zkkk_factsheet", "desk"]
    for option, path in folders.items():
        command += [option, str(path.absolute())]
    name = catalogue(language, "desk").text("desk.name")
    ending, content = _STARTERS.get(sys.platform, _linux)(command, Path.cwd(), name)
    desktop = desktop_folder()
    desktop.mkdir(parents=True, exist_ok=True)
    starter = desktop / f"zkkk{ending}"
    write_whole(starter, content.encode(), replace=True)
    starter.chmod(_EXECUTABLE)
    if ending == ".desktop":
        _trust(starter)
    return starter


def desktop_folder() -> Path:
    """The folder that is shown as the desktop; on Linux each language calls it its own way."""
    if sys.platform != "linux":
        return Path.home() / "Desktop"
    if named := os.environ.get("XDG_DESKTOP_DIR"):
        return Path(named)
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    try:
        told = (config / "user-dirs.dirs").read_text(encoding="utf-8", errors="replace")
    except OSError:
        told = ""
    found = re.search(r'^XDG_DESKTOP_DIR="(?P<folder>.+)"$', told, re.MULTILINE)
    if found is None:
        return Path.home() / "Desktop"
    return Path(found["folder"].replace("$HOME", str(Path.home()), 1))


def _linux(command: list[str], folder: Path, name: str) -> tuple[str, str]:
    lines = [
        *("[Desktop Entry]", "Type=Application", "Version=1.0"),
        *(f"Name={name}", f"Exec={' '.join(map(_quoted, command))}"),
        *(f"Path={_escaped(str(folder))}", "Icon=x-office-spreadsheet", "Terminal=false"),
    ]
    return ".desktop", "\n".join([*lines, ""])


def _escaped(text: str) -> str:
    """A value of a desktop entry, with what may stand in a folder's name."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def _quoted(word: str) -> str:
    """A word of a command, as the specification of desktop entries wants it."""
    inside = re.sub(r'(["`$\\])', r"\\\1", word).replace("%", "%%")
    return f'"{_escaped(inside)}"'


def _windows(command: list[str], folder: Path, _name: str) -> tuple[str, str]:
    lines = [
        "@echo off",
        "chcp 65001 >nul",
        f'cd /d "{_percent(str(folder))}"',
        f'start "" /min {" ".join(map(_for_cmd, command))}',
    ]
    return ".cmd", "\r\n".join([*lines, ""])


def _percent(text: str) -> str:
    return text.replace("%", "%%")


def _for_cmd(word: str) -> str:
    """A word in quotes, as `cmd.exe` ends a command at the ``&`` of an "R&D" without them.

    No name has a quote on Windows; but a program takes the one after a backslash for a letter.
    """
    backslashes = word[len(word.rstrip("\\")) :]
    return f'"{_percent(word)}{backslashes}"'


def _mac(command: list[str], folder: Path, _name: str) -> tuple[str, str]:
    import shlex  # noqa: PLC0415 - on one system

    lines = ["#!/bin/sh", f"cd {shlex.quote(str(folder))} || exit", f"exec {shlex.join(command)}"]
    return ".command", "\n".join([*lines, ""])


_STARTERS: Final = {"win32": _windows, "darwin": _mac}


def _trust(starter: Path) -> None:
    """Tell a desktop that asks before it starts a file that this one may be started."""
    try:
        subprocess.run(  # noqa: S603 - a fixed command
            ["gio", "set", str(starter), "metadata::trusted", "true"],  # noqa: S607 - where it is
            check=False,
            capture_output=True,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
