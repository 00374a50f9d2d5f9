"""The tidy table for other programs: CSV and JSON, one row a figure."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from zkkk_factsheet.disclosure.publishing import Published
from zkkk_factsheet.indicators import COLUMNS
from zkkk_factsheet.workbook.places import Place

CELLS_APART = "; "
"""What stands between the cells of a figure in CSV; in JSON they are a list."""


def to_csv(years: Iterable[Published]) -> str:
    """Their tables as one CSV text (RFC 4180) with a header; what is not known is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for record in _records(years):
        cells = {"cells": CELLS_APART.join(record["cells"])}
        writer.writerow(["" if value is None else value for value in (record | cells).values()])
    return text.getvalue()


def to_json(years: Iterable[Published]) -> str:
    """Their tables as one JSON array of objects; what is not known is null."""
    return json.dumps(list(_records(years)), ensure_ascii=False, indent=1) + "\n"


def _records(years: Iterable[Published]) -> Iterable[dict[str, Any]]:
    for year in years:
        for figure in year.figures:
            record = {column: getattr(figure, column) for column in COLUMNS}
            yield {**record, "cells": cell_ranges(figure.cells)}


def cell_ranges(cells: Sequence[Place]) -> list[str]:
    """Cells as Excel writes them, runs down a column drawn together: ``file!sheet!B2:B39``.

    Names with spaces or signs are quoted as `str` of a place quotes them.
    """
    ordered = sorted(set(cells), key=lambda cell: (cell.file, cell.sheet, cell.column, cell.row))
    runs = groupby(
        enumerate(ordered),
        key=lambda item: (item[1].file, item[1].sheet, item[1].column, item[1].row - item[0]),
    )
    return [_range([cell for _, cell in run]) for _, run in runs]


def _range(run: Sequence[Place]) -> str:
    first, last = run[0], run[-1]
    return str(first) if first == last else f"{first}:{last.cell}"
