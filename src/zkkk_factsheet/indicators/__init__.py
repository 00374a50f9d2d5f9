"""The indicators of a year, as one tidy table: no text, no file, no language.

`zkkk_factsheet.indicators.table` is plain data, for whoever reads figures;
`zkkk_factsheet.indicators.compute` is imported where something is counted.
"""

from zkkk_factsheet.indicators.table import COLUMNS, SMALLEST_BASE, Figure, Figures, Key

__all__ = ["COLUMNS", "SMALLEST_BASE", "Figure", "Figures", "Key"]
