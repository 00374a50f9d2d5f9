"""The monitoring workbooks: reading them, checking them, and what they say, typed.

All that knows Excel lives here. Workbooks go in as bytes (`sources`); findings and typed rows come
out (`check`). `blank` writes a workbook to fill in, `annotate` marks findings in a copy; only these
two need openpyxl. Nothing is imported here: a run with nothing to do must not pay for checking.
"""
