"""The tidy table for other programs: CSV and JSON, one row a figure."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.indicators import COLUMNS
from zkkk_factsheet.workbook.places import Place

CELLS_APART = "; "
"""What stands between the cells of a figure in CSV; in JSON they are a list."""


def to_csv(years: Iterable[Published]) -> str:
    """Their tables as one CSV text (RFC 4180) with a header; what is not known is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in chain.from_iterable(map(_records, years)):
        cells = {"cells": CELLS_APART.join(record["cells"])}
        writer.writerow(["" if value is None else value for value in (record | cells).values()])
    return text.getvalue()


def to_json(years: Iterable[Published]) -> str:
    """Their tables as one JSON array of objects; what is not known is null."""
    return (
        json.dumps(list(chain.from_iterable(map(_records, years))), ensure_ascii=False, indent=1)
        + "\n"
    )


@lru_cache(maxsize=1)  # both files of an edition are made of them
def _records(year: Published) -> tuple[dict[str, Any], ...]:
    return tuple(
        {column: getattr(figure, column) for column in COLUMNS}
        | {"cells": cell_ranges(figure.cells)}
        for figure in year.figures
    )


def cell_ranges(cells: Sequence[Place]) -> list[str]:
    """Cells as Excel writes them, runs down a column drawn together: ``file!sheet!B2:B39``.

    Names with spaces or signs are quoted as `str` of a place quotes them.
    """
    columns: dict[tuple[str, str, int], set[int]] = {}
    for cell in cells:
        columns.setdefault((cell.file, cell.sheet, cell.column), set()).add(cell.row)
    return [
        _range(file, sheet, column, run)
        for (file, sheet, column), rows in sorted(columns.items())
        for run in _runs(sorted(rows))
    ]


def _runs(rows: Sequence[int]) -> Iterator[list[int]]:
    """Rows, in their order, as runs without a gap."""
    for _, run in groupby(enumerate(rows), key=lambda item: item[1] - item[0]):
        yield [row for _, row in run]


def _range(file: str, sheet: str, column: int, rows: Sequence[int]) -> str:
    first, last = (Place(file, sheet, row, column) for row in (rows[0], rows[-1]))
    return str(first) if first == last else f"{first}:{last.cell}"
