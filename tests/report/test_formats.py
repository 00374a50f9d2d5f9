"""A report as a page, in print and for editing: all three say the same, to everybody."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from typing import Any

import pikepdf
import pytest
from tests.effort import THOROUGH
from tests.render.markup import Element, read_page
from tests.report.reports import REPORTED, sample_report
from tests.sheets import texts_of
from tests.support import LANGUAGES, forget, rendered

from zkkk_factsheet.documents.model import Document

EVERY = [
    (*each, language)
    for number, each in enumerate(REPORTED)
    for language in LANGUAGES
    if THOROUGH or number == 0 or LANGUAGES.index(language) == 2 - number
]
"""The full one in each language, the others in one each: what they say is approved in all."""
every_report = pytest.mark.parametrize(("period", "subject", "language"), EVERY)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def page(period: str, subject: str, language: str) -> Element:
    """A report as a page."""
    return read_page(rendered(sample_report(period, subject, language), "html"))


def docx_of(document: Document) -> bytes:
    """A document for editing."""
    from zkkk_factsheet.render import docx  # noqa: PLC0415 - brings python-docx, as below

    return docx.docx_of(document)


@cache
def written(period: str, subject: str, language: str) -> bytes:
    """A report for editing."""
    return docx_of(sample_report(period, subject, language).document)


def opened(file: bytes) -> Any:
    """A file as python-docx reads it."""
    import docx  # noqa: PLC0415 - as much to load as pytest, in each process that collects tests

    return docx.Document(io.BytesIO(file))


@cache
def edited(period: str, subject: str, language: str) -> Any:
    """A report for editing, as python-docx reads it."""
    return opened(written(period, subject, language))


def words(text: str) -> str:
    """A text with one space wherever it has any."""
    return " ".join(text.split())


@every_report
def test_all_three_say_everything(period: str, subject: str, language: str) -> None:
    """Each text of the document stands on the page and in what is edited."""
    sheet = sample_report(period, subject, language)
    document = edited(period, subject, language)
    lines = [each.text for each in document.paragraphs]
    lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = {
        *(str(text) for text in sheet.document.texts() if text),
        *(section.heading for section in sheet.sections[1:]),
        *(each.heading for section in sheet.sections for each in section.entries),
    }
    assert len(texts) > 30
    shown, typed = words(page(period, subject, language).text()), words(" ".join(lines))
    assert [each for each in texts if words(each) not in shown] == []
    assert [each for each in texts if words(each) not in typed] == []
    assert sheet.labels.room in typed
    assert sheet.labels.room not in shown
    assert words(sheet.title) in typed
    assert all(words(text) for text in texts_of(sheet))


@every_report
def test_the_parts_are_such(period: str, subject: str, language: str) -> None:
    """One title, headings in order, lists that are lists, tables whose first row is their head."""
    document = edited(period, subject, language)
    styles = [each.style.name for each in document.paragraphs]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == 6
    assert styles.count("Heading 2") >= 4
    assert styles.count("List Bullet") >= 7
    assert document.tables
    for table in document.tables:
        properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no name for it
        described = {each.tag.removeprefix(WORD): each.get(f"{WORD}val") for each in properties}
        assert described["tblCaption"]
        assert described["tblDescription"]
        assert table.rows[0]._tr.find(f".//{WORD}tblHeader") is not None  # noqa: SLF001 - the same


@every_report
def test_each_text_says_its_language(period: str, subject: str, language: str) -> None:
    """The document's own is its default; what is in another says so, on the page and in Word."""
    sheet = sample_report(period, subject, language)
    with zipfile.ZipFile(io.BytesIO(written(period, subject, language))) as archive:
        styles = ET.fromstring(archive.read("word/styles.xml"))  # noqa: S314 - written here
        body = ET.fromstring(archive.read("word/document.xml"))  # noqa: S314 - written here
    defaults = {each.get(f"{WORD}val") for each in styles.iter(f"{WORD}lang")}
    assert defaults == {sheet.labels.language}
    found = {each.get(f"{WORD}val") for each in body.iter(f"{WORD}lang")}
    others = {str(it.get("lang")) for it in page(period, subject, language).all("span")} - {""}
    assert found == others
    assert len(others) == 2
    marked = [
        it for it in page(period, subject, language).all("span") if it.get("class") == "tongue"
    ]
    assert len(marked) == (3 if (subject, language) == ("gracanica", "sq") else 0)


@every_report
def test_the_printed_report_is_archival_and_accessible(
    period: str, subject: str, language: str
) -> None:
    """PDF/A-2a and PDF/UA-1 at once, upright A4, marked as a sample on every page."""
    sheet = sample_report(period, subject, language)
    file = pikepdf.open(io.BytesIO(rendered(sheet, "pdf")))
    with file.open_metadata() as xmp:
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("2", "A")
        assert xmp["pdfuaid:part"] == "1"
    assert str(file.docinfo["/Title"]) == sheet.title
    assert len(file.pages) <= 3
    spoken = {str(each) for each in _languages(file.Root.StructTreeRoot)}
    expected = {each for each in LANGUAGES if each != language}
    assert {each.split("-")[0] for each in spoken} >= expected


def _languages(element: Any) -> list[Any]:
    """The languages that the elements of a PDF say, from the top to the texts."""
    found = [element.Lang] if "/Lang" in element else []
    below = element.get("/K", [])
    for each in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") != "/OBJR":
            found += _languages(each)
    return found


@pytest.mark.poppler
def test_the_mark_is_on_every_page() -> None:
    """In print at the foot of each, and in its head or below it."""
    import subprocess  # noqa: PLC0415 - for this test alone

    sheet = sample_report("2025-Q1", "rahovec", "sq")
    command = ["pdftotext", "-", "-"]
    done = subprocess.run(command, input=rendered(sheet, "pdf"), capture_output=True, check=True)
    pages = done.stdout.decode().rstrip("\f").split("\f")
    assert len(pages) > 1
    assert all(each.count(sheet.mark) >= 2 for each in pages)


def test_the_same_report_is_the_same_bytes() -> None:
    """Nothing in a file says when it was made."""
    sheet = sample_report("2025-Q1", "rahovec", "sr")
    first = [rendered(sheet, "html"), rendered(sheet, "pdf"), docx_of(sheet.document)]
    forget()
    assert [rendered(sheet, "html"), rendered(sheet, "pdf"), docx_of(sheet.document)] == first
    with zipfile.ZipFile(io.BytesIO(first[2])) as archive:
        assert {each.date_time[:3] for each in archive.infolist()} == {(1980, 1, 1)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-[^<]*)<", core) == ["2026-03-31T00:00:00Z"] * 2


def test_what_is_typed_is_a_text_and_nothing_else() -> None:
    """User text is no markup, neither on the page nor in print nor in Word."""
    from datetime import date  # noqa: PLC0415 - for this test alone

    from tests.report.reports import activity, report_of  # noqa: PLC0415 - the same

    nasty = '<script>alert("#x")</script> #include "x" $a$ {period} {{ 7*7 }} &amp; \\u0041'
    sheet = report_of(activity(date(2025, 5, 1), nasty, partners=(nasty,)))
    assert nasty in words(read_page(rendered(sheet, "html")).text())
    assert rendered(sheet, "pdf").startswith(b"%PDF")
    typed = opened(docx_of(sheet.document))
    assert any(nasty in each.text for each in typed.paragraphs)
