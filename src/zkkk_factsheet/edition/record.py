"""What a published edition holds: whether it is final, its figures, its corrections.

It is read from the edition's own data files, each as its manifest lists it by SHA-256.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from zkkk_factsheet.disclosure import THRESHOLDS
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.edition.data_files import CORRECTIONS, DESCRIPTION, TABLE
from zkkk_factsheet.edition.errors import RecordError
from zkkk_factsheet.edition.files import read_plain
from zkkk_factsheet.edition.manifest import Manifest, has_manifest, read_manifest, sha256
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.open_data.corrections import corrections_from_csv
from zkkk_factsheet.open_data.reading import figures_of

_FREE: Final = ("sample", "draft")
"""What an edition may say of itself that promises nothing."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a published edition holds.

    Attributes:
        status: What it says of itself; "" if an earlier version made it, which kept no record.
        figures: Its table; empty if nobody asked for what is not final.
        corrections: The corrections that it tells.
        thresholds: How few officials were too few for it, by the names of the settings.
    """

    status: str
    figures: Figures
    corrections: tuple[Corrected, ...]
    thresholds: Mapping[str, int] = field(default_factory=dict)


def read_record(
    folder: Path, afresh: Mapping[str, Product], *, all_figures: bool = False
) -> Record | None:
    """Read what the edition in a folder holds; None if there is none.

    Args:
        folder: The edition's folder.
        afresh: The data files as they would be made now, without any record, by their paths. What
            is lost or damaged in the folder, and would be made again to the byte, is not lost.
        all_figures: Read also the figures of what is not final.

    Raises:
        RecordError: If an edition is there, and what it holds can't be known: a file is gone or is
            not the one that was published, or the manifest can't be read. A sample or a draft that
            lost its manifest is still known by its word: it promised nothing.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return _without_manifest(folder)
    listed = manifest.outputs.keys()
    if not {TABLE, DESCRIPTION} & listed:
        return Record("", Figures(()), ())
    files = _Files(folder, manifest, afresh)
    try:
        status = _status(files.read(DESCRIPTION))
        corrections = (
            corrections_from_csv(files.read(CORRECTIONS).decode()) if CORRECTIONS in listed else ()
        )
        wanted = all_figures or status not in _FREE
        figures = figures_of(files.read(TABLE).decode()) if wanted else Figures(())
    except ValueError as error:
        raise RecordError(folder) from error
    return Record(status, figures, corrections, _thresholds(manifest))


def _thresholds(manifest: Manifest) -> dict[str, int]:
    options = manifest.plan.options
    told = {name: "".join(options.get(name, ())) for name in THRESHOLDS}
    return {name: int(number) for name, number in told.items() if number.isdecimal()}


def _without_manifest(folder: Path) -> Record | None:
    """None if there is no edition. Raises RecordError if there is one that may be final."""
    is_edition = has_manifest(folder) or any(folder.rglob("zkkk-*"))
    if not is_edition:
        return None
    try:
        status = _status(read_plain(folder / DESCRIPTION) or b"")
    except ValueError as error:
        raise RecordError(folder) from error
    if status not in _FREE:
        raise RecordError(folder)
    return Record(status, Figures(()), ())


@dataclass(frozen=True, slots=True)
class _Files:
    folder: Path
    manifest: Manifest
    afresh: Mapping[str, Product]

    def read(self, name: str) -> bytes:
        """A file as it was published; RecordError if nobody has it any more."""
        listed = self.manifest.outputs.get(name)
        if listed is None:
            raise RecordError(self.folder)
        data = read_plain(self.folder / name)
        if data is None or sha256(data) != listed.sha256:
            data = self.afresh[name].make({}) if name in self.afresh else b""
        if sha256(data) != listed.sha256:
            raise RecordError(self.folder)
        return data


def _status(description: bytes) -> str:
    """What a description says of the edition; ValueError if it says nothing."""
    package: Any = json.loads(description)
    status = package.get("status") if isinstance(package, dict) else None
    if not isinstance(status, str) or not status:
        raise ValueError("a description without a status")
    return status
