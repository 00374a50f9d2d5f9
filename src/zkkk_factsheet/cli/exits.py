"""How every failure ends: in one message and one exit code."""

from collections.abc import Mapping
from pathlib import Path

from zkkk_factsheet.cli.reasons import in_words
from zkkk_factsheet.cli.terminal import Terminal
from zkkk_factsheet.failures import Exit, Failure
from zkkk_factsheet.language import Catalogue

_REASONS = ("reason", "problem")
"""The values that may be the system's own words."""


def exit_code_of(error: Exception, terminal: Terminal) -> Exit:
    """Say in one place what went wrong and what to do next; give the exit code for it."""
    code, key, values = _kind(error)
    terminal.error(key, **{name: _told(name, values[name], terminal.say) for name in values})
    return code


def _kind(error: Exception) -> tuple[Exit, str, Mapping[str, object]]:
    if isinstance(error, Failure):
        return error.exit_code, error.key, error.values
    if not isinstance(error, OSError):
        return Exit.BUG, "error.unexpected", {"problem": f"{type(error).__name__}: {error}"}
    reason = error.strerror or str(error)
    if error.filename:
        return Exit.MISSING, "error.system", {"path": str(error.filename), "reason": reason}
    # A write to a file that is open, or a process that can't be started.
    return Exit.MISSING, "error.refused", {"reason": reason}


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
