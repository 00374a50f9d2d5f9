"""The rules of the large printed table: no letter touches them."""

import subprocess
from itertools import pairwise

import numpy as np
import pytest
from tests.render.test_pdf_layout import every_sheet, file, pages_of, sheet

pytestmark = pytest.mark.poppler

DOTS = 250
PIXEL = 72 / DOTS
THICKEST = 1.2 / PIXEL
"""The rules of tables are thinner; what is thicker is a bar, or the rule above a section."""

HEADED = 30
"""So far above a heading's letters may the rule be that stands above it."""

WHITE = 225
"""What is darker is part of a rule or of a letter."""

Pixels = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


def second_page(data: bytes) -> Pixels:
    """The second page of a PDF as it is printed in grey."""
    command = ["pdftoppm", "-gray", "-r", str(DOTS), "-f", "2", "-l", "2", "-"]
    image = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    _, size, _, pixels = image.split(b"\n", 3)
    width, height = (int(number) for number in size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width)


def table_of_municipalities(name: str) -> tuple[float, float]:
    """From where to where the second page has the table of all municipalities, in points."""
    headings = {section.id: section.heading for section in sheet(name).sections}
    top = _top_of(headings["municipalities"], name)
    # The first of each of the two columns; where nothing is known, nothing is counted.
    first = [each for each in ("count", "establishment") if each in headings]
    below = [_top_of(headings[each], name) for each in first]
    return top, min(below)


def _top_of(heading: str, name: str) -> float:
    """Where a heading stands on the second page."""
    wanted, words = heading.split(), pages_of(file(name))[1]
    texts = [word.text for word in words]
    starts = [n for n in range(len(words)) if texts[n : n + len(wanted)] == wanted]
    return words[starts[0]].top


def longest_run(line: Pixels) -> tuple[int, int]:
    """Where the longest piece of a line of pixels that isn't white begins and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line < WHITE, [0]))))
    return max(
        zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True),
        key=lambda run: run[1] - run[0],
        default=(0, 0),
    )


def rules(page: Pixels) -> list[tuple[int, int, int, int]]:
    """The thin rules: first and last line of pixels, left and right end.

    Rules side by side are looked at column by column, for their lines needn't be level.
    """
    found = []
    width = page.shape[1]
    for first, last in pairwise(range(0, width + 1, width // 6)):
        part = page[:, first:last]
        # Within a sixth of the page a rule may begin or end: half of it is enough.
        half = (last - first) / 2
        inked = np.flatnonzero((part < WHITE).sum(axis=1) > half).tolist()
        lines = [n for n in inked if _length(part[n]) > half]
        start = 0
        for n, line in enumerate(lines):
            if n + 1 == len(lines) or lines[n + 1] > line + 1:
                if n + 1 - start <= THICKEST:
                    found.append((lines[start], line, first, last))
                start = n + 1
    return found


def _length(line: Pixels) -> int:
    first, last = longest_run(line)
    return last - first


def touched(page: Pixels, found: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """Those of the rules that something touches, as their line of pixels and their left end."""
    result = []
    for top, bottom, left, right in found:
        first, last = longest_run(page[(top + bottom) // 2, left:right])
        above, below = page[top - 1, left:right], page[bottom + 1, left:right]
        if (above[first:last] < WHITE).any() or (below[first:last] < WHITE).any():
            result.append((top, left))
    return result


@every_sheet
def test_no_letter_touches_a_rule(name: str) -> None:
    """Above and below each rule of the table of all municipalities there is a white line."""
    top, bottom = table_of_municipalities(name)
    page = second_page(file(name))[int(top / PIXEL) : int(bottom / PIXEL) - HEADED]
    found = rules(page)
    assert len(found) > 20
    assert touched(page, found) == []


def test_letters_that_touch_a_rule_are_noticed() -> None:
    """A stroke down to the rule is found, one that ends above it isn't."""
    page = np.full((100, 600), 255, np.uint8)
    page[50:52, 100:500] = 200
    page[40:46, 150] = 0
    assert rules(page)
    assert touched(page, rules(page)) == []
    page[46:50, 150] = 0
    assert touched(page, rules(page)) == [(50, 100)]
