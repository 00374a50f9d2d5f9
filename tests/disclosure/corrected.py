"""Somebody who reads a correction as well: its old values, and that all else stayed as it was."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
from tests.disclosure.attacker import Attack, read
from tests.disclosure.told import GENDERS, Row, Sum

from zkkk_factsheet.disclosure import MUNICIPAL_THRESHOLD, THRESHOLD
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.edition.promise import with_corrections
from zkkk_factsheet.edition.record import Record
from zkkk_factsheet.open_data.corrections import corrections_to_csv
from zkkk_factsheet.open_data.table import to_csv
from zkkk_factsheet.workbook.rows import Correction, YearRows

BEFORE = "1019"
"""What the attacker calls the year as it was before the correction."""

_DIMENSIONS = ("indicator", "municipality", "community", "gender", "duty", "level")


def corrected(
    old: YearRows,
    new: YearRows,
    threshold: int = THRESHOLD,
    municipal: int = MUNICIPAL_THRESHOLD,
) -> tuple[list[Row], list[Row]]:
    """The table of 2019 after a correction, and the list of what that changed, as published."""
    told = Correction(date(2020, 5, 5), 1, {"": "The officials were counted wrongly."})
    was, now = (
        published_of(
            replace(rows, about=replace(rows.about, status="final", corrections=corrections)),
            None,
            threshold,
            municipal_threshold=municipal,
        )
        for rows, corrections in ((old, ()), (new, (told,)))
    )
    now = with_corrections(now, Record("final", was.figures, ()))
    listed = csv.DictReader(io.StringIO(corrections_to_csv(2019, now.corrections), newline=""))
    return read(to_csv([now])), list(listed)


class AttackWithCorrection(Attack):
    """The same attack on the year as it is and as it was, laid one over the other.

    The list has the old values of what was published before and says something else now; whatever
    else was published, or was withheld, nobody can tell from it, but the numbers of officials of
    every office. The attacker supposes more: that only one office was corrected, and all others are
    the same to the last official.
    """

    def __init__(self, table: Sequence[Row], listed: Sequence[Row], supposed: str) -> None:
        self._supposed = supposed
        of_officials = [row for row in table if row["indicator"].startswith("staff.")]
        super().__init__([*of_officials, *_as_it_was(of_officials, listed)])

    def _equations(self) -> Iterator[tuple[Sum, int]]:
        yield from super()._equations()
        offices = {*self._offices["2019"], *self._offices[BEFORE]} - {self._supposed}
        for office, community, gender in product(sorted(offices), self._communities, GENDERS):
            then, now = (BEFORE, office, community, gender), ("2019", office, community, gender)
            yield {now: 1, then: -1}, 0

    def is_possible(self) -> bool:
        """Whether anything fits what is published."""
        return bool(self._solved(np.zeros(len(self._variables))).status == 0)

    def withheld(self) -> list[Row]:
        """What is withheld of the year as it is."""
        return [row for row in super().withheld() if row["year"] == "2019"]


def _as_it_was(table: Sequence[Row], listed: Sequence[Row]) -> Iterator[Row]:
    """The table before the correction, as far as the list tells it."""

    def key(row: Row) -> tuple[str, ...]:
        return tuple(row[name] for name in _DIMENSIONS)

    def before(row: Row) -> Row:
        return {name: row[f"old_{name}"] for name in ("status", "numerator")}

    changed = {key(row): row for row in listed if row["indicator"].startswith("staff.")}
    for row in table:
        if row["indicator"] == "staff.officials" and key(row) not in changed:
            yield {**row, "year": BEFORE}
    for row in changed.values():
        if row["old_status"]:
            yield {**row, **before(row), "year": BEFORE}


def recovered(table: Sequence[Row], listed: Sequence[Row]) -> list[str]:
    """The withheld figures that follow from a table and a list of what a correction changed in it.

    They do if they have one value whichever office it was that was corrected.
    """
    offices = {row["municipality"] for row in (*table, *listed)} - {""}
    attacks = [AttackWithCorrection(table, listed, office) for office in sorted(offices)]
    possible = [each for each in attacks if each.is_possible()]
    assert possible, "one of them was corrected"
    names = ("indicator", "municipality", "community", "gender")
    return [
        " ".join(filter(None, (row[name] for name in names)))
        for row in possible[0].withheld()
        if _is_one_value(row, possible)
    ]


def _is_one_value(row: Row, possible: Sequence[Attack]) -> bool:
    """Whether a figure has the same value in whatever is possible; two values settle it."""
    values: set[int] = set()
    for each in possible:
        values.update(each.interval(row))
        if len(values) > 1:
            return False
    return True
