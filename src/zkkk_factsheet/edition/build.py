"""Making a year's edition: what it is made from, what is out of date, and its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from zkkk_factsheet import __version__
from zkkk_factsheet.edition.inputs import Format, Inputs
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import (
    Plan,
    compare,
    inputs_key,
    library_versions,
    read_kept,
    sha256,
)
from zkkk_factsheet.edition.publishing import publish
from zkkk_factsheet.language import catalogue_file
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.rows import YearRows

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
)

PAGES = 2
"""How many pages a printed sheet is to have; an editor is told of one that has more."""

Progress = Callable[[int, int], None]

_TEMPLATES: dict[Format, tuple[str, ...]] = {
    "html": ("factsheet.html.j2", "style.css"),
    "pdf": ("factsheet.typ",),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build.

    Attributes:
        year: The year.
        state: "published"; "unchanged" if there was nothing to do; "refused" if the workbooks
            have errors, so that nothing was published.
        files: The edition's sheets, by path.
        made: How many of them were made anew.
        findings: What the check found in the workbooks; empty if nothing had to be read.
        long: The printed sheets that have more than `PAGES` pages, by path.
    """

    year: int
    state: Literal["published", "unchanged", "refused"]
    files: tuple[Path, ...]
    made: int = 0
    findings: tuple[Finding, ...] = ()
    long: tuple[Path, ...] = ()


def build(
    inputs: Inputs,
    output: Path,
    *,
    force: bool = False,
    wait: float = 0,
    progress: Progress = lambda _done, _total: None,
) -> Outcome:
    """Bring a year's edition up to date.

    Args:
        inputs: What to make it from.
        output: The folder that holds the editions.
        force: Make every file anew, even if nothing has changed.
        wait: How many seconds to wait for another run in the same folder.
        progress: Is told how many sheets are made, of how many.

    Raises:
        AnotherRun: If another run still holds the folder.
        PublishingError: If the edition can't be put in place; the old one stands.
        OSError: If a template can't be read.
    """
    plan = _plan(inputs)
    folder = output / str(inputs.year)
    files = tuple(folder / name for name in plan.keys)
    if not force and compare(folder, plan).nothing_to_do:
        return Outcome(inputs.year, "unchanged", files)
    with lock(output, wait):
        # Another run may have made just this edition while this one waited.
        if not force and compare(folder, plan).nothing_to_do:
            return Outcome(inputs.year, "unchanged", files)
        kept = {} if force else read_kept(folder, plan)
        made, findings = _make(inputs, [name for name in plan.keys if name not in kept], progress)
        if made is None:
            return Outcome(inputs.year, "refused", (), findings=findings)
        contents = {**kept, **made}
        publish(output, inputs.year, contents, plan.manifest(contents).to_bytes())
    return Outcome(inputs.year, "published", files, len(made), findings, _long(folder, made))


def sheet_name(year: int, language: str, format_: Format) -> str:
    """The file name of a sheet."""
    return f"zkkk-{year}-{language}.{format_}"


def _long(folder: Path, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    from zkkk_factsheet.render import page_count  # noqa: PLC0415 - loaded if a sheet was made

    return tuple(
        folder / name
        for name, data in made.items()
        if name.endswith(".pdf") and page_count(data) > PAGES
    )


def _plan(inputs: Inputs) -> Plan:
    """What the edition is made from and which files it has, without making any of them."""
    workbooks = {
        f"data/{source.name}": sha256(source.data)
        for source in (*inputs.workbooks, *inputs.previous)
    }
    common = {**workbooks, "program": _program()}
    texts = {
        language: {f"language/{language}": sha256(catalogue_file(language, "sheet").read_bytes())}
        for language in inputs.languages
    }
    templates = {
        format_: {
            f"templates/{name}": sha256((inputs.templates / name).read_bytes())
            for name in _TEMPLATES[format_]
        }
        for format_ in inputs.formats
    }
    everything = [common, *texts.values(), *templates.values()]
    return Plan(
        program=__version__,
        libraries=library_versions(_LIBRARIES),
        inputs={name: digest for group in everything for name, digest in group.items()},
        options={"languages": inputs.languages, "formats": inputs.formats},
        keys={
            sheet_name(inputs.year, language, format_): inputs_key(
                {**common, **texts[language], **templates[format_]}
            )
            for language in inputs.languages
            for format_ in inputs.formats
        },
    )


def _program() -> str:
    """A digest of the program and its reference data: a version number may lag behind a change."""
    package = Path(__file__).parent.parent
    files = sorted(path for ending in ("py", "toml") for path in package.rglob(f"*.{ending}"))
    return inputs_key(
        {path.relative_to(package).as_posix(): sha256(path.read_bytes()) for path in files}
    )


def _make(
    inputs: Inputs, wanted: Sequence[str], progress: Progress
) -> tuple[dict[str, bytes] | None, tuple[Finding, ...]]:
    """Make the wanted sheets from the workbooks; None if the workbooks have errors."""
    # Reading and checking are for a run that has something to do.
    from zkkk_factsheet.edition.checking import check_years  # noqa: PLC0415

    checked = check_years(inputs.year, inputs.workbooks, inputs.previous)
    if checked.rows is None:
        return None, checked.findings
    return _render(inputs, checked.rows, checked.previous, wanted, progress), checked.findings


def _render(
    inputs: Inputs,
    rows: YearRows,
    previous_rows: YearRows | None,
    wanted: Sequence[str],
    progress: Progress,
) -> dict[str, bytes]:
    # These bring pandas, matplotlib and typst along: only a sheet that is really made pays.
    from zkkk_factsheet.charts.draw import svg_of  # noqa: PLC0415
    from zkkk_factsheet.factsheet import fact_sheet  # noqa: PLC0415
    from zkkk_factsheet.indicators import compute  # noqa: PLC0415
    from zkkk_factsheet.monitoring import MonitoringYear  # noqa: PLC0415
    from zkkk_factsheet.render import RENDERERS  # noqa: PLC0415

    year = MonitoringYear.from_rows(rows)
    previous = MonitoringYear.from_rows(previous_rows) if previous_rows else None
    table = compute(year, previous)
    renderers = {format_: RENDERERS[format_](inputs.templates) for format_ in inputs.formats}
    files: dict[str, bytes] = {}
    for language in inputs.languages:
        missing = {
            name: renderer
            for format_, renderer in renderers.items()
            if (name := sheet_name(inputs.year, language, format_)) in wanted
        }
        if not missing:
            continue
        sheet = fact_sheet(year, table, language)
        charts = {chart.id: svg_of(chart.drawing, chart.id) for chart in sheet.charts()}
        for name, renderer in missing.items():
            files[name] = renderer.render(sheet, charts)
            progress(len(files), len(wanted))
    return files
