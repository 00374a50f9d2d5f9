"""What can go wrong though the program is right, and the exit code that it leads to."""

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType
from typing import ClassVar


class Exit(IntEnum):
    """What a command's exit code means; README lists them."""

    DONE = 0
    ERRORS = 1
    USAGE = 2
    MISSING = 3
    BUSY = 4
    BUG = 70


class Failure(Exception):  # noqa: N818 - an error would be a bug
    """What is no bug: whoever is told of it can mend it.

    Each kind has its exit code and the key of its sentence in ``program.po``. What is raised keeps
    the arguments it was given by position, so that another process can tell of it.

    Attributes:
        exit_code: Which code the program ends with.
        key: The sentence's key.
        values: What the sentence is filled with: paths, numbers, and reasons in the system's words.
    """

    exit_code: ClassVar[Exit] = Exit.MISSING
    key: str
    values: Mapping[str, object] = MappingProxyType({})

    def __str__(self) -> str:
        return ": ".join(str(value) for value in self.values.values() if value is not None)


def stop_if_stopped(error: BaseException) -> None:
    """Stop after all if an error was made of a signal to stop.

    Where the signal comes while a class is being made, as in an import, Python 3.11 raises a
    RuntimeError with what the signal raised as its cause, and whoever outlives errors would go on.

    Raises:
        SystemExit: If it is what caused the error.
    """
    cause = error.__cause__
    while cause is not None:
        if isinstance(cause, SystemExit):
            raise cause
        cause = cause.__cause__
