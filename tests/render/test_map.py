"""The tile map as a page shows it and as a PDF has it."""

import io
import re
import subprocess
from functools import cache
from itertools import pairwise, product
from typing import Any

import pikepdf
import pytest
from playwright.sync_api import Page
from tests.effort import THOROUGH
from tests.render.barriers import WIDTHS, Judge, widen
from tests.render.markup import read_page
from tests.sheets import Sheet, read
from tests.support import LANGUAGES, PRINTED_YEARS, rendered, sample_published

from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.office import tile_map
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import catalogue

OWN = "hani-i-elezit"
every_map = pytest.mark.parametrize(
    ("year", "language"), [(year, language) for year in PRINTED_YEARS for language in LANGUAGES]
)


@cache
def sheet(year: int, language: str) -> Sheet:
    """A document that is nothing but a map."""
    writer = Writer(catalogue(language, "sheet"), sample_published(year))
    head = writer.head(writer.say.text("map.title"), writer.say.text("title.name"))
    section = Section("map", writer.say.text("matrix.municipality"), (tile_map(writer, OWN),))
    period = writer.published.period
    return Sheet(Document("map", language, period, head, writer.labels(), (section,), pages=1))


def tiles(year: int, language: str) -> Any:
    """The map of a document, with plain texts."""
    return read(sheet(year, language).document.sections[0].blocks[0])


@every_map
def test_a_page_has_the_map_as_a_list(year: int, language: str) -> None:
    """Each tile is an item that takes the focus and says its name and its number."""
    page, found = read_page(rendered(sheet(year, language), "html")), tiles(year, language)
    (listed,) = (each for each in page.all("ul") if each.get("class") == "tiles")
    assert listed.get("aria-label") == found.title
    items = listed.all("li")
    assert len(items) == 38
    for item, tile in zip(items, found.tiles, strict=True):
        drawn, said = (each for each in item.children if not isinstance(each, str))
        assert item.get("tabindex") == "0"
        assert drawn.get("aria-hidden") == "true"
        assert drawn.text() == f"{tile.code}{tile.value}"
        assert said.text() == f"{tile.name} {tile.words}"
    assert [each.get("aria-current") for each in items].count("true") == 1


@every_map
@pytest.mark.poppler
def test_a_pdf_has_the_map_as_a_described_picture(year: int, language: str) -> None:
    """All codes and numbers are printed on one page; a reader is told every name and number."""
    file, found = rendered(sheet(year, language), "pdf"), tiles(year, language)
    pdf = pikepdf.open(io.BytesIO(file))
    assert len(pdf.pages) == 1
    described = [
        str(each.Alt)
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
    ]
    assert described == [str(found.alternative)]
    command = ["pdftotext", "-raw", "-", "-"]
    run = subprocess.run(command, input=file, capture_output=True, check=True)
    lines = run.stdout.decode().split("\n")
    for tile in found.tiles:
        assert tile.code in lines
        if tile.value:
            assert lines[lines.index(tile.code) + 1] == tile.value
    (own,) = (tile for tile in found.tiles if tile.own)
    assert own.words in re.sub(r"\s+", " ", run.stdout.decode())


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest, tab: Page) -> Page:
    """The map of 2016 on a page."""
    tab.set_content(rendered(sheet(2016, request.param), "html").decode())
    tab.evaluate("document.fonts.ready")
    return tab


# The words that are shown about a tile, and how many tiles they cover; how wide the page is.
SHOWN = """() => {
  const box = e => {
    const r = e.getBoundingClientRect();
    return [r.left, r.top, r.right, r.bottom];
  };
  const over = (one, other) => [0, 1].every(
    n => Math.min(one[n + 2], other[n + 2]) - Math.max(one[n], other[n]) > 0.5);
  const seen = e => getComputedStyle(e).clipPath === 'none';
  const tiles = [...document.querySelectorAll('.tile')].map(box);
  return {
    tips: [...document.querySelectorAll('.tip')].filter(seen).map(
      tip => [tip.innerText, tiles.filter(tile => over(tile, box(tip))).length]),
    width: document.documentElement.scrollWidth,
  };
}"""


# The same, with the focus on one tile after the other.
WITH_FOCUS = f"""() => [...document.querySelectorAll('.tile')].map(tile => {{
  tile.focus();
  return ({SHOWN})();
}})"""


