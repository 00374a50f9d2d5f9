"""A language is data: no word and no letter of one stands in code."""

import ast
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.language.code import nodes
from tests.support import ROOT

from zkkk_factsheet.reference import fold

# Each module is parsed once, if one process has the tests.
pytestmark = pytest.mark.xdist_group("catalogues")

PACKAGE = ROOT / "src" / "zkkk_factsheet"

SIGNS = {
    "…": "what was cut off a text, and what a scratch folder is called",
    "–": "from … to …, and a minus in a cell",
    "—": "an empty cell that shows a dash",
    "−": "minus",
    "→": "from before to after, in a terminal",
    "≥": "a range in the help of options",
    "’": "groups of digits, as Swiss locales of Excel write them",
    "†": "marks a note below a table",
    "¹": "marks a note below a table",
    "┌": "begins the place in an error of typst",
    "─": "begins the place in an error of typst",
    "😀": "an example of what no typeface has",
    **dict.fromkeys("‘‚“”„•‹›€✓", "can be printed, beside letters"),
}
"""The only visible characters beyond ASCII in the code's strings, and what each is there for."""

EXAMPLES = PACKAGE / "workbook" / "findings.py"
"""Its examples quote what stands in workbooks; nothing is compared with them."""


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """The line and the text of each string in a module that is no documentation."""
    alone = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


@cache
def _all_strings() -> tuple[tuple[Path, int, str], ...]:
    found = tuple(
        (path, *each) for path in sorted(PACKAGE.rglob("*.py")) for each in _strings(path)
    )
    assert len(found) > 3000
    return found


def test_no_string_in_the_code_has_a_letter_beyond_ascii() -> None:
    """Such a letter belongs to a language, and that stands in a catalogue or in TOML."""
    beyond = {
        (path.relative_to(ROOT).as_posix(), line, sign)
        for path, line, text in _all_strings()
        for sign in text
        if not sign.isascii() and sign not in SIGNS and unicodedata.category(sign)[0] not in "CZ"
    }
    assert beyond == set()


def test_the_signs_that_are_excepted_are_signs_and_are_there() -> None:
    """No letter is excepted, and nothing that the code no longer has."""
    assert not [sign for sign in SIGNS if unicodedata.category(sign).startswith("L")]
    assert set("".join(text for _, _, text in _all_strings())) >= set(SIGNS)


def _words_of(value: Any, language: str) -> Iterator[str]:
    """All texts that a TOML file has under the name of a language."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name == language and not isinstance(each, dict):
                yield from [each] if isinstance(each, str) else each
            else:
                yield from _words_of(each, language)
    elif isinstance(value, list):
        for each in value:
            yield from _words_of(each, language)


def _is_word(text: str) -> bool:
    """Whether a text is of letters; one letter alone is a name in Excel's files."""
    return len(text) > 1 and text.replace(" ", "").isalpha()


def test_no_string_in_the_code_is_a_word_of_albanian_or_serbian() -> None:
    """Not in ASCII either: what a text is compared with stands in TOML, by language."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in PACKAGE.rglob("*.toml")]
    by_language = {
        language: {fold(word) for file in files for word in _words_of(file, language)}
        for language in ("sq", "sr", "en")
    }
    foreign = (by_language["sq"] | by_language["sr"]) - by_language["en"]
    assert {"gjithsej", "ukupno", "nuk", "nije", "po", "lindur"} <= foreign
    found = {
        (path.relative_to(ROOT).as_posix(), line, text)
        for path, line, text in _all_strings()
        if path != EXAMPLES and _is_word(text) and fold(text) in foreign
    }
    assert found == set()
