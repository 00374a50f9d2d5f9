"""How figures are made, as a text to read and as JSON."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from zkkk_factsheet.cli.layout import columns_of, wrapped
from zkkk_factsheet.cli.terminal import within_line
from zkkk_factsheet.disclosure.cells import CELLS_APART, cell_ranges, cells_in_words
from zkkk_factsheet.documents.accounts.made import COMPLETENESS
from zkkk_factsheet.documents.accounts.model import Account, Answer, notes_of_all
from zkkk_factsheet.documents.accounts.names import sentences
from zkkk_factsheet.indicators import COLUMNS, Figure
from zkkk_factsheet.language import Catalogue
from zkkk_factsheet.reference import municipality

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
    yield from wrapped(account.formula)
    for note in account.notes:
        yield from wrapped(note)
    yield ""
    if not account.parts:
        yield from wrapped(say.text("account.cells-of", cells=_own_cells(account.figure, say)))
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
    first = accounts[0]
    office = _in_common(accounts, say.language)
    title = say.text("heading.about", name=first.name, about=office) if office else first.name
    yield from _head(first, title, say)
    notes = [*notes_of_all(accounts)]
    if hidden := sum(each.figure.status == "suppressed" for each in accounts):
        notes.append(say.plural("note.not-shown", hidden))
    for note in notes:
        yield from wrapped(note)
    if notes:
        yield ""
    head = tuple(say.text(f"account.{each}") for each in ("figure", "answer", "cells"))
    rows = (
        (
            each.about.removeprefix(office).removeprefix(", "),
            each.brief,
            _cells([each.figure]) or _NOTHING,
        )
        for each in accounts
    )
    yield from columns_of([head, *rows])


def _in_common(accounts: Sequence[Account], language: str) -> str:
    """The municipality that all accounts are about; "" if there is none."""
    first, *others = {each.figure.municipality for each in accounts}
    return municipality(first).name(language) if first and not others else ""


def _own_cells(figure: Figure, say: Catalogue) -> str:
    """The cells of a figure; where it counts blank ones, and there is none, that."""
    is_complete = figure.indicator in COMPLETENESS and figure.numerator == 0
    return _cells([figure]) or say.text(
        "account.nothing-missing" if is_complete else "account.no-cells"
    )


def _head(account: Account, title: str, say: Catalogue) -> Iterator[str]:
    yield from wrapped(say.text("heading.year", name=title, year=account.figure.year))
    yield ""
    yield from wrapped(account.definition)
    yield ""


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
