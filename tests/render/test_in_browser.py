"""The pages as Chromium shows them, on a telephone, a tablet and a desk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Route
from tests.effort import THOROUGH
from tests.render.barriers import WIDTHS, Judge, barriers, widen
from tests.support import EXTREMES, LANGUAGES, PRINTED_YEARS, extreme_sheet, rendered, sample_sheet

from zkkk_factsheet.charts.measure import text_width

pytestmark = pytest.mark.browser

# Each language; a sheet without a year before it and one with, which has most to say in Albanian.
JUDGED = [
    (str(year), language)
    for year in PRINTED_YEARS
    for language in LANGUAGES
    if THOROUGH or (year, language) in {(2016, "en"), (2019, "sq"), (2019, "sr")}
] + [(name, "sq") for name in ("nothing answered", "nobody established", "people")]
# No other one has an element of another kind or colour.
OTHERS = [(name, "sq") for name in EXTREMES if (name, "sq") not in JUDGED]
SHEETS = JUDGED + OTHERS

# Every text of every chart, with the box it fills and the box of its picture.
CHART_TEXTS = """() => [...document.querySelectorAll('figure svg')].flatMap((svg, number) => {
  const box = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].map(text => {
    const is = text.getBoundingClientRect();
    return {number, text: text.textContent, left: is.left - box.left, right: is.right - box.right,
            top: is.top - box.top, bottom: is.bottom - box.bottom,
            box: [is.left, is.top, is.right, is.bottom]};
  });
})"""

# Elements whose own text is wider than they are, or that lie outside of the window.
CLIPPED = """() => [...document.querySelectorAll('body *:not(svg *)')].filter(element => {
  if (element.closest('.spoken, details:not([open])')) return false;
  const texts = [...element.childNodes].filter(n => n.nodeType === 3 && n.textContent.trim());
  return texts.some(text => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].some(
      r => r.right > document.documentElement.clientWidth + 0.5 || r.left < -0.5);
  }) || (texts.length && getComputedStyle(element).display !== 'inline'
         && element.scrollWidth > element.clientWidth + 1);
}).map(element => element.outerHTML.slice(0, 120))"""


@dataclass
class Shown:
    """A page in a browser, and what it did on the way."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def result(self, script: str) -> Any:
        """What a script finds on the page."""
        return self.page.evaluate(script)


