"""A final edition that was published is a promise: what would break it, and what keeps it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from zkkk_factsheet.disclosure import THRESHOLDS, Published
from zkkk_factsheet.disclosure.cells import CELLS_APART, cell_ranges
from zkkk_factsheet.disclosure.corrections import corrections_of, is_withheld, new_corrections
from zkkk_factsheet.documents.accounts.words import figure_in_words, value_in_words
from zkkk_factsheet.edition.record import Record
from zkkk_factsheet.edition.settings import FILE as SETTINGS
from zkkk_factsheet.indicators import Figures, Key
from zkkk_factsheet.indicators.comparison import Change, changes_of_published
from zkkk_factsheet.reference import LANGUAGES
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import YearRows

_MOST_RANGES: Final = 8
"""So many runs of cells are enough to look at."""

_MOST_FIGURES: Final = 5
"""So many figures by their names are enough to see what it is about."""

_ITEMS: Final = {"column": "about.corrected_on", "reason": "about.correction"}
"""What a correction is told by."""

Cells = frozenset[Place]


def with_corrections(published: Published, record: Record | None) -> Published:
    """What may be said of a year with its corrections: those of the workbook and of the record."""
    recorded = record.corrections if record else ()
    changes = changes_to(published.figures, record)
    told = corrections_of(published.about.corrections, recorded, changes, published.figures)
    return replace(published, corrections=told)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an edition would say otherwise than the one that was published.

    Attributes:
        changed: The published figures that would be others, or gone.
        withheld: Those that would be withheld, though the workbooks say of them what they said.
        told: Those that were withheld, and would be published.
    """

    changed: tuple[Change, ...] = ()
    withheld: tuple[Change, ...] = ()
    told: tuple[Change, ...] = ()


def compared(
    published: Published, record: Record | None, rows: YearRows, previous: YearRows | None
) -> Comparison:
    """Compare what may be said now with what was published.

    Args:
        published: What may be said now.
        record: What was published; None if nothing was.
        rows: The year's rows, which tell whether what is withheld now is what it was.
        previous: Those of the year before.
    """
    if record is None:
        return Comparison()
    changes = tuple(changes_of_published(record.figures, published.figures))
    same = _same_but_withheld(changes, rows, previous)
    return Comparison(
        tuple(each for each in changes if each.key not in same),
        tuple(each for each in changes if each.key in same),
        tuple(told_now(record.figures, published.figures)),
    )


def told_now(before: Figures, after: Figures) -> Iterator[Change]:
    """The figures that were withheld and are published now."""
    for each in before:
        if is_withheld(each) and (now := after.get(each.key)) and now.status == "ok":
            yield Change(each.key, each, now)


def _same_but_withheld(
    changes: Sequence[Change], rows: YearRows, previous: YearRows | None
) -> Collection[Key]:
    hidden = [each.before for each in changes if is_withheld(each.after) and each.before]
    if not hidden:
        return ()
    from zkkk_factsheet.disclosure.publishing import borne_out  # noqa: PLC0415 - it counts

    return borne_out(hidden, rows, previous)


def broken_by(
    published: Published, record: Record | None, comparison: Comparison
) -> Iterator[Finding]:
    """What an edition would take back of the one that was published, without a word.

    Nothing, if that was not final, or if the workbook tells a correction that is not published.
    To withhold more is no breach. To publish what was withheld is one if a setting does it.
    """
    if record is None or record.status != "final":
        return
    about = published.about
    if new_corrections(about.corrections, record.corrections):
        return
    if about.status != "final":
        values = {"year": str(about.year), "status": about.status, **_ITEMS}
        yield finding("final-taken-back", about.places["status"], values)
    yield from _changed(comparison.changed, about.year)
    if comparison.told and (settings := _lowered(published, record)):
        yield finding(
            "withheld-told",
            Place(SETTINGS),
            {
                "year": str(about.year),
                "settings": settings,
                "file": SETTINGS,
                **_named(comparison.told),
                **_ITEMS,
            },
        )


