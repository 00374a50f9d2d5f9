"""The page in dark and in forced colours: every text and every mark can still be told apart."""

from typing import Literal

import pytest
from playwright.sync_api import Page
from tests.support import rendered, sample_sheet

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
Forced = Literal["none", "active"]

MODES: list[tuple[Scheme, Forced]] = [
    ("light", "none"),
    ("dark", "none"),
    ("light", "active"),
    ("dark", "active"),
]

# Every text, its colour, and the colour it stands on: that of the topmost shape under its middle
# for a text of a drawing, that of the nearest element with a background for any other.
TEXTS = """() => {
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour && !/^rgba.*, 0\\)$/.test(colour)) return colour;
    }
    return 'none';
  };
  const drawn = text => {
    const box = text.getBoundingClientRect(), style = getComputedStyle(text);
    const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const under = [...text.ownerSVGElement.querySelectorAll('g > path')].filter(path => {
      const is = path.getBoundingClientRect();
      return is.left < middle[0] && middle[0] < is.right
          && is.top < middle[1] && middle[1] < is.bottom;
    }).pop();
    return [text.textContent, style.fill,
            under ? getComputedStyle(under).fill : behind(text.ownerSVGElement)];
  };
  const written = element => {
    return [element.textContent.trim(), getComputedStyle(element).color, behind(element)];
  };
  const own = element => [...element.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
  return [
    ...[...document.querySelectorAll('figure svg text')].map(drawn),
    ...[...document.querySelectorAll('body *:not(svg *):not(.spoken)')].filter(own).map(written),
  ];
}"""

SHAPES = """() => Object.fromEntries(['strong', 'weak', 'unknown'].map(shade => {
  const style = getComputedStyle(document.querySelector(`figure svg .${shade} path`));
  return [shade, [style.fill, style.stroke]];
}))"""


@pytest.fixture(scope="module")
def opened(tab: Page) -> Page:
    """A sample page with its tables open."""
    tab.set_content(rendered(sample_sheet(2019, "en"), "html").decode())
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return tab


@pytest.fixture(scope="module", params=MODES, ids=" ".join)
def page(request: pytest.FixtureRequest, opened: Page) -> Page:
    """The page for a reader who wants these colours."""
    scheme, forced = request.param
    opened.emulate_media(color_scheme=scheme, forced_colors=forced)
    return opened


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of a colour as a browser computes it, from 0 to 255."""
    assert colour.startswith("rgb("), colour
    red, green, blue = (float(each) for each in colour[4:-1].split(","))
    return red, green, blue


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (each / 255 for each in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(texts: list[list[str]]) -> list[list[str]]:
    """The texts that don't stand out from what they stand on."""
    return [text for text in texts if contrast(text[1], text[2]) < 4.5]


def test_every_text_can_be_read(page: Page) -> None:
    """Whatever colours the reader wants: a text stands out from the page or the bar under it."""
    texts: list[list[str]] = page.evaluate(TEXTS)
    assert len(texts) > 700
    assert faint(texts) == []


def test_the_shades_can_be_told_apart(page: Page) -> None:
    """Yes, no and no information differ in lightness or in outline, and from the page."""
    ground: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shapes: dict[str, list[str]] = page.evaluate(SHAPES)
    strong, weak, unknown = (shapes[shade] for shade in ("strong", "weak", "unknown"))
    assert contrast(strong[0], ground) > 3
    assert contrast(strong[0], weak[0]) > 2.5
    assert unknown[0].startswith("url(")
    assert contrast(unknown[1], ground) > 3
    outlined = weak[1].startswith("rgb(") and contrast(weak[1], ground) > 3
    assert outlined or contrast(weak[0], ground) > 1.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_dark_if_the_reader_wants_it(tab: Page, scheme: Scheme) -> None:
    """The page has a dark palette of its own, which no browser needs to invent."""
    tab.emulate_media(color_scheme=scheme, forced_colors="none")
    tab.set_content(rendered(sample_sheet(2019, "sq"), "html").decode())
    ground: str = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (luminance(ground) < 0.02) is (scheme == "dark")
    assert tab.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light dark"


def test_faint_texts_are_noticed(tab: Page) -> None:
    """Colours that don't follow the reader are found."""
    tab.emulate_media(color_scheme="dark", forced_colors="none")
    source = rendered(sample_sheet(2019, "en"), "html").decode()
    tab.set_content(source.replace("figure svg .ink,", "figure svg .other,"))
    assert len(faint(tab.evaluate(TEXTS))) > 50
