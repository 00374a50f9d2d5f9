"""What is made of the same again and again, made once for all forks of a run of the tests.

Nearly every test that runs the program has it read the same sample workbooks, draw and typeset the
same figures, and make a page of the site for each municipality in each language. So a fork keeps
what some functions have returned in a folder, for all forks that come. These are functions of
their arguments alone, and whoever gives them other ones, or other templates, has them called: what
the program decides to make, of what, and where it puts it, it does itself in every fork. That they
give the same at any time and in any environment is for tests that start real processes.
"""

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from zkkk_factsheet.resources import templates_folder

FOLDER = "MADE_ONCE_FOR_ALL_FORKS"
"""The variable of the environment that names the folder; without it all is made anew."""

_FUNCTIONS = {
    "workbook.checking.check": ("check_year",),
    "disclosure.publishing": ("published_of",),
    "charts.draw": ("svg_of",),
    "render.spreadsheet": ("workbook_of",),
    "edition.site_pages": ("_front", "_corrections", "_feed", "_place"),
}

_RENDERERS = {
    "render.pdf": ("PdfRenderer", "render"),
    "render.picture": ("PictureRenderer", "render"),
    "render.html": ("HtmlRenderer", "render"),
    "render.site": ("SiteRenderer", "place"),
}
"""What makes files by the templates of a folder, and its method that does."""


def remember() -> None:
    """Have what these return kept in the folder, and taken from there, from now on."""
    if not (place := os.environ.get(FOLDER)):
        return
    folder = Path(place)
    for module, names in _FUNCTIONS.items():
        found = import_module(f"zkkk_factsheet.{module}")
        for name in names:
            setattr(found, name, _remembered(getattr(found, name), folder))
    for module, (class_name, method) in _RENDERERS.items():
        renderer = getattr(import_module(f"zkkk_factsheet.{module}"), class_name)
        _note_templates(renderer)
        setattr(renderer, method, _remembered(getattr(renderer, method), folder))


_RENDERS: set[type] = set()


def _note_templates(renderer: Any) -> None:
    """Have each renderer of a class tell the folder with its templates."""
    begin = renderer.__init__

    def begun(self: Any, templates: Path, *given: object) -> None:
        self.made_of = templates
        begin(self, templates, *given)

    renderer.__init__ = begun
    _RENDERS.add(renderer)


def _remembered(make: Callable[..., object], folder: Path) -> Callable[..., object]:
    def taken(*given: object, **named: object) -> object:
        if any(_has_own_templates(each) for each in given):
            return make(*given, **named)
        called = make.__qualname__, tuple(map(_known_by, given)), named
        file = folder / sha256(pickle.dumps(called)).hexdigest()
        with suppress(FileNotFoundError):
            return pickle.loads(file.read_bytes())  # noqa: S301 - another fork's
        made = make(*given, **named)
        with suppress(OSError):  # a test may have taken all room away, or all rights
            aside = file.with_suffix(f".{os.getpid()}")
            aside.write_bytes(pickle.dumps(made))
            aside.replace(file)  # at once: in the next moment a test may kill this process
        return made

    return taken


def _has_own_templates(given: Any) -> bool:
    return type(given) in _RENDERS and given.made_of != templates_folder()


def _known_by(given: object) -> object:
    """What an argument is known by: a renderer by its class, what is got by a call by that."""
    if type(given) in _RENDERS:
        return type(given).__qualname__
    return _digest_of(given) if callable(given) else given


@lru_cache(maxsize=1)
def _digest_of(get: Callable[[], object]) -> str:
    """The same is asked for for each of a hundred pages."""
    return sha256(pickle.dumps(get())).hexdigest()
