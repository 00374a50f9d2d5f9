"""The HTML page: well formed, whole in itself, and the same as the sheet."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from tests.render.markup import Element, read_page
from tests.sheets import MARKS, texts_of
from tests.support import (
    LANGUAGES,
    PRINTED_YEARS,
    rendered,
    sample_sheet,
)

printed_sheets = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)


@cache
def source(year: int, language: str) -> str:
    """A sample page as it is written."""
    return rendered(sample_sheet(year, language), "html").decode()


@cache
def page(year: int, language: str) -> Element:
    """A sample page, read strictly."""
    return read_page(source(year, language).encode())


def plain(text: str) -> str:
    """A text whatever its spaces."""
    return " ".join(text.split())


def everything(element: Element) -> list[Element]:
    """An element and all within it."""
    children = [child for child in element.children if isinstance(child, Element)]
    return [element, *(each for child in children for each in everything(child))]


@printed_sheets
def test_the_page_is_well_formed(year: int, language: str) -> None:
    """Every element is closed in its place; no id is there twice; every reference has its aim."""
    elements = everything(page(year, language))
    ids = Counter(element.get("id") for element in elements if element.get("id"))
    assert len(elements) > 500
    assert [id_ for id_, times in ids.items() if times > 1] == []
    fills = " ".join(element.get("fill") for element in elements)
    referred = re.findall(r"url\(#([\w-]+)\)", fills)
    for element in elements:
        referred += [element.get(each)[1:] for each in ("href", "xlink:href") if element.get(each)]
        referred += [element.get(each) for each in ("aria-labelledby", "for") if element.get(each)]
    assert referred
    assert set(referred) <= set(ids)


def test_a_broken_page_is_noticed() -> None:
    """The strict reader refuses what a browser repairs."""
    good = b"<!DOCTYPE html><html><body><p>x</p></body></html>"
    read_page(good)
    for bad in (
        good.replace(b"</p>", b""),
        good.replace(b"<p>x", b"<p><div>x</div>"),
        good.replace(b"<p>x", b"<p id=a id=b>x"),
        good.replace(b"<!DOCTYPE html>", b""),
    ):
        with pytest.raises(AssertionError):
            read_page(bad)


@printed_sheets
def test_the_page_fetches_nothing(year: int, language: str) -> None:
    """No script, no frame, no address that a browser would load: all is in the one file."""
    elements = everything(page(year, language))
    assert {element.name for element in elements} & {
        "script",
        "iframe",
        "link",
        "object",
        "embed",
        "img",
        "base",
        "form",
    } == set()
    for element in elements:
        for attribute in ("src", "href", "xlink:href", "srcset", "action", "data", "poster"):
            assert re.match(r"#|data:|$", element.get(attribute)), element.name
        assert not any(name.startswith("on") for name in element.attributes)
    for loaded in re.findall(r"url\(\s*[\"']?(.{5})", source(year, language)):
        assert loaded == "data:" or loaded.startswith("#")
    assert "@import" not in source(year, language)
    addresses = set(re.findall(r"https?://[^\s\"'<>]+", source(year, language)))
    assert addresses <= {"http://www.w3.org/1999/xlink", "http://www.w3.org/2000/svg"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_offers_the_pdf_that_stands_beside_it(language: str) -> None:
    """The one link of a page is its PDF, by its name alone; without a PDF there is no link."""
    sheet = sample_sheet(2019, language)
    html = read_page(rendered(sheet, "html", f"zkkk-2019-{language}.pdf"))
    (link,) = html.all("a")
    assert link.get("href") == f"zkkk-2019-{language}.pdf"
    assert "PDF" in link.text() == sheet.labels.pdf
    assert page(2019, language).all("a") == []


@printed_sheets
def test_the_page_says_what_it_is(year: int, language: str) -> None:
    """Language, title, character set and width are declared."""
    html, sheet = page(year, language), sample_sheet(year, language)
    assert html.get("lang") == sheet.labels.language == {"sr": "sr-Latn"}.get(language, language)
    (title,) = html.all("title")[:1]
    assert title.text() == sheet.title
    metas = html.all("meta")
    assert metas[0].get("charset") == "utf-8"
    assert any("width=device-width" in meta.get("content") for meta in metas)


@printed_sheets
def test_headings_go_down_one_level_at_a_time(year: int, language: str) -> None:
    """One title, then sections, then charts: a screen reader can walk them."""
    levels = [
        int(element.name[1])
        for element in everything(page(year, language))
        if re.fullmatch(r"h[1-6]", element.name)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@printed_sheets
def test_everything_the_sheet_says_is_on_the_page(year: int, language: str) -> None:
    """No text of the content model is lost between the model and the page."""
    html, sheet = page(year, language), sample_sheet(year, language)
    spoken = [element.get("aria-label") for element in everything(html)]
    shown = plain(" ".join([html.text(), *spoken]))
    squeezed = shown.replace(" ", "")
    elsewhere = {sheet.labels.page.format(page=1, pages=2)}  # a web page has no number
    said = [text for text in texts_of(sheet) if text not in elsewhere and text[0] not in "✓–?"]
    assert len(said) > 300
    assert [text for text in said if plain(text).replace(" ", "") not in squeezed] == []


@printed_sheets
def test_every_chart_has_a_name_and_its_data_as_a_table(year: int, language: str) -> None:
    """A chart's message is in its accessible name, its data in a table with headers."""
    charts = sample_sheet(year, language).charts()
    figures = [each for each in page(year, language).all("figure") if each.all("svg")]
    assert len(charts) == 3
    for chart, figure in zip(charts, figures, strict=True):
        (image,) = (each for each in everything(figure) if each.get("role") == "img")
        assert image.get("aria-label") == chart.alternative
        assert len(image.all("svg")) == 1
        (table,) = figure.all("table")
        rows = [
            [plain(c.text()) for c in row.children if isinstance(c, Element)]
            for row in table.all("tr")
        ]
        assert rows == [list(chart.data.head), *(list(row) for row in chart.data.rows)]
        assert plain(table.all("caption")[0].text()) == chart.data.title
        for row in table.all("tbody")[0].all("tr"):
            assert row.all("th")[0].get("scope") == "row"
        assert all(cell.get("scope") == "col" for cell in table.all("thead")[0].all("th"))


