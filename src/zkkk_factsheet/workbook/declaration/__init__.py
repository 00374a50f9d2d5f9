"""What a workbook may say: its worksheets and columns, the accepted words, what a value means."""
