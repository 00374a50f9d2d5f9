"""How much a workbook may hold: what is more is refused, or left out, and a finding says so."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""Excel's own limits: an address beyond them is damage."""

LONGEST_TEXT = 32_767
"""So many characters fit in a cell of Excel."""

_MEGABYTE = 1_000_000

LARGEST_FILE = 20 * _MEGABYTE
"""A year's workbook has some tens of kilobytes; with a logo or two, a megabyte."""

LARGEST_UNPACKED = 80 * _MEGABYTE
"""A million formatted rows unpack to 60 megabytes; more is no year's workbook. This, its copy
and the cells fit in 500 megabytes, and are read within 5 seconds."""

MOST_PARTS = 2_000
"""A workbook has some ten parts, and three for every worksheet with comments."""

MOST_CELLS = 100_000
"""Cells with content in a workbook. A year has some thousand; this many take a second."""

MOST_TEXT = 2_000_000
"""Characters in the cells of a workbook. A year has some ten thousand; each is looked at for
spaces, names, personal data and letters that can't be printed, which takes a microsecond."""

MOST_ROWS = 600
"""38 municipalities with ten communities each are 380 rows; every unknown name takes a
millisecond to compare with the known ones."""

MOST_NUMEROUS_ROWS = 6_000
"""Of a worksheet with many rows for a municipality: 38 offices that do a hundred things a year
are 4,000 rows, six categories of persons in four quarters 900."""

MOST_COLUMNS = 60

USUAL_COUNT = 20
"""Women or men of one community in one office. An office has about four officials in all; more
than this is more often a slip (12 typed as 120) than an office."""


def megabytes(size: int) -> str:
    """A size in megabytes, as findings have it."""
    return str(size // _MEGABYTE)
