"""Texts of others in CSV files, so that no spreadsheet takes them for formulas."""

from typing import Final

_MARK: Final = "'"
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", _MARK)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; what is read back is as it was."""
    return f"{_MARK}{text}" if text.startswith(_FORMULAS) else text


def as_it_was(text: str) -> str:
    """What was made harmless."""
    return text.removeprefix(_MARK)
