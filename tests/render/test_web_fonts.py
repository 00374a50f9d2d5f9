"""The typeface that a page carries."""

import io
from base64 import b64decode

import pytest
from fontTools.ttLib import TTFont

from zkkk_factsheet.reference.printable import PRINTABLE
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.typeface import WEIGHTS, font_file


def cut(weight: int) -> TTFont:
    """The typeface of a page, read."""
    return TTFont(io.BytesIO(b64decode(web_fonts()[weight])))


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_page_has_every_letter_it_may_need(weight: int) -> None:
    """All our letters that the typeface has are in the page's part of it, and few others."""
    whole = TTFont(font_file(weight)).getBestCmap().keys()
    letters = cut(weight).getBestCmap().keys()
    assert set(map(ord, "ëçËÇčćđšžČĆĐŠŽљњћџğış„“”−–✓")) & whole <= letters
    assert letters >= set(PRINTABLE) & whole
    assert len(letters) < len(whole) / 2


@pytest.mark.parametrize("weight", WEIGHTS)
def test_letters_keep_their_distances(weight: int) -> None:
    """Kerning is kept: "AV" stands closer than the two letters alone."""
    features = {record.FeatureTag for record in cut(weight)["GPOS"].table.FeatureList.FeatureRecord}
    assert "kern" in features


@pytest.mark.parametrize("weight", WEIGHTS)
def test_letters_look_as_they_did(weight: int) -> None:
    """A letter is as wide and has the same outline as in the whole typeface."""
    whole, part = TTFont(font_file(weight)), cut(weight)
    for letter in "AgëČš8":
        before, after = (font.getBestCmap()[ord(letter)] for font in (whole, part))
        assert whole["hmtx"][before] == part["hmtx"][after], letter
        assert whole["glyf"][before].numberOfContours == part["glyf"][after].numberOfContours
