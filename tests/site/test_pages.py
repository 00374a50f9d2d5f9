"""The pages that lead to the editions: what they lead to, and when they are made."""

import json
import os
import re
import shutil
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests.program.conftest import Run, warmed
from tests.site.conftest import SHOWN_YEARS, WHOLE
from tests.support import LANGUAGES, PRINTED_YEARS, SAMPLE
from tests.warm import FEW_PLACES

from zkkk_factsheet.reference import municipalities, municipality

TAGS = {"sq": "sq", "sr": "sr-Latn", "en": "en"}
FEED = "application/atom+xml"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src"


class Links(HTMLParser):
    """Everything that a page fetches or leads to, and the attributes of its elements by name."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element leads to."""
        named = dict(attrs)
        self.elements.append((tag, named))
        self.targets += [str(named[name]) for name in ("href", "src") if name in named]


def pages(output: Path) -> list[Path]:
    """All pages of the site, with the one that leads to it; the copy it keeps of that is none."""
    found = [output / "index.html", *sorted((output / "site").rglob("index-*.html"))]
    assert len(found) == 1 + 3 + 3 + 3 * 38
    return found


@cache
def parsed(page: str) -> Links:
    """What a page leads to, by its text: most pages are asked for by several tests."""
    return Links(page)


def links(page: Path) -> Links:
    """What a page leads to."""
    return parsed(page.read_text("utf-8"))


def looked_at_closely(output: Path) -> list[Path]:
    """One or more of each kind of page in every language: those of most municipalities are alike.

    These have no edition of their own, or one, and reports, or none; one is not covered.
    """
    names = {"gjakova", "rahovec", "gjilan", "zubin-potok"}
    found = [
        page
        for page in pages(output)
        if page.parent.parent.name != "municipalities" or page.parent.name in names
    ]
    assert len(found) == 1 + 3 + 3 + 3 * len(names)
    return found


LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
"""A link as the pages write it, for those that are followed alone: parsing takes ten times as long.

That it finds what a parser finds is tested with every kind of page.
"""


def targets(page: Path) -> set[Path]:
    """The files that a page or a style sheet leads to, in a folder in which nothing is a link."""
    text = page.read_text("utf-8")
    of_page = page.suffix == ".html"
    found = map(unescape, LINK.findall(text)) if of_page else re.findall(r'url\("(.*?)"\)', text)
    parts = [urlsplit(each) for each in found]
    # What a sheet's style sheet has in itself is fetched from nowhere.
    ways = (each.path for each in parts if each.path and each.scheme != "data")
    folder = str(page.parent.resolve())
    return {Path(os.path.normpath(f"{folder}/{unquote(way)}")) for way in ways}


def test_every_link_of_every_page_leads_to_a_file(output: Path) -> None:
    """No link is dead, none leads out of the folder, all are relative."""
    assert [path for path in output.rglob("*") if path.is_symlink()] == []
    there = {path for path in output.resolve().rglob("*") if path.is_file()}
    for page in looked_at_closely(output):
        found = [unescape(each) for each in LINK.findall(page.read_text("utf-8"))]
        assert found == links(page).targets
    for page in pages(output):
        found = [unescape(each) for each in LINK.findall(page.read_text("utf-8"))]
        assert len(found) > 6
        assert not [each for each in found if urlsplit(each).scheme or each.startswith("/")]
        assert targets(page) <= there, page


def test_every_list_of_contents_leads_to_places_on_its_page(output: Path) -> None:
    """On the pages on everything, on charts and on figures: each entry to a place, none twice."""
    listed = [
        *(output / "site").glob("index-*.html"),
        *output.glob("*/charts/*.html"),
        *output.glob("*/figures/*-duties-*.html"),
    ]
    assert len(listed) == len(LANGUAGES) * (1 + 2 * len(PRINTED_YEARS))
    for page in listed:
        text = page.read_text("utf-8")
        (contents,) = re.findall(r'<nav class="contents".*?</nav>', text, re.DOTALL)
        places = re.findall(r'href="#([^"]+)"', contents)
        assert len(places) > 2
        assert len(set(places)) == len(places)
        assert [place for place in places if text.count(f' id="{place}"') != 1] == []


def test_whatever_is_published_is_found(output: Path) -> None:
    """From the first page on, links lead to every sheet and every data file.

    To the pages on how figures are made, the sheets lead whose figures they are.
    """
    seen: set[Path] = set()
    waiting = {(output / "index.html").resolve()}
    while waiting:
        page = waiting.pop()
        seen.add(page)
        if page.suffix in {".html", ".css"}:
            waiting |= {each for each in targets(page) if each.is_file()} - seen
    published = {
        path.resolve()
        for path in output.rglob("*")
        if path.is_file() and not re.search(r"/\.|/manifest\.json$|/figures/", path.as_posix())
    }
    assert len(published) > 3 * (6 + 5) + 2 * (3 + 3 * 9)
    assert published - seen == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_leads_to_itself_in_every_language(output: Path, language: str) -> None:
    """The switch and the alternates name the same page in three languages, and mark its own."""
    for page in looked_at_closely(output):
        if page.name != f"index-{language}.html":
            continue
        found = links(page)
        assert ("html", {"lang": TAGS[language]}) in found.elements
        same = {TAGS[each]: f"index-{each}.html" for each in LANGUAGES}
        switches = [named for tag, named in found.elements if tag == "a" and "hreflang" in named]
        alternates = [named for tag, named in found.elements if _is_page(named)]
        for named in (switches, alternates):
            assert {each["hreflang"]: each["href"] for each in named} == same
        (current,) = [each for each in switches if "aria-current" in each]
        assert current["lang"] == TAGS[language]


