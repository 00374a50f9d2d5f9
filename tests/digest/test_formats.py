"""A digest as a page and in print: both say the same, to everybody, and as it was approved."""

import io
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from tests.digest.digests import sample_sheet
from tests.documents.test_golden import as_text
from tests.render.markup import Element, read_page
from tests.render.test_pdf_layout import MARGIN, overlapping, pages_of, pdftotext, squeezed
from tests.sheets import texts_of
from tests.support import LANGUAGES, forget, rendered

GOLDEN = Path(__file__).with_name("golden")
EVERY = [("2025", language) for language in LANGUAGES] + [("2025-Q1", "sq")]
every_digest = pytest.mark.parametrize(("period", "language"), EVERY)


@cache
def page(period: str, language: str) -> Element:
    """A digest as a page."""
    return read_page(rendered(sample_sheet(period, language), "html"))


def words(text: str) -> str:
    """A text with one space wherever it has any."""
    return " ".join(text.split())


@every_digest
def test_the_digest_says_what_was_approved(
    period: str, language: str, request: pytest.FixtureRequest
) -> None:
    """Every text of a digest is the one that was read and approved, in the same order."""
    file = GOLDEN / f"{period}-{language}.txt"
    text = as_text(sample_sheet(period, language))
    if request.config.getoption("--renew-golden"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text.splitlines() == file.read_text(encoding="utf-8").splitlines()


def test_no_approved_digest_is_left_over() -> None:
    """There is an approved text for each of them, and no other."""
    assert {each.name for each in GOLDEN.iterdir()} == {f"{'-'.join(each)}.txt" for each in EVERY}


@every_digest
def test_the_page_says_everything(period: str, language: str) -> None:
    """Each text of the document stands on the page; its tables have captions and heads."""
    sheet = sample_sheet(period, language)
    said = {words(str(text)) for text in sheet.document.texts() if text}
    assert len(said) > 100
    shown = words(page(period, language).text())
    assert [each for each in said if each not in shown] == []
    tables = page(period, language).all("table")
    assert len(tables) == 4
    for table in tables:
        assert len(table.all("caption")) == 1
        rows = len(table.all("tr")) - 1
        heads = [head.get("scope") for head in table.all("th")]
        assert (heads.count("row"), rows > 1) == (rows, True)
        assert heads.count("col") > 2


@every_digest
def test_the_printed_digest_is_archival_and_accessible(period: str, language: str) -> None:
    """PDF/A-2a and PDF/UA-1 at once, with title and language; each cell has its heads."""
    sheet = sample_sheet(period, language)
    file = pikepdf.open(io.BytesIO(rendered(sheet, "pdf")))
    with file.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
    assert str(file.docinfo["/Title"]) == sheet.title
    assert str(file.Root.Lang).split("-")[0] == language
    assert len(file.pages) <= 4


@pytest.mark.poppler
@every_digest
def test_everything_is_printed_in_its_place(period: str, language: str) -> None:
    """All texts stand within the margins, and no word lies over another; each page is marked."""
    sheet = sample_sheet(period, language)
    data = rendered(sheet, "pdf")
    pages = pages_of(data)
    assert len(pages) > 1
    for each in pages:
        assert [word for word in each if word.left < MARGIN - 0.5] == []
        assert [word for word in each if word.right > 595.28 - MARGIN + 0.5] == []
        assert overlapping(each) == []
    printed = squeezed(pdftotext(data, "-raw")).replace("\u200b", "")
    texts = texts_of(sheet, in_print=True)
    elsewhere = {sheet.labels.page.format(page=1, pages=2)}
    # A text that goes on to the next page has the foot of one and the head of the other within.
    missing = [t for t in texts if squeezed(t) not in printed and t not in elsewhere]
    assert len(missing) <= len(pages) - 1
    marks = [page for page in pdftotext(data).rstrip("\f").split("\f") if sheet.mark in page]
    assert len(marks) == len(pages)


@pytest.mark.poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_page_is_worth_one(language: str) -> None:
    """How the digest is read stands on it whole; in English its last two lines had one alone."""
    sheet = sample_sheet("2025-Q1", language)
    pages = pdftotext(rendered(sheet, "pdf"), "-raw").rstrip("\f").split("\f")
    last = sheet.sections[-1]
    assert len(last.notes) > 3
    for text in (last.heading, *last.notes):
        assert squeezed(text) in squeezed(pages[-1])


def test_the_same_digest_is_the_same_bytes() -> None:
    """Nothing in a file says when it was made."""
    sheet = sample_sheet("2025", "sr")
    first = [rendered(sheet, "html"), rendered(sheet, "pdf")]
    forget()
    assert [rendered(sheet, "html"), rendered(sheet, "pdf")] == first
