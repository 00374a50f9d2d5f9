"""A fact sheet's content as an HTML page and as a PDF."""

from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer

__all__ = ["HtmlRenderer", "PdfRenderer"]
