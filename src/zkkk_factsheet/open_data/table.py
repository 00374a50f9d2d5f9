"""The tidy table for other programs: CSV and JSON, one row a figure."""

import csv
import io
import json
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.cells import CELLS_APART, cell_ranges
from zkkk_factsheet.indicators import COLUMNS


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
