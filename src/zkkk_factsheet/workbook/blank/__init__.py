"""The workbook to fill in, with its drop-downs, notes and instructions."""
