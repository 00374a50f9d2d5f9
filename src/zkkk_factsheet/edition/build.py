"""Bringing a year's edition up to date."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from zkkk_factsheet.edition.errors import (
    ForeignFolderError,
    RealEditionError,
    RecordError,
    UnreadableError,
)
from zkkk_factsheet.edition.garbage import all_of_it_stays
from zkkk_factsheet.edition.inputs import Inputs, NoWorkbookError
from zkkk_factsheet.edition.manifest import (
    Manifest,
    Plan,
    held_files,
    is_up_to_date,
    output_of,
    read_kept,
    read_manifest,
    sha256,
)
from zkkk_factsheet.edition.plan import (
    charts_may_have_changed,
    data_key,
    plan_of,
    refuse_real_editions,
)
from zkkk_factsheet.edition.products import Product, make_products
from zkkk_factsheet.edition.publishing import has_leftovers
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.sheets import Sheet, every_sheet, sheets_asked_for, with_held
from zkkk_factsheet.edition.site import found_alone
from zkkk_factsheet.edition.workshop import Workshop

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published
    from zkkk_factsheet.workbook.checking.check import CheckedYear, EarlierYears
    from zkkk_factsheet.workbook.findings import Finding
    from zkkk_factsheet.workbook.rows import YearRows

Progress = Callable[[int, int], None]

OF_ONE_YEAR: Final = (
    NoWorkbookError,
    UnreadableError,
    ForeignFolderError,
    RealEditionError,
    RecordError,
)
"""What holds back the edition of a year, and no other one."""


class Outcome(NamedTuple):
    """What became of a build.

    Attributes:
        year: The year.
        state: "made" if it is to be put in place; "unchanged" if there was nothing to do; "refused"
            if the workbooks have errors; "stands" as it is if published figures of a final edition
            would change without a correction; "unmonitored" if the workbooks hold reports alone.
        files: The sheets that were asked for, by their paths in the edition, with "/".
        made: How many of them were made anew.
        findings: What the check found in the workbooks; empty if nothing had to be read.
        faulty: The years before that have errors, so that nothing is told of them beside it.
        mixed: Those that are sample data beside a year that isn't, or the other way round.
        gone: The sheets that were published before and won't be any more, likewise.
        long: The printed sheets that have more pages than they are to have, likewise, with the
            number that they are to have.
        unrecorded: Whether the edition that was there kept no record of its figures, since an
            earlier version made it.
        unknown: How many corrections it tells of which nobody knows what they changed.
        withheld: How many figures of the final edition that was there are withheld now.
        told: How many that it withheld are published now.
        staying: How many files of the edition were not asked for, and stay in it.
        broken: What of the final edition that is published would be broken, where it is only a
            preview that was made.
        alone: A digest of what was checked, if the workbooks hold reports alone.
    """

    year: int
    state: Literal["made", "unchanged", "refused", "stands", "unmonitored"]
    files: tuple[str, ...]
    made: int = 0
    findings: "tuple[Finding, ...]" = ()
    faulty: tuple[int, ...] = ()
    mixed: tuple[int, ...] = ()
    gone: tuple[str, ...] = ()
    long: tuple[tuple[str, int], ...] = ()
    unrecorded: bool = False
    unknown: int = 0
    withheld: int = 0
    told: int = 0
    staying: int = 0
    broken: "tuple[Finding, ...]" = ()
    alone: str = ""


def build(
    read: Callable[[], Inputs],
    run: Run,
    *,
    workshop: Workshop,
    force: bool = False,
    progress: Progress = lambda _done, _total: None,
    preview_of: Path | None = None,
) -> Outcome:
    """Make what a year's edition lacks, to be put in place with all else that the run makes.

    Args:
        read: Looks for what to make it from, and reads it. This is done again once this run has
            the folder to itself: while it waited, somebody may have saved, added or removed a
            workbook, and another run may have published it.
        run: What it is put in place with.
        workshop: Who draws the charts; may serve several builds.
        force: Make every file anew, even if nothing has changed.
        progress: Is told how many sheets are made, of how many.
        preview_of: The folder of the published edition in whose place this one might come. What
            that has promised is kept or broken then, and not what was looked at before; nothing
            that breaks it holds back what is only looked at.

    Raises:
        AnotherRun: If another run still holds the folder.
        UnreadableError: If a workbook can't be read.
        ForeignFolderError: If what stands in its place is not an edition.
        PublishingError: If the edition can't be written.
        RealEditionError: If the sample would be published over or beside a real edition.
        RecordError: If nobody can know what the edition that is there has published.
        OSError: If a template can't be read.
    """
    inputs = _inputs(read)
    folder = run.output / str(inputs.year)
    if not run.begun:
        tidy = not has_leftovers(run.output)  # beginning the run cleans up
        if tidy and not force and (done := _nothing_to_do(run, inputs, _planned(inputs, folder))):
            return done
        run.begin()
        inputs = _inputs(read)
    held, asked, sheets, plan = planned = _planned(inputs, folder)
    if not force and (done := _nothing_to_do(run, inputs, planned)):
        return done
    if inputs.sample:
        refuse_real_editions(run.output)
    with all_of_it_stays():
        checked = _check(inputs)
        if checked.rows is None:
            return Outcome(inputs.year, "refused", (), findings=checked.findings)
        if not checked.rows.monitored:
            alone = data_key(plan)
            return Outcome(inputs.year, "unmonitored", (), findings=checked.findings, alone=alone)
        earlier = _check_earlier(inputs, checked.rows, checked.previous)
        answers = _digest(checked.rows, *earlier.rows)
        workshop.in_folder(run.output)
        if force or charts_may_have_changed(read_manifest(folder), plan, answers):
            workshop.start_drawing()
        published = _published(checked.rows, checked.previous, earlier.rows, inputs)
        promised = preview_of or folder
        promise = _promise(promised, published, checked.rows, checked.previous, inputs, plan)
        if promise.broken and not preview_of:
            found = (*checked.findings, *promise.broken)
            return Outcome(inputs.year, "stands", (), findings=found)
        published = promise.published
        products = _products(published, sheets, inputs, plan)
    keys = {product.path: product.key for product in products}
    kept = {} if force else read_kept(folder, keys)
    made = _make(products, kept, workshop, progress)
    contents = {**kept, **made}
    outputs = {path: output_of(contents[path], key) for path, key in keys.items()}
    run.write(folder.name, contents, Manifest(plan, outputs, answers).to_bytes())
    going = held.difference(keys)
    return Outcome(
        inputs.year,
        "made",
        asked,
        made=len([sheet for sheet in sheets if sheet.path in made]),
        findings=checked.findings,
        faulty=earlier.faulty,
        mixed=earlier.mixed,
        gone=tuple(each.path for each in every_sheet(inputs.year) if each.path in going),
        long=_long(products, made),
        unrecorded=promise.unrecorded,
        unknown=len([each for each in published.corrections if not each.changes]),
        withheld=promise.withheld,
        told=promise.told,
        staying=planned.staying,
        broken=tuple(promise.broken),
    )


def _inputs(read: Callable[[], Inputs]) -> Inputs:
    try:
        return read()
    except OSError as error:
        raise UnreadableError(error) from error


class _Planned(NamedTuple):
    """What an edition has, which sheets were asked for, which it is to have, and of what."""

    held: set[str]
    asked: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    plan: Plan

    @property
    def staying(self) -> int:
        """How many of the sheets were not asked for."""
        return len(self.sheets) - len(self.asked)


def _planned(inputs: Inputs, folder: Path) -> _Planned:
    held, asked = held_files(folder), sheets_asked_for(inputs)
    sheets = with_held(asked, inputs, held)
    return _Planned(held, tuple(each.path for each in asked), sheets, plan_of(inputs, sheets))


def _nothing_to_do(run: Run, inputs: Inputs, planned: _Planned) -> Outcome | None:
    """The outcome if the edition can stay as it is, or there is none to be made of the same.

    Raises:
        ForeignFolderError: If it is a link: to publish there is refused, so it is no edition now.
    """
    folder = run.output / str(inputs.year)
    if folder.is_symlink():
        raise ForeignFolderError(folder)
    if is_up_to_date(folder, planned.plan):
        return Outcome(inputs.year, "unchanged", planned.asked, staying=planned.staying)
    alone = data_key(planned.plan)
    if found_alone(run.output).get(folder.name) == alone:
        return Outcome(inputs.year, "unmonitored", (), alone=alone)
    return None


def _check(inputs: Inputs) -> "CheckedYear":
    from zkkk_factsheet.workbook.checking.check import check_with_previous  # noqa: PLC0415 - if there is need

    previous = inputs.earlier.get(inputs.year - 1, ())
    return check_with_previous(inputs.year, inputs.workbooks, previous)


def _check_earlier(inputs: Inputs, rows: "YearRows", previous: "YearRows | None") -> "EarlierYears":
    """The years before, with the one just before it, which was checked together with the year."""
    from zkkk_factsheet.workbook.checking.check import check_earlier  # noqa: PLC0415 - the same

    older = {year: each for year, each in inputs.earlier.items() if year != inputs.year - 1}
    checked = check_earlier(older, rows)
    return replace(checked, rows=(*checked.rows, previous)) if previous else checked


def _digest(*years: "YearRows") -> str:
    """A digest of the answers of some years that are published anyway, and of where they stand.

    It is published itself: by one of what is withheld, guesses could be tried out until one fits.
    So of officials it has how many each office has. That women and men change where that stays
    is not seen, which costs that run a little time.
    """
    rows = [(year.offices, _officials(year), year.duties) for year in years]
    return sha256(repr(rows).encode(errors="backslashreplace"))


def _officials(year: "YearRows") -> dict[str, int]:
    """How many officials each established office has, as far as they are known."""
    established = {each.municipality for each in year.offices if each.status == "established"}
    officials = dict.fromkeys(sorted(established), 0)
    for row in year.staff:
        if row.municipality in established and row.women is not None and row.men is not None:
            officials[row.municipality] += row.women + row.men
    return officials


def _published(
    rows: "YearRows",
    previous: "YearRows | None",
    earlier: "tuple[YearRows, ...]",
    inputs: Inputs,
) -> "Published":
    from zkkk_factsheet.disclosure.publishing import published_of  # noqa: PLC0415 - the same

    published = published_of(
        rows,
        previous,
        inputs.threshold,
        earlier,
        municipal_threshold=inputs.municipal_threshold,
    )
    return replace(published, address=inputs.address)


class _Promise(NamedTuple):
    """What would break what was published; if nothing does, what is published with corrections.

    And how many published figures are withheld now, and withheld ones published.
    """

    broken: "tuple[Finding, ...]"
    published: "Published"
    unrecorded: bool
    withheld: int
    told: int


def _promise(
    folder: Path,
    published: "Published",
    rows: "YearRows",
    previous: "YearRows | None",
    inputs: Inputs,
    plan: Plan,
) -> _Promise:
    from zkkk_factsheet.edition.data_files import data_files_of  # noqa: PLC0415 - the same
    from zkkk_factsheet.edition.promise import broken_by, compared, with_corrections  # noqa: PLC0415
    from zkkk_factsheet.edition.record import read_record  # noqa: PLC0415

    afresh = data_files_of(with_corrections(published, None), plan, inputs.licence)
    record = read_record(folder, {product.path: product for product in afresh})
    comparison = compared(published, record, rows, previous)
    return _Promise(
        broken=tuple(broken_by(published, record, comparison)),
        published=with_corrections(published, record),
        unrecorded=record is not None and not record.status,
        withheld=len(comparison.withheld),
        told=len(comparison.told),
    )


def _products(
    published: "Published", sheets: tuple[Sheet, ...], inputs: Inputs, plan: Plan
) -> list[Product]:
    from zkkk_factsheet.edition.data_files import data_files_of  # noqa: PLC0415 - the same
    from zkkk_factsheet.edition.making import products_of  # noqa: PLC0415 - brings what is composed

    products = (
        *data_files_of(published, plan, inputs.licence),
        *products_of(published, sheets, inputs.templates, plan),
    )
    # What is printed comes last: by then whoever draws has gone, and left its memory to typst.
    return sorted(products, key=lambda product: product.pages > 0)


def _make(
    products: list[Product], kept: Mapping[str, bytes], workshop: Workshop, progress: Progress
) -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for path, data in make_products(products, kept, workshop):
        made[path] = data
        progress(len(made), len(products) - len(kept))
    return made


def _long(products: list[Product], made: Mapping[str, bytes]) -> tuple[tuple[str, int], ...]:
    """What has more pages than it is to have, with the number that it is to have."""
    counted = [product for product in products if product.pages and product.path in made]
    if not counted:
        return ()
    from zkkk_factsheet.render.pdf import page_count  # noqa: PLC0415 - it is loaded by now

    return tuple(
        (product.path, product.pages)
        for product in counted
        if page_count(made[product.path]) > product.pages
    )
