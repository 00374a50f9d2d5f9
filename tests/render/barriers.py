"""What bars somebody's way on a page: what axe finds, of what it hasn't looked at yet.

Axe takes long over the contrast of texts, and says the same of the same colours whatever the
language, the window and the page. In a window of one width it also says the same of elements of one
kind: which have the same tags, classes, roles and attributes from the top of the page down, and
which have words or have none. So a judge has it look at the elements of a page only if there are
others among them than it has looked at already, and then at one of each such kind; and at its
colours only if there are others, and then at one text of each kind that has them. Always it has it
look at what is said of the page as a whole, of its language, its tables and what scrolls, since
these may differ between pages of the same elements; in a window of another width only at what its
width decides, if the page is still the same and shows the same elements.
"""

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize
from tests.effort import THOROUGH

WIDTHS = (1920, 1280, 768, 360, 320) if THOROUGH else (1280, 768, 320)
"""Windows for each of the ways in which a sheet is laid out: wide, in one column, narrow.

A window wider than the first has more of its margins, and one a bit wider than the last more room.
"""

Barrier = tuple[str, list[str]]
"""A rule of axe's, and the elements that break it."""

OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""Axe's rules about colours."""

OF_THE_WHOLE = [
    "accesskeys",
    "aria-valid-attr-value",
    "bypass",
    "document-title",
    "duplicate-id-aria",
    "heading-order",
    "html-has-lang",
    "html-lang-valid",
    "label",
    "landmark-no-duplicate-banner",
    "landmark-no-duplicate-contentinfo",
    "landmark-no-duplicate-main",
    "landmark-one-main",
    "landmark-unique",
    "page-has-heading-one",
    "scrollable-region-focusable",
    "skip-link",
    "table-duplicate-name",
    "td-has-header",
    "td-headers-attr",
    "th-has-data-cells",
    "valid-lang",
]
"""Its rules about what elements of the same kinds are by their order, number, names and width."""

OF_THE_WIDTH = ["scrollable-region-focusable", "skip-link", "td-has-header"]
"""Those of them that measure the elements that are shown."""

# What the judge asks a page, which keeps the elements that it has answered about.
#
# Of each element that is shown: what it is, and what stands around it up to the page itself. What
# it is called may differ, but not whether it is called something; and of its classes, those behind
# the first, which say of what shade it is, or that it is the page's own.
#
# Of each text that is shown: its colour, that of the nearest background, and whether it is large;
# of a link also how it is told from the text around it.
LOOK = r"""
window.look ??= (() => {
  const own = element => [...element.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
  const plain = ['class', 'role', 'tabindex', 'type', 'scope'];
  const kindsOf = () => {
    const kinds = new Map();
    return function kind(element) {
      if (!element) return '';
      if (!kinds.has(element)) {
        const told = [...element.attributes].map(({name, value}) => plain.includes(name)
          || /^aria-/.test(name) && /^(true|false|page|\d+)?$/.test(value)
          ? `${name}=${value.split(' ')[0]}` : value.trim() ? name : `${name}=`).sort().join();
        const around = kind(element.parentElement);
        kinds.set(element, `${around}>${element.localName}[${told}]${+own(element)}`);
      }
      return kinds.get(element);
    };
  };
  const behindOf = () => {
    const grounds = new Map();
    return function behind(element) {
      if (!element) return 'none';
      if (!grounds.has(element)) {
        const colour = getComputedStyle(element).backgroundColor;
        const own = colour && !/^rgba.*, 0\)$/.test(colour);
        grounds.set(element, own ? colour : behind(element.parentElement));
      }
      return grounds.get(element);
    };
  };
  const coloured = (each, behind) => {
    const style = getComputedStyle(each), size = parseFloat(style.fontSize);
    const large = size >= 24 || size >= 18.66 && parseInt(style.fontWeight) >= 700;
    const told = [style.color, behind(each), large ? 'large' : 'small'];
    if (each.matches('a')) {
      const around = getComputedStyle(each.parentElement);
      told.push('a ' + style.textDecorationLine, around.display, around.color);
    }
    return told.join(' on ');
  };
  const first = (elements, name) => {
    const found = new Map();
    for (const each of elements) {
      const called = name(each);
      if (!found.has(called)) found.set(called, each);
    }
    return found;
  };
  const shown = what => [...document.querySelectorAll(what)].filter(e => e.checkVisibility());
  const seen = () => [document.documentElement.outerHTML, ...[...document.querySelectorAll('*')]
    .filter(each => each.checkVisibility({visibilityProperty: true}))];
  let texts = [], kinds = new Map(), known = [];
  return {
    kinds: () => [...(kinds = first(shown('*:not(wbr)'), kindsOf())).keys()],
    colours: () => {
      const behind = behindOf();
      texts = shown('body *:not(svg *)').filter(own).map(each => [each, coloured(each, behind)]);
      return [...new Set(texts.map(([_, colours]) => colours))];
    },
    isKnown: () => {
      const now = seen();
      return now.length === known.length && now.every((each, number) => each === known[number]);
    },
    know: () => { known = seen(); },
    ofKinds: names => names.map(name => kinds.get(name)),
    ofColours: names => {
      const those = texts.filter(([_, colours]) => names.includes(colours)), kind = kindsOf();
      return [...first(those, ([each, colours]) => colours + kind(each)).values()].map(e => e[0]);
    },
  };
})();
"""


