"""A document as an HTML page and as a PDF."""
