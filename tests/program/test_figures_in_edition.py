"""The pages on figures in an edition: sheets lead to them where they are, and only there."""

import posixpath
import re
from pathlib import Path

import pytest
from tests.program.conftest import Run

from zkkk_factsheet.documents.accounts.made import PAGES

LINK = re.compile(r'<a [^>]*href="([^"#]*)(?:#([^"]*))?"')
SHEETS = ("zkkk-2019-en.html", "municipalities/rahovec/zkkk-2019-rahovec-en.html")


def links(page: Path) -> list[tuple[str, str]]:
    """What a page leads to: a file, from the page on, and the place in it."""
    return LINK.findall(page.read_text(encoding="utf-8"))


def dead(edition: Path) -> list[str]:
    """The links of an edition's pages that lead to no file, or to no place in it."""
    found = []
    ids = {
        path: set(re.findall(r' id="([^"]+)"', path.read_text(encoding="utf-8")))
        for path in edition.rglob("*.html")
    }
    for page in ids:
        for file, place in links(page):
            target = Path(posixpath.normpath((page.parent / file).as_posix())) if file else page
            if not target.is_file() or (place and place not in ids[target]):
                found.append(f"{page}: {file}#{place}")
    return found


@pytest.fixture(scope="module")
def edition(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition with a municipality's page, then with the national one and those on figures."""
    folder = tmp_path_factory.mktemp("figures")
    build = ("build", "--year", "2019", "--lang", "en", "--format", "html")
    assert zkkk(*build, "--municipality", "rahovec", cwd=folder).returncode == 0
    sheet = folder / "build" / "2019" / SHEETS[1]
    assert links(sheet) == []
    run = zkkk(*build, "--format", "figures", "--no-municipalities", cwd=folder)
    assert run.returncode == 0
    assert run.stdout.splitlines() == ["build/2019/zkkk-2019-en.html", "build/2019/figures"]
    return folder / "build" / "2019"


def test_there_is_a_page_for_each_few_indicators_and_one_look_for_all(edition: Path) -> None:
    """Nothing else lies beside them; none is as large as a sheet with its typeface."""
    files = {path.name: path for path in (edition / "figures").iterdir()}
    assert set(files) == {"style.css", *(f"zkkk-2019-{page}-en.html" for page in PAGES)}
    style = files.pop("style.css").read_text(encoding="utf-8")
    assert "@font-face" in style
    for path in files.values():
        page = path.read_text(encoding="utf-8")
        assert '<link rel="stylesheet" href="style.css">' in page
        assert "<style" not in page


def test_no_link_is_dead(edition: Path) -> None:
    """Each leads to a file of the edition and, if it names one, to a place in it."""
    assert dead(edition) == []
    for sheet in SHEETS:
        assert sum(bool(place) for _, place in links(edition / sheet)) > 15
    whole = [file for file, _ in links(edition / "figures" / "zkkk-2019-duties-en.html") if file]
    assert whole == ["../zkkk-2019-en.html"]


def test_a_dead_link_would_be_found(edition: Path, tmp_path: Path) -> None:
    """The search finds a place that is missing, and a file that is."""
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "zkkk-2019-count-en.html").write_text("<p></p>", encoding="utf-8")
    page = tmp_path / "zkkk-2019-en.html"
    page.write_bytes((edition / page.name).read_bytes())
    found = dead(tmp_path)
    assert any("zkkk-2019-count-en.html#duties.count.rahovec" in each for each in found)
    assert any("zkkk-2019-duties-en.html#" in each for each in found)


def test_what_was_made_without_them_leads_to_none(zkkk: Run, tmp_path: Path) -> None:
    """Other formats alone, or another language, make pages whose numbers are numbers."""
    build = ("build", "--year", "2019", "--no-municipalities")
    assert zkkk(*build, "--lang", "en", "--format", "figures", cwd=tmp_path).returncode == 0
    run = zkkk(*build, "--lang", "sr", "--format", "html", cwd=tmp_path)
    assert run.stdout == "build/2019/zkkk-2019-sr.html\n"
    page = tmp_path / "build" / "2019" / "zkkk-2019-sr.html"
    assert 'class="made"' not in page.read_text(encoding="utf-8").partition("</style>")[2]
    assert dead(tmp_path / "build" / "2019") == []