def widen(page: Page, width: int) -> None:
    """Give the window a width, if it hasn't got it: to lay a page out again takes long."""
    wanted: ViewportSize = {"width": width, "height": 900}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)


class Judge:
    """Says what bars the way on one page after another."""

    def __init__(self) -> None:
        self._colours: set[str] = set()
        self._kinds: set[tuple[int, str]] = set()

    def barriers(self, page: Page, *widths: int) -> list[Barrier]:
        """The barriers that axe finds in windows of some widths, in light and in dark colours.

        The page is light when it is handed over; to colour it anew takes long.
        """
        found: list[Barrier] = []
        is_dark = False
        for width in widths or (1280,):
            widen(page, width)
            found += self.of_elements(page, width) + self.of_colours(page)
            is_dark = not is_dark
            page.emulate_media(color_scheme="dark" if is_dark else "light")
            found += self.of_colours(page)
        if is_dark:
            page.emulate_media(color_scheme="light")
        return found

    def of_elements(self, page: Page, width: int) -> list[Barrier]:
        """What axe says of the page, and of its elements, if not of each kind of them before."""
        kinds: list[str] = _looked(page, "look.kinds()")
        assert len(kinds) > 1
        found = barriers(page, "width" if _looked(page, "look.isKnown()") else "whole")
        if not found:
            _looked(page, "look.know()")
        if new := [each for each in kinds if (width, each) not in self._kinds]:
            of_these = barriers(page, "each", f"look.ofKinds({json.dumps(new)})")
            if not of_these:
                self._kinds |= {(width, each) for each in new}
            found += of_these
        return found

    def of_colours(self, page: Page) -> list[Barrier]:
        """What axe says of the page's colours, if not of each of them before."""
        colours: list[str] = _looked(page, "look.colours()")
        assert colours
        if not (new := [each for each in colours if each not in self._colours]):
            return []
        if not (found := barriers(page, "colours", f"look.ofColours({json.dumps(new)})")):
            self._colours |= set(new)
        return found


JUDGE = Judge()
"""The same for all pages that are shown in one process."""


def _looked(page: Page, question: str) -> Any:
    """What the page answers to the judge."""
    return page.evaluate(LOOK + question)


def barriers(page: Page, rules: str = "all", among: str = "document") -> list[Barrier]:
    """The barriers that axe finds, and the elements they are of.

    Its rules are those about ``colours``, the ``others``, of these those about the ``whole`` page,
    only about its ``width``, or about ``each`` element, or ``all``. It looks at a few elements and
    what is within them, or at all.
    """
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    only = {"colours": OF_COLOURS, "whole": OF_THE_WHOLE, "width": OF_THE_WIDTH}
    if rules in only:
        options["runOnly"] = {"type": "rule", "values": only[rules]}
    elif rules in ("others", "each"):
        without = OF_COLOURS + (OF_THE_WHOLE if rules == "each" else [])
        options["rules"] = {rule: {"enabled": False} for rule in without}
    script = f"async options => window.axe && (await axe.run({among}, options)).violations"
    while (found := page.evaluate(script, options)) is None:
        page.evaluate(Axe().axe_script)
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