def _lowered(published: Published, record: Record) -> str:
    """The settings that withhold less than when the edition was published: "threshold 5 → 0"."""
    now = {name: getattr(published, name) for name in THRESHOLDS}
    lower = [(name, then) for name, then in record.thresholds.items() if now[name] < then]
    return ", ".join(f"{name} {then} → {now[name]}" for name, then in lower)


def _named(changes: Sequence[Change]) -> dict[str, str]:
    """The first of some figures, by what they are called in every language."""
    figures = [each.after for each in changes[:_MOST_FIGURES] if each.after]
    more = ["..."] if len(changes) > _MOST_FIGURES else []
    return {
        f"figures@{language}": "; ".join(
            [*(figure_in_words(each, language) for each in figures), *more]
        )
        for language in LANGUAGES
    }


def changes_to(figures: Figures, record: Record | None) -> Iterator[Change]:
    """What changes of the figures of a final edition."""
    if record is not None and record.status == "final":
        yield from changes_of_published(record.figures, figures)


def _changed(changes: Sequence[Change], year: int) -> Iterator[Finding]:
    of_before = all(each.key.indicator.startswith("change.") for each in changes)
    code = "figure-changed-by-year-before" if of_before else "figure-changed"
    values = {"year": str(year), **({"previous": str(year - 1)} if of_before else {}), **_ITEMS}
    for change, cells in with_cells(changes):
        yield finding(code, _place(cells), {**values, **in_words(change), "cells": listed(cells)})


def in_words(change: Change) -> dict[str, str]:
    """A change in every language: which figure, what it said before, what it says after."""
    figure = change.before or change.after
    if figure is None:
        return {}
    sides = {"before": change.before, "after": change.after}
    return {
        name: text
        for language in LANGUAGES
        for name, text in {
            f"figure@{language}": figure_in_words(figure, language),
            **{
                f"{side}@{language}": value_in_words(each, figure.indicator, language)
                for side, each in sides.items()
            },
        }.items()
    }


def origins(changes: Iterable[Change]) -> frozenset[Cells]:
    """Where changes began: in the cells that all have in common, as if it were one answer.

    Else in those of figures that changed without another one within them.
    """
    cells = {_cells(each) for each in changes if not _of_officials(each)} - {frozenset()}
    if cells and (common := frozenset.intersection(*cells)):
        return frozenset([common])
    return frozenset(each for each in cells if not any(other < each for other in cells))


def with_cells(changes: Sequence[Change]) -> list[tuple[Change, frozenset[Place]]]:
    """Changes and the cells behind each: what comes from the fewest shows best what was changed."""
    began = origins(changes)
    behind = [(change, cells_behind(change, began)) for change in changes]
    return sorted(behind, key=lambda each: len(each[1]))


def cells_behind(change: Change, began: Iterable[Cells]) -> Cells:
    """The cells that a change comes from: of all that are counted, those where it began.

    Not where officials are counted: of what is withheld no cells are known here, so that those
    that are might be the wrong ones.
    """
    cells = _cells(change)
    if _of_officials(change):
        return cells
    return frozenset(cell for each in began if each <= cells for cell in each) or cells


def _of_officials(change: Change) -> bool:
    return any(word in change.key.indicator for word in ("staff", "women", "officials"))


def _cells(change: Change) -> Cells:
    sides = (change.after, change.before)
    return frozenset(next((each.cells for each in sides if each and each.cells), ()))


def _place(cells: Cells) -> Place:
    """The cell, if it is one, else the worksheet or the file of the first."""
    if len(cells) == 1:
        return next(iter(cells))
    sheets = sorted({Place(cell.file, cell.sheet) for cell in cells})
    return sheets[0] if sheets else Place("")


def listed(cells: Cells) -> str:
    """Cells as Excel writes them, runs drawn together; of very many the first ones."""
    ranges = cell_ranges(tuple(cells))
    more = ["..."] if len(ranges) > _MOST_RANGES else []
    return CELLS_APART.join([*ranges[:_MOST_RANGES], *more])
