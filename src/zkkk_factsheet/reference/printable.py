"""The characters that the typeface of the sheet can print.

The languages of the sheet need Latin with the letters of Albanian, Serbian and Turkish; a remark
may quote Serbian Cyrillic or Greek. A test holds this list against the typeface itself.
"""

import re

PRINTABLE = frozenset(
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

_LETTERS = frozenset(
    {
        *(0xC7, 0xCB, 0xE7, 0xEB),  # of Albanian
        *(0x106, 0x10C, 0x110, 0x160, 0x17D, 0x107, 0x10D, 0x111, 0x161, 0x17E),  # of Serbian
        *(0x11E, 0x130, 0xD6, 0x15E, 0xDC, 0x11F, 0x131, 0xF6, 0x15F, 0xFC),  # of Turkish
    }
)
_SIGNS = frozenset(
    {
        *(0xA0, 0xA7, 0xA9, 0xAB, 0xB0, 0xB1, 0xB7, 0xBB, 0xD7, 0xF7, 0x3A3, 0x2212),
        *(ord(sign) for sign in "–—‘’‚“”„…→✓"),
    }
)

COMMON = frozenset(range(0x20, 0x7F)) | _LETTERS | _SIGNS
"""Those with which nearly every sheet does: of its languages, of Turkish names, and signs."""

_SPACE = re.compile(r"\s")


def unprintable(text: str) -> str:
    """The characters of a text that can't be printed, each once, in order; white space can be."""
    return "".join(
        dict.fromkeys(
            sign for sign in text if ord(sign) not in PRINTABLE and not _SPACE.fullmatch(sign)
        )
    )
