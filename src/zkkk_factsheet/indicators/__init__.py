"""The indicators of a year, as one tidy table. Pure pandas: no text, no file, no language."""

from zkkk_factsheet.indicators.compute import compute
from zkkk_factsheet.indicators.table import COLUMNS, Figure, Figures, figures_of

__all__ = ["COLUMNS", "Figure", "Figures", "compute", "figures_of"]
