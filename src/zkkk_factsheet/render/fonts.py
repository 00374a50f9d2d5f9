"""The typeface: whole files for the PDF, and the letters a page needs for HTML."""

import io
from base64 import b64encode
from functools import cache
from pathlib import Path

import font_source_sans_pro

from zkkk_factsheet.reference.letters import LETTERS

WEIGHTS = {400: "Regular", 600: "Semibold"}


def font_file(weight: int) -> Path:
    """The font file of a weight (400 or 600)."""
    return Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{WEIGHTS[weight]}.ttf"


def font_paths() -> list[Path]:
    """The folder that holds the typeface, for the typesetter."""
    return [Path(font_source_sans_pro.font_directory)]


@cache
def web_fonts() -> dict[int, str]:
    """The letters of every weight, for `HtmlRenderer`."""
    return {weight: web_font(weight) for weight in WEIGHTS}


def web_font(weight: int) -> str:
    """A weight's letters as a WOFF file in base64, to be part of a page.

    Kerning is left out: closing over the layout tables takes ten times as long as the rest.
    """
    from fontTools import subset  # noqa: PLC0415 - only a page that is really made needs it

    options = subset.Options(
        flavor="woff", layout_features=[], hinting=False, recalc_timestamp=False
    )
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "BASE"]
    font = subset.load_font(str(font_file(weight)), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    file = io.BytesIO()
    subset.save_font(font, file, options)
    return b64encode(file.getvalue()).decode("ascii")