def _is_page(named: dict[str, str | None]) -> bool:
    """Whether something that is named in a page's head is a page in some language."""
    return named.get("rel") == "alternate" and named.get("type") != FEED


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_names_the_feed_and_whom_to_write_to(output: Path, language: str) -> None:
    """In its head for programs; at its foot in words, with the way to the corrections."""
    found = [page for page in looked_at_closely(output) if page.name == f"index-{language}.html"]
    assert len(found) == 2 + 4
    feed = (output / "site" / f"feed-{language}.xml").resolve()
    corrections = (output / "site" / "corrections" / f"index-{language}.html").resolve()
    front = (output / "site" / f"index-{language}.html").resolve()
    contact = front.with_name(f"{front.name}#contact")
    for page in found:
        (named,) = [each for _, each in links(page).elements if each.get("type") == FEED]
        assert (page.parent / str(named["href"])).resolve() == feed
        foot = page.read_text("utf-8").partition("<footer")[2]
        ways = {(page.parent / way).resolve() for way in re.findall(r'href="(.*?)"', foot)}
        assert ways == {feed, corrections, contact} - (
            {contact} if page.resolve() == front else {page.resolve()}
        )
        # The page on everything says it, so that a new contact changes that page alone.
        assert ("@example.org" in foot) == (page.resolve() == front)
    feeds = [each for _, each in links(output / "index.html").elements if each.get("type") == FEED]
    assert f"site/feed-{language}.xml" in [each["href"] for each in feeds]


def test_every_page_lets_nothing_in_and_says_what_it_is(output: Path) -> None:
    """Each has the strict policy, no script and no style of its own, a title and a description."""
    titles = set()
    for page in pages(output):
        text = page.read_text("utf-8")
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
        assert policy.startswith("default-src 'none'; style-src 'self';")
        assert page.name == "index.html" or policy.startswith(POLICY)
        assert "unsafe" not in policy
        assert not re.search(r"<style|style=|<script(?! src=)|\son\w+=", text)
        (title,) = re.findall(r"<title>([^<]+)</title>", text)
        assert re.search(r'<meta name="description" content="[^"]{20,}">', text)
        titles.add((title, page.name))
    assert len(titles) == len(pages(output))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_municipality_has_all_its_years(output: Path, language: str) -> None:
    """The newest first, with as many core duties as the data files of the edition say."""
    page = output / "site" / "municipalities" / "gjakova" / f"index-{language}.html"
    rows = re.findall(
        r"<tr><th scope=\"row\">(\d{4}).*?</th><td>(\d+)(?:–(\d+))? ", page.read_text()
    )
    assert [int(year) for year, *_ in rows] == sorted(SHOWN_YEARS, reverse=True)
    for year, least, most in rows:
        table = json.loads((output / year / "data" / "indicators.json").read_text("utf-8"))
        (count,) = [
            each
            for each in table
            if (each["indicator"], each["municipality"]) == ("duties.count", "gjakova")
        ]
        known = count["numerator"], count["numerator"] + 8 - count["denominator"]
        assert (int(least), int(most or least)) == known
    sheets = {path for path in targets(page) if path.name.startswith("zkkk-2")}
    assert sheets == {
        (output / f"{year}/municipalities/gjakova/zkkk-{year}-gjakova-{language}.html").resolve()
        for year in SHOWN_YEARS
    }


def test_names_of_every_language_are_on_the_pages(output: Path) -> None:
    """Each municipality is on the map, in the list and in the table; its page bears its name.

    What is typed into the search is compared with the same names in every language.
    """
    searched = []
    for language in LANGUAGES:
        page = links(output / "site" / f"index-{language}.html")
        for each in municipalities():
            target = f"municipalities/{each.id}/index-{language}.html"
            assert page.targets.count(target) == 3  # map, list and table
        names = (str(named["data-names"]) for _, named in page.elements if "data-names" in named)
        searched.append(sorted(names))
        assert len(searched[-1]) == len(municipalities())
    assert searched == len(LANGUAGES) * [searched[0]]
    text = (output / "site/municipalities/gjakova/index-sr.html").read_text("utf-8")
    assert f"<h1>{municipality('gjakova').name('sr')}</h1>" in text


