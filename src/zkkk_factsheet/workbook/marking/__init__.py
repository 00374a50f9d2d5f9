"""The analyst's workbook as a copy in which the findings are marked."""
