"""From worksheets to records: which worksheet is which, and what its rows say."""