def test_with_nothing_to_do_nothing_is_written(output: Path, zkkk: Run) -> None:
    """A second run touches no file of the site, and says nothing about it."""
    before = {path: path.stat().st_mtime_ns for path in pages(output)}
    inodes = {path: path.stat().st_ino for path in pages(output)}
    done = zkkk("build", *WHOLE, cwd=output.parent)
    assert done.returncode == 0
    assert "site" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert {path: path.stat().st_ino for path in inodes} == inodes


@pytest.fixture
def copied(output: Path, tmp_path: Path) -> Path:
    """A copy of the output folder, to be changed."""
    return Path(shutil.copytree(output, tmp_path / "build"))


def again(zkkk: Run, copied: Path, *options: str) -> str:
    """What a run in the folder says when all it may have to do is the site."""
    done = zkkk("build", "--year", "2019", "--no-municipalities", *options, cwd=copied.parent)
    assert done.returncode == 0, done.stderr
    return str(done.stderr)


def test_a_year_that_is_removed_and_a_sheet_that_is_lost_disappear(copied: Path, zkkk: Run) -> None:
    """Who removes an edition's folder removes it from the site; no link is dead then.

    The site that is made again for it leads to no sheet of another year that is not there either.
    """
    (copied / "2016" / "zkkk-2016-sq.pdf").unlink()
    shutil.rmtree(copied / "2018")
    assert "The site is up to date now" in again(zkkk, copied)
    for page in pages(copied):
        text = page.read_text("utf-8")
        assert not re.search(r'(<strong>|href="[^"]*)2018', text)
        # The page on everything tells what has changed since then, for which it needs no edition.
        assert "2018" not in text or page.parent.name == "site"
        assert all(target.is_file() for target in targets(page))
    found = links(copied / "site" / "index-sq.html").targets
    assert "../2016/zkkk-2016-sq.html" in found
    assert "../2016/zkkk-2016-sq.pdf" not in found


def test_what_is_lost_is_made_again(copied: Path, zkkk: Run) -> None:
    """A page that is missing is back after the next run, to the byte, whichever it is.

    So is the manifest, which also says what was checked of the year of reports alone.
    """
    for lost in ("index.html", "site/feed-sr.xml", "site/manifest.json"):
        before = (copied / lost).read_bytes()
        (copied / lost).unlink()
        again(zkkk, copied, "--year", "2025")
        assert (copied / lost).read_bytes() == before


def test_somebody_elses_first_page_stays(copied: Path, zkkk: Run) -> None:
    """A page that this program didn't make, or that was changed since, is left and named."""
    index = copied / "index.html"

    def stays() -> None:
        before, is_link = index.read_bytes(), index.is_symlink()
        said = again(zkkk, copied)
        assert "build/index.html was not made by this program and stays as it is" in said
        assert index.read_bytes() == before
        assert index.is_symlink() == is_link

    # One that was edited, the second time as well; another one; one that is a link.
    index.write_text(index.read_text("utf-8").replace("<ul>", "<ul class='ours'>"), "utf-8")
    stays()
    stays()
    index.unlink()
    index.write_text("welcome", "utf-8")
    stays()
    index.rename(copied / "home.html")
    index.symlink_to("home.html")
    stays()
    index.unlink()
    again(zkkk, copied)
    assert links(index).targets == links(copied / "site" / ".index.html").targets


def test_a_foreign_folder_in_place_of_the_site_is_refused(copied: Path, zkkk: Run) -> None:
    """It is named and stays as it is; the edition is published all the same."""
    shutil.rmtree(copied / "site")
    (copied / "site").mkdir()
    (copied / "site" / "thesis.txt").write_text("mine", "utf-8")
    shutil.rmtree(copied / "2019")
    build = ("build", "--year", "2019", "--no-municipalities", "--format", "html", "--lang", "sq")
    done = zkkk(*build, cwd=copied.parent)
    assert done.returncode == 3
    assert "build/site" in done.stderr
    assert (copied / "2019" / "manifest.json").is_file()
    assert (copied / "site" / "thesis.txt").read_text("utf-8") == "mine"


def test_an_edition_that_is_damaged_is_shown_again_once_it_is_whole(tmp_path: Path) -> None:
    """Till then no page says of it what nobody can read; a run of another year leaves it so."""
    zkkk = warmed(FEW_PLACES)
    (tmp_path / "data").mkdir()
    for year in (2018, 2019):
        shutil.copy(SAMPLE / f"zkkk-{year}.xlsx", tmp_path / "data")
    build = ("build", "--no-municipalities", "--format", "html", "--lang", "en")
    assert zkkk(*build, cwd=tmp_path).returncode == 0
    page = tmp_path / "build" / "site" / "municipalities" / "gjilan" / "index-en.html"
    whole = page.read_text("utf-8")
    table = tmp_path / "build" / "2018" / "data" / "indicators.json"
    table.write_bytes(table.read_bytes().replace(b"2", b"3", 1))
    page.unlink()
    assert zkkk(*build, "--year", "2019", cwd=tmp_path).returncode == 0
    assert "the data of this edition are not at hand" in page.read_text("utf-8")
    assert zkkk(*build, cwd=tmp_path).returncode == 0
    assert page.read_text("utf-8") == whole