@pytest.fixture(scope="module")
def window(tab: Page) -> Iterator[Shown]:
    """A window for one page after another, whose requests for others are counted and refused."""
    window = Shown(tab)

    def route(route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        else:
            window.requests.append(route.request.url)
            route.abort()

    def hear(said: ConsoleMessage | Error) -> None:
        window.messages.append(said.text if isinstance(said, ConsoleMessage) else str(said))

    tab.route("**/*", route)
    tab.on("console", hear)
    tab.on("pageerror", hear)
    yield window
    tab.unroute("**/*", route)
    tab.remove_listener("console", hear)
    tab.remove_listener("pageerror", hear)


@pytest.fixture(scope="module", params=SHEETS, ids=" ".join)
def shown(
    request: pytest.FixtureRequest, window: Shown, tmp_path_factory: pytest.TempPathFactory
) -> Shown:
    """A sheet's page, opened from its file, with the tables behind the charts."""
    name, language = request.param
    sheet = sample_sheet(int(name), language) if name.isdigit() else extreme_sheet(name, language)
    file = tmp_path_factory.mktemp("page") / "sheet.html"
    file.write_bytes(rendered(sheet, "html"))
    window.requests.clear()
    window.messages.clear()
    window.page.goto(file.as_uri())
    window.page.evaluate("document.fonts.ready")
    window.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    return window


def test_the_page_is_quiet(shown: Shown) -> None:
    """Nothing but the file is asked for, and the console stays empty."""
    assert shown.page.title()
    assert shown.requests == []
    assert shown.messages == []


def test_the_typeface_is_the_page_s_own(shown: Shown) -> None:
    """Both weights come from the page itself and are in use."""
    faces = shown.result("[...document.fonts].map(f => [f.family, f.weight, f.status].join())")
    assert sorted(faces) == ["Source Sans Pro,400,loaded", "Source Sans Pro,600,loaded"]


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_has_its_room(shown: Shown, width: int) -> None:
    """Nobody has to scroll sideways, and no text reaches out of its place or over another.

    The tables behind the charts are open.
    """
    widen(shown.page, width)
    assert shown.result("document.querySelectorAll('details[open] table').length") > 0
    assert shown.result("document.documentElement.scrollWidth") <= width
    assert shown.result(CLIPPED) == []
    texts = shown.result(CHART_TEXTS)
    assert len(texts) > 15
    assert [
        each["text"]
        for each in texts
        if each["left"] < -0.5 or each["right"] > 0.5 or each["top"] < -1 or each["bottom"] > 1
    ] == []
    assert overlapping(texts) == []


def overlapping(texts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """The pairs of texts of one chart that lie over each other."""
    found = []
    for number, one in enumerate(texts):
        for other in texts[number + 1 :]:
            (a, b, c, d), (e, f, g, h) = one["box"], other["box"]
            width, height = min(c, g) - max(a, e), min(d, h) - max(b, f)
            if (
                one["number"] == other["number"]
                and width > 0.5
                and height > 0.34 * min(d - b, h - f)
            ):
                found.append((one["text"], other["text"]))
    return found


@pytest.mark.parametrize("shown", SHEETS if THOROUGH else JUDGED, ids=" ".join, indirect=True)
def test_nothing_bars_the_way(shown: Shown, judge: Judge) -> None:
    """Axe finds no barrier, in light and dark colours, with the tables behind the charts open."""
    assert judge.barriers(shown.page, 320, 1280) == []


def test_what_scrolls_can_be_reached_and_has_a_name(shown: Shown) -> None:
    """A region that may scroll sideways takes the keyboard's focus and says what it is."""
    regions = shown.result(
        "[...document.querySelectorAll('.wide')].map(e => [e.tabIndex, e.role, e.ariaLabel])"
    )
    tables, inside, scrolling = (
        shown.result(f"document.querySelectorAll('{where}').length")
        for where in ("#years table", "#years .wide table", ".wide table")
    )
    assert tables == inside
    assert len(regions) == scrolling
    assert all(region[:2] == [0, "region"] and region[2] for region in regions)


def test_texts_are_as_wide_as_they_were_measured(shown: Shown) -> None:
    """The browser sets every text of a chart as wide as it was taken to be."""
    widen(shown.page, 1280)  # small type is set in whole pixels
    texts = shown.result(
        "[...document.querySelectorAll('figure svg text')].map(each => [each.textContent,"
        " each.getAttribute('font-weight'), parseFloat(each.getAttribute('font-size')),"
        " each.getComputedTextLength()])"
    )
    assert len(texts) > 15
    for words, weight, size, width in texts:
        assert text_width(words, int(weight), size) == pytest.approx(width, abs=0.15), words


def test_a_barrier_a_request_and_a_label_cut_off_are_noticed(tab: Page) -> None:
    """The tools of this module find what they look for."""
    page = tab
    page.goto("about:blank")
    widen(page, 360)
    requests: list[str] = []

    def refuse(route: Route) -> None:
        requests.append(route.request.url)
        route.abort()

    page.route("**/*", refuse)
    page.set_content(
        "<html><body><img src='http://example.org/x.png'><p style='width:9rem'>"
        "<nobr>" + "long " * 60 + "</nobr></p><figure><svg width='9' height='9'>"
        "<text y='5'>label</text></svg></figure></body></html>"
    )
    assert requests == ["http://example.org/x.png"]
    assert page.evaluate(CLIPPED)
    assert page.evaluate(CHART_TEXTS)[0]["right"] > 0.5
    assert {"image-alt", "html-has-lang"} <= {rule for rule, _ in barriers(page)}
    assert {"image-alt", "html-has-lang"} <= {rule for rule, _ in barriers(page, "others")}
    judge = Judge()
    assert judge.of_colours(page) == []
    page.add_style_tag(content="@media (max-width: 26rem) { p { color: #aaa } }")
    widen(page, 1280)
    assert judge.of_colours(page) == []
    widen(page, 320)
    for _ in range(2):
        assert [rule for rule, _ in judge.of_colours(page)] == ["color-contrast"]
    for rules, found in (("colours", True), ("all", True), ("others", False)):
        assert ("color-contrast" in {rule for rule, _ in barriers(page, rules)}) is found
    page.unroute("**/*", refuse)


def test_a_judge_looks_at_what_it_has_not_seen(tab: Page) -> None:
    """Of elements like those it knows, only what they are together; never again at the others."""
    page, judge = tab, Judge()
    page.goto("about:blank")  # a page that is replaced leaves its colours for the dark

    def found(body: str) -> set[str]:
        page.set_content(f"<html lang='sq'><title>t</title><main><h1>h</h1>{body}</main></html>")
        return {rule for rule, _ in judge.of_elements(page, 1280)}

    link = "<a href='x'>words</a>"
    assert found(link) == set()
    assert found(link + link) == set()
    assert found("<a href='y'></a>") == {"link-name"}
    assert found("<a href='y'></a>") == {"link-name"}
    assert found("<a href='x' aria-label=' '></a>") == {"link-name"}
    assert found("<a href='x' role='x'>words</a>") == {"aria-roles"}
    assert found(f"<ul>{link}</ul>") == {"list"}
    assert found("<h1>h</h1><p lang='sq'>w</p>") == set()
    assert found("<h1>h</h1><p lang='xx-yy'>w</p>") == {"valid-lang"}
    style = "<style>@media (prefers-color-scheme: dark) { .x { color: #111; background: #222 } }"
    assert found(f"{style}</style>{link}") == set()
    page.emulate_media(color_scheme="light")
    assert [rule for rule, _ in judge.barriers(page)] == []
    page.set_content(page.content().replace("<a ", "<a class='x' "))
    assert [rule for rule, _ in judge.barriers(page)] == ["color-contrast"]
    known = page.content().replace(' class="x"', "")
    page.set_content(known)
    assert [rule for rule, _ in judge.barriers(page)] == []
    page.set_content(known.replace(".x {", "a {"))  # the same but for its colours in the dark
    assert [rule for rule, _ in judge.barriers(page)] == ["color-contrast"]


def test_a_judge_looks_again_at_what_the_width_changes(tab: Page) -> None:
    """What scrolls, what is hidden, and what was changed since is found in the second window."""
    page, judge = tab, Judge()

    def found(width: int) -> set[str]:
        widen(page, width)
        return {rule for rule, _ in judge.of_elements(page, width)}

    style = "pre { overflow: auto } @media (max-width: 26rem) { .wide { display: none } }"
    begin = f"<html lang='sq'><title>t</title><style>{style}</style><main>"
    for body, barrier in (
        (f"<h1>h</h1><pre>{'long' * 30}</pre>", {"scrollable-region-focusable"}),
        ("<h1 class='wide'>h</h1><p>p</p>", {"page-has-heading-one"}),
        ("<h1>h</h1><p>p</p>", set()),
    ):
        page.set_content(f"{begin}{body}</main></html>")
        assert found(1280) == set()
        assert found(320) == barrier
        assert found(320) == barrier
    page.evaluate("document.documentElement.lang = 'xx-yy'")
    assert found(1280) == {"html-lang-valid"}
    assert found(1280) == {"html-lang-valid"}
