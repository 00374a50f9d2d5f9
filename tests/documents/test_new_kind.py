"""A kind of document that the program doesn't know: a few lines, and it is there in every form."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.render.markup import read_page
from tests.sheets import Sheet, texts_of
from tests.support import (
    LANGUAGES,
    SAMPLE,
    about_cell,
    altered,
    rendered,
    sample_published,
    sample_sheet,
)

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.documents.blocks import Link, Links, Notes, Points
from zkkk_factsheet.documents.kinds import Kind
from zkkk_factsheet.documents.model import Document, Section
from zkkk_factsheet.documents.text import Text
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.edition import sheets
from zkkk_factsheet.edition.build import build
from zkkk_factsheet.edition.inputs import Inputs
from zkkk_factsheet.edition.run import Run
from zkkk_factsheet.edition.workshop import Workshop
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import municipality
from zkkk_factsheet.render.pdf import page_count
from zkkk_factsheet.resources import templates_folder
from zkkk_factsheet.workbook.reading.sources import load


def compose(published: Published, language: str, _subject: str) -> Document:
    """One page: the offices, and the number of core duties that each performs."""
    writer = Writer(catalogue(language, "sheet"), published)
    counts = writer.figures.by_municipality("duties.count")
    lines = (
        Text.of(f"{municipality(id_).name(language)}: ", writer.count(figure))
        for id_, figure in counts.items()
    )
    established = writer.figures.one("offices.established")
    notes = Notes((writer.plural("key.established", established),))
    links = Links((Link("zkkk", "index.html"),))
    section = Section("list", writer.say.text("matrix.total"), (Points(tuple(lines)), notes, links))
    head = writer.head(writer.say.text("matrix.title"), writer.say.text("matrix.title"))
    return Document("list", language, published.period, head, writer.labels(), (section,), pages=1)


KIND = Kind("list", "list-{period}-{language}", compose)


def compose_contact(published: Published, language: str, _subject: str) -> Document:
    """The line that says whom to ask, and nothing else of the year."""
    writer = Writer(catalogue(language, "sheet"), published)
    line = Notes((Text.of(writer.in_language(published.about.contact)),))
    section = Section("contact", writer.say.text("matrix.title"), (line,))
    head = writer.head(writer.say.text("matrix.title"), writer.say.text("matrix.title"))
    return Document("card", language, published.period, head, writer.labels(), (section,), pages=1)


CONTACT = Kind("card", "card-{period}-{language}", compose_contact)
"""A second kind, as small as the first."""


@pytest.mark.poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_kind_is_a_page_and_a_pdf(language: str) -> None:
    """A list without an arrangement of its own is printed on a page, and shown on one."""
    document = KIND.compose(sample_published(2019), language, "")
    assert not list(templates_folder().glob(f"{KIND.id}.*"))
    sheet = Sheet(document)
    pdf, html = rendered(sheet, "pdf"), read_page(rendered(sheet, "html"))
    assert page_count(pdf) == 1
    assert [link.get("href") for link in html.all("a")] == ["index.html"]
    elsewhere = {document.labels.data_table, _number(sheet), "index.html"}
    said = [squeezed(text) for text in texts_of(sheet) if text not in elsewhere]
    printed, shown = printed_text(pdf), squeezed(html.text())
    assert len(said) > 35
    assert [text for text in said if text not in printed or text not in shown] == []
    assert len(list(document.numbers())) == 35


def _number(sheet: Sheet) -> str:
    return sheet.labels.page.format(page=1, pages=2)


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    """The processes that draw and typeset, for one build after another."""
    with Workshop() as opened:
        yield opened


def test_a_new_kind_is_part_of_the_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workshop: Workshop
) -> None:
    """Its files are in the manifest; they are made again only if what they say has changed."""
    monkeypatch.setattr(sheets, "KINDS", (CONTACT, KIND))
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(SAMPLE / "zkkk-2019.xlsx", data)

    workbook, edition = data / "zkkk-2019.xlsx", tmp_path / "build" / "2019"

    def inputs() -> Inputs:
        return Inputs(
            year=2019,
            workbooks=(load(workbook, data),),
            earlier={},
            templates=templates_folder(),
            languages=("sq", "en"),
            formats=("html", "pdf"),
        )

    def made() -> set[str]:
        """The sheets that a build makes anew: those that were there keep their time."""
        before = {path: path.stat().st_mtime_ns for path in edition.glob("*-2019-*")}
        with Run(edition.parent) as run:
            build(inputs, run, workshop=workshop)
            run.put_in_place()
        after = {path: path.stat().st_mtime_ns for path in edition.glob("*-2019-*")}
        return {path.name for path, _ in after.items() - before.items()}

    of_kind = {f"list-2019-{each}.{end}" for each in ("sq", "en") for end in KIND.formats}
    assert made() > of_kind
    manifest = json.loads((edition / "manifest.json").read_bytes())
    assert of_kind < manifest["outputs"].keys()
    assert made() == set()
    workbook.write_bytes(altered(2019, {about_cell(2019, "contact_en"): "Somebody else"}))
    assert made() == {"card-2019-en.html", "card-2019-en.pdf"}
    workbook.write_bytes(altered(2019, {"duties!B2": "no"}))
    assert made() > of_kind


@pytest.mark.poppler
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_has_a_look_without_an_arrangement(language: str) -> None:
    """The blocks of the national sheet, one below the other, say in print what they say there."""
    whole = sample_sheet(2019, language)
    plain = Sheet(replace(whole.document, kind="no-such-arrangement", pages=0))
    printed = printed_text(rendered(plain, "pdf"))
    # The number of pages is another one.
    said = [text for text in texts_of(whole, in_print=True) if text != _number(whole)]
    assert len(said) > 200
    assert [text for text in said if squeezed(text) not in printed] == []
    # The arrangement of the national sheet only says which sections stand together.
    page, arranged = (rendered(each, "html").decode() for each in (plain, whole))
    arranged = re.sub(r'<div class="(?:front|front drawn|rest)">\n', "", arranged)
    arranged = re.sub(r"</section>\s*(?:</div>)?", "</section>", arranged)
    arranged = arranged.replace('class="inner national"', 'class="inner no-such-arrangement"')
    assert re.sub(r"</section>\s*", "</section>", page) == re.sub(
        r"</section>\s*", "</section>", arranged
    )


def printed_text(pdf: bytes) -> str:
    """Everything that a PDF shows, without spaces and the lines at head and foot of its pages."""
    command = ["pdftotext", "-raw", "-", "-"]
    run = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return squeezed(re.sub(r"\f[^\n]*\n", "", run.stdout.decode()))


def squeezed(text: str) -> str:
    """A text without spaces and line ends."""
    return "".join(text.split())
