"""What the program says to the person or the program that runs it."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from zkkk_factsheet.language import Catalogue, catalogue
from zkkk_factsheet.language.spoken import locale_language

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""What a terminal would take for a command; a file's name may hold it."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""What would break a line, or turn it around; a file's name may hold it, too."""

LogFormat = Literal["text", "json"]


PROGRESS = "ZKKK_PROGRESS"
"""A variable by which the desk asks a build how far it is; in a log that would be noise."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where messages go: standard error, as text or as one JSON object a line.

    Standard output is for results alone. ``quiet`` leaves only errors and what
    was left out or taken away.
    """

    say: Catalogue
    quiet: bool = False
    log_format: LogFormat = "text"

    def tell(self, key: str, **values: object) -> None:
        """An event that is no error."""
        if not self.quiet:
            self._write("info", key, self.say.text(key, **_seen(values)), values)

    def count(self, key: str, number: int, **values: object) -> None:
        """An event that is no error, with a number in it."""
        if not self.quiet:
            text = self.say.plural(key, number, **_seen(values))
            self._write("info", key, text, {"count": number, **values})

    def warn(self, key: str, number: int | None = None, **values: object) -> None:
        """What somebody has to know though nothing failed: also said when all else is quiet."""
        if number is None:
            self._write("warning", key, self.say.text(key, **_seen(values)), values)
        else:
            text = self.say.plural(key, number, **_seen(values))
            self._write("warning", key, text, {"count": number, **values})

    def error(self, key: str, **values: object) -> None:
        """What went wrong, and in the same sentence what to do next."""
        self._write("error", key, self.say.text(key, **_seen(values)), values)

    def report(self, text: str, record: Mapping[str, object], *, error: bool) -> None:
        """A text that is written already, such as a finding, and the same as a record."""
        if error or not self.quiet:
            self._write("error" if error else "warning", "finding", text, record)

    def _write(self, level: str, event: str, text: str, values: Mapping[str, object]) -> None:
        if self.log_format == "json":
            record = {"level": level, "event": event, "message": text, **values}
            # What the stream can't write would be escaped as Python does it, which is no JSON.
            plain = sys.stderr.encoding.lower() != "utf-8"
            text = json.dumps(record, ensure_ascii=plain, default=str)
        sys.stderr.write(f"{_CONTROL.sub('', text)}\n")

    @contextmanager
    def progress(self) -> Iterator[Callable[[int, int], None]]:
        """A bar on standard error while something is made, if a person is looking.

        Yields:
            What to call with how many are done, and of how many.
        """
        if self.log_format == "json" and PROGRESS in os.environ:
            yield lambda done, total: self._write(
                "info", "progress", f"{done}/{total}", {"done": done, "total": total}
            )
            return
        if self.quiet or self.log_format == "json" or not sys.stderr.isatty():
            yield lambda _done, _total: None
            return
        from rich.console import Console  # noqa: PLC0415 - only for a terminal
        from rich.progress import Progress  # noqa: PLC0415

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _seen(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a sentence, so that they stay within its line; a record keeps them whole."""
    return {
        name: within_line(value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def within_line(text: str) -> str:
    """A text of somebody's, such as a file's name, so that it stays within its line."""
    return _UNSEEN.sub(" ", text)


def printed(text: str) -> None:
    """Write a result to standard output."""
    sys.stdout.write(text)


def open_terminal(
    language: str | None = None, *, quiet: bool = False, log_format: LogFormat = "text"
) -> Terminal:
    """The terminal in a language, else in that of the locale."""
    return Terminal(catalogue(language or locale_language(), "program"), quiet, log_format)
