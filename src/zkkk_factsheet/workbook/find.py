"""Which workbooks there are for which year."""

from pathlib import Path

from zkkk_factsheet.workbook.gather import Gathered
from zkkk_factsheet.workbook.items import gather_items
from zkkk_factsheet.workbook.reading import read_workbook
from zkkk_factsheet.workbook.sources import load, workbook_paths, year_in
from zkkk_factsheet.workbook.tables import recognise


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
    return year_in(path.name) or year_in(path.resolve().parent.name) or _stated_year(path)


def _stated_year(path: Path) -> int | None:
    about = Gathered()
    for schema, sheet in recognise(read_workbook(load(path)).sheets).keys:
        list(gather_items(schema, sheet, about))
    years = (record.values.get("year") for record in about.records)
    return next((year for year in years if isinstance(year, int)), None)
