"""Reading PO files, as gettext defines them and translators' editors write them.

Of a file that comes with the program and is tested, this reads what the program needs, in much
less time than libraries take which can also write one.
"""

import re
from collections.abc import Iterator

_LINE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"'
_FIELD = re.compile(
    rf"^(?P<name>msgid|msgstr)(?:\[[0-9]\])?[ ]+(?P<text>{_LINE}(?:\s+{_LINE})*)", re.MULTILINE
)
_LINES = re.compile(_LINE)
_ESCAPED = re.compile(r"\\(.)")
_CONTROLS = {"n": "\n", "t": "\t"}


def read_po(content: str) -> dict[str, tuple[str, ...]]:
    """Each message's forms by its id: one, or one for each plural. The header's id is "".

    A text may go over several lines. Entries out of use and those that lack a form are left out.
    """
    found: dict[str, list[str]] = {}
    forms: list[str] = []
    for name, text in _fields(content):
        if name == "msgid":
            forms = found.setdefault(text, [])
        else:
            forms.append(text)
    return {key: tuple(texts) for key, texts in found.items() if all(texts)}


def _fields(content: str) -> Iterator[tuple[str, str]]:
    for field in _FIELD.finditer(content):
        text = "".join(line[1:-1] for line in _LINES.findall(field["text"]))
        if "\\" in text:
            text = _ESCAPED.sub(lambda each: _CONTROLS.get(each[1], each[1]), text)
        yield field["name"], text
