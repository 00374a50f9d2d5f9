"""Making sheets: from checked rows to the bytes of HTML and PDF.

Only a run that really makes a sheet imports this module: it brings pandas, jinja2 and typst.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future

from zkkk_factsheet.documents import national
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.plan import Sheet
from zkkk_factsheet.edition.published import published_of
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer
from zkkk_factsheet.workbook.rows import YearRows


def make_sheets(
    inputs: Inputs,
    rows: YearRows,
    previous_rows: YearRows | None,
    wanted: Mapping[str, Sheet],
    workshop: Workshop,
) -> Iterator[tuple[str, bytes]]:
    """Make the wanted sheets of a year, one after the other.

    Args:
        inputs: What they are made from and with.
        rows: The year's rows.
        previous_rows: Those of the year before, if there are any.
        wanted: The sheets to make, by name.
        workshop: Who draws the charts.

    Yields:
        A sheet's name and its bytes.
    """
    languages = list(dict.fromkeys(sheet.language for sheet in wanted.values()))
    formats = {sheet.format for sheet in wanted.values()}
    pdf: PdfRenderer | None = None
    html: HtmlRenderer | None = None
    sheets = list(_sheets(inputs, rows, previous_rows, languages, workshop))
    if "pdf" in formats:
        pdf = PdfRenderer(inputs.templates)
    if "html" in formats:
        html = HtmlRenderer(inputs.templates, web_fonts())
    for language, sheet, charts in sheets:
        for name, each in wanted.items():
            if each.language != language:
                continue
            if html and each.format == "html":
                yield name, html.render(sheet, charts.result(), each.pdf)
            elif pdf:
                yield name, pdf.render(sheet, charts.result())


def _sheets(
    inputs: Inputs,
    rows: YearRows,
    previous_rows: YearRows | None,
    languages: list[str],
    workshop: Workshop,
) -> Iterator[tuple[str, Document, Future[dict[str, str]]]]:
    """The content of each sheet, and its charts, which are being drawn meanwhile."""
    published = published_of(rows, previous_rows, inputs.threshold)
    for language in languages:
        sheet = national.compose(published, language)
        drawings = {chart.id: chart.drawing for chart in sheet.charts()}
        yield language, sheet, workshop.charts(drawings)
