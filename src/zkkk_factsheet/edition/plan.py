"""What a year's edition is made from and which files it has, before any of them is made."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet import __version__
from zkkk_factsheet.edition.inputs import FORMATS, Format, Inputs
from zkkk_factsheet.edition.manifest import (
    Plan,
    inputs_key,
    library_versions,
    read_manifest,
    sha256,
)
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
    "pandas",
    "python-calamine",
    "typst",
    "uharfbuzz",
)


# What a workbook is called among an edition's inputs.
_WORKBOOK = "data/"


def sheet_name(year: int, language: str, format_: Format) -> str:
    """The file name of a sheet."""
    return f"zkkk-{year}-{language}.{format_}"


class Sheet(NamedTuple):
    """A sheet of an edition: what it is made as, and the name of the PDF that a page offers."""

    language: str
    format: Format
    pdf: str = ""


def sheets_asked_for(inputs: Inputs) -> dict[str, Sheet]:
    """The sheets that were asked for, by name, in the order they are told."""
    return {
        sheet_name(inputs.year, language, format_): Sheet(language, format_)
        for language in inputs.languages
        for format_ in inputs.formats
    }


def sheets_of(inputs: Inputs, held: Iterable[str]) -> dict[str, Sheet]:
    """The sheets that the edition is to have, by name, those that were asked for first.

    Args:
        inputs: What was asked for.
        held: The names of the files that the edition has now. If less was asked for than belongs
            in it, its other sheets stay in it: nobody loses a sheet by making another one.
    """
    if not inputs.narrower:
        return _offering_pdfs(sheets_asked_for(inputs))
    known = {
        sheet_name(inputs.year, language, format_): Sheet(language, format_)
        for language in LANGUAGES
        for format_ in FORMATS
    }
    also = {name: sheet for name, sheet in known.items() if name in set(held)}
    return _offering_pdfs(sheets_asked_for(inputs) | also)


def _offering_pdfs(sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """The same sheets, each page with the PDF in its language that will stand beside it."""
    pdfs = {sheet.language: name for name, sheet in sheets.items() if sheet.format == "pdf"}
    return {
        name: sheet._replace(pdf=pdfs.get(sheet.language, "")) if sheet.format == "html" else sheet
        for name, sheet in sheets.items()
    }


def plan_of(inputs: Inputs, sheets: Mapping[str, Sheet]) -> Plan:
    """The plan of an edition. Raises OSError if a template or a catalogue can't be read."""
    workbooks = {
        f"{_WORKBOOK}{source.name}": sha256(source.data)
        for source in (*inputs.workbooks, *inputs.previous)
    }
    common = {**workbooks, "program": _program()}
    texts = {
        language: {f"language/{language}": sha256(catalogue_file(language, "sheet").read_bytes())}
        for language in dict.fromkeys(sheet.language for sheet in sheets.values())
    }
    common |= {
        f"templates/{name}": sha256(path.read_bytes())
        for name, path in template_files(inputs.templates).items()
    }
    everything = [common, *texts.values()]
    options = {
        "threshold": (str(inputs.threshold),),
    }
    return Plan(
        program=__version__,
        libraries=_libraries(),
        inputs={name: digest for group in everything for name, digest in group.items()},
        options=options,
        keys={
            name: inputs_key(
                {
                    **common,
                    **texts[sheet.language],
                    "threshold": str(inputs.threshold),
                    "pdf": sheet.pdf,
                }
            )
            for name, sheet in sheets.items()
        },
    )


@cache
def _libraries() -> dict[str, str]:
    return library_versions(_LIBRARIES)


def made_of_the_sample(folder: Path) -> bool:
    """Whether an edition has no workbooks but those of the sample; not if nobody can tell."""
    found = read_manifest(folder)
    sample = {sha256(path.read_bytes()) for path in sample_folder().iterdir()}
    return found is not None and sample.issuperset(
        digest for name, digest in found.inputs.items() if name.startswith(_WORKBOOK)
    )


@cache
def _program() -> str:
    """A digest of the program and its reference data: a version number may lag behind a change.

    Taken once, for all years: what runs is what was there when it was started.
    """
    package = Path(__file__).parent.parent
    files = sorted(path for ending in ("py", "toml") for path in package.rglob(f"*.{ending}"))
    return inputs_key(
        {path.relative_to(package).as_posix(): sha256(path.read_bytes()) for path in files}
    )
