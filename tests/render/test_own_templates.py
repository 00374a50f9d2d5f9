"""Templates of somebody's own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.support import rendered, rendered_with, sample_sheet

from zkkk_factsheet.render.errors import TemplateError
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.resources import templates_folder


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the templates, to be changed; in a place of its own, by which renderers are kept.

    The folder of a test that has passed is removed, and the next test's may be called the same.
    """
    return Path(shutil.copytree(templates_folder(), tmp_path_factory.mktemp("own") / "own"))


def changed(own: Path, name: str, before: str, after: str) -> None:
    """Replace what stands once in a template."""
    text = (own / name).read_text("utf-8")
    assert text.count(before) == 1
    (own / name).write_text(text.replace(before, after), "utf-8")


@pytest.mark.poppler
def test_a_template_may_import_another_beside_it(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one in the templates' folder, not one of that name where somebody stands."""
    (own / "part.typ").write_text('#let own = "from the folder"')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "part.typ").write_text('#let own = "from elsewhere"')
    monkeypatch.chdir(elsewhere)
    text = (own / "national.typ").read_text("utf-8")
    (own / "national.typ").write_text(f'#import "part.typ": own\n{text}\n#own\n', "utf-8")
    pdf = rendered_with(own, "pdf", sample_sheet(2019, "en"))
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "from the folder" in read.stdout.decode()


@pytest.mark.parametrize(
    ("format_", "kept"),
    [
        *(("html", name) for name in ("style.css", "document.html.j2", "blocks.html.j2")),
        *(("pdf", name) for name in ("national.typ", "blocks.typ")),
        ("html", "national.typ"),
        ("pdf", "style.css"),
    ],
)
def test_what_a_folder_lacks_is_the_program_s(own: Path, kept: str, format_: str) -> None:
    """A folder with one template of one's own is enough for both kinds of sheet."""
    for folder in ("site", "desk"):
        shutil.rmtree(own / folder)  # no sheet is made with what lies there
    for template in own.iterdir():
        if template.name != kept:
            template.unlink()
    sheet = sample_sheet(2019, "en")
    assert [each.name for each in own.iterdir()] == [kept]
    assert rendered_with(own, format_, sheet) == rendered(sheet, format_)


def test_the_file_in_the_folder_comes_before_the_program_s(own: Path) -> None:
    """What a folder has is used, whatever it lacks."""
    (own / "document.html.j2").unlink()
    (own / "style.css").write_text("body { color: teal }", "utf-8")
    page = rendered_with(own, "html", sample_sheet(2019, "en")).decode()
    assert "body { color: teal }" in page


@pytest.mark.parametrize(
    "mistake",
    [
        "{{ doc.period.year + 'x' }}",
        "{{ 1 // 0 }}",
        "{{ doc.colour }}",
        "{% if %}",
        "{{ [][3].x }}",
    ],
)
def test_a_mistake_in_a_page_is_the_template_s(own: Path, mistake: str) -> None:
    """Whatever is wrong in a template of one's own, the error names the file."""
    page = own / "document.html.j2"
    page.write_text(mistake + page.read_text("utf-8"), "utf-8")
    with pytest.raises(TemplateError) as error:
        rendered_with(own, "html", sample_sheet(2019, "en"))
    assert (os.fspath(error.value.file), error.value.line) == (str(page), 1)


@pytest.mark.parametrize("mistake", ["{{ doc.colour }}", "{% if %}", "{{ 1 // 0 }}"])
def test_a_mistake_in_a_part_of_a_page_is_named_where_it_stands(own: Path, mistake: str) -> None:
    """The error names the file and the line, not the page that includes the file."""
    part = own / "part.html"
    part.write_text(f"<p>\n\n{mistake}\n</p>\n", "utf-8")
    page = own / "document.html.j2"
    page.write_text("{% include 'part.html' %}" + page.read_text("utf-8"), "utf-8")
    with pytest.raises(TemplateError) as error:
        rendered_with(own, "html", sample_sheet(2019, "en"))
    assert (error.value.file, error.value.line) == (part, 3)


@pytest.mark.parametrize("mistake", ["#(1 + )", "#no-such-thing", '#panic("no")', "#[", "#(1/0)"])
def test_a_mistake_in_the_print_template_is_named_where_it_stands(own: Path, mistake: str) -> None:
    """The error names the file and the line, also of a file that is imported."""
    template = own / "national.typ"
    before = template.read_text("utf-8")
    template.write_text(f"\n\n{mistake}\n{before}", "utf-8")
    with pytest.raises(TemplateError) as error:
        rendered_with(own, "pdf", sample_sheet(2019, "en"))
    assert (error.value.file, error.value.line) == (template, 3)
    assert error.value.reason
    template.write_text(f'#import "part.typ": a\n{before}', "utf-8")
    (own / "part.typ").write_text(f"#let a = 1\n{mistake}\n", "utf-8")
    # The renderer has read the template before, so another folder is asked for.
    again = Path(shutil.copytree(own, own.with_name("again")))
    with pytest.raises(TemplateError) as error:
        rendered_with(again, "pdf", sample_sheet(2019, "en"))
    assert error.value.file.name == "part.typ"
    assert error.value.line == 2


def test_an_edited_template_counts_at_once(own: Path) -> None:
    """Also if nothing but its text says that it was edited: neither its time nor its length."""
    sheet, page = sample_sheet(2019, "en"), own / "document.html.j2"
    charts = {chart.id: "" for chart in sheet.charts()}
    time = page.stat().st_mtime_ns
    for word in ("before", "later!"):
        changed(
            own, page.name, "</main>" if word == "before" else "before</main>", f"{word}</main>"
        )
        os.utime(page, ns=(time, time))
        made = HtmlRenderer(own, lambda _: {}).render(sheet.document, charts)
        assert f"{word}</main>".encode() in made
