"""Bringing a year's edition up to date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zkkk_factsheet.documents import PAGES
from zkkk_factsheet.edition.errors import ForeignFolderError, RealEditionError
from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import Plan, compare, has_manifest, held_files, read_kept
from zkkk_factsheet.edition.plan import (
    Sheet,
    made_of_the_sample,
    plan_of,
    sheets_asked_for,
    sheets_of,
)
from zkkk_factsheet.edition.publishing import has_leftovers, publish
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.workbook.findings import Finding

if TYPE_CHECKING:
    from zkkk_factsheet.edition.checking import CheckedYears

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build.

    Attributes:
        year: The year.
        state: "published"; "unchanged" if there was nothing to do; "refused" if the workbooks
            have errors, so that nothing was published.
        files: The sheets that were asked for, by path.
        made: How many of them were made anew.
        findings: What the check found in the workbooks; empty if nothing had to be read.
        gone: The sheets that were published before and are not any more, by path.
        aside: The files of somebody else's that were in the edition's folder, where they are now.
        long: The printed sheets that have more than `PAGES` pages, by path.
    """

    year: int
    state: Literal["published", "unchanged", "refused"]
    files: tuple[Path, ...]
    made: int = 0
    findings: tuple[Finding, ...] = ()
    gone: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()
    long: tuple[Path, ...] = ()


def build(
    read: Callable[[], Inputs],
    output: Path,
    *,
    workshop: Workshop,
    force: bool = False,
    wait: float = 0,
    progress: Progress = lambda _done, _total: None,
) -> Outcome:
    """Bring a year's edition up to date.

    Args:
        read: Looks for what to make it from, and reads it. This is done again once this run has
            the folder to itself: while it waited, somebody may have saved, added or removed a
            workbook, and another run may have published it.
        output: The folder that holds the editions.
        workshop: Who draws the charts; may serve several builds.
        force: Make every file anew, even if nothing has changed.
        wait: How many seconds to wait for another run in the same folder.
        progress: Is told how many sheets are made, of how many.

    Raises:
        AnotherRun: If another run still holds the folder.
        PublishingError: If the edition can't be put in place; the old one stands.
        RealEditionError: If the sample would be published over or beside a real edition.
        OSError: If a template can't be read.
    """
    inputs = read()
    folder = output / str(inputs.year)
    files = tuple(folder / name for name in sheets_asked_for(inputs))
    plan = plan_of(inputs, sheets_of(inputs, held_files(folder)))
    tidy = not has_leftovers(output)  # taking the lock cleans up
    if tidy and not force and _up_to_date(folder, plan):
        return Outcome(inputs.year, "unchanged", files)
    with lock(output, wait) as aside:
        inputs = read()
        held = held_files(folder)
        sheets = sheets_of(inputs, held)
        plan = plan_of(inputs, sheets)
        if not force and _up_to_date(folder, plan):
            return Outcome(inputs.year, "unchanged", files, aside=tuple(aside))
        if inputs.sample:
            _refuse_real_editions(output)
        kept = {} if force else read_kept(folder, plan)
        wanted = {name: sheet for name, sheet in sheets.items() if name not in kept}
        if wanted:
            workshop.start(output)
        checked = _check(inputs)
        if checked.rows is None:
            found = checked.findings
            return Outcome(inputs.year, "refused", (), findings=found, aside=tuple(aside))
        made = _make(inputs, checked, wanted, workshop, progress)
        contents = {**kept, **made}
        manifest = plan.manifest(contents).to_bytes()
        aside.extend(publish(output, inputs.year, contents, manifest))
    return Outcome(
        inputs.year,
        "published",
        files,
        made=len(made),
        findings=checked.findings,
        gone=tuple(folder / name for name in sorted(held - sheets.keys())),
        aside=tuple(aside),
        long=_long(folder, made),
    )


def _up_to_date(folder: Path, plan: Plan) -> bool:
    """Whether the edition can stay as it is.

    Raises:
        ForeignFolderError: If it is a link: to publish there is refused, so it is no edition now.
    """
    if folder.is_symlink():
        raise ForeignFolderError(folder)
    return compare(folder, plan).nothing_to_do


def _refuse_real_editions(output: Path) -> None:
    """Raise RealEditionError if an edition of any year is there that is not made of the sample.

    Nobody asked for the sample by name, so it is not what belongs among them: without its
    workbooks the newest year may be another one. An edition that lost its manifest may be real.
    """
    for folder in sorted(each for each in output.iterdir() if each.name.isdigit()):
        is_edition = has_manifest(folder) or any(folder.glob("zkkk-*"))
        if is_edition and not made_of_the_sample(folder):
            raise RealEditionError(folder)


def _check(inputs: Inputs) -> "CheckedYears":
    from zkkk_factsheet.edition.checking import check_with_previous  # noqa: PLC0415 - if there is need

    return check_with_previous(inputs.year, inputs.workbooks, inputs.previous)


def _make(
    inputs: Inputs,
    checked: "CheckedYears",
    wanted: Mapping[str, Sheet],
    workshop: Workshop,
    progress: Progress,
) -> dict[str, bytes]:
    from zkkk_factsheet.edition.making import make_sheets  # noqa: PLC0415 - brings pandas and typst

    made: dict[str, bytes] = {}
    if checked.rows and wanted:
        for name, data in make_sheets(inputs, checked.rows, checked.previous, wanted, workshop):
            made[name] = data
            progress(len(made), len(wanted))
    return made


def _long(folder: Path, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    if not made:
        return ()
    from zkkk_factsheet.render.pdf import page_count  # noqa: PLC0415 - it is loaded by now

    return tuple(
        folder / name
        for name, data in made.items()
        if name.endswith(".pdf") and page_count(data) > PAGES
    )
