"""The tidy table read back from what was published of it."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields

from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.workbook.places import Place, place_of

_RANGE = re.compile(r"(?P<place>.*![A-Z]+\d+):[A-Z]+(?P<last>\d+)", re.DOTALL)


def figures_of(text: str) -> Figures:
    """The table that `to_json` wrote; ValueError if the text is no such table.

    Of dimensions that later versions add nothing is known here, and of those that an earlier one
    had not, what stands for all.
    """
    known = {each.name for each in fields(Figure)}
    try:
        records = json.loads(text)
        return Figures(
            Figure(
                **{
                    name: value
                    for name, value in record.items()
                    if name in known and name != "cells"
                },
                cells=tuple(place for cells in record["cells"] for place in _places(cells)),
            )
            for record in records
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a table of figures") from error


def _places(text: str) -> Iterator[Place]:
    """The cells that were drawn together as ``file!sheet!B2:B39``."""
    found = _RANGE.fullmatch(text)
    if not found:
        yield place_of(text)
        return
    first = place_of(found["place"])
    for row in range(first.row, int(found["last"]) + 1):
        yield Place(first.file, first.sheet, row, first.column)
