"""How texts stand in the terminal: in its width, or in 80 characters, and below each other."""

import shutil
import textwrap
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

APART = "  "
"""What stands between two columns, and before what belongs to the line above."""

_BELOW = " " * 4
"""What stands before something that has no room beside what it belongs to."""


def grouped(items: Iterable[T], key: Callable[[T], str]) -> Collection[tuple[str, list[T]]]:
    """The items of each key, in the order in which the keys come first."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups.items()


def wrapped(text: str, width: int = 0) -> list[str]:
    """A text in lines as wide as that, or as the terminal, or as 80 characters."""
    return textwrap.wrap(
        text,
        width or shutil.get_terminal_size().columns,
        break_on_hyphens=False,
        break_long_words=False,
    )


def columns_of(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Rows with their cells one below the other, as wide as the terminal, or as 80 characters.

    What of the last column doesn't fit stands below; all of it does where a word is too wide.
    """
    widths = [max(map(len, column)) for column in zip(*(row[:-1] for row in rows), strict=True)]
    indent = sum(widths) + len(APART) * len(widths)
    room = shutil.get_terminal_size().columns - indent
    is_wide = room >= max((len(word) for row in rows for word in row[-1].split()), default=0)
    for *cells, last in rows:
        start = "".join(f"{cell.ljust(w)}{APART}" for cell, w in zip(cells, widths, strict=True))
        if is_wide or len(last) <= room:
            lines = wrapped(last, room)
            yield start + (lines[0] if lines else "")
            yield from (" " * indent + line for line in lines[1:])
        else:
            yield start
            yield from (_BELOW + line for line in wrapped(last, indent + room - len(_BELOW)))
