"""Where the files that come with the program lie, and what those it publishes are known by.

A wheel carries them inside the package; a checkout has them at its top level, where people
look for them. Nothing else in the program knows the difference.
"""

import re
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
        name: path
        for each in dict.fromkeys((templates_folder(), folder))
        for path in sorted(each.rglob("*"))
        if _is_template(name := path.relative_to(each).as_posix()) and path.is_file()
    }


def _is_template(name: str) -> bool:
    return not any(_EDITORS_FILE.fullmatch(part) for part in name.split("/"))


def sample_folder() -> Path:
    """The folder with the sample workbooks."""
    return _first_folder(_PACKAGE / "sample", _CHECKOUT / "data" / "sample")


def _first_folder(packaged: Path, in_checkout: Path) -> Path:
    return packaged if packaged.is_dir() else in_checkout
