"""What a year's edition is made from and which files it has, before any of them is made."""

from pathlib import Path

from zkkk_factsheet import __version__
from zkkk_factsheet.edition.inputs import Format, Inputs
from zkkk_factsheet.edition.manifest import (
    Plan,
    inputs_key,
    library_versions,
    read_manifest,
    sha256,
)
from zkkk_factsheet.language import catalogue_file
from zkkk_factsheet.resources import sample_folder, template_files

# Libraries whose version can change a byte of what is printed.
_LIBRARIES = (
    "babel",
    "font-source-sans-pro",
    "fonttools",
    "jinja2",
    "matplotlib",
    "pandas",
    "polib",
    "python-calamine",
    "typst",
    "uharfbuzz",
)


# What a workbook is called among an edition's inputs.
_WORKBOOK = "data/"


def sheet_name(year: int, language: str, format_: Format) -> str:
    """The file name of a sheet."""
    return f"zkkk-{year}-{language}.{format_}"


def plan_of(inputs: Inputs) -> Plan:
    """The plan of an edition. Raises OSError if a template or a catalogue can't be read."""
    workbooks = {
        f"{_WORKBOOK}{source.name}": sha256(source.data)
        for source in (*inputs.workbooks, *inputs.previous)
    }
    common = {**workbooks, "program": _program()}
    texts = {
        language: {f"language/{language}": sha256(catalogue_file(language, "sheet").read_bytes())}
        for language in inputs.languages
    }
    common |= {
        f"templates/{name}": sha256(path.read_bytes())
        for name, path in template_files(inputs.templates).items()
    }
    everything = [common, *texts.values()]
    options = {
        "languages": inputs.languages,
        "formats": inputs.formats,
        "threshold": (str(inputs.threshold),),
    }
    return Plan(
        program=__version__,
        libraries=library_versions(_LIBRARIES),
        inputs={name: digest for group in everything for name, digest in group.items()},
        options=options,
        keys={
            sheet_name(inputs.year, language, format_): inputs_key(
                {
                    **common,
                    **texts[language],
                    "threshold": str(inputs.threshold),
                }
            )
            for language in inputs.languages
            for format_ in inputs.formats
        },
    )


def made_of_the_sample(folder: Path) -> bool:
    """Whether an edition has no workbooks but those of the sample; not if nobody can tell."""
    found = read_manifest(folder)
    sample = {sha256(path.read_bytes()) for path in sample_folder().iterdir()}
    return found is not None and sample.issuperset(
        digest for name, digest in found.inputs.items() if name.startswith(_WORKBOOK)
    )


def _program() -> str:
    """A digest of the program and its reference data: a version number may lag behind a change."""
    package = Path(__file__).parent.parent
    files = sorted(path for ending in ("py", "toml") for path in package.rglob(f"*.{ending}"))
    return inputs_key(
        {path.relative_to(package).as_posix(): sha256(path.read_bytes()) for path in files}
    )
