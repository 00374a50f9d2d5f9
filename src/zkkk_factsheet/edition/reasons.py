"""Every failure in words: which sentence tells it, and what the operating system says of it."""

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet.failures import Exit, Failure
from zkkk_factsheet.language import Catalogue

_REASONS = ("reason", "problem")
"""The values that may be the system's own words."""

_COMMON = (
    *("ENOENT", "EACCES", "EPERM", "EEXIST", "ENOTDIR", "EISDIR", "ENOTEMPTY", "EBUSY", "ENOSPC"),
    *("EDQUOT", "EFBIG", "EROFS", "EIO", "ENAMETOOLONG", "ELOOP", "EMFILE", "ENOMEM", "ESTALE"),
    "ETIMEDOUT",
)
"""What befalls people; a rarer reason is told in the system's own words."""


def in_words(reason: str, say: Catalogue) -> str:
    """A reason that the system gives, in the language if it is a common one.

    It is known by the system's words for it, since some errors keep nothing else.
    """
    for name in _COMMON:
        number = getattr(errno, name, None)  # a system may not know all of them
        if number is not None and os.strerror(number) == reason:
            return say.text(f"system.{name.lower()}")
    return reason


class Told(NamedTuple):
    """A failure as it is told: its exit code, the key of its sentence, and what fills that."""

    code: Exit
    key: str
    values: Mapping[str, object]


def failure_in_words(error: Exception, say: Catalogue) -> Told:
    """What tells somebody what went wrong and what to do next."""
    code, key, values = _kind(error)
    return Told(code, key, {name: _told(name, values[name], say) for name in values})


def _kind(error: Exception) -> Told:
    if isinstance(error, Failure):
        return Told(error.exit_code, error.key, error.values)
    if not isinstance(error, OSError):
        problem = f"{type(error).__name__}: {error}"
        return Told(Exit.BUG, "error.unexpected", {"problem": problem})
    reason = error.strerror or str(error)
    if error.filename:
        values = {"path": str(error.filename), "reason": reason}
        return Told(Exit.MISSING, "error.system", values)
    # A write to a file that is open, or a process that can't be started.
    return Told(Exit.MISSING, "error.refused", {"reason": reason})


def _told(name: str, value: object, say: Catalogue) -> object:
    match value:
        case str() if name in _REASONS:
            return in_words(value, say)
        case Path():
            return str(value)
        case tuple():
            return say.written.list_of([str(each) for each in value])
        case _:
            return value
