"""The monitoring workbooks: reading them, checking them, and what they say, typed.

All that knows Excel lives here. Workbooks go in as bytes; findings and typed rows come out.
"""

from zkkk_factsheet.workbook.check import CheckedYear, check_year
from zkkk_factsheet.workbook.find import find_workbooks, workbooks_without_year
from zkkk_factsheet.workbook.findings import Finding, Severity
from zkkk_factsheet.workbook.rows import (
    About,
    Duties,
    EditionStatus,
    Office,
    OfficeStatus,
    Place,
    Staff,
    YearRows,
)
from zkkk_factsheet.workbook.sources import SourceFile, load

__all__ = [
    "About",
    "CheckedYear",
    "Duties",
    "EditionStatus",
    "Finding",
    "Office",
    "OfficeStatus",
    "Place",
    "Severity",
    "SourceFile",
    "Staff",
    "YearRows",
    "check_year",
    "find_workbooks",
    "load",
    "workbooks_without_year",
]
