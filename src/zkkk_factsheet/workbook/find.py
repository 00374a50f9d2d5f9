"""Which workbooks there are for which year."""

from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet.workbook.sources import workbook_paths, year_in


class FoundWorkbooks(NamedTuple):
    """The workbooks in a data folder: of each year, and those of which nothing says the year."""

    by_year: dict[int, tuple[Path, ...]]
    without_year: tuple[Path, ...]


def find_workbooks(data: Path) -> FoundWorkbooks:
    """The workbooks in a data folder, by year and name.

    The year is the one in a file's name, else in its folder's, else the one its ``about`` sheet
    states. Workbooks lie in the folder itself or in folders named for a year. Raises OSError if
    the folder or a file can't be read.
    """
    years: dict[int | None, list[Path]] = {}
    for path in workbook_paths(data):
        years.setdefault(_year_of(path), []).append(path)
    without = years.pop(None, [])
    by_year = {year: tuple(paths) for year, paths in sorted(years.items()) if year}
    return FoundWorkbooks(by_year, tuple(without))


def _year_of(path: Path) -> int | None:
    if named := year_in(path.name) or year_in(path.parent.resolve().name):
        return named
    from zkkk_factsheet.workbook.stated import stated_year  # noqa: PLC0415 - most names say it

    return stated_year(path)
