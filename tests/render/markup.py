"""A strict reader of HTML: what a browser would quietly repair is an error here."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

# Elements without content, and those of SVG that are written as empty.
_VOID = {"meta", "link", "br", "hr", "img", "input", "source", "wbr"}
_BLOCKS = {"p", "div", "table", "ul", "ol", "section", "figure", "h1", "h2", "h3", "details"}
_RAW = {"style", "script"}


@dataclass
class Element:
    """An element with what is in it, texts and elements in their order."""

    name: str
    attributes: dict[str, str | None]
    children: "list[Element | str]" = field(default_factory=list)

    def all(self, name: str) -> "list[Element]":
        """The elements of a name within, in order."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                found += [child] if child.name == name else []
                found += child.all(name)
        return found

    def text(self) -> str:
        """The text within, without styles."""
        if self.name in _RAW:
            return ""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)

    def get(self, attribute: str) -> str:
        """An attribute's value, or ""."""
        return self.attributes.get(attribute) or ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]
        self.doctype = ""
        self.errors: list[str] = []

    def handle_decl(self, decl: str) -> None:
        self.doctype = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len({name for name, _ in attrs}) != len(attrs):
            self.errors.append(f"<{tag}> has an attribute twice")
        if tag in _BLOCKS and any(element.name == "p" for element in self.open):
            self.errors.append(f"<{tag}> within <p>")
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        inside_svg = tag == "svg" or any(element.name == "svg" for element in self.open)
        if not inside_svg:
            self.errors.append(f"<{tag}/> is HTML and can't be closed so")
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if self.open[-1].name != tag:
            self.errors.append(f"</{tag}> closes <{self.open[-1].name}>")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(page: bytes) -> Element:
    """Read a whole page; AssertionError says where it isn't well formed."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    assert reader.doctype.lower() == "doctype html"
    assert reader.errors == []
    assert [element.name for element in reader.open] == [""]
    (html,) = (child for child in reader.root.children if isinstance(child, Element))
    return html
