"""The charts for the press in an edition: made by default, left out by whoever asks for less."""

import re
from pathlib import Path

import pytest
from tests.program.conftest import Run

from zkkk_factsheet.language import catalogue

NAMES = ("distribution", "duties", "map", "officials")


@pytest.fixture(scope="module")
def edition(zkkk: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition that has nothing but its charts, in one language."""
    folder = tmp_path_factory.mktemp("charts")
    build = ("build", "--year", "2019", "--lang", "sr", "--no-municipalities")
    done = zkkk(*build, "--format", "charts", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["build/2019/charts"]
    assert "nothing has changed" in zkkk(*build, "--format", "charts", cwd=folder).stderr
    return folder / "build" / "2019"


def test_each_chart_is_there_twice_and_the_page_leads_to_both(edition: Path) -> None:
    """The page shows it, tells it in words, and offers SVG and PNG."""
    pictures = {f"sr/{name}.{ending}" for name in NAMES for ending in ("svg", "png")}
    charts = edition / "charts"
    found = {path.relative_to(charts).as_posix() for path in charts.rglob("*.*")}
    assert found == {*pictures, "style.css", "zkkk-2019-sr.html"}
    page = (charts / "zkkk-2019-sr.html").read_text("utf-8")
    assert set(re.findall(r'<a href="([^"#]+)"', page)) == pictures
    shown = re.findall(r'<img src="([^"]+)" alt="">', page)
    assert sorted(shown) == [f"sr/{name}.svg" for name in NAMES]
    assert len(re.findall(r"<figcaption>[^<]{60,}</figcaption>", page)) == len(NAMES)
    assert catalogue("sr", "sheet").text("mark.sample") in page


def test_the_site_leads_to_them(edition: Path) -> None:
    """Where the edition has them, and in the languages that it has."""
    site = edition.parent / "site"
    for language in ("sq", "sr"):
        page = (site / f"index-{language}.html").read_text("utf-8")
        assert ("../2019/charts/zkkk-2019-sr.html" in page) == (language == "sr")
        assert "charts/zkkk-2019-sq" not in page
