"""The products of a year's edition: from what is published to what makes each of its files.

The process that draws imports this module, too, so what renders is imported by who renders.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from zkkk_factsheet.charts.spec import Drawing
from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.kinds import CHARTS
from zkkk_factsheet.documents.model import Document, as_data
from zkkk_factsheet.documents.tables import Tables, tables_of
from zkkk_factsheet.edition.garbage import all_of_it_stays
from zkkk_factsheet.edition.inputs import FORMATS, Format
from zkkk_factsheet.edition.manifest import Plan, sha256
from zkkk_factsheet.edition.pictures import pictures_of
from zkkk_factsheet.edition.plan import ADDRESS, DESCRIBED, program_key, templates_key
from zkkk_factsheet.edition.products import Product
from zkkk_factsheet.edition.sheets import Sheet, with_links

if TYPE_CHECKING:
    from zkkk_factsheet.documents.kinds import Kind
    from zkkk_factsheet.render.html import HtmlRenderer
    from zkkk_factsheet.render.pdf import PdfRenderer

STYLES: Mapping[Format, str] = {"figures": "figures/style.css", "charts": "charts/style.css"}
"""What pages beside each other share: they need not stand alone, as a sheet must that is sent."""

_OF_PAGES, _OF_PRINT = (".j2", ".css"), (".typ",)
"""The endings of templates that only HTML uses, and of those that only PDF does."""

_ById = tuple[tuple[str, str], ...]
"""Where a page finds others, each behind the id of what it is about."""


def products_of(
    published: Published, sheets: Collection[Sheet], templates: Path, plan: Plan
) -> Iterator[Product]:
    """The sheets of an edition, and before those of a document the charts that stand in them.

    Args:
        published: What may be said of the year.
        sheets: The sheets that the edition is to have.
        templates: The folder with the templates.
        plan: What the edition is made from.
    """
    program = program_key(plan)
    of_pages = templates_key(plan, without=_OF_PRINT)
    of_print = templates_key(plan, without=_OF_PAGES)
    looks = dict.fromkeys(FORMATS, of_pages) | {"pdf": of_print, "docx": program}
    for format_ in {sheet.format for sheet in sheets}.intersection(STYLES):
        make = partial(_style, templates, of_pages)
        yield Product(STYLES[format_], _key(program, of_pages), make, beside=True)
    drawn: set[str] = set()
    documents: dict[tuple[Kind, str, str], list[Sheet]] = {}
    for sheet in with_links(sheets, plan.options[ADDRESS][0]):
        documents.setdefault((sheet.kind, sheet.subject, sheet.language), []).append(sheet)
    for (kind, subject, language), of_document in documents.items():
        document = kind.compose(published, language, subject)
        folder = "/".join((".charts", language, *filter(None, [subject])))
        charts = {chart.id: f"{folder}/{chart.id}.svg" for chart in document.charts()}
        for chart in document.charts():
            if charts[chart.id] in drawn:
                continue  # it stands in several kinds of documents
            drawn.add(charts[chart.id])
            key = _key(program, chart.id, as_data(chart.drawing))
            yield Product(charts[chart.id], key, partial(_draw, chart.drawing, chart.id))
        content = _key(program, as_data(document))
        if kind.tables:
            tables = tables_of(document, published)
            path = kind.tables.format(period=published.period, language=language, subject=subject)
            key = _key(program, as_data(tables), plan.inputs[f"{DESCRIBED}{language}"])
            yield Product(f"{path}.xlsx", key, partial(_workbook, tables), beside=True)
        if kind is CHARTS:
            look = _key(program, of_print)
            yield from pictures_of(published, of_document[0], templates, look, charts)
        for sheet in of_document:
            look = looks[sheet.format]
            links = (
                *(sheet.pdf, sheet.whole, sheet.accounts, sheet.single),
                *(sheet.site, sheet.editable),
            )
            render = _ALONE.get(sheet.format) or partial(_page, links)
            yield Product(
                sheet.path,
                _key(content, look, links),
                partial(render, templates, look, document, charts),
                needs=tuple(charts.values()),
                pages=document.pages if sheet.format == "pdf" else 0,
            )


def _key(*parts: object) -> str:
    return sha256(json.dumps(parts).encode())


def _draw(drawing: Drawing, name: str, _needed: Mapping[str, bytes]) -> bytes:
    from zkkk_factsheet.charts.draw import svg_of  # noqa: PLC0415 - matplotlib, in one process alone

    return svg_of(drawing, name).encode()


def _workbook(tables: Tables, _needed: Mapping[str, bytes]) -> bytes:
    from zkkk_factsheet.render.spreadsheet import workbook_of  # noqa: PLC0415 - brings openpyxl

    return workbook_of(tables)


def _print(
    templates: Path,
    look: str,
    document: Document,
    charts: Mapping[str, str],
    needed: Mapping[str, bytes],
) -> bytes:
    return _pdf_renderer(templates, look).render(document, _svgs(charts, needed))


def _edit(
    _templates: Path,
    _look: str,
    document: Document,
    _charts: Mapping[str, str],
    _needed: Mapping[str, bytes],
) -> bytes:
    from zkkk_factsheet.render.docx import docx_of  # noqa: PLC0415 - brings docx, of reports alone

    return docx_of(document)


_ALONE = {"pdf": _print, "docx": _edit}
"""What makes a document that leads nowhere, by its format."""


def _style(templates: Path, look: str, _needed: Mapping[str, bytes]) -> bytes:
    return _html_renderer(templates, look).style_sheet()


def _page(
    links: tuple[str, str, _ById, _ById, str, str],
    templates: Path,
    look: str,
    document: Document,
    charts: Mapping[str, str],
    needed: Mapping[str, bytes],
) -> bytes:
    pdf, whole, accounts, single, site, editable = links
    page = _html_renderer(templates, look)
    drawings = _svgs(charts, needed)
    return page.render(document, drawings, pdf, whole, dict(accounts), dict(single), site, editable)


def _svgs(charts: Mapping[str, str], needed: Mapping[str, bytes]) -> dict[str, str]:
    return {id_: needed[path].decode() for id_, path in charts.items()}


@lru_cache(maxsize=1)
def _pdf_renderer(templates: Path, _look: str) -> "PdfRenderer":
    """One for all sheets of a process; another one when the templates are other ones."""
    with all_of_it_stays():
        from zkkk_factsheet.render.pdf import PdfRenderer  # noqa: PLC0415 - brings typst

        return PdfRenderer(templates)


@lru_cache(maxsize=1)
def _html_renderer(templates: Path, _look: str) -> "HtmlRenderer":
    with all_of_it_stays():
        from zkkk_factsheet.render.fonts import web_fonts  # noqa: PLC0415 - brings fontTools
        from zkkk_factsheet.render.html import HtmlRenderer  # noqa: PLC0415 - brings jinja2

        return HtmlRenderer(templates, web_fonts)
