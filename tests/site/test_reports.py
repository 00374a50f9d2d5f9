"""The site leads to the reports of offices that stand in the output folder, and to no other."""

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.program.conftest import Run
from tests.site.conftest import WHOLE
from tests.site.test_pages import targets
from tests.support import LANGUAGES, SAMPLE

REPORT = "reports/{period}/{place}/zkkk-{period}-{place}-{language}.{ending}"
SPANS = {
    "sq": ("prill–qershor 2025", "janar–mars 2025"),
    "sr": ("april–jun 2025. godine", "januar–mart 2025. godine"),
    "en": ("April–June 2025", "January–March 2025"),
}
NONE = {"sq": "asnjë në këtë gjuhë", "sr": "nema na ovom jeziku", "en": "none in this language"}
MARKS = {"sq": "Të dhëna shembull", "sr": "Ogledni podaci", "en": "Sample data"}


class Row(NamedTuple):
    """A period on a municipality's page: what it says and where it leads, from the output on."""

    period: str
    words: str
    targets: list[str]


def section(output: Path, name: str) -> str:
    """What a page of the site has on reports, or ""."""
    text = (output / "site" / name).read_text("utf-8")
    found = re.findall(r'<section id="reports">.*?</section>', text, re.DOTALL)
    assert len(found) < 2
    return found[0] if found else ""


def ways(output: Path, name: str, text: str) -> list[str]:
    """Where a part of a page leads, from the output folder on."""
    page = (output / "site" / name).parent
    found = ((page / way).resolve() for way in re.findall(r'href="([^"#]+)"', text))
    return [each.relative_to(output.resolve()).as_posix() for each in found]


def rows(output: Path, place: str, language: str) -> list[Row]:
    """The periods on a municipality's page."""
    name = f"municipalities/{place}/index-{language}.html"
    found = re.findall(
        r'<tr><th scope="row">(.*?)</th><td>(.*?)</td></tr>', section(output, name), re.DOTALL
    )
    return [
        Row(re.sub("<.*?>", "", head), re.sub("<.*?>", "", cell), ways(output, name, cell))
        for head, cell in found
    ]


def report(place: str, period: str, language: str, ending: str) -> str:
    """Where a report stands."""
    return REPORT.format(place=place, period=period, language=language, ending=ending)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_has_the_reports_of_its_office(output: Path, language: str) -> None:
    """The newest first, page and PDF, marked as what they are; those of others are not there."""
    newest, first = rows(output, "rahovec", language)
    assert (newest.period, first.period) == tuple(
        f"{span} {MARKS[language]}" for span in SPANS[language]
    )
    page, pdf = (report("rahovec", "2025-Q1", language, end) for end in ("html", "pdf"))
    assert first.targets == [page, pdf]
    if language == "sq":
        assert newest.targets[0] == report("rahovec", "2025-Q2", "sq", "html")
    else:
        assert newest[1:] == (NONE[language], [])
    (only,) = rows(output, "gjilan", language)
    assert only.targets == [report("gjilan", "2025-Q1", language, "html")]
    assert section(output, f"municipalities/gjakova/index-{language}.html") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_leads_to_who_reported(output: Path, language: str) -> None:
    """By period, each office by its name; a period that has none in the language is left out."""
    text = section(output, f"index-{language}.html")
    periods = re.findall(r"<h3>(.*?) <span", text)
    assert periods == list(SPANS[language][0 if language == "sq" else 1 :])
    q1 = [report(each, "2025-Q1", language, "html") for each in ("gjilan", "rahovec")]
    q2 = [report("rahovec", "2025-Q2", "sq", "html")] if language == "sq" else []
    assert sorted(ways(output, f"index-{language}.html", text)) == sorted(q1 + q2)


@pytest.fixture
def copied(output: Path, tmp_path: Path) -> Path:
    """A copy of the output folder, to be changed."""
    return Path(shutil.copytree(output, tmp_path / "build"))


def built(zkkk: Run, folder: Path, *data: str | Path) -> str:
    """What a run says that has nothing to do but the site."""
    done = zkkk("build", *(data or WHOLE), cwd=folder)
    assert done.returncode == 0, done.stderr
    return str(done.stderr)


