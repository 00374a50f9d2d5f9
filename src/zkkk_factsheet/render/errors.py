"""What can be wrong with a template."""

from pathlib import Path


class TemplateError(Exception):
    """A template can't be used; ``reason`` says why, in the words of whoever reads it.

    ``line`` counts from 1; it is None where nobody knows, or the file as a whole is wrong.
    """

    def __init__(self, file: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")
        self.file = file
        self.reason = reason
        self.line = line
