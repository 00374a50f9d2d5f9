"""What is made of the same again and again, made once for all forks of a run of the tests.

Nearly every test that runs the program has it read the same sample workbooks, draw and typeset the
same figures, and make a page of the site for each municipality in each language. So a fork keeps
what some functions have returned in a folder, for all forks that come. These are functions of
their arguments alone, and whoever gives them other ones, or other templates, has them called: what
the program decides to make, of what, and where it puts it, it does itself in every fork. That they
give the same at any time and in any environment is for tests that start real processes.
"""

import io
import os
import pickle
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import partial
from hashlib import sha256
from importlib import import_module
from operator import attrgetter
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
    "edition.data_files": ("to_csv", "to_json", "to_datapackage"),
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
    pages: Any = import_module("zkkk_factsheet.edition.site_pages")
    pages.products_of_site = _remembered_site(pages, folder)


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
        file = _file(folder, make.__qualname__, tuple(map(_known_by, given)), named)
        try:
            made = _kept(file)
        except FileNotFoundError:
            made = make(*given, **named)
            _keep(made, file)
        _know_parts(made, file.name)
        return made

    return taken


def _has_own_templates(given: Any) -> bool:
    return type(given) in _RENDERS and given.made_of != templates_folder()


def _known_by(given: Any) -> object:
    """What an argument is known by: a renderer by its class, what is published by its parts.

    The latter's class is known by its name: the tests' first process loads nothing of the kind.
    """
    if id(given) in _CALLS:
        return _CALLS[id(given)][1]
    if type(given) is tuple:
        return tuple(map(_known_by, given))
    if type(given) in _RENDERS:
        return type(given).__qualname__
    if type(given).__name__ == "Published":
        return [_known_by(getattr(given, each.name)) for each in fields(given)]
    return given


_PARTS = {"CheckedYear": ("rows",), "Published": ("figures", "earlier")}
"""What is large of what a function has returned, and is given to others as it is."""

_CALLS: dict[int, tuple[object, str]] = {}
"""Such parts by their ids, with the call that returned them, which stands for all they hold.

They are kept here, so that no other object gets their id.
"""


def _know_parts(made: Any, call: str) -> None:
    """To take a digest of them would take longer than what most tests have the program do."""
    for name in _PARTS.get(type(made).__name__, ()):
        if part := getattr(made, name):
            _CALLS[id(part)] = part, f"{call} {name}"


# The site ----------------------------------------------------------------------------------


def _remembered_site(pages: Any, folder: Path) -> Callable[..., object]:
    """All files of a site are kept together: there are over a hundred of them.

    They are known by what the program reads of the editions and reports to make them, and by what
    of its plan is about no edition. Of which of them are made of the same as before, and stay as
    they are, the program keeps account itself.
    """
    make = pages.products_of_site

    def products(templates: Path, folders: Mapping[str, Path], plan: Any) -> tuple[Any, ...]:
        products: tuple[Any, ...] = make(templates, folders, plan)
        if templates != templates_folder():
            return products
        looks = plan._replace(inputs=pages.looks_of_site(plan))
        read = list(_read_for_site(pages, folders))
        site = _Site(_file(folder, make.__qualname__, looks, read), len(products))
        return tuple(each._replace(make=partial(site.made, each)) for each in products)

    return products


def _read_for_site(pages: Any, folders: Mapping[str, Path]) -> Iterator[object]:
    yield tuple(pages._all_reports(folders))  # noqa: SLF001 - it, as what follows, is what is read
    for name, folder in folders.items():
        found = pages.read_manifest(folder)
        if name.isdigit() and found:
            yield name, sorted(pages._there(folder, found)), pages._said(folder, found)  # noqa: SLF001


class _Site:
    """The files of a site, as far as some fork has made them."""

    def __init__(self, file: Path, number: int) -> None:
        self._file, self._number = file, number
        self._files: dict[str, bytes] | None = None

    def made(self, product: Any, needed: Mapping[str, bytes]) -> bytes:
        """The bytes of a file; once all of them are there, they are kept."""
        if self._files is None:
            self._files = {}
            with suppress(FileNotFoundError):
                self._files = _kept(self._file)
        if product.path not in self._files:
            self._files[product.path] = product.make(needed)
            if len(self._files) == self._number:
                _keep(self._files, self._file)
        return self._files[product.path]


# The folder --------------------------------------------------------------------------------


def _file(folder: Path, *called: object) -> Path:
    """Where the result of a call is kept: by its values, whichever of them are one object."""
    return folder / sha256(_pickled(called, by_value=True)).hexdigest()


def _kept(file: Path) -> Any:
    with open(file, "rb", buffering=0) as kept:  # noqa: PTH123 - so often that a Path's takes long
        return pickle.loads(kept.read())  # noqa: S301 - another fork's


def _keep(made: object, file: Path) -> None:
    with suppress(OSError):  # a test may have taken all room away, or all rights
        aside = file.with_suffix(f".{os.getpid()}")
        aside.write_bytes(_pickled(made))
        aside.replace(file)  # at once: in the next moment a test may kill this process


class _Reducers(dict[type, Callable[[Any], object]]):
    """How an object is pickled, by its class.

    Python asks a dataclass with slots for each of its fields by name and looks these up anew for
    each object, which takes four times as long as to have the class called with all of them.
    """

    def __missing__(self, class_: type) -> Callable[[Any], object]:
        names = [each.name for each in fields(class_) if each.init] if is_dataclass(class_) else []
        if not names or len(names) != len(fields(class_)) or not hasattr(class_, "__slots__"):
            raise KeyError(class_)
        if len(names) == 1:
            name = names[0]
            self[class_] = lambda each: (class_, (getattr(each, name),))
        else:
            values = attrgetter(*names)
            self[class_] = lambda each: (class_, values(each))
        return self[class_]


_REDUCERS = _Reducers()


def _pickled(value: object, *, by_value: bool = False) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream)
    pickler.fast = by_value  # else what is there twice is written once if it is the same object
    pickler.dispatch_table = _REDUCERS  # type: ignore[assignment] # a mapping that grows
    pickler.dump(value)
    return stream.getvalue()
