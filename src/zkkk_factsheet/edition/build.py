"""Bringing a year's edition up to date."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from zkkk_factsheet.edition.errors import ForeignFolderError, RealEditionError
from zkkk_factsheet.edition.garbage import all_of_it_stays
from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.manifest import (
    Manifest,
    Output,
    Plan,
    has_manifest,
    held_files,
    is_up_to_date,
    read_kept,
    read_manifest,
    sha256,
)
from zkkk_factsheet.edition.plan import charts_may_have_changed, made_of_the_sample, plan_of
from zkkk_factsheet.edition.products import Product, make_products
from zkkk_factsheet.edition.publishing import has_leftovers, publish
from zkkk_factsheet.edition.sheets import Sheet, every_sheet, sheets_asked_for, sheets_of
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.workbook.findings import Finding

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published
    from zkkk_factsheet.workbook.checking.check import CheckedYear, EarlierYears
    from zkkk_factsheet.workbook.rows import YearRows

Progress = Callable[[int, int], None]

_DIGITS_OF_ANSWERS: Final = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a build.

    Attributes:
        year: The year.
        state: "published"; "unchanged" if there was nothing to do; "refused" if the workbooks
            have errors, so that nothing was published; "stands" if published figures of a final
            edition would change without a correction, so that it stands as it is; "unmonitored"
            if the workbooks hold reports alone, so that there is nothing to publish.
        files: The sheets that were asked for, by path.
        made: How many of them were made anew.
        findings: What the check found in the workbooks; empty if nothing had to be read.
        faulty: The years before that have errors, so that nothing is told of them beside it.
        mixed: Those that are sample data beside a year that isn't, or the other way round.
        gone: The sheets that were published before and are not any more, by path.
        aside: The files of somebody else's that were in the edition's folder, where they are now.
        long: The printed sheets that have more pages than they are to have, by path, with the
            number that they are to have.
        unrecorded: Whether the edition that was there kept no record of its figures, since an
            earlier version made it.
        unknown: How many corrections it tells of which nobody knows what they changed.
    """

    year: int
    state: Literal["published", "unchanged", "refused", "stands", "unmonitored"]
    files: tuple[Path, ...]
    made: int = 0
    findings: tuple[Finding, ...] = ()
    faulty: tuple[int, ...] = ()
    mixed: tuple[int, ...] = ()
    gone: tuple[Path, ...] = ()
    aside: tuple[Path, ...] = ()
    long: tuple[tuple[Path, int], ...] = ()
    unrecorded: bool = False
    unknown: int = 0


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
        RecordError: If nobody can know what the edition that is there has published.
        OSError: If a template can't be read.
    """
    inputs = read()
    name = str(inputs.year)
    folder = output / name
    files = tuple(folder / sheet.path for sheet in sheets_asked_for(inputs))
    tidy = not has_leftovers(output)  # taking the lock cleans up
    plan = plan_of(inputs, sheets_of(inputs, held_files(folder)))
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
        with all_of_it_stays():
            checked = _check(inputs)
            if checked.rows is None:
                found = checked.findings
                return Outcome(inputs.year, "refused", (), findings=found, aside=tuple(aside))
            if not checked.rows.monitored:
                found = checked.findings
                return Outcome(inputs.year, "unmonitored", (), findings=found, aside=tuple(aside))
            earlier = _check_earlier(inputs, checked.rows, checked.previous)
            answers = _digest(checked.rows, *earlier.rows)
            workshop.in_folder(output)
            if force or charts_may_have_changed(read_manifest(folder), plan, answers):
                workshop.start_drawing()
            published = _published(checked.rows, checked.previous, earlier.rows, inputs)
            promise = _promise(folder, published, inputs, plan)
            if promise.broken:
                found = (*checked.findings, *promise.broken)
                return Outcome(inputs.year, "stands", (), findings=found, aside=tuple(aside))
            published = promise.published
            products = _products(published, sheets, inputs, plan)
        keys = {product.path: product.key for product in products}
        kept = {} if force else read_kept(folder, keys)
        made = _make(products, kept, workshop, progress)
        contents = {**kept, **made}
        outputs = {path: Output(sha256(contents[path]), key) for path, key in keys.items()}
        manifest = Manifest(plan, outputs, answers).to_bytes()
        aside.extend(publish(output, name, contents, manifest))
    going = held.difference(keys)
    return Outcome(
        inputs.year,
        "published",
        files,
        made=len([sheet for sheet in sheets if sheet.path in made]),
        findings=checked.findings,
        faulty=earlier.faulty,
        mixed=earlier.mixed,
        gone=tuple(
            folder / sheet.path for sheet in every_sheet(inputs.year) if sheet.path in going
        ),
        aside=tuple(aside),
        long=_long(folder, products, made),
        unrecorded=promise.unrecorded,
        unknown=len([each for each in published.corrections if not each.changes]),
    )


def _up_to_date(folder: Path, plan: Plan) -> bool:
    """Whether the edition can stay as it is.

    Raises:
        ForeignFolderError: If it is a link: to publish there is refused, so it is no edition now.
    """
    if folder.is_symlink():
        raise ForeignFolderError(folder)
    return is_up_to_date(folder, plan)


def _refuse_real_editions(output: Path) -> None:
    """Raise RealEditionError if an edition is there that is not made of the sample.

    Nobody asked for the sample by name, so it is not what belongs among them: without its
    workbooks the newest year may be another one. An edition that lost its manifest may be real.
    """
    for folder in sorted(output.iterdir()):
        lost = folder.name.isdigit() and any(folder.rglob("zkkk-*"))
        is_edition = has_manifest(folder) or lost
        if is_edition and not made_of_the_sample(folder):
            raise RealEditionError(folder)


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
    """A digest of all answers of some years, and of where they stand.

    It is published, so it is short: by a whole one, guesses of what is withheld could be tried out
    until one fits. That one in some thousand changes is not seen costs that run a little time.
    """
    rows = [(year.offices, year.staff, year.duties) for year in years]
    return sha256(repr(rows).encode(errors="backslashreplace"))[:_DIGITS_OF_ANSWERS]


def _published(
    rows: "YearRows",
    previous: "YearRows | None",
    earlier: "tuple[YearRows, ...]",
    inputs: Inputs,
) -> "Published":
    from zkkk_factsheet.disclosure.publishing import published_of  # noqa: PLC0415 - the same

    return published_of(
        rows,
        previous,
        inputs.threshold,
        earlier,
        municipal_threshold=inputs.municipal_threshold,
    )


class _Promise(NamedTuple):
    """What would break what was published; if nothing does, what is published with corrections."""

    broken: tuple[Finding, ...]
    published: "Published"
    unrecorded: bool


def _promise(folder: Path, published: "Published", inputs: Inputs, plan: Plan) -> _Promise:
    from zkkk_factsheet.edition.data_files import data_files_of  # noqa: PLC0415 - the same
    from zkkk_factsheet.edition.promise import broken_by, with_corrections  # noqa: PLC0415
    from zkkk_factsheet.edition.record import read_record  # noqa: PLC0415

    afresh = data_files_of(with_corrections(published, None), plan, inputs.licence)
    record = read_record(folder, {product.path: product for product in afresh})
    return _Promise(
        broken=tuple(broken_by(published, record)),
        published=with_corrections(published, record),
        unrecorded=record is not None and not record.status,
    )


def _products(
    published: "Published", sheets: tuple[Sheet, ...], inputs: Inputs, plan: Plan
) -> list[Product]:
    from zkkk_factsheet.edition.data_files import data_files_of  # noqa: PLC0415 - the same
    from zkkk_factsheet.edition.making import products_of  # noqa: PLC0415 - brings jinja2 and typst

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


def _long(
    folder: Path, products: list[Product], made: Mapping[str, bytes]
) -> tuple[tuple[Path, int], ...]:
    """What has more pages than it is to have, with the number that it is to have."""
    counted = [product for product in products if product.pages and product.path in made]
    if not counted:
        return ()
    from zkkk_factsheet.render.pdf import page_count  # noqa: PLC0415 - it is loaded by now

    return tuple(
        (folder / product.path, product.pages)
        for product in counted
        if page_count(made[product.path]) > product.pages
    )
