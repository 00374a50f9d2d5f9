"""Templates of somebody's own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.support import rendered_with, sample_sheet

from zkkk_factsheet.render.errors import TemplateError
from zkkk_factsheet.resources import templates_folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the templates, to be changed."""
    return Path(shutil.copytree(templates_folder(), tmp_path / "own"))


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
    text = (own / "factsheet.typ").read_text("utf-8")
    (own / "factsheet.typ").write_text(f'#import "part.typ": own\n{text}\n#own\n', "utf-8")
    pdf = rendered_with(own, "pdf", sample_sheet(2019, "en"))
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    assert "from the folder" in read.stdout.decode()


@pytest.mark.parametrize(
    "mistake",
    ["{{ sheet.year + 'x' }}", "{{ 1 // 0 }}", "{{ sheet.colour }}", "{% if %}", "{{ [][3].x }}"],
)
def test_a_mistake_in_a_page_is_the_template_s(own: Path, mistake: str) -> None:
    """Whatever is wrong in a template of one's own, the error names the file."""
    page = own / "factsheet.html.j2"
    page.write_text(mistake + page.read_text("utf-8"), "utf-8")
    with pytest.raises(TemplateError) as error:
        rendered_with(own, "html", sample_sheet(2019, "en"))
    assert os.fspath(error.value.file) == str(page)