@printed_sheets
def test_every_table_has_headers(year: int, language: str) -> None:
    """A cell can be told by its row and its column in every table of the page."""
    tables = page(year, language).all("table")
    assert len(tables) >= 5  # three behind charts, two parts of one
    for table in tables:
        headers = table.all("th")
        assert headers
        assert all(header.get("scope") in {"row", "col"} for header in headers)
        assert all(plain(header.text()) for header in headers)


@printed_sheets
def test_every_municipality_has_its_marks_on_the_page(year: int, language: str) -> None:
    """A municipality's row has a mark and its spoken meaning for each duty, and the total."""
    matrix = sample_sheet(year, language).section("municipalities").matrix
    assert matrix is not None
    (section,) = (s for s in page(year, language).all("section") if s.get("id") == "municipalities")
    rows = [row for body in section.all("tbody") for row in body.all("tr")]
    for shown, row in zip(rows, matrix.rows, strict=True):
        cells = [plain(cell.text()) for cell in shown.all("td")]
        marks, documents = (
            [MARKS[mark] + matrix.meanings[mark] for mark in each]
            for each in (row.marks, row.documents)
        )
        duties = [*marks, row.total] if marks else [row.instead]
        assert plain(shown.all("th")[0].text()) == row.name
        assert cells == [*duties, *(documents or [""] * len(matrix.documents)), *row.numbers]


@printed_sheets
def test_the_mark_is_on_the_page(year: int, language: str) -> None:
    """Sample data is called so where a reader can't miss it."""
    sheet = sample_sheet(year, language)
    (mark,) = (e for e in everything(page(year, language)) if e.get("class") == "mark")
    assert plain(mark.text()) == f"{sheet.mark}. {sheet.mark_note}"
