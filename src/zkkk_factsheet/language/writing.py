"""What ``writing.toml`` has of how a language writes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("writing.toml")


def writing_of(language: str) -> Mapping[str, Any]:
    """What there is to say of a language; nothing, if Babel knows it all."""
    return _read().get(language, {})


def plain_letters() -> Mapping[str, str]:
    """As what letters are sorted that have no parts."""
    return _read()["plain"]


@cache
def _read() -> dict[str, dict[str, Any]]:
    import tomllib  # noqa: PLC0415 - takes some milliseconds, and help needs none of it

    with _FILE.open("rb") as file:
        return tomllib.load(file)
