"""What a year's edition is made from and which sheets it has, before any of them is made."""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from zkkk_factsheet import __version__
from zkkk_factsheet.disclosure.digest import Thresholds
from zkkk_factsheet.documents.kinds import DIGEST_FOLDER, REPORTS_FOLDER
from zkkk_factsheet.edition.errors import RealEditionError
from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.manifest import (
    Manifest,
    Plan,
    has_manifest,
    inputs_key,
    library_versions,
    read_manifest,
    sha256,
)
from zkkk_factsheet.edition.sheets import Sheet
from zkkk_factsheet.language import catalogue_file
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.resources import sample_folder, template_files

# Libraries whose version can change a byte of what is printed.
_LIBRARIES = (
    "babel",
    "font-source-sans-pro",
    "fonttools",
    "jinja2",
    "matplotlib",
    "python-calamine",
    "python-docx",
    "typst",
    "uharfbuzz",
)

# What a workbook and a template are called among an edition's inputs.
_WORKBOOK, _TEMPLATE, _PROGRAM, _EDITION = "data/", "templates/", "program", "edition/"

_ALONE = "alone/"
"""What a year of reports alone is called among the site's inputs: the site has no page for it."""

_OF_SITE, _OF_DESK = "site/", "desk/"
"""Where the templates lie that no sheet is made with."""

ADDRESS = "address"
"""The option that says where the output folder stands on the web."""

_OF_SHEETS = ("sheets", ADDRESS)
"""The options that no data file is made of."""

DESCRIBED = "described/"
"""The same of the catalogue that data files are described by, with the language behind it."""


def plan_of(inputs: Inputs, sheets: Iterable[Sheet]) -> Plan:
    """The plan of an edition. Raises OSError if a template or a catalogue can't be read."""
    workbooks = {
        f"{_WORKBOOK}{source.name}": sha256(source.data)
        for source in chain(inputs.workbooks, *inputs.earlier.values())
    }
    catalogues = {
        f"language/{language}/{domain}": _catalogue(language, domain)
        for language in dict.fromkeys(sheet.language for sheet in sheets)
        for domain in ("sheet", "figures")
    }
    described = {f"{DESCRIBED}{language}": _catalogue(language, "data") for language in LANGUAGES}
    templates = {
        f"{_TEMPLATE}{name}": sha256(path.read_bytes())
        for name, path in template_files(inputs.templates).items()
        if not name.startswith((_OF_SITE, _OF_DESK))
    }
    return Plan(
        program=__version__,
        libraries=_libraries(),
        inputs={**workbooks, _PROGRAM: _program(), **catalogues, **described, **templates},
        options={
            "threshold": (str(inputs.threshold),),
            "municipal_threshold": (str(inputs.municipal_threshold),),
            "licence": (inputs.licence,),
            ADDRESS: (inputs.address,),
            **({"attention": _attention(inputs.thresholds)} if inputs.thresholds else {}),
            "sheets": tuple(sorted(sheet.path for sheet in sheets)),
        },
    )


def _attention(thresholds: Thresholds) -> tuple[str, ...]:
    return tuple(f"{name}={value}" for name, value in thresholds._asdict().items())


def plan_of_site(
    templates: Path, editions: Mapping[str, str], address: str, alone: Mapping[str, str]
) -> Plan:
    """The plan of the site: the folders it leads to, each with a digest, and what it looks like.

    Raises OSError if a template or a catalogue can't be read.

    Args:
        templates: The folder with the templates.
        editions: The folders that it leads to.
        address: Where the output folder stands on the web; "" if unknown.
        alone: The years of which there are reports alone, each with a digest of what was checked.
    """
    looks = {
        f"{_TEMPLATE}{name}": sha256(path.read_bytes())
        for name, path in template_files(templates).items()
        if not (name.endswith(".typ") or name.startswith(_OF_DESK))
    }
    catalogues = {
        f"language/{language}/{domain}": _catalogue(language, domain)
        for language in LANGUAGES
        for domain in ("sheet", "figures", "site")
    }
    held = {f"{_EDITION}{name}": digest for name, digest in editions.items()}
    return Plan(
        program=__version__,
        libraries=_libraries(),
        inputs={
            **held,
            **{f"{_ALONE}{year}": digest for year, digest in alone.items()},
            _PROGRAM: _program(),
            **catalogues,
            **looks,
        },
        options={ADDRESS: (address,)},
    )


