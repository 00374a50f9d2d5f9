"""The monitoring workbooks: reading them, checking them, and what they say, typed.

All that knows Excel lives here, in rooms of its own: `reading` makes cells of bytes, `declaration`
says what may stand in them, `gathering` makes records of worksheets, `checking` findings and rows
of records; `telling` puts findings in words. `blank` writes a workbook to fill in, `marking` marks
findings in a copy; only these two need openpyxl. Nothing is imported here, nor by the rooms
themselves: a run with nothing to do must not pay for checking.
"""
