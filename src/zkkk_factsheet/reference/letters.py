"""The characters that the typeface of the sheet can print, and Serbian Cyrillic in Latin ones.

The languages of the sheet need Latin with the letters of Albanian, Serbian and Turkish; a remark
may quote Serbian Cyrillic or Greek. A test holds this list against the typeface itself.
"""

import re

LETTERS = frozenset(
    {
        *range(0x20, 0x7F),
        *range(0xA0, 0x17F),
        *range(0x218, 0x21C),
        *(code for code in range(0x386, 0x3CF) if code not in {0x387, 0x38B, 0x38D, 0x3A2}),
        *range(0x400, 0x460),
        *(ord(sign) for sign in "–—‘’‚“”„†•…‹›€−→✓"),
    }
)
"""Code points the typeface has in every weight that is used."""

IN_LATIN = "sr"
"""The language whose texts are put into Latin script if they are written in Cyrillic."""

_SPACE = re.compile(r"\s")

_CYRILLIC_SCRIPT = re.compile("[\u0400-\u04ff]")

_TWO_LETTERS = {"љ": "lj", "њ": "nj", "џ": "dž"}
_LATIN = _TWO_LETTERS | dict(
    zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True)
)
_CYRILLIC_LETTER = re.compile("[" + "".join(_LATIN) + "".join(_LATIN).upper() + "]")


def in_latin(text: str) -> str:
    """A Serbian text in Latin script: letter by letter, which is without exceptions this way.

    A capital of two letters has both large among other capitals (ЉУБАВ, LJUBAV), else only the
    first (Љубав, Ljubav). What is no letter of Serbian Cyrillic stays as it is.
    """
    return _CYRILLIC_LETTER.sub(lambda match: _latin(text, match.start()), text)


def in_cyrillic(text: str) -> bool:
    """Whether a text is in Cyrillic: a word of it quoted in another text makes that no Cyrillic."""
    letters = sum(map(str.isalpha, text))
    return 2 * len(_CYRILLIC_SCRIPT.findall(text)) > letters


def _latin(text: str, position: int) -> str:
    letter = text[position]
    latin = _LATIN[letter.lower()]
    if letter.islower():
        return latin
    before, after = text[max(position - 1, 0) : position], text[position + 1 : position + 2]
    among_capitals = after.isupper() or (not after.isalpha() and before.isupper())
    return latin.upper() if among_capitals else latin.capitalize()


def unprintable(text: str) -> str:
    """The characters of a text that can't be printed, each once, in order; white space can be."""
    return "".join(
        dict.fromkeys(
            sign for sign in text if ord(sign) not in LETTERS and not _SPACE.fullmatch(sign)
        )
    )
