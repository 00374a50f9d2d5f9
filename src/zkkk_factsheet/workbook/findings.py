"""What is wrong with a workbook: a code, a place, what was found, what is accepted, a hint."""

from dataclasses import dataclass, field
from typing import Literal

from zkkk_factsheet.workbook.places import Place

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found.

    ``code`` is stable and documented ("unknown-municipality"). ``values`` are the named values
    that the code's sentences in the catalogues speak of; by custom ``found`` is what stands in
    the cell, ``accepted`` what could stand there and ``suggestion`` the nearest accepted name.
    """

    code: str
    severity: Severity
    place: Place
    values: dict[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[Place, str, tuple[str, ...]]:
        """Findings sort by file, sheet, cell; then by code, so that a run repeats itself."""
        return (self.place, self.code, tuple(self.values.values()))