# How large the tiles are, and what of a tile is wider than it.
TILES = """() => {
  const words = e => {
    const range = document.createRange();
    range.selectNodeContents(e);
    return range.getBoundingClientRect();
  };
  return {
    sizes: [...document.querySelectorAll('.tile')].map(e => e.getBoundingClientRect()).flatMap(
      box => [box.width, box.height]),
    cut: [...document.querySelectorAll('.tile > span:first-child > *')].filter(e =>
      words(e).width > e.closest('.tile').clientWidth - 1).map(e => e.innerText),
  };
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("page", "width"),
    list(product(LANGUAGES, WIDTHS))
    if THOROUGH
    else [*((language, 320) for language in LANGUAGES), ("sr", 768), ("en", 1280)],
    indirect=["page"],
)
def test_tiles_are_equal_and_what_is_said_covers_none(page: Page, width: int) -> None:
    """Squares of one size, texts inside, and beside the country the name of any asked for."""
    widen(page, width)
    names = set()
    for shown in page.evaluate(WITH_FOCUS):
        assert shown["width"] <= width
        ((words, covered),) = shown["tips"]
        names.add(words)
        assert covered == 0
    assert len(names) == 38
    tiles = page.evaluate(TILES)
    assert tiles["cut"] == []
    assert len(tiles["sizes"]) == 2 * 38
    assert max(tiles["sizes"]) - min(tiles["sizes"]) <= 1


@pytest.mark.browser
def test_the_document_s_own_municipality_is_named_unless_another_is_asked_for(page: Page) -> None:
    """Without focus the corner names the document's own municipality."""
    page.evaluate("document.activeElement.blur()")
    ((words, *_),) = page.evaluate(SHOWN)["tips"]
    own = page.locator(".own .tip").inner_text()
    assert words == own


@pytest.mark.browser
@pytest.mark.parametrize("page", LANGUAGES if THOROUGH else ["sq"], indirect=True)
def test_nothing_bars_the_way_to_the_map(page: Page, judge: Judge) -> None:
    """Axe finds no barrier, in light colours and in dark ones."""
    assert judge.barriers(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_steps_are_apart_without_their_hue(page: Page, scheme: Any) -> None:
    """From few to many duties tiles go one way in lightness, each step well apart from the next."""
    page.emulate_media(color_scheme=scheme)
    colours = page.evaluate(
        "[0,1,2,3].map(n => getComputedStyle(document.querySelector('.swatch.step-' + n))"
        ".backgroundColor.match(/\\d+/g).map(Number))"
    )
    assert len(colours) == 4
    grey = [0.299 * red + 0.587 * green + 0.114 * blue for red, green, blue in colours]
    steps = [later - earlier for earlier, later in pairwise(grey)]
    assert all(step <= -24 for step in steps) or all(step >= 24 for step in steps), grey


@pytest.mark.browser
def test_a_tile_that_leads_on_is_a_link_of_the_same_looks(tab: Page, judge: Judge) -> None:
    """It takes the focus once, tells its name then, and looks as a tile does that leads nowhere."""
    ids = [tile.id for tile in tiles(2016, "sq").tiles]
    targets = {id_: f"municipalities/{id_}.html" for id_ in ids if id_ != OWN}
    tab.set_content(rendered(sheet(2016, "sq"), "html").decode())
    plain = looks(tab)
    tab.set_content(rendered(sheet(2016, "sq"), "html", single=targets).decode())
    names = set()
    for _ in ids:
        tab.keyboard.press("Tab")
        focused, ((words, *_),) = tab.evaluate(
            f"[document.querySelectorAll('.tile:focus-within').length, ({SHOWN})().tips]"
        )
        assert focused == 1
        names.add(words)
    assert len(names) == 38
    assert tab.locator(".tile > a").count() == 37
    linked = looks(tab)
    assert [len(each) for each in plain] == [38, 38]
    assert linked == plain
    assert judge.barriers(tab) == []


def looks(page: Page) -> list[Any]:
    """What the tiles say and how they look, in light colours and in dark ones, without tips."""
    drawn = ".tile > span, .tile > a > span:first-child"
    script = f"""[...document.querySelectorAll('{drawn}')].map(e =>
        [e.innerText, getComputedStyle(e).color, getComputedStyle(e).fontSize, e.clientHeight])"""
    found = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        found.append([each for each in page.evaluate(script) if len(each[0]) < 12])
    return found
