"""How figures are made, as a text to read and as JSON."""

import json
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from zkkk_factsheet.cli.terminal import within_line
from zkkk_factsheet.disclosure.cells import CELLS_APART, cell_ranges, cells_in_words
from zkkk_factsheet.documents.accounts.model import Account, Answer
from zkkk_factsheet.documents.accounts.names import sentences
from zkkk_factsheet.indicators import COLUMNS, Figure
from zkkk_factsheet.language import Catalogue

_APART = "  "
"""What stands between two columns."""

_NOTHING = "–"
"""What stands in a row where no cell is named."""


def as_text(accounts: Sequence[Account], language: str) -> str:
    """One account in full; of several, which have an indicator in common, a line for each."""
    say = sentences(language)
    lines = _in_full(accounts[0], say) if len(accounts) == 1 else _side_by_side(accounts, say)
    return "".join(f"{within_line(line).rstrip()}\n" for line in lines)


def _in_full(account: Account, say: Catalogue) -> Iterator[str]:
    title = account.name
    if account.about:
        title = say.text("heading.about", name=title, about=account.about)
    yield from _head(account, title, say)
    yield from _wrapped(account.formula)
    for note in account.notes:
        yield from _wrapped(note)
    yield ""
    if not account.parts:
        cells = _cells([account.figure]) or say.text("account.no-cells")
        yield say.text("account.cells-of", cells=cells)
        return
    answers = [str(year) for year in account.years] or [say.text("account.answer")]
    yield from columns_of(
        [
            (account.head, *answers, say.text("account.cells")),
            *(
                (
                    part.name,
                    *(each.text for each in part.answers),
                    _cells([each.figure for each in part.answers]) or _NOTHING,
                )
                for part in account.parts
            ),
        ]
    )


def _side_by_side(accounts: Sequence[Account], say: Catalogue) -> Iterator[str]:
    yield from _head(accounts[0], accounts[0].name, say)
    yield from columns_of([(each.about, each.formula) for each in accounts])


def _head(account: Account, title: str, say: Catalogue) -> Iterator[str]:
    yield from _wrapped(say.text("heading.year", name=title, year=account.figure.year))
    yield ""
    yield from _wrapped(account.definition)
    yield ""


def _wrapped(text: str) -> list[str]:
    """A text in lines as wide as the terminal, or as 80 characters."""
    return textwrap.wrap(text, shutil.get_terminal_size().columns, break_on_hyphens=False)


def columns_of(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows with their cells one below the other; the last column is as wide as it comes."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield _APART.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _cells(figures: Sequence[Figure | None]) -> str:
    return CELLS_APART.join(cells_in_words(each.cells) for each in figures if each and each.cells)


def as_json(accounts: Sequence[Account]) -> str:
    """The accounts as one JSON array of objects; what is not known is null."""
    records = [_record(account) for account in accounts]
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"


def _record(account: Account) -> dict[str, Any]:
    return {
        **_figure(account.figure),
        "name": account.name,
        "about": account.about,
        "definition": account.definition,
        "formula": account.formula,
        "notes": list(account.notes),
        "parts": [
            {"name": part.name, "answers": [_answer(each) for each in part.answers]}
            for part in account.parts
        ],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {"answer": answer.text, "figure": answer.figure and _figure(answer.figure)}


def _figure(figure: Figure) -> dict[str, Any]:
    values = {column: getattr(figure, column) for column in COLUMNS}
    return {**values, "cells": cell_ranges(figure.cells)}
