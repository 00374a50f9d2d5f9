"""What can be wrong with a template."""

from pathlib import Path


class TemplateError(Exception):
    """A template can't be used; ``reason`` says why, in the words of whoever reads it."""

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason
