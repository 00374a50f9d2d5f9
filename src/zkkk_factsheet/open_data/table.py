"""The tidy table for other programs: CSV and JSON, one row a figure."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
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
    records = chain.from_iterable(map(_records, years))
    return _list(map(_object, records), "\n ") + "\n"


def _object(record: Mapping[str, Any]) -> str:
    """What ``json.dumps`` makes of a record with an indent of one, in a quarter of its time."""
    cells = _list(map(_json, record["cells"]), "\n   ")
    flat = {name: value for name, value in record.items() if name != "cells"}
    return f'{{\n  {_flat(flat)[1:-1]},\n  "cells": {cells}\n }}'


def _list(items: Iterable[str], line: str) -> str:
    """Items as a list in JSON, each on a line of its own."""
    body = f",{line}".join(items)
    return f"[{line}{body}{line[:-1]}]" if body else "[]"


_json = json.JSONEncoder(ensure_ascii=False).encode
_flat = json.JSONEncoder(ensure_ascii=False, separators=(",\n  ", ": ")).encode


@lru_cache(maxsize=1)  # both files of an edition are made of them
def _records(year: Published) -> tuple[dict[str, Any], ...]:
    return tuple(
        {column: getattr(figure, column) for column in COLUMNS}
        | {"cells": cell_ranges(figure.cells)}
        for figure in year.figures
    )
