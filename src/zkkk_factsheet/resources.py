"""Where the files that come with the program lie, and what those it publishes are known by.

A wheel carries them inside the package; a checkout has them at its top level, where people
look for them. Nothing else in the program knows the difference.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

_EDITORS_FILE = re.compile(r"\..*|#.*#|.*(?:~|\.(?:sw[a-p]|swx|tmp|bak|orig))", re.DOTALL)
"""What an editor, a file manager or version control lays beside a file that somebody works on."""

MANIFEST = "manifest.json"
"""The file that each folder has which the program publishes."""

MANIFEST_FORMAT = "zkkk-factsheet edition"
"""What such a file says that it is."""

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def templates_folder() -> Path:
    """The folder with the HTML and typst templates and the style sheet."""
    return _first_folder(_PACKAGE / "templates", _CHECKOUT / "templates")


def template_files(folder: Path) -> dict[str, Path]:
    """The files of a folder with templates, by their names in it; what it lacks is the program's.

    All that lies in it counts, since a template may include another, but not hidden files, nor
    what editors lay beside a file that is open. Raises OSError if it can't be read.
    """
    return {
        name: each / name
        for each in dict.fromkeys((templates_folder(), folder))
        for name in sorted(_names(str(each)))
    }


def _names(folder: str, inside: str = "") -> Iterator[str]:
    """The names of the templates in a folder and those in it; each run asks, so no paths yet."""
    for entry in os.scandir(folder):
        if not _EDITORS_FILE.fullmatch(entry.name):
            name = f"{inside}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _names(entry.path, f"{name}/")
            elif entry.is_file():
                yield name


def sample_folder() -> Path:
    """The folder with the sample workbooks."""
    return _first_folder(_PACKAGE / "sample", _CHECKOUT / "data" / "sample")


def _first_folder(packaged: Path, in_checkout: Path) -> Path:
    return packaged if packaged.is_dir() else in_checkout
