"""Making sheets: from checked rows to the bytes of HTML and PDF.

Only a run that really makes a sheet imports this module: it brings pandas, jinja2 and typst.
"""

from collections.abc import Collection, Iterator
from concurrent.futures import Future

from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.plan import sheet_name
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.factsheet import FactSheet, fact_sheet
from zkkk_factsheet.indicators import compute
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer
from zkkk_factsheet.workbook.rows import YearRows


def make_sheets(
    inputs: Inputs,
    rows: YearRows,
    previous_rows: YearRows | None,
    wanted: Collection[str],
    workshop: Workshop,
) -> Iterator[tuple[str, bytes]]:
    """Make the wanted sheets of a year, one after the other.

    Args:
        inputs: What was asked for: languages, formats, templates.
        rows: The year's rows.
        previous_rows: Those of the year before, if there are any.
        wanted: The names of the sheets to make.
        workshop: Who draws the charts.

    Yields:
        A sheet's name and its bytes.
    """
    languages = [
        language
        for language in inputs.languages
        if any(sheet_name(inputs.year, language, format_) in wanted for format_ in inputs.formats)
    ]
    renderers: dict[str, HtmlRenderer | PdfRenderer] = {}
    sheets = list(_sheets(inputs, rows, previous_rows, languages, workshop))
    if "pdf" in inputs.formats:
        renderers["pdf"] = PdfRenderer(inputs.templates)
    if "html" in inputs.formats:
        renderers["html"] = HtmlRenderer(inputs.templates, web_fonts())
    for language, sheet, charts in sheets:
        for format_ in inputs.formats:
            name = sheet_name(inputs.year, language, format_)
            if name in wanted:
                yield name, renderers[format_].render(sheet, charts.result())


def _sheets(
    inputs: Inputs,
    rows: YearRows,
    previous_rows: YearRows | None,
    languages: list[str],
    workshop: Workshop,
) -> Iterator[tuple[str, FactSheet, Future[dict[str, str]]]]:
    """The content of each sheet, and its charts, which are being drawn meanwhile."""
    year = MonitoringYear.from_rows(rows)
    previous = MonitoringYear.from_rows(previous_rows) if previous_rows else None
    table = compute(year, previous, inputs.threshold)
    for language in languages:
        sheet = fact_sheet(year, table, language)
        drawings = {chart.id: chart.drawing for chart in sheet.charts()}
        yield language, sheet, workshop.charts(drawings)
