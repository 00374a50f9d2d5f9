"""What a build would change of an edition that is published, before anything is built."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from zkkk_factsheet.edition.promise import broken_by
from zkkk_factsheet.edition.record import read_record
from zkkk_factsheet.edition.settings import Settings
from zkkk_factsheet.indicators.comparison import Change, changes_of_published
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.findings import Finding

if TYPE_CHECKING:
    from zkkk_factsheet.disclosure import Published

Kind = Literal["nothing-published", "no-record", "nothing", "draft", "final", "corrected"]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change.

    Attributes:
        kind: "nothing-published" if there is no edition, "no-record" if an earlier version made
            it, "nothing" if no figure would change; else whether it is a "draft", "final" without
            a correction that tells of it, or "corrected".
        changes: The figures that would change.
        broken: What stands in the way: a final edition is a promise.
    """

    kind: Kind
    changes: tuple[Change, ...]
    broken: tuple[Finding, ...]


def outlook(published: "Published", folder: Path) -> Outlook:
    """Compare what may be said of a year now with the edition in a folder.

    Raises:
        RecordError: If nobody can know what is published.
    """
    record = read_record(folder, {}, all_figures=True)
    broken = tuple(broken_by(published, record))
    if record is None:
        return Outlook("nothing-published", (), broken)
    changes = tuple(changes_of_published(record.figures, published.figures))
    if not record.status:
        return Outlook("no-record", changes, broken)
    if not changes:
        return Outlook("nothing", (), broken)
    final = record.status == "final"
    return Outlook("draft" if not final else "final" if broken else "corrected", changes, broken)


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
