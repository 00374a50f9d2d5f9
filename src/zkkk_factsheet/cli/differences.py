"""Figures that changed, as a table to read and as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from zkkk_factsheet.cli.accounts import columns_of
from zkkk_factsheet.cli.terminal import within_line
from zkkk_factsheet.disclosure.cells import cell_ranges
from zkkk_factsheet.documents.accounts.words import figure_in_words, value_in_words
from zkkk_factsheet.edition.promise import cells_behind, listed, origins
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.language import Catalogue

_VALUES = ("numerator", "denominator", "value", "unit", "status")


def as_text(changes: Sequence[Change], say: Catalogue, sides: tuple[str, str]) -> str:
    """A line for each figure, with what it says on either side and the cells it comes from."""
    began = origins(changes)
    head = (say.text("diff.figure"), *sides, say.text("diff.cells"))
    rows = [(*_in_words(each, say.language), listed(cells_behind(each, began))) for each in changes]
    return "".join(f"{within_line(line).rstrip()}\n" for line in columns_of([head, *rows]))


def _in_words(change: Change, language: str) -> tuple[str, str, str]:
    indicator, known = change.key.indicator, change.after or change.before
    return (
        figure_in_words(known, language) if known else indicator,
        value_in_words(change.before, indicator, language),
        value_in_words(change.after, indicator, language),
    )


def as_json(changes: Sequence[Change]) -> str:
    """The changes as one JSON array of objects; a figure that there is not is null."""
    began = origins(changes)
    records = [
        {
            **change.key._asdict(),
            "before": _side(change.before),
            "after": _side(change.after),
            "cells": cell_ranges(tuple(cells_behind(change, began))),
        }
        for change in changes
    ]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _side(figure: Figure | None) -> dict[str, Any] | None:
    return {name: getattr(figure, name) for name in _VALUES} if figure else None
