"""What can keep an edition from being published, each with the place and the reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zkkk_factsheet.failures import Exit, Failure


class PublishingError(Failure):
    """The edition could not be put in place; the one that stood before still stands.

    ``path`` is the file or folder the operating system stopped at and ``reason`` its own words
    ("No space left on device").
    """

    key = "error.publishing"

    def __init__(self, path: Path, reason: str = "") -> None:
        self.path = path
        self.reason = reason
        self.values = {"path": path, "reason": reason}


class UnreadableError(Failure):
    """A workbook can't be read, so that there is no edition of its year; there are others."""

    key = "error.system"

    def __init__(self, error: OSError) -> None:
        reason = error.strerror or str(error)
        self.key = "error.system" if error.filename else "error.refused"
        self.values = {"path": error.filename, "reason": reason}


class ForeignFolderError(PublishingError):
    """Where the edition belongs is something this program did not make, so it is left alone.

    ``strange`` is the file in it, by its name inside the folder, that gave it away; empty when
    ``path`` is itself the wrong thing: a file, or a link.
    """

    key = "error.foreign-folder"

    def __init__(self, path: Path, strange: str = "") -> None:
        super().__init__(path)
        self.strange = strange
        self.values = {"folder": path}


class LeftoverError(PublishingError):
    """What an earlier run left behind is where this one has to write, and can't be removed."""

    key = "error.leftover"


class UnfinishedError(PublishingError):
    """An edition was being put in place file by file, and the system stopped that half-way.

    Each file is whole, some of them new, others still the old ones; the next run finishes it.
    ``folder`` is the edition's.
    """

    key = "error.unfinished"

    def __init__(self, folder: Path, error: OSError) -> None:
        path = Path(error.filename) if isinstance(error.filename, str) else folder
        super().__init__(path, error.strerror or str(error))
        self.folder = folder
        self.values = {"folder": folder, **self.values}


class RealEditionError(PublishingError):
    """The sample would be published over or beside an edition that is made of other workbooks."""

    key = "error.real-edition"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.values = {"folder": path}


class RecordError(PublishingError):
    """What the published edition holds can't be known, so nobody can say what would change."""

    key = "error.record"

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.values = {"folder": path}


class AnotherRun(Failure):
    """Another run holds the output folder's lock, and still does after ``waited`` seconds."""

    exit_code = Exit.BUSY
    key = "error.another-run"

    def __init__(self, output: Path, waited: float) -> None:
        self.output = output
        self.waited = waited
        self.values = {"folder": output}


class WorkshopError(Failure):
    """The second process ended before its work was done: somebody killed it, or memory ran out."""

    key = "error.workshop"


@contextmanager
def publishing_errors(place: Path) -> Iterator[None]:
    """Turn whatever the operating system refuses inside the block into a PublishingError.

    Args:
        place: what to name when the system's error names no path.

    Raises:
        PublishingError: in place of every OSError.
    """
    try:
        yield
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else place
        raise PublishingError(path, error.strerror or str(error)) from error
