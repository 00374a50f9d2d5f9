"""What the sheet says: one year, in one language, as plain data that HTML and PDF both render."""

from zkkk_factsheet.factsheet.model import FactSheet
from zkkk_factsheet.factsheet.sheet import fact_sheet

__all__ = ["FactSheet", "fact_sheet"]
