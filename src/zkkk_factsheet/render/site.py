"""The pages of the site by Jinja2, and the style sheet, script and fonts that they share."""

import hashlib
import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from jinja2.runtime import Macro

from zkkk_factsheet.documents.site import CorrectionsPage, Feed, Front, PlacePage, Root
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import environment, template_errors
from zkkk_factsheet.resources import template_files
from zkkk_factsheet.typeface import FAMILY, WEIGHTS

STYLES: Final = "assets/site.css"
_SCRIPT: Final = "assets/site.js"

_SIGNED: Final = re.compile(
    rb"(?P<page>.*)<!-- zkkk-factsheet (?P<digest>[0-9a-f]{64}) -->\n", re.DOTALL
)


class SiteRenderer:
    """Renders the pages of the site with the templates of a folder."""

    def __init__(self, templates: Path) -> None:
        """Look up the templates; those that the folder lacks are the program's own."""
        self._environment = environment(templates)
        self._environment.globals["once"] = self._once
        self._files = template_files(templates)
        self._made: dict[tuple[object, ...], str] = {}

    def front(self, page: Front) -> bytes:
        """The page on everything. Raises TemplateError if the template is broken."""
        return self._page("site/front.html.j2", page=page)

    def place(self, page: PlacePage) -> bytes:
        """The page on a municipality. Raises TemplateError likewise."""
        return self._page("site/place.html.j2", page=page)

    def corrections(self, page: CorrectionsPage) -> bytes:
        """The page on corrections. Raises TemplateError likewise."""
        return self._page("site/corrections.html.j2", page=page)

    def feed(self, feed: Feed) -> bytes:
        """What is new, as an Atom feed. Raises TemplateError likewise."""
        return self._page("site/feed.xml.j2", feed=feed)

    def root(self, page: Root, folder: str) -> bytes:
        """The page that leads to the site in a folder beside it; it can be told from others."""
        text = self._page("site/root.html.j2", page=page, styles=f"{folder}/{STYLES}")
        return text + b"\n<!-- zkkk-factsheet %s -->\n" % _digest(text + b"\n")

    def assets(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """What makes what the pages share, by its path: style sheet, script and fonts."""
        yield STYLES, self._styles
        yield _SCRIPT, lambda: self._text("site/site.js").encode()
        for weight in WEIGHTS:
            yield f"assets/{_font(weight)}", partial(_made_font, weight)

    def _styles(self) -> bytes:
        faces = "".join(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight};'
            f' src: url("{_font(weight)}") format("woff"); }}\n'
            for weight in WEIGHTS
        )
        return "".join((faces, self._text("style.css"), self._text("site/site.css"))).encode()

    def _page(self, name: str, **values: object) -> bytes:
        with template_errors(self._files[name]):
            return self._environment.get_template(name).render(values).encode()

    def _once(self, macro: Macro, *values: object) -> str:
        """What a macro makes of some values, made once for all pages: of these alone."""
        key = (macro.name, *values)
        if key not in self._made:
            self._made[key] = macro(*values)
        return self._made[key]

    def _text(self, name: str) -> str:
        with template_errors(self._files[name]):
            return self._files[name].read_text(encoding="utf-8")


def is_root(data: bytes) -> bool:
    """Whether a page is one that `SiteRenderer.root` made, and nobody has changed it since."""
    found = _SIGNED.fullmatch(data)
    return found is not None and _digest(found["page"]) == found["digest"]


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()


def _made_font(weight: int) -> bytes:
    return b64decode(web_fonts()[weight])


def _font(weight: int) -> str:
    """The name of a font file; a folder whose manifest is lost is known by such a name."""
    return f"zkkk-{weight}.woff"
