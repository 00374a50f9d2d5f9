"""A fact sheet's content as an HTML page and as a PDF."""

PAGES = 2
"""How many pages a printed sheet is to have."""
