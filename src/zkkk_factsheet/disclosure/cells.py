"""The cells of published figures as texts."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from zkkk_factsheet.workbook.places import Place

CELLS_APART = "; "
"""What stands between the cells of a figure where they are one text."""


def cells_in_words(cells: tuple[Place, ...]) -> str:
    """Cells as one text, file and worksheet once: "zkkk-2019.xlsx!staff!C2:D3, F2"."""
    return CELLS_APART.join(
        f"{sheet}!{', '.join(map(_range, blocks))}"
        for sheet, blocks in groupby(_blocks(_runs(cells)), key=lambda block: _sheet(*block[0][:2]))
    )


@lru_cache(maxsize=1024)  # many figures come from the same cells
def cell_ranges(cells: tuple[Place, ...]) -> tuple[str, ...]:
    """Cells as Excel writes them, runs down a column drawn together: ``file!sheet!B2:B39``.

    Names with spaces or signs are quoted as `str` of a place quotes them.
    """
    return tuple(f"{_sheet(run.file, run.sheet)}!{_range([run])}" for run in _runs(cells))


class _Run(NamedTuple):
    """Cells below each other, without a gap; they sort as their cells would."""

    file: str
    sheet: str
    column: int
    first: int
    last: int


def _runs(cells: tuple[Place, ...]) -> Iterator[_Run]:
    """Cells as runs down a column."""
    columns: dict[tuple[str, str, int], set[int]] = {}
    for file, sheet, row, column in cells:
        columns.setdefault((file, sheet, column), set()).add(row)
    for at, rows in sorted(columns.items()):
        for _, run in groupby(enumerate(sorted(rows)), key=lambda item: item[1] - item[0]):
            of_run = [row for _, row in run]
            yield _Run(*at, of_run[0], of_run[-1])


def _blocks(runs: Iterable[_Run]) -> list[list[_Run]]:
    """Runs of the same rows in columns side by side, drawn together; in the order of the first."""
    by_rows = sorted(runs, key=lambda each: (each.file, each.sheet, each.first, each.last))
    blocks: list[list[_Run]] = []
    for run in by_rows:
        if blocks and run == (left := blocks[-1][-1])._replace(column=left.column + 1):
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return sorted(blocks)


@lru_cache(maxsize=64)
def _sheet(file: str, sheet: str) -> str:
    return str(Place(file, sheet))


def _range(runs: Sequence[_Run]) -> str:
    first = Place("", "", runs[0].first, runs[0].column).cell
    last = Place("", "", runs[-1].last, runs[-1].column).cell
    return first if first == last else f"{first}:{last}"
