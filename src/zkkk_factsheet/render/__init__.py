"""A fact sheet's content as an HTML page and as a PDF."""
