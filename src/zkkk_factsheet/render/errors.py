"""What can be wrong with a template."""

from pathlib import Path

from zkkk_factsheet.failures import Failure


class TemplateError(Failure):
    """A template can't be used; ``reason`` says why, in the words of whoever reads it.

    ``line`` counts from 1; it is None where nobody knows, or the file as a whole is wrong.
    """

    def __init__(self, file: Path, reason: str, line: int | None = None) -> None:
        self.key = "error.template-line" if line else "error.template"
        self.file = file
        self.reason = reason
        self.line = line
        self.values = {"file": file, "line": line, "reason": reason}
