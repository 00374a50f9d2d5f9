"""Which workbooks there are for which year, and what in the data folder is not read as one."""

from pathlib import Path
from typing import NamedTuple

from zkkk_factsheet.workbook.folder import contents_of
from zkkk_factsheet.workbook.sources import year_in


class FoundWorkbooks(NamedTuple):
    """The workbooks in a data folder, and what somebody may believe to be read there.

    Attributes:
        by_year: The workbooks of each year.
        without_year: Workbooks that are not read, since nothing says of which year they are.
        in_another_year: Workbooks in a folder that is named for another year than they are.
        not_workbooks: Files that look like data and are not read, since they are no workbooks.
        samples: Folders that are not read, since they are called as the program's sample is.
    """

    by_year: dict[int, tuple[Path, ...]]
    without_year: tuple[Path, ...]
    in_another_year: tuple[Path, ...]
    not_workbooks: tuple[Path, ...]
    samples: tuple[Path, ...]


def find_workbooks(data: Path) -> FoundWorkbooks:
    """The workbooks in a data folder and in the folders in it, by year and name.

    The year is the one in a file's name, else in its folder's or that folder's folder's, else the
    one its ``about`` sheet states. Raises OSError if the folder or a file can't be read.
    """
    contents = contents_of(data)
    years: dict[int | None, list[Path]] = {}
    elsewhere: list[Path] = []
    for path in contents.workbooks:
        around, year = year_around(path, data), year_in(path.name)
        years.setdefault(year or around or _stated(path), []).append(path)
        if around and year and year != around:
            elsewhere.append(path)
    without = years.pop(None, [])
    by_year = {year: tuple(paths) for year, paths in sorted(years.items()) if year}
    return FoundWorkbooks(
        by_year, tuple(without), tuple(elsewhere), contents.others, contents.samples
    )


def year_around(path: Path, data: Path) -> int | None:
    """The year that the nearest folder around a file is named for, as far as the data folder."""
    inside = path.relative_to(data).parent.parts
    names = (*reversed(inside), data.resolve().name)
    return next((year for name in names if (year := year_in(name))), None)


def _stated(path: Path) -> int | None:
    from zkkk_factsheet.workbook.stated import stated_year  # noqa: PLC0415 - most names say it

    return stated_year(path)
