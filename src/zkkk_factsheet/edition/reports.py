"""Bringing the reports of a period up to date: an edition that is called as the period."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from zkkk_factsheet.edition.errors import ForeignFolderError
from zkkk_factsheet.edition.inputs import Inputs, NothingReportedError
from zkkk_factsheet.edition.manifest import (
    Manifest,
    Output,
    Plan,
    held_files,
    is_up_to_date,
    read_kept,
    sha256,
)
from zkkk_factsheet.edition.plan import plan_of, refuse_real_editions
from zkkk_factsheet.edition.products import Product, make_products
from zkkk_factsheet.edition.publishing import has_leftovers
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.sheets import Sheet, reports_asked_for, reports_of
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.findings import Finding

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published
    from zkkk_factsheet.workbook.checking.check import CheckedYear
    from zkkk_factsheet.workbook.rows import YearRows

REPORTS: Final = "reports"
"""The folder beside the editions that holds those of reports."""


@dataclass(frozen=True, slots=True)
class ReportOutcome:
    """What became of the reports of a period.

    Attributes:
        state: "made" if they are to be put in place; "unchanged" if there was nothing to do;
            "refused" if the workbooks have errors.
        files: The reports that were asked for, by path.
        made: How many of them were made anew.
        findings: What the check found in the workbooks; empty if nothing had to be read.
        faulty: Whether the year before has errors, so that nothing of it is told.
    """

    state: Literal["made", "unchanged", "refused"]
    files: tuple[Path, ...] = ()
    made: int = 0
    findings: tuple[Finding, ...] = ()
    faulty: bool = False


def build_reports(
    read: Callable[[], Inputs], period: Period, run: Run, workshop: Workshop, *, force: bool = False
) -> ReportOutcome:
    """Make what a period's reports lack, to be put in place together.

    Args:
        read: Looks for what to make them from, and reads it; again once this run has the folder.
        period: The period they are about.
        run: What they are put in place with, in the folder that holds the editions of reports.
        workshop: Who helps, if there is much to make.
        force: Make every report anew, even if nothing has changed.

    Raises:
        AnotherRun: If another run still holds the folder.
        ForeignFolderError: If what stands in its place is not an edition.
        NothingReportedError: If nothing is recorded in the period, or not of who was asked for.
        PublishingError: If they can't be written.
        RealEditionError: If the sample would be published beside reports that are real.
        OSError: If a workbook or a template can't be read.
    """
    inputs, folder = read(), run.output / str(period)
    tidy = not has_leftovers(run.output)
    if tidy and not force and _up_to_date(folder, _plan(inputs, period, folder)[1]):
        return ReportOutcome("unchanged", _there(inputs, period, folder))
    run.begin()
    inputs = read()
    sheets, plan = _plan(inputs, period, folder)
    if not force and _up_to_date(folder, plan):
        return ReportOutcome("unchanged", _there(inputs, period, folder))
    if inputs.sample:
        refuse_real_editions(run.output)
    checked, before = _checked(inputs)
    if checked.rows is None:
        return ReportOutcome("refused", findings=checked.findings)
    earlier = before.rows if before else None
    published = _published(checked.rows, earlier, period)
    telling = _who_reports(published, inputs, period)
    there = [sheet for sheet in sheets if sheet.subject in telling]
    products = _products(published, there, inputs, plan)
    made = _write(run, period, products, plan, workshop, force=force)
    files = (folder / each.path for each in reports_asked_for(inputs, period))
    return ReportOutcome(
        "made",
        tuple(path for path in files if path.relative_to(folder).as_posix() in made.all),
        made=len(made.anew),
        findings=checked.findings,
        faulty=before is not None and earlier is None,
    )


def _plan(inputs: Inputs, period: Period, folder: Path) -> tuple[tuple[Sheet, ...], Plan]:
    """Which reports there may be, and what they are to be made from."""
    sheets = reports_of(inputs, period, held_files(folder))
    return sheets, plan_of(inputs, sheets)


def _up_to_date(folder: Path, plan: Plan) -> bool:
    if folder.is_symlink():
        raise ForeignFolderError(folder)
    return is_up_to_date(folder, plan)


def _there(inputs: Inputs, period: Period, folder: Path) -> tuple[Path, ...]:
    """The reports that were asked for, as far as there are any."""
    held = held_files(folder)
    asked = reports_asked_for(inputs, period)
    return tuple(folder / sheet.path for sheet in asked if sheet.path in held)


def _checked(inputs: Inputs) -> "tuple[CheckedYear, CheckedYear | None]":
    """The year, and the year before, if it has workbooks."""
    from zkkk_factsheet.workbook.checking.check import check_year  # noqa: PLC0415 - if there is need

    before = inputs.earlier.get(inputs.year - 1)
    return (
        check_year(inputs.workbooks, inputs.year),
        check_year(before, inputs.year - 1) if before else None,
    )


def _published(rows: "YearRows", earlier: "YearRows | None", period: Period) -> "Published":
    from zkkk_factsheet.disclosure.reporting import reported_of  # noqa: PLC0415 - the same

    return reported_of(rows, [earlier] if earlier else [], period)


def _who_reports(published: "Published", inputs: Inputs, period: Period) -> set[str]:
    """The municipalities of which anything is recorded; all who were asked for have to be there."""
    telling = {each.municipality for each in published.figures.all("activities.count")}
    silent = [each for each in inputs.subjects or () if each not in telling]
    if silent or not telling:
        raise NothingReportedError(str(period), silent[0] if silent else "")
    return telling


def _products(
    published: "Published", sheets: list[Sheet], inputs: Inputs, plan: Plan
) -> list[Product]:
    from zkkk_factsheet.edition.making import products_of  # noqa: PLC0415 - brings jinja2 and typst

    return list(products_of(published, sheets, inputs.templates, plan))


class _Made(NamedTuple):
    """The paths of all reports of the edition, and of those that were made anew."""

    all: Collection[str]
    anew: Collection[str]


def _write(
    run: Run,
    period: Period,
    products: list[Product],
    plan: Plan,
    workshop: Workshop,
    *,
    force: bool,
) -> _Made:
    keys = {product.path: product.key for product in products}
    kept = {} if force else read_kept(run.output / str(period), keys)
    made = dict(make_products(products, kept, workshop))
    contents = {**kept, **made}
    outputs = {path: Output(sha256(contents[path]), key) for path, key in keys.items()}
    run.write(str(period), contents, Manifest(plan, outputs).to_bytes())
    return _Made(keys, made)
