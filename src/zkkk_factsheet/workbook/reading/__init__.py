"""From the bytes of a workbook to worksheets: rows of cells, each with its address."""
