"""Which workbooks there are for which year."""

from pathlib import Path

from zkkk_factsheet.workbook.sources import workbook_paths, year_in


def find_workbooks(data: Path) -> dict[int, tuple[Path, ...]]:
    """The workbooks of each year in a data folder, by year and name.

    The year is the one in a file's name, else in its folder's, else the one its ``about`` sheet
    states. Workbooks lie in the folder itself or in folders named for a year. Those without a
    year are left out; `workbooks_without_year` has them. Raises OSError if the folder or a file
    can't be read.
    """
    years: dict[int, list[Path]] = {}
    for path in workbook_paths(data):
        if year := _year_of(path):
            years.setdefault(year, []).append(path)
    return {year: tuple(paths) for year, paths in sorted(years.items())}


def workbooks_without_year(data: Path) -> tuple[Path, ...]:
    """The workbooks in a data folder of which nothing says the year. Raises OSError."""
    return tuple(path for path in workbook_paths(data) if not _year_of(path))


def _year_of(path: Path) -> int | None:
    if named := year_in(path.name) or year_in(path.resolve().parent.name):
        return named
    from zkkk_factsheet.workbook.stated import stated_year  # noqa: PLC0415 - most names say it

    return stated_year(path)
