"""One run in an output folder: what it changes there it changes at one stroke."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from zkkk_factsheet.edition.lock import lock
from zkkk_factsheet.edition.publishing import (
    aside_of,
    discard,
    put_in_place,
    write_aside,
    write_page_aside,
)


class Run:
    """What a run changes in an output folder.

    The first one who has something to change begins it: from then on the run has the folder to
    itself, until its end. What is new is written aside and put in place together; if the run ends
    before that, it is removed, and what is old stands.

    Attributes:
        output: The folder that holds the editions.
        begun: Whether it has the folder to itself.
        aside: Where the files of somebody else's are now that were in the editions' folders.
    """

    def __init__(self, output: Path, wait: float = 0) -> None:
        """Prepare a run; nothing is touched.

        Args:
            output: The folder that holds the editions.
            wait: How many seconds to wait for another run in the same folder.
        """
        self.output = output
        self.begun = False
        self.aside: list[Path] = []
        self._wait = wait
        self._held = ExitStack()
        self._new: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for name in self._new:
            discard(self.output, name)
        self._held.__exit__(kind, error, trace)

    def begin(self) -> None:
        """Have the folder to itself from now on.

        Raises:
            AnotherRun: If another run still holds it.
            PublishingError: If it can't be made or written.
        """
        if not self.begun:
            self.aside += self._held.enter_context(lock(self.output, self._wait))
            self.begun = True

    def write(self, name: str, files: Mapping[str, bytes], manifest: bytes) -> None:
        """Write an edition, to be put in place; as ``publishing.write_aside``."""
        self.aside += write_aside(self.output, name, files, manifest)
        self._new.append(name)

    def write_page(self, name: str, data: bytes) -> None:
        """Write a single file, to be put in place."""
        write_page_aside(self.output, name, data)
        self._new.append(name)

    def folder(self, name: str) -> Path:
        """Where an edition can be read as it is to be: the new one, or else the one that stands."""
        return aside_of(self.output, name) if name in self._new else self.output / name

    def names(self) -> set[str]:
        """What is to stand in the folder: what stands there, and what is new."""
        standing = self.output.iterdir() if self.output.is_dir() else ()
        return {*(entry.name for entry in standing), *self._new}

    def put_in_place(self) -> None:
        """Put all that is new in place; as ``publishing.put_in_place``."""
        new, self._new = self._new, []
        if new:
            self.aside += put_in_place(self.output, new)
