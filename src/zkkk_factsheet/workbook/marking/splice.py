"""Changing an XML part here and there while all its other bytes stay as they are.

A parser that builds a tree and writes it again would lose what it doesn't understand, or the
prefixes that Excel insists on. Here the parser only says where the tags stand.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

_CHUNK = 1 << 16
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_ATTRIBUTE = r"""\s{name}\s*=\s*(?:"[^"]*"|'[^']*')"""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class UnpatchableError(Exception):
    """A part or a package that isn't built as expected, so that nothing can be added to it."""


class Tag(NamedTuple):
    """A tag of an XML part: what it is, and from which byte to which it stands.

    ``name`` is without its prefix, which is kept in ``prefix`` with its colon; the names of
    the attributes are as written. ``depth`` is 1 for the root.
    """

    kind: Literal["start", "empty", "end"]
    prefix: str
    name: str
    attributes: Mapping[str, str]
    start: int
    end: int
    depth: int

    @property
    def opens(self) -> bool:
        """Whether an element begins here, with content or without."""
        return self.kind != "end"

    def related(self) -> str:
        """The id of the relationship that the element refers to; "" if it does to none."""
        ids = (value for name, value in self.attributes.items() if name.endswith(":id"))
        return next(ids, "")


def tags(data: bytes) -> Iterator[Tag]:
    """All tags of a part, in order. Raises UnpatchableError if it isn't well-formed, or unsafe."""
    found: list[Tag] = []
    # For each element that is open: its depth, and whether its tag is an empty one.
    empty: list[bool] = []
    parser = ParserCreate()

    def start(written: str, attributes: dict[str, str]) -> None:
        position = parser.CurrentByteIndex
        match = _TAG.match(data, position)
        if not match:
            raise UnpatchableError(f"no tag at byte {position}")
        empty.append(match.group().endswith(b"/>"))
        kind: Literal["start", "empty"] = "empty" if empty[-1] else "start"
        prefix, name = _split(written)
        found.append(Tag(kind, prefix, name, attributes, position, match.end(), len(empty)))

    def end(written: str) -> None:
        depth = len(empty)
        if not empty.pop():
            position = parser.CurrentByteIndex
            prefix, name = _split(written)
            after = data.index(b">", position) + 1
            found.append(Tag("end", prefix, name, {}, position, after, depth))

    def refuse(*_: object) -> None:
        raise UnpatchableError("a document type declaration")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        for position in range(0, len(data), _CHUNK):
            parser.Parse(data[position : position + _CHUNK], False)  # noqa: FBT003 - by position only
            yield from found
            found.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - by position only
        yield from found
    except ExpatError as error:
        raise UnpatchableError(str(error)) from error


class Splice:
    """A part, and the changes to be made to it, which are made all at once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._changes: list[tuple[int, int, bytes]] = []

    def insert(self, position: int, content: str) -> None:
        """Insert XML before a byte; what is inserted there first stands first."""
        self.replace(position, position, content)

    def replace(self, start: int, end: int, content: str) -> None:
        """Replace the bytes from ``start`` to ``end``."""
        self._changes.append((start, end, content.encode("ascii", "xmlcharrefreplace")))

    def append(self, closing: Tag, content: str) -> None:
        """Add XML at the end of an element: before its end tag, or into its empty tag."""
        if closing.kind == "empty":
            opened = self.text(closing).rstrip("/> \t\r\n")
            end = f"</{closing.prefix}{closing.name}>"
            self.replace(closing.start, closing.end, f"{opened}>{content}{end}")
        else:
            self.insert(closing.start, content)

    def set_attributes(self, tag: Tag, values: Mapping[str, str | None]) -> None:
        """Set attributes of a tag that was not changed otherwise; those set to None go."""
        self.replace(tag.start, tag.end, with_attributes(self.text(tag), values))

    def text(self, tag: Tag) -> str:
        """A tag as it is written."""
        return self.data[tag.start : tag.end].decode(errors="xmlcharrefreplace")

    def done(self) -> bytes:
        """The part with all changes made."""
        pieces: list[bytes] = []
        position = 0
        for start, end, content in sorted(self._changes, key=lambda each: each[:2]):
            pieces += (self.data[position:start], content)
            position = end
        return b"".join((*pieces, self.data[position:]))


def with_attributes(tag: str, values: Mapping[str, str | None]) -> str:
    """A start tag, as it is written, with attributes set, or removed where they are None."""
    for name, value in values.items():
        tag = re.sub(_ATTRIBUTE.format(name=re.escape(name)), "", tag)
        if value is not None:
            at = re.search(r"\s*/?>$", tag)
            position = at.start() if at else len(tag)
            tag = f'{tag[:position]} {name}="{attribute(value)}"{tag[position:]}'
    return tag


def as_utf8(data: bytes) -> bytes:
    """A part in an encoding in which bytes below 128 are ASCII. Raises UnpatchableError."""
    if data[:2] not in _UTF16:
        return data
    try:
        return _DECLARATION.sub("", data.decode("utf-16")).encode()
    except UnicodeError as error:
        raise UnpatchableError(str(error)) from error


def allowed(text: str) -> str:
    """A text without the characters that XML can't hold."""
    return _FORBIDDEN.sub("", text)


def content(text: str) -> str:
    """A text as the content of an element that Excel reads: what it must not hold is left out."""
    text = _LOOKS_ESCAPED.sub("_x005F_", allowed(text))
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """A text as the value of an attribute."""
    text = allowed(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


@lru_cache(maxsize=1_000)  # there are few, and each stands there a thousand times
def _split(written: str) -> tuple[str, str]:
    prefix, colon, name = written.rpartition(":")
    return prefix + colon, name
