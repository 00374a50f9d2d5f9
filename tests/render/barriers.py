"""What bars somebody's way on a page: what axe finds, of what it hasn't looked at yet.

Axe takes three times as long over the contrast of texts as over all its other rules together, and
says the same of the same colours whatever the language, the window and the page. In a window of one
width it also says the same of elements of one kind: which have the same tags, classes, roles and
attributes from the top of the page down, and which have words or have none. So a judge has it look
at the colours of a page, and at its elements, only if there are others among them than it has
looked at already; but always at what is said of the page as a whole, of its language, its tables
and what scrolls, since these may differ between pages of the same elements.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

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

# Of each text that is shown: its colour, that of the nearest background, and whether it is large;
# of a link also how it is told from the text around it.
COLOURS = """() => {
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour && !/^rgba.*, 0\\)$/.test(colour)) return colour;
    }
    return 'none';
  };
  const own = element => [...element.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
  const texts = [...document.querySelectorAll('body *:not(svg *)')].filter(
    each => own(each) && each.checkVisibility());
  return texts.map(each => {
    const style = getComputedStyle(each), size = parseFloat(style.fontSize);
    const large = size >= 24 || size >= 18.66 && parseInt(style.fontWeight) >= 700;
    const told = [style.color, behind(each), large ? 'large' : 'small'];
    if (each.matches('a')) {
      const around = getComputedStyle(each.parentElement);
      told.push('a ' + style.textDecorationLine, around.display, around.color);
    }
    return told.join(' on ');
  });
}"""

# Of each element that is shown: what it is, and what stands around it up to the page itself. What
# it is called may differ, but not whether it is called something; and of its classes, those behind
# the first, which say of what shade it is, or that it is the page's own.
KINDS = """() => {
  const kinds = new Map(), plain = ['class', 'role', 'tabindex', 'type', 'scope'];
  const kind = element => {
    if (!element) return '';
    if (!kinds.has(element)) {
      const told = [...element.attributes].map(({name, value}) => plain.includes(name)
        || /^aria-/.test(name) && /^(true|false|page|\\d+)?$/.test(value)
        ? `${name}=${value.split(' ')[0]}` : value.trim() ? name : `${name}=`).sort().join();
      const words = [...element.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
      kinds.set(element, `${kind(element.parentElement)}>${element.localName}[${told}]${+words}`);
    }
    return kinds.get(element);
  };
  const all = [...document.querySelectorAll('*:not(wbr)')].filter(each => each.checkVisibility());
  return [...new Set(all.map(kind))];
}"""


class Judge:
    """Says what bars the way on one page after another."""

    def __init__(self) -> None:
        self._colours: set[str] = set()
        self._kinds: set[tuple[int, str]] = set()

    def barriers(self, page: Page, width: int = 1280) -> list[Barrier]:
        """The barriers that axe finds in a window of a width, in light colours and in dark ones."""
        page.set_viewport_size({"width": width, "height": 900})
        found = self.of_elements(page, width) + self.of_colours(page)
        page.emulate_media(color_scheme="dark")
        found += self.of_colours(page)
        page.emulate_media(color_scheme="light")
        return found

    def of_elements(self, page: Page, width: int) -> list[Barrier]:
        """What axe says of the page, and of its elements, if not of each kind of them before."""
        kinds = {(width, kind) for kind in page.evaluate(KINDS)}
        assert len(kinds) > 1
        if kinds <= self._kinds:
            return barriers(page, "whole")
        if not (found := barriers(page, "others")):
            self._kinds |= kinds
        return found

    def of_colours(self, page: Page) -> list[Barrier]:
        """What axe says of the page's colours, if not of each of them before."""
        colours = set(page.evaluate(COLOURS))
        assert colours
        if colours <= self._colours:
            return []
        if not (found := barriers(page, "colours")):
            self._colours |= colours
        return found


def barriers(page: Page, rules: str = "all") -> list[Barrier]:
    """The barriers that axe finds, and the elements they are of.

    Its rules are those about ``colours``, the ``others``, of these those about the ``whole`` page,
    or ``all``.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules in ("colours", "whole"):
        only = OF_COLOURS if rules == "colours" else OF_THE_WHOLE
        options["runOnly"] = {"type": "rule", "values": only}
    elif rules == "others":
        options["rules"] = {rule: {"enabled": False} for rule in OF_COLOURS}
    found = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
