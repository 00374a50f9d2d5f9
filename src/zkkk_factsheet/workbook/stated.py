"""The year that a workbook itself states, when its name says none."""

from pathlib import Path

from zkkk_factsheet.workbook.gather import Gathered
from zkkk_factsheet.workbook.items import gather_items
from zkkk_factsheet.workbook.reading import read_workbook
from zkkk_factsheet.workbook.sources import load
from zkkk_factsheet.workbook.tables import recognise


def stated_year(path: Path) -> int | None:
    """The year in a workbook's ``about`` sheet; None if it has none. Raises OSError."""
    about = Gathered()
    for schema, sheet in recognise(read_workbook(load(path)).sheets).keys:
        list(gather_items(schema, sheet, about))
    years = (record.values.get("year") for record in about.records)
    return next((year for year in years if isinstance(year, int)), None)
