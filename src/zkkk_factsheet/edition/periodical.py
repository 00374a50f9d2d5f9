"""Bringing an edition of a period up to date: reports, or a digest, in a folder called as it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from zkkk_factsheet.documents.kinds import Kind
from zkkk_factsheet.edition.errors import ForeignFolderError
from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.manifest import (
    Manifest,
    Plan,
    held_files,
    is_up_to_date,
    output_of,
    read_kept,
)
from zkkk_factsheet.edition.plan import plan_of, refuse_real_editions
from zkkk_factsheet.edition.products import Product, make_products
from zkkk_factsheet.edition.publishing import has_leftovers
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.sheets import Sheet, asked_for, asked_for_or_held
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.findings import Finding


class Prepared(NamedTuple):
    """What an edition is to consist of, once its workbooks are checked.

    Attributes:
        products: Its files; None if the workbooks have errors.
        findings: What the check found in the workbooks of the period.
        faulty: The years before that have errors, so that nothing of them is told.
        status: What its documents say of their data.
    """

    products: Sequence[Product] | None
    findings: tuple[Finding, ...]
    faulty: tuple[int, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Editions of one sort, one a period.

    Attributes:
        id: What its messages begin with.
        folder: The folder beside the years' editions that holds them.
        kinds: The kinds of documents that they have.
        prepare: What checks the workbooks, and says what an edition consists of: of the sheets
            that there may be, and what it is made from.
        data: The file with what all documents say, ``{period}`` being filled; "" if there is none.
    """

    id: str
    folder: str
    kinds: tuple[Kind, ...]
    prepare: Callable[[Inputs, Period, Sequence[Sheet], Plan], Prepared]
    data: str = ""

    def asked(self, inputs: Inputs, period: Period) -> Iterable[str]:
        """The paths of what was asked for, in the order they are told."""
        yield from (sheet.path for sheet in asked_for(self.kinds, inputs, period))
        if self.data:
            yield self.data.format(period=period)


@dataclass(frozen=True, slots=True)
class Issued:
    """What became of an edition.

    Attributes:
        state: "made" if it is to be put in place; "unchanged" if there was nothing to do;
            "refused" if the workbooks have errors.
        files: What was asked for, by path.
        made: How many files were made anew.
        findings: What the check found in the workbooks; empty if nothing had to be read.
        faulty: The years before that have errors, so that nothing of them is told.
    """

    state: Literal["made", "unchanged", "refused"]
    files: tuple[Path, ...] = ()
    made: int = 0
    findings: tuple[Finding, ...] = ()
    faulty: tuple[int, ...] = ()


def issue(
    series: Series,
    read: Callable[[], Inputs],
    period: Period,
    run: Run,
    workshop: Workshop,
    *,
    force: bool = False,
) -> Issued:
    """Make what a period's edition lacks, to be put in place together.

    Args:
        series: What sort of edition it is.
        read: Looks for what to make it from, and reads it; again once this run has the folder.
        period: The period it is about.
        run: What it is put in place with, in the folder that holds the editions of the series.
        workshop: Who helps, if there is much to make.
        force: Make every file anew, even if nothing has changed.

    Raises:
        AnotherRun: If another run still holds the folder.
        ForeignFolderError: If what stands in its place is not an edition.
        PublishingError: If it can't be written.
        RealEditionError: If the sample would be published beside editions that are real.
        OSError: If a workbook or a template can't be read.
    """
    inputs, folder = read(), run.output / str(period)
    tidy = not has_leftovers(run.output)
    if tidy and not force and _up_to_date(folder, _plan(series, inputs, period, folder)[1]):
        return Issued("unchanged", _there(series, inputs, period, folder))
    run.begin()
    inputs = read()
    sheets, plan = _plan(series, inputs, period, folder)
    if not force and _up_to_date(folder, plan):
        return Issued("unchanged", _there(series, inputs, period, folder))
    if inputs.sample:
        refuse_real_editions(run.output.parent)
    prepared = series.prepare(inputs, period, sheets, plan)
    if prepared.products is None:
        return Issued("refused", findings=prepared.findings)
    made = _write(run, period, prepared, plan, workshop, force=force)
    there = {product.path for product in prepared.products}
    return Issued(
        "made",
        tuple(folder / path for path in series.asked(inputs, period) if path in there),
        made=made,
        findings=prepared.findings,
        faulty=prepared.faulty,
    )


def _plan(
    series: Series, inputs: Inputs, period: Period, folder: Path
) -> tuple[tuple[Sheet, ...], Plan]:
    """Which sheets there may be, and what they are to be made from."""
    sheets = asked_for_or_held(series.kinds, inputs, period, held_files(folder))
    return sheets, plan_of(inputs, sheets)


def _up_to_date(folder: Path, plan: Plan) -> bool:
    if folder.is_symlink():
        raise ForeignFolderError(folder)
    return is_up_to_date(folder, plan)


def _there(series: Series, inputs: Inputs, period: Period, folder: Path) -> tuple[Path, ...]:
    """What was asked for, as far as it is there."""
    held = held_files(folder)
    return tuple(folder / path for path in series.asked(inputs, period) if path in held)


def _write(
    run: Run,
    period: Period,
    prepared: Prepared,
    plan: Plan,
    workshop: Workshop,
    *,
    force: bool,
) -> int:
    """Write the edition aside; gives how many of its files were made anew."""
    products = prepared.products or ()
    keys = {product.path: product.key for product in products}
    kept = {} if force else read_kept(run.output / str(period), keys)
    made = dict(make_products(products, kept, workshop))
    contents = {**kept, **made}
    outputs = {path: output_of(contents[path], key) for path, key in keys.items()}
    run.write(str(period), contents, Manifest(plan, outputs, status=prepared.status).to_bytes())
    return len(made)
