"""The catalogues have neither more nor less than the program asks them for."""

import ast
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

import pytest
from tests.language.catalogues import messages
from tests.language.code import nodes
from tests.support import ROOT

from zkkk_factsheet.language import DOMAINS

# Each module of the program is parsed once, if one process has the tests.
pytestmark = pytest.mark.xdist_group("catalogues")

# Which catalogues the rooms write from; tools write documentation from the findings' texts.
ROOMS = {
    "src/zkkk_factsheet/language": ("sheet",),
    "src/zkkk_factsheet/documents": ("sheet", "figures", "data", "site"),
    "src/zkkk_factsheet/open_data": ("data",),
    "src/zkkk_factsheet/workbook": ("messages", "workbook"),
    "src/zkkk_factsheet/render": ("program", "data"),  # its failures; the tables' workbook
    "src/zkkk_factsheet/edition": ("program",),
    "src/zkkk_factsheet/desk": ("desk",),
    "templates/desk": ("desk",),
    "src/zkkk_factsheet/cli": (
        "program",
        "messages",
        "usage",
        "sheet",
        "figures",
    ),  # its headings and names
    "tools": ("messages",),
}

SOME = r"[\w-]+"
"""What is filled in, in a pattern."""


def modules(room: str) -> Iterator[tuple[ast.AST, ...]]:
    """The modules of a room."""
    for file in sorted((ROOT / room).rglob("*.py")):
        if file.name != "make_sample.py":  # writes the sample's own texts
            yield nodes(file)


def pattern(text: ast.JoinedStr) -> str:
    """An f-string as a pattern; what is filled in is one part of a key."""
    return "".join(
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else SOME
        for part in text.values
    )


@cache
def mentioned(room: str) -> frozenset[str]:
    """Every text in a room's modules as a pattern, f-strings if they look like a key."""
    return frozenset(_mentioned(room))


def _mentioned(room: str) -> Iterator[str]:
    yield from asked_by_templates(room)
    for module in modules(room):
        for node in module:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr) and re.search(r"\w", str(_constant(node))):
                yield pattern(node)


def _constant(node: ast.JoinedStr) -> str:
    return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))


def asked(room: str) -> Iterator[str]:
    """What a room asks its catalogues for, as patterns, as far as it is written at the call."""
    methods = {"text", "plural", "plural_base"} | (
        {"tell", "count", "error"} if room.endswith("cli") else set()
    )
    yield from asked_by_templates(room)
    for module in modules(room):
        yield from map(re.escape, keys_of_failures(module))
        for node in module:
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if node.func.attr not in methods or not node.args:
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield re.escape(key.value)
            elif isinstance(key, ast.JoinedStr):
                yield pattern(key)


def asked_by_templates(room: str) -> Iterator[str]:
    """What the templates of a room ask for; what is added to a key is one part of it."""
    for file in sorted((ROOT / room).glob("*.j2")):
        text = file.read_text("utf-8")
        for key, more in re.findall(r'(?:say|count|help)\("([\w.-]+)"( ~)?', text):
            yield re.escape(key) + (SOME if more else "")


def keys_of_failures(module: Iterable[ast.AST]) -> Iterator[str]:
    """The keys that the classes of a module have, as ``key`` or ``self.key``."""
    for kind in (node for node in module if isinstance(node, ast.ClassDef)):
        for node in ast.walk(kind):
            if not isinstance(node, ast.Assign):
                continue
            target = ast.unparse(node.targets[0])
            if target == "self.key" or (target == "key" and node in kind.body):
                yield from (
                    each.value
                    for each in ast.walk(node.value)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                )


def unknown(patterns: list[str], keys: set[str]) -> list[str]:
    """The patterns that no key fits."""
    entire = {re.escape(key) for key in keys}
    return [
        each
        for each in patterns
        if each not in entire and not any(re.fullmatch(each, key) for key in keys)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_every_key_that_is_asked_for_exists(room: str) -> None:
    """What a room asks for is in one of its catalogues."""
    keys = {key for domain in ROOMS[room] for key in messages("en", domain)}
    patterns = list(asked(room))
    assert patterns or room == "tools"
    assert unknown(patterns, keys) == []


def test_every_message_is_used() -> None:
    """No message is translated three times for nothing."""
    for domain in DOMAINS:
        patterns = frozenset[str]().union(
            *(mentioned(room) for room, domains in ROOMS.items() if domain in domains)
        )
        assert (domain, unused(patterns, messages("en", domain))) == (domain, [])


def unused(patterns: Collection[str], keys: Iterable[str]) -> list[str]:
    """The keys that fit no pattern; most patterns are a key from its beginning to its end."""
    of_several = re.compile("|".join(each for each in patterns if SOME in each))
    return [key for key in keys if re.escape(key) not in patterns and not of_several.fullmatch(key)]


def test_a_key_that_no_catalogue_has_is_noticed() -> None:
    """The comparison finds a key that is missing, also behind an f-string."""
    keys = set(messages("en", "sheet"))
    assert unknown(["value\\.share", "value\\.shar"], keys) == ["value\\.shar"]
    assert unused(["value\\.share", "matrix\\.[\\w-]+"], ["value.share", "matrix.a"]) == []
    assert unused(["value\\.share", "matrix\\.[\\w-]+"], ["value.shar", "matrix.a.b"]) == [
        "value.shar",
        "matrix.a.b",
    ]
    assert unknown(["matrix\\.[\\w-]+", "matrices\\.[\\w-]+"], keys) == ["matrices\\.[\\w-]+"]
