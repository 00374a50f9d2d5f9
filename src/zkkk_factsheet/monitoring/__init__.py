"""One year's monitoring data, complete and typed. Past this door nothing is unchecked."""

from zkkk_factsheet.monitoring.year import (
    DOCUMENTS,
    Answer,
    InCare,
    MonitoringYear,
    Officials,
    grouped,
)

__all__ = ["DOCUMENTS", "Answer", "InCare", "MonitoringYear", "Officials", "grouped"]
