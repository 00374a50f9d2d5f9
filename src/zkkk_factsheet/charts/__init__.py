"""Charts: a drawing described as data in, SVG bytes out.

`zkkk_factsheet.charts.spec` is plain data and cheap to import; `zkkk_factsheet.charts.draw`
brings matplotlib and is imported where a chart is really drawn.
"""

from zkkk_factsheet.charts.spec import SHADES, Bar, Bars, Column, Columns, Drawing, Segment, Shade

__all__ = ["SHADES", "Bar", "Bars", "Column", "Columns", "Drawing", "Segment", "Shade"]
