"""Figures that changed, as a text to read and as JSON."""

import json
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from zkkk_factsheet.cli.layout import APART, grouped
from zkkk_factsheet.cli.terminal import within_line
from zkkk_factsheet.disclosure.cells import cell_ranges
from zkkk_factsheet.documents.accounts.names import about, name_in, sentences
from zkkk_factsheet.documents.accounts.words import value_in_brief
from zkkk_factsheet.edition.promise import cells_behind, listed, origins, with_cells
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.language import Catalogue, sort_key
from zkkk_factsheet.reference import municipality

_VALUES = ("numerator", "denominator", "value", "unit", "status")

_WIDEST_VALUE = 24
"""What a figure says has so many characters at most in a line."""

_MOST_CELLS = 20
"""So many groups of cells, and no more, show where something was changed."""

_SHARES = ("staff.by_", "caseload.", "population.by_")
"""Figures of a municipality that have another base as soon as anybody comes or goes."""


class _Row(NamedTuple):
    """A line: what it is about, and what is said on either side; a heading has no sides."""

    label: str
    before: str = ""
    after: str = ""
    depth: int = 0


def as_text(changes: Sequence[Change], say: Catalogue, sides: tuple[str, str]) -> str:
    """What would change in an edition, by the cells that it comes from.

    A person corrects cells, of which each may be counted in many figures. Where very many cells
    are behind, as those of a workbook that is gone, it is told by municipality.
    """
    behind = with_cells(changes)
    cells = {change.key: listed(where) for change, where in behind}
    of_cells = grouped((change for change, _ in behind), lambda change: cells[change.key])
    if len(of_cells) > _MOST_CELLS:
        return by_municipality(changes, say, sides)
    texts = sentences(say.language)
    rows: list[_Row] = []
    for where, group in of_cells:
        title = texts.text("account.cells-of", cells=where or texts.text("account.no-cells"))
        rows += [_Row(""), _Row(title, *sides)]
        rows += _rows(group, say.language)
    return _laid_out(rows[1:])


def by_municipality(changes: Sequence[Change], say: Catalogue, sides: tuple[str, str]) -> str:
    """What differs, such as between two years: all municipalities together, then from A to Z."""
    language = say.language
    rows: list[_Row] = []

    def place(item: tuple[str, list[Change]]) -> tuple[bool, Any]:
        return (bool(item[0]), sort_key(_place(item[0], say), language))

    of_place = grouped(changes, lambda change: change.key.municipality)
    for where, group in sorted(of_place, key=place):
        rows += [_Row(""), _Row(_place(where, say), *sides)]
        rows += _rows(group, language, _place(where, say) if where else "")
    return _laid_out(rows[1:])


def worth_telling(changes: Iterable[Change], language: str) -> list[Change]:
    """The changes of two years that say something else to a reader.

    Not that there is none still, now out of five in place of four; nor that as many officials of
    an office are of a community, out of another number.
    """
    return [each for each in changes if _is_worth_telling(each, language)]


def _is_worth_telling(change: Change, language: str) -> bool:
    before, after, key = change.before, change.after, change.key
    if value_in_brief(before, key.indicator, language) == value_in_brief(
        after, key.indicator, language
    ):
        return False
    if before and after and not before.numerator and not after.numerator:
        return before.status != after.status
    if key.municipality and key.indicator.startswith(_SHARES):
        return _count(before) != _count(after)
    return True


def _count(figure: Figure | None) -> int | None:
    """What was counted: nobody, where there is no office."""
    return figure.numerator if figure else 0


def _place(municipality_id: str, say: Catalogue) -> str:
    if not municipality_id:
        return say.text("diff.all-municipalities")
    return municipality(municipality_id).name(say.language)


def _rows(changes: Sequence[Change], language: str, place: str = "") -> Iterator[_Row]:
    """Changes, those of one indicator below its name; what all are about is not told again."""
    for indicator, group in grouped(changes, lambda change: change.key.indicator):
        told = [(_about(each, language, place), *_sides(each, language)) for each in group]
        name = name_in(indicator, _figure(group[0]).year, language)
        if len(told) == 1 or not any(what for what, *_ in told):
            for what, before, after in told:
                texts = {"name": name, "about": what}
                label = sentences(language).text("heading.about", **texts) if what else name
                yield _Row(label, before, after)
        else:
            # The figure of all comes first, and stands beside the name.
            whole, parts = (told[0][1:], told[1:]) if not told[0][0] else (("", ""), told)
            yield _Row(name, *whole)
            yield from (_Row(what, before, after, 1) for what, before, after in parts)


def _figure(change: Change) -> Figure:
    figure = change.after or change.before
    if figure is None:
        raise AssertionError(change)
    return figure


def _about(change: Change, language: str, place: str) -> str:
    return ", ".join(each for each in about(_figure(change), language) if each != place)


def _sides(change: Change, language: str) -> tuple[str, str]:
    indicator = change.key.indicator
    return (
        value_in_brief(change.before, indicator, language),
        value_in_brief(change.after, indicator, language),
    )


def _laid_out(rows: Sequence[_Row]) -> str:
    """Rows within the terminal's width, or 80 characters: what is too long takes more lines."""
    rows = [row._replace(label=within_line(row.label)) for row in rows]
    widths = [
        min(max((len(each) for each in column), default=0), _WIDEST_VALUE)
        for column in ([row.before for row in rows], [row.after for row in rows])
    ]
    room = max(shutil.get_terminal_size().columns - sum(widths) - 2 * len(APART), _WIDEST_VALUE)
    return "".join(f"{line.rstrip()}\n" for row in rows for line in _lines(row, room, widths))


def _lines(row: _Row, room: int, widths: Sequence[int]) -> Iterator[str]:
    indent = APART * row.depth
    whole = room if row.before or row.after else room + sum(widths) + 2 * len(APART)
    label = _wrapped(row.label, whole, indent) or [""]
    texts = zip((row.before, row.after), widths, strict=True)
    sides = [_wrapped(text, width) for text, width in texts]
    for number in range(max(map(len, (label, *sides)))):
        cells = [lines[number] if number < len(lines) else "" for lines in (label, *sides)]
        yield APART.join(
            cell.ljust(width) for cell, width in zip(cells, (room, *widths), strict=True)
        )


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """A text in lines; what follows the first one stands a little to the right."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + APART if width > _WIDEST_VALUE else "",
        break_on_hyphens=False,
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
