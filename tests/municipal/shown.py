"""The municipalities whose sheets are made and read: some of each kind, or all of them."""

from tests.effort import THOROUGH
from tests.support import ROSTER

SHOWN = (
    ROSTER
    if THOROUGH
    else (
        *("decan", "dragash", "ferizaj", "fushe-kosova", "gjilan", "gllogoc", "hani-i-elezit"),
        *("lipjan", "mitrovica-north", "peja", "podujeva", "prizren", "viti", "zubin-potok"),
        "zvecan",
    )
)
"""What is known of each other one is known of one of these, and so are its sheets."""

ONLY_SHOWN = f"""
from zkkk_factsheet.documents import kinds
shown = [each for each in kinds.municipalities() if each.id in {SHOWN}]
kinds.municipalities = lambda: shown
"""
"""What a program does first whose editions have sheets of these alone."""
