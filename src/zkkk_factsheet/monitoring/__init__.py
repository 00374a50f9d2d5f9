"""One year's monitoring data, complete and typed. Past this door nothing is unchecked."""

from zkkk_factsheet.monitoring.year import MonitoringYear

__all__ = ["MonitoringYear"]
