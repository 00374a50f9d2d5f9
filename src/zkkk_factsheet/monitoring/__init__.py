"""One year's monitoring data, complete and typed. Past this door nothing is unchecked."""

from zkkk_factsheet.monitoring.year import MonitoringYear, grouped, rows_of

__all__ = ["MonitoringYear", "grouped", "rows_of"]
