"""The cells of published figures as texts."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from zkkk_factsheet.workbook.places import Place

CELLS_APART = "; "
"""What stands between the cells of a figure where they are one text."""


def cells_in_words(cells: tuple[Place, ...]) -> str:
    """Cells as one text, file and worksheet once: "zkkk-2019.xlsx!staff!C2:C3, D2:D3"."""
    told = []
    for sheet, ranges in groupby(cell_ranges(cells), key=lambda each: each.rpartition("!")[0]):
        of_sheet = [each.rpartition("!")[2] for each in ranges]
        told.append(f"{sheet}!{', '.join(of_sheet)}")
    return CELLS_APART.join(told)


@lru_cache(maxsize=1024)  # many figures come from the same cells
def cell_ranges(cells: tuple[Place, ...]) -> tuple[str, ...]:
    """Cells as Excel writes them, runs down a column drawn together: ``file!sheet!B2:B39``.

    Names with spaces or signs are quoted as `str` of a place quotes them.
    """
    columns: dict[tuple[str, str, int], set[int]] = {}
    for file, sheet, row, column in cells:
        columns.setdefault((file, sheet, column), set()).add(row)
    return tuple(
        _range(file, sheet, column, run)
        for (file, sheet, column), rows in sorted(columns.items())
        for run in _runs(sorted(rows))
    )


def _runs(rows: Sequence[int]) -> Iterator[list[int]]:
    """Rows, in their order, as runs without a gap."""
    for _, run in groupby(enumerate(rows), key=lambda item: item[1] - item[0]):
        yield [row for _, row in run]


def _range(file: str, sheet: str, column: int, rows: Sequence[int]) -> str:
    first, last = (Place(file, sheet, row, column) for row in (rows[0], rows[-1]))
    return str(first) if first == last else f"{first}:{last.cell}"
