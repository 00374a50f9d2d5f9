"""Where the files that come with the program lie: templates and sample workbooks.

A wheel carries them inside the package; a checkout has them at its top level, where people
look for them. Nothing else in the program knows the difference.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def templates_folder() -> Path:
    """The folder with the HTML and typst templates and the style sheet."""
    return _first_folder(_PACKAGE / "templates", _CHECKOUT / "templates")


def template_files(folder: Path) -> dict[str, Path]:
    """The files of a folder with templates, by their names in it; what it lacks is the program's.

    All that lies in it counts, since a template may include another. Raises OSError if it can't
    be read.
    """
    return {
        path.relative_to(each).as_posix(): path
        for each in (templates_folder(), folder)
        for path in sorted(each.rglob("*"))
        if path.is_file()
    }


def sample_folder() -> Path:
    """The folder with the sample workbooks."""
    return _first_folder(_PACKAGE / "sample", _CHECKOUT / "data" / "sample")


def _first_folder(packaged: Path, in_checkout: Path) -> Path:
    return packaged if packaged.is_dir() else in_checkout
