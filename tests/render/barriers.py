"""What bars somebody's way on a page: axe's findings, and colours that axe needn't look at again.

Axe takes five times as long over the contrast of texts as over all its other rules together. A
window's width has nothing to do with colours; so axe looks at them in one width, and a script sees
to it that the texts of another have no others.
"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]
"""Axe's rules about colours."""

# Of each text that is shown: its colour, that of the nearest background, and whether it is large.
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
    return [style.color, behind(each), large ? 'large' : 'small'].join(' on ');
  });
}"""


def barriers(page: Page, rules: str = "all") -> list[tuple[str, list[str]]]:
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


def other_colours(page: Page, width: int, looked_at: int) -> set[str]:
    """The colours of texts in a window that don't occur in one in which axe looks at them."""
    seen = []
    for each in (width, looked_at):
        page.set_viewport_size({"width": each, "height": 900})
        seen.append(set(page.evaluate(COLOURS)))
    assert all(seen)
    return seen[0] - seen[1]
