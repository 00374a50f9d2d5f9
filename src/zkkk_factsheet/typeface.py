"""The typeface of charts, pages and print, and where its files lie."""

from pathlib import Path

import font_source_sans_pro

FAMILY = "Source Sans Pro"

WEIGHTS = {400: "Regular", 600: "Semibold"}
"""The weights that are used, and what their files are called after."""


def font_folder() -> Path:
    """The folder with the font files."""
    return Path(font_source_sans_pro.font_directory)


def font_file(weight: int) -> Path:
    """The font file of a weight (400 or 600)."""
    return font_folder() / f"SourceSansPro-{WEIGHTS[weight]}.ttf"
