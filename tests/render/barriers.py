"""What bars somebody's way on a page: what axe finds, of colours where there are new ones.

Axe takes five times as long over the contrast of texts as over all its other rules together, and
says the same of the same colours whatever the language, the window and the page. So a judge has it
look at the colours of a page only if that has other ones than those it has looked at already.
"""

from collections.abc import Sequence
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Barrier = tuple[str, list[str]]
"""A rule of axe's, and the elements that break it."""

Schemes = Sequence[Literal["light", "dark"]]
BOTH: Schemes = ("light", "dark")

RULES = ["color-contrast", "link-in-text-block"]
"""Axe's rules about colours."""

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


class Judge:
    """Says what bars the way on one page after another of a kind."""

    def __init__(self) -> None:
        self._looked_at: set[str] = set()

    def barriers(self, page: Page, width: int = 1280, schemes: Schemes = BOTH) -> list[Barrier]:
        """The barriers that axe finds in a window of a width, in light colours and in dark ones."""
        page.set_viewport_size({"width": width, "height": 900})
        found = barriers(page, "others")
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            found += self.of_colours(page)
        page.emulate_media(color_scheme="light")
        return found

    def of_colours(self, page: Page) -> list[Barrier]:
        """What axe says of the page's colours, if not of each of them before."""
        colours = set(page.evaluate(COLOURS))
        assert colours
        if colours <= self._looked_at:
            return []
        if not (found := barriers(page, "colours")):
            self._looked_at |= colours
        return found


def barriers(page: Page, rules: str = "all") -> list[Barrier]:
    """The barriers that axe finds, and the elements they are of.

    Its rules are those about ``colours``, the ``others``, or ``all``.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules == "colours":
        options["runOnly"] = {"type": "rule", "values": RULES}
    elif rules == "others":
        options["rules"] = {rule: {"enabled": False} for rule in RULES}
    found = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
