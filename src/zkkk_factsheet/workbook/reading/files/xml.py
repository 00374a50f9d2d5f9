"""Reading XML as events, with a limit on their number and no document type declaration."""

import re
from collections.abc import Callable, Mapping
from typing import NoReturn
from xml.parsers import expat

from zkkk_factsheet.workbook.reading.files.raw import Refused

MOST_ELEMENTS = 1_100_000
"""Elements in all parts of a workbook together: a million rows, and some two seconds."""


# A tag with a million attributes, or a text of millions of letters: the parser keeps either in
# memory as a whole. In XML there is no "<" within them.
_LONG_RUN = re.compile(rb"<[^<]{1000000}")


class Elements:
    """How many elements may still come; it is shared by all parts of a workbook."""

    def __init__(self) -> None:
        self.left = MOST_ELEMENTS


Attributes = Mapping[str, str]


def read_xml(
    data: bytes,
    elements: Elements,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call ``start``, ``end`` and ``text`` for what an XML part holds.

    Names come without their prefix: strict and transitional workbooks differ in nothing else
    that matters here. Raises `Refused` if the part is no XML, too long, or unsafe.
    """
    if _LONG_RUN.search(data):
        raise Refused("too-demanding")
    names = _LocalNames()

    def on_start(name: str, attributes: dict[str, str]) -> None:
        elements.left -= 1
        if elements.left < 0:
            raise Refused("too-demanding")
        start(names[name], attributes)

    def on_end(name: str) -> None:
        if end:
            end(names[name])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _doctype
    parser.StartElementHandler = on_start
    parser.EndElementHandler = on_end if end else None
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)  # noqa: FBT003 - positional only
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Refused("damaged") from error


def local(attributes: Attributes, name: str) -> str | None:
    """An attribute by its name without prefix ("r:id"), or None."""
    for key, value in attributes.items():
        if key == name or key.endswith(f":{name}"):
            return value
    return None


class _LocalNames(dict[str, str]):
    """Names without their prefix; there are few, and each is asked for a thousand times."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(":")[2]
        return self[name]


def _doctype(*_args: object) -> NoReturn:
    raise Refused("unsafe-xml")