def years_alone(plan: Plan) -> dict[str, str]:
    """The years of which the site's plan knows that there are reports alone, as in its making."""
    return {
        name.removeprefix(_ALONE): digest
        for name, digest in plan.inputs.items()
        if name.startswith(_ALONE)
    }


def looks_of_site(plan: Plan) -> list[tuple[str, str]]:
    """What the site is made from besides the editions: the program, the words, the templates."""
    no_looks = (_EDITION, _ALONE)
    return sorted(item for item in plan.inputs.items() if not item[0].startswith(no_looks))


def program_key(plan: Plan) -> str:
    """A digest of what makes any file: this program, its reference data, and the libraries."""
    return inputs_key({**plan.libraries, _PROGRAM: plan.inputs[_PROGRAM]})


def data_key(plan: Plan) -> str:
    """A digest of all that the data files are made from: not of the languages and the looks."""
    told = {name: ",".join(plan.options[name]) for name in plan.options if name not in _OF_SHEETS}
    made_of = (_WORKBOOK, DESCRIBED, _PROGRAM)
    read = {name: digest for name, digest in plan.inputs.items() if name.startswith(made_of)}
    return inputs_key({**plan.libraries, **told, **read})


def templates_key(plan: Plan, *, without: tuple[str, ...]) -> str:
    """A digest of the templates, without those of some endings."""
    return inputs_key(
        {
            name: digest
            for name, digest in plan.inputs.items()
            if name.startswith(_TEMPLATE) and not name.endswith(without)
        }
    )


def charts_may_have_changed(found: Manifest | None, plan: Plan, answers: str) -> bool:
    """Whether it is likely that charts must be drawn, as far as can be told before counting.

    Then whoever draws is started in time: it takes as long to load as all that counts.

    Args:
        found: The manifest of the edition that is there; None if there is none.
        plan: What the edition is to be made from.
        answers: A digest of the answers in the workbooks that are published.
    """
    if found is None or answers != found.answers or plan.libraries != found.plan.libraries:
        return True
    changed = dict(plan.inputs.items() - found.plan.inputs.items())
    return any(not name.startswith((_WORKBOOK, _TEMPLATE)) for name in changed)


@cache
def _libraries() -> dict[str, str]:
    return library_versions(_LIBRARIES)


def made_of_the_sample(folder: Path) -> bool:
    """Whether an edition has no workbooks but those of the sample; not if nobody can tell."""
    found = read_manifest(folder)
    sample = {sha256(path.read_bytes()) for path in sample_folder().iterdir()}
    return found is not None and sample.issuperset(
        digest for name, digest in found.plan.inputs.items() if name.startswith(_WORKBOOK)
    )


def refuse_real_editions(output: Path) -> None:
    """Raise RealEditionError if an edition is there that is not made of the sample.

    Nobody asked for the sample by name, so it is not what belongs among them: without its
    workbooks the newest year may be another one. An edition that lost its manifest may be real.
    """
    periods = (output / series for series in (REPORTS_FOLDER, DIGEST_FOLDER))
    inside = (folder for each in periods if each.is_dir() for folder in each.iterdir())
    for folder in sorted((*output.iterdir(), *inside)):
        lost = folder.name.isdigit() and any(folder.rglob("zkkk-*"))
        is_edition = has_manifest(folder) or lost
        if is_edition and not made_of_the_sample(folder):
            raise RealEditionError(folder)


@cache  # taken once, for all years: it is not read again either
def _catalogue(language: str, domain: str) -> str:
    return sha256(catalogue_file(language, domain).read_bytes())


@cache
def _program() -> str:
    """A digest of the program and its reference data: a version number may lag behind a change.

    Taken once, for all years: what runs is what was there when it was started.
    """
    package = Path(__file__).parent.parent
    files: dict[str, str] = {}
    for folder, _, names in os.walk(package):
        inside = Path(folder).relative_to(package).as_posix()
        for name in names:
            if name.endswith((".py", ".toml")):
                # As in ``is_up_to_date``, a `Path` for each of some hundred files takes too long.
                with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123
                    files[f"{inside}/{name}"] = sha256(file.read())
    return inputs_key(files)
