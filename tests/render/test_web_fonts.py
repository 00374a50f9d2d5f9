"""The typeface that a page carries."""

import io
import re
from base64 import b64decode
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from tests.support import (
    LANGUAGES,
    office,
    rendered,
    rendered_with,
    sample_sheet,
    sheet_of,
    year_rows,
)

from zkkk_factsheet.reference.printable import COMMON, PRINTABLE
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.resources import templates_folder
from zkkk_factsheet.typeface import WEIGHTS, font_file


def cut(weight: int) -> TTFont:
    """The typeface of a page, read."""
    return TTFont(io.BytesIO(b64decode(web_fonts()[weight])))


def carried(page: str) -> list[set[int]]:
    """The letters that each weight of the typeface has which a page carries."""
    fonts = re.findall(r"base64,([^\"]+)", page)
    return [set(TTFont(io.BytesIO(b64decode(font))).getBestCmap()) for font in fonts]


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


@pytest.mark.parametrize(
    ("publisher", "enough"),
    [
        ("Zyra në Gjakovë – Kancelarija u Đakovici, „Šaćir“, Çağrı Işık", COMMON),
        ("<b>&amp; 'R' \"D\" \\n</b>", COMMON),
        ("Канцеларија", PRINTABLE),
        ("Γραφείο", PRINTABLE),
        ("André", PRINTABLE),
    ],
)
def test_a_page_carries_what_it_says(publisher: str, enough: frozenset[int]) -> None:
    """It has each of its letters; all that it may need only if one is not among the common ones."""
    rows = year_rows([office("klina")], publisher=publisher)
    page = rendered(sheet_of(rows, "sr"), "html").decode()
    said = set(map(ord, page)) - {ord("\n")}
    for letters in carried(page):
        assert said <= letters
        assert letters == enough
    assert len(carried(page)) == len(WEIGHTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_common_letters_are_enough_for_the_sample(language: str) -> None:
    """Nothing that a sheet says by itself wants more, so that few sheets are large."""
    page = rendered(sample_sheet(2019, language), "html").decode()
    assert carried(page) == [COMMON] * len(WEIGHTS)


@pytest.mark.parametrize("written", ["<p>&eacute;</p>", "<p>&#233;</p>", '<b title="\\e9"></b>'])
def test_a_template_may_write_a_letter_in_another_way(written: str, tmp_path: Path) -> None:
    """What somebody's own template names or numbers is one of the letters, too."""
    template = (templates_folder() / "document.html.j2").read_text("utf-8")
    (tmp_path / "document.html.j2").write_text(template.replace("</body>", f"{written}</body>"))
    page = rendered_with(tmp_path, "html", sample_sheet(2019, "en")).decode()
    assert written in page
    assert all(ord("é") in letters for letters in carried(page))
