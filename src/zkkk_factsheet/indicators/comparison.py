"""What two tables of the same figures say differently."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from zkkk_factsheet.indicators.table import Figure, Figures, Key

_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that says something else now; with each side, the cells it comes from.

    Attributes:
        key: Which figure of the table it is.
        before: The figure as it was; None if there was none.
        after: The figure as it is now; None if it is gone.
    """

    key: Key
    before: Figure | None
    after: Figure | None


def changes_of_published(before: Iterable[Figure], after: Figures) -> Iterator[Change]:
    """The figures that were published and say something else now, in the order they had.

    A figure that is new, or that was withheld, was no promise; nor are the cells, nor the order.
    """
    for figure in before:
        now = after.get(figure.key)
        if figure.status != "suppressed" and _says(figure) != _says(now):
            yield Change(figure.key, figure, now)


def differences(before: Figures, after: Figures) -> Iterator[Change]:
    """Every figure that two tables tell differently, in the order of the later one.

    Not comparisons with the year before: each year's are with another year.
    """
    known = (each.key for table in (after, before) for each in table)
    for key in dict.fromkeys(known):
        then, now = before.get(key), after.get(key)
        if not key.indicator.startswith("change.") and _says(then) != _says(now):
            yield Change(key, then, now)


def _says(figure: Figure | None) -> tuple[object, ...]:
    if figure is None:
        return ()
    # The last digits of a value are the library's, not the workbook's.
    value = None if figure.value is None else round(figure.value, _DIGITS)
    return (figure.numerator, figure.denominator, value, figure.unit, figure.status)
