"""What a build would change of an edition that is published, before anything is built."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zkkk_factsheet.disclosure.corrections import new_corrections
from zkkk_factsheet.edition.promise import broken_by, compared
from zkkk_factsheet.edition.record import read_record
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.findings import Finding
from zkkk_factsheet.workbook.rows import YearRows

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published

Kind = Literal[
    "nothing-published", "no-record", "nothing", "draft", "final", "corrected", "withholding"
]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change.

    Attributes:
        kind: "nothing-published" if there is no edition, "no-record" if an earlier version made
            it, "nothing" if no figure would change; else whether it is a "draft", "final" without
            a correction that tells of it, or "corrected"; or if only what is "withholding" would
            change, and nothing stands in the way.
        changes: The figures that would change, or be withheld, or not be any more.
        withheld: How many of them would only be withheld: the workbooks say what they said.
        broken: What stands in the way: a final edition is a promise.
    """

    kind: Kind
    changes: tuple[Change, ...]
    broken: tuple[Finding, ...]
    withheld: int = 0


def outlook(
    published: "Published", rows: YearRows, previous: YearRows | None, folder: Path
) -> Outlook:
    """Compare what may be said of a year now, by its rows, with the edition in a folder.

    Raises:
        RecordError: If nobody can know what is published.
    """
    record = read_record(folder, {}, all_figures=True)
    comparison = compared(published, record, rows, previous)
    broken = tuple(broken_by(published, record, comparison))
    if record is None:
        return Outlook("nothing-published", (), broken)
    changes = (*comparison.changed, *comparison.withheld, *comparison.told)
    kind: Kind = "withholding"
    if not record.status:
        kind = "no-record"
    elif not changes:
        kind = "nothing"
    elif record.status != "final":
        kind = "draft"
    elif broken:
        kind = "final"
    elif new_corrections(published.about.corrections, record.corrections):
        kind = "corrected"
    return Outlook(kind, changes, broken, len(comparison.withheld))


def published_now(chosen: Settings, checked: CheckedYear) -> "Published | None":
    """What may be said of a year that was checked; None if its workbooks have errors."""
    if checked.rows is None:
        return None
    from zkkk_factsheet.disclosure.publishing import published_of  # noqa: PLC0415 - brings pandas

    return published_of(
        checked.rows,
        checked.previous,
        chosen.threshold,
        [checked.previous] if checked.previous else (),
        municipal_threshold=chosen.municipal_threshold,
    )