def test_a_report_that_is_removed_disappears(copied: Path, zkkk: Run) -> None:
    """A file, all files of an office, a whole period: after the next run nothing leads there."""
    lost = report("rahovec", "2025-Q1", "en", "pdf")
    (copied / lost).unlink()
    assert "The site is up to date now" in built(zkkk, copied.parent)
    assert rows(copied, "rahovec", "en")[1].targets == [lost.replace(".pdf", ".html")]
    shutil.rmtree(copied / "reports" / "2025-Q1" / "gjilan")
    built(zkkk, copied.parent)
    assert rows(copied, "gjilan", "en") == []
    shutil.rmtree(copied / "reports" / "2025-Q1")
    built(zkkk, copied.parent)
    assert [each.targets for each in rows(copied, "rahovec", "en")] == [[]]
    assert section(copied, "index-en.html") == ""
    for page in (copied / "site").rglob("index-*.html"):
        assert all(target.is_file() for target in targets(page)), page
    assert "site" not in built(zkkk, copied.parent), "then there is nothing to do"


def test_only_the_pages_that_lead_to_a_report_are_made_for_it(output: Path, zkkk: Run) -> None:
    """A report in one language changes the pages of its municipality, and one first page."""
    folder = output.parent / "another"
    shutil.copytree(output, folder / "build")
    before = {
        path: path.stat().st_mtime_ns for path in (folder / "build" / "site").rglob("index-*.html")
    }
    only = ("--municipality", "prizren", "--period", "2025-Q1", "--lang", "en", "--format", "html")
    assert zkkk("report", *only, cwd=folder).returncode == 0
    changed = [path for path, time in before.items() if path.stat().st_mtime_ns != time]
    names = sorted(path.relative_to(folder / "build" / "site").as_posix() for path in changed)
    place = [f"municipalities/prizren/index-{language}.html" for language in sorted(LANGUAGES)]
    assert names == ["index-en.html", *place]
    shutil.rmtree(folder)


def test_reports_alone_make_a_site(tmp_path: Path, zkkk: Run) -> None:
    """Of a year that nobody assessed there are no sheets; its reports are found all the same.

    Whoever makes one report gets no site, until somebody builds it. The digest, which stands
    beside them, is for the central office: no page leads there.
    """
    data = tmp_path / "workbooks"
    data.mkdir()
    shutil.copy(SAMPLE / "zkkk-2025.xlsx", data)
    build, chosen = tmp_path / "build", ("--data", data)
    one = ("--municipality", "rahovec", "--period", "2025-Q1", "--lang", "sr", "--format", "html")
    assert zkkk("report", *one, *chosen, cwd=tmp_path).returncode == 0
    assert [each.name for each in build.iterdir()] == ["reports"]
    shutil.copytree(build / "reports" / "2025-Q1", build / "digest" / "2025-Q1")
    assert "The site is up to date now" in built(zkkk, tmp_path, *chosen)
    for page in (build / "index.html", *(build / "site").rglob("index-*.html")):
        found = targets(page)
        assert found
        assert all(each.is_file() and "digest" not in each.parts for each in found), page
    (told,) = rows(build, "rahovec", "sr")
    assert told.targets == [report("rahovec", "2025-Q1", "sr", "html")]
    front = (build / "site" / "index-sr.html").read_text("utf-8")
    assert f"<strong>{MARKS['sr']}.</strong>" in front
    assert 'id="years"' not in front
    assert "#years" not in front


def test_the_sample_never_stands_beside_real_reports(tmp_path: Path, zkkk: Run) -> None:
    """Nor a sample report beside a real edition: the site would lead to both."""
    data = tmp_path / "workbooks"
    data.mkdir()
    shutil.copy(SAMPLE / "zkkk-2016.xlsx", data / "zkkk-2016.xlsx")
    (data / "other.txt").touch()
    real = tmp_path / "build" / "reports" / "2025-Q1"
    one = ("--municipality", "rahovec", "--period", "2025-Q1", "--lang", "sr", "--format", "html")
    assert zkkk("report", *one, cwd=tmp_path).returncode == 0
    manifest = real / "manifest.json"
    manifest.write_text(re.sub(r'("data/[^"]+": ")\w', r"\1g", manifest.read_text("utf-8")))
    done = zkkk("build", "--year", "2016", "--no-municipalities", cwd=tmp_path)
    assert done.returncode == 3
    assert "build/reports/2025-Q1" in done.stderr
    real.rename(tmp_path / "build" / "2016")
    done = zkkk("report", *one, cwd=tmp_path)
    assert done.returncode == 3
    assert "build/2016" in done.stderr
