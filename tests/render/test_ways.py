"""What leads out of a sheet by a whole address, in HTML and in print, where it is known."""

import io
import re
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
from tests.effort import in_turn
from tests.sheets import Sheet, texts_of
from tests.support import LANGUAGES, rendered, sample_published

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.documents.kinds import MUNICIPAL, NATIONAL, Kind

ADDRESS = "https://example.org/offices/"
DAYS = {"sq": "5 maj 2020", "sr": "5. maj 2020.", "en": "5 May 2020"}
WHOLE, OF_ONE, CORRECTED = (NATIONAL, ""), (MUNICIPAL, "rahovec"), "2020-05-05"

each_document = pytest.mark.parametrize(
    ("kind", "subject"), [WHOLE, OF_ONE], ids=lambda each: getattr(each, "id", each)
)


def published(address: str) -> Published:
    """A sample year with a correction, published at an address."""
    told = (Corrected(date(2020, 5, 5), 1, {"": "Printed twice."}),)
    return replace(sample_published(2019), address=address, corrections=told)


def sheet(kind: Kind, subject: str, language: str, address: str = ADDRESS) -> Sheet:
    """Such a document."""
    return Sheet(kind.compose(published(address), language, subject))


def in_page(document: Sheet) -> list[tuple[str, str]]:
    """What leads out of a page, with the words that do."""
    page = rendered(document, "html").decode()
    return re.findall(r'<a class="way" href="([^"]+)">([^<]+)</a>', page)


def in_print(document: Sheet) -> list[str]:
    """What leads out of a PDF; each link is tagged as one, so that it can be read aloud."""
    pdf = pikepdf.open(io.BytesIO(rendered(document, "pdf")))
    links = [each for page in pdf.pages for each in page.get("/Annots", [])]
    assert all("/StructParent" in each for each in links)
    return [str(each["/A"]["/URI"]) for each in links]


@pytest.mark.parametrize(("language", "document"), in_turn(LANGUAGES, [WHOLE, OF_ONE]))
def test_the_address_and_what_was_corrected(document: tuple[Kind, str], language: str) -> None:
    """The day of a correction leads to it on the site, and the printed address to itself."""
    corrections = f"{ADDRESS}site/corrections/index-{language}.html#correction-2019-{CORRECTED}-1"
    made = sheet(*document, language)
    assert in_page(made) == [(corrections, DAYS[language]), (ADDRESS, ADDRESS)]
    assert in_print(made) == [corrections, ADDRESS]


@each_document
def test_without_an_address_there_is_nothing_of_it(kind: Kind, subject: str) -> None:
    """Neither a link nor an empty place: all else is said as it is with one."""
    without, whole = (sheet(kind, subject, "en", each) for each in ("", ADDRESS))
    assert not in_page(without)
    assert not in_print(without)
    more = [text for text in texts_of(whole) if ADDRESS in text]
    assert len(more) == 1
    assert [text for text in texts_of(whole) if text not in more] == list(texts_of(without))


def test_a_long_address_stays_in_its_column() -> None:
    """It may be broken, so that nothing reaches beyond the page."""
    long = "https://www.communities-and-return.example.org/monitoring/municipal-offices/sheets/"
    pdf = pikepdf.open(io.BytesIO(rendered(sheet(*WHOLE, "sq", long), "pdf")))
    assert len(pdf.pages) == 2
    (box,) = (each["/Rect"] for each in pdf.pages[0]["/Annots"] if str(each["/A"]["/URI"]) == long)
    _, bottom, right, top = map(float, box)
    assert top - bottom > 2 * 8
    assert right <= 595.28 - 14 * 72 / 25.4 + 0.5
