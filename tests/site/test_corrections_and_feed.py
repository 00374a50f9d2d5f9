"""The page on corrections and the feed: what they tell, and that both depend on editions alone."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from tests.site.conftest import REASONS, SHOWN_YEARS, corrected_year, shelf_of
from tests.support import LANGUAGES, sample_published

from zkkk_factsheet.documents.site import Shelf, corrections, feed, place
from zkkk_factsheet.workbook.rows import EditionStatus

ATOM = "{http://www.w3.org/2005/Atom}"
ANCHOR = "correction-2019-2020-06-16-1"
NONE = {
    "sq": "Asnjë shifër e ndonjë botimi përfundimtar nuk është korrigjuar.",
    "sr": "Nijedan podatak konačnog izdanja nije ispravljen.",
    "en": "No figure of a final edition has been corrected.",
}


def parsed(data: bytes) -> ET.Element:
    """A feed that was parsed; ParseError if it is no XML."""
    return ET.fromstring(data)  # noqa: S314 - it was made here


def text_of(element: ET.Element, name: str) -> str:
    """What stands in the one element of a name that an element has."""
    (found,) = element.findall(f"{ATOM}{name}")
    assert found.text
    return found.text


def test_a_feed_has_what_atom_asks_for(output: Path) -> None:
    """RFC 4287: ids, titles, days, an author, and for each entry a link; no id occurs twice."""
    ids = []
    for language in LANGUAGES:
        path = output / "site" / f"feed-{language}.xml"
        root = parsed(path.read_bytes())
        assert root.tag == f"{ATOM}feed"
        entries = root.findall(f"{ATOM}entry")
        assert len(entries) == len(SHOWN_YEARS)
        assert root.find(f"{ATOM}author/{ATOM}name") is not None
        for each in (root, *entries):
            assert text_of(each, "id").startswith("urn:uuid:")
            assert text_of(each, "title").strip()
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text_of(each, "updated"))
            ids.append(text_of(each, "id"))
            for link in each.findall(f"{ATOM}link"):
                way = link.attrib["href"]
                assert not urlsplit(way).scheme
                assert (path.parent / way).resolve().is_file()
        days = [text_of(each, "updated") for each in entries]
        assert days == sorted(days, reverse=True)
        assert text_of(root, "updated") == days[0]
        # It leads to the sheet, in its own language.
        ways = [each.find(f"{ATOM}link") for each in entries]
        assert [way is not None and way.attrib["href"] for way in ways] == [
            f"../{year}/zkkk-{year}-{language}.html" for year in reversed(SHOWN_YEARS)
        ]
    assert len(set(ids)) == len(ids)


def test_days_and_ids_of_a_feed_are_those_of_the_editions() -> None:
    """The day that the workbook tells, else the year's last; ids are the same for ever."""
    told = feed(Shelf((corrected_year(), *shelf_of(sample_published(2018)).years)), "en")
    assert [(each.day, each.id) for each in told.entries] == [
        ("2020-06-16", "urn:uuid:ce70e8e5-f77c-53ce-a46d-e553923cb12e"),
        ("2020-05-05", "urn:uuid:4cb35665-db78-5b82-804b-fe4d02fc3f8e"),
        ("2020-03-31", "urn:uuid:8da16356-0c77-58b7-80af-15ae1f923750"),
        ("2019-03-31", "urn:uuid:d8e6ee8c-cb24-558f-97ee-2616d4f0412a"),
    ]
    published = sample_published(2019)
    for day, expected in ((date(2021, 1, 2), "2021-01-02"), (None, "2019-12-31")):
        other = replace(published, about=replace(published.about, published_on=day))
        (entry,) = feed(shelf_of(other), "en").entries
        assert (entry.day, entry.id) == (expected, told.entries[2].id)
    assert feed(Shelf(()), "en").entries == ()


def test_where_the_address_is_known_links_are_whole() -> None:
    """Of the feed itself and of each entry; ids are what they were without it."""
    year = corrected_year()
    told, known = (feed(Shelf((year,), each), "en") for each in ("", "https://example.org/a/"))
    assert [each.target for each in known.entries] == [
        f"https://example.org/a/site/corrections/index-en.html#{ANCHOR}",
        "https://example.org/a/site/corrections/index-en.html#correction-2019-2020-05-05-1",
        "https://example.org/a/2019/zkkk-2019-en.html",
    ]
    assert known.path == "https://example.org/a/site/feed-en.xml"
    assert [each.id for each in known.entries] == [each.id for each in told.entries]


@pytest.mark.parametrize(
    ("status", "titles"),
    [
        ("sample", ("(Të dhëna shembull)", "(Ogledni podaci)", "(Sample data)")),
        ("draft", ("(Version paraprak)", "(Nacrt)", "(Draft)")),
        ("final", ("2019", "2019. godinu", "2019")),
    ],
)
def test_what_is_not_final_is_marked_in_the_title(
    status: EditionStatus, titles: tuple[str, ...]
) -> None:
    """Also of a correction: a feed reader may show nothing but titles."""
    year = corrected_year()
    assert year.published
    about = replace(year.published.about, status=status)
    shelf = Shelf((year._replace(published=replace(year.published, about=about)),))
    for language, end in zip(LANGUAGES, titles, strict=True):
        entries = feed(shelf, language).entries
        assert len(entries) == 3
        assert [each.title for each in entries if not each.title.endswith(end)] == []


def test_what_somebody_wrote_is_text_in_a_feed(output: Path) -> None:
    """Markup stays text, and what XML can't write is a space; the entry leads to its place."""
    for language in LANGUAGES:
        site = output.parent / "corrected" / "site"
        root = parsed((site / f"feed-{language}.xml").read_bytes())
        first = root.find(f"{ATOM}entry")
        assert first is not None
        assert text_of(first, "summary") == REASONS[language].replace("\x0b", " ")
        link = first.find(f"{ATOM}link")
        assert link is not None
        target = urljoin("https://example.org/a/site/feed.xml", link.attrib["href"])
        path = f"/a/site/corrections/index-{language}.html"
        assert target == f"https://example.org{path}#{ANCHOR}"
        page = (site / "corrections" / f"index-{language}.html").read_text("utf-8")
        assert page.count(f'id="{ANCHOR}"') == 1


def test_corrections_are_told_with_both_values() -> None:
    """The newest first; each figure in words, before and after; what is withheld is not told."""
    year = corrected_year()
    assert year.published
    page = corrections(Shelf((year,)), "en")
    (told,) = page.years
    assert [each.heading for each in told.corrections] == [
        "Corrected on 16 June 2020",
        "Corrected on 5 May 2020",
    ]
    assert [each.reason for each in told.corrections] == [REASONS["en"], "Printed twice."]
    now = year.published.figures.one("duties.performed", duty="monitoring")
    assert told.corrections[0].rows[0] == (
        "Offices that perform the duty: Monitoring the implementation of policies",
        "3 of 17",
        f"{now.numerator} of {now.denominator}",
    )
    assert told.corrections[0].rows[-1][0].endswith(": Gjilan/Gnjilane")
    assert told.corrections[0].rows[-1][2] == "not shown"
    assert told.corrections[1].rows == ()
    ways = [link.target for link in told.links]
    assert ways == ["../../2019/zkkk-2019-en.html", "../../2019/data/corrections.csv"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_corrections_the_page_says_so(output: Path, language: str) -> None:
    """In words; where there are corrections it doesn't, and tells of which it knows no figures."""
    name = f"site/corrections/index-{language}.html"
    assert f"<strong>{NONE[language]}</strong>" in (output / name).read_text("utf-8")
    told = (output.parent / "corrected" / name).read_text("utf-8")
    assert NONE[language] not in told
    assert told.count('<table class="changed">') == 1
    assert told.count('<p class="note">') == 1


def test_a_municipality_is_told_what_concerns_it() -> None:
    """The correction of its figure, and the one of which nobody knows what it changed."""
    shelf = Shelf((corrected_year(),))
    for municipality, days in (("gjilan", ["16 June", "5 May"]), ("peja", ["5 May"])):
        links = place(shelf, "en", municipality).corrections
        assert [re.findall(r"on (.*) 2020:", each.text)[0] for each in links] == days
        assert all(
            "../../corrections/index-en.html#correction-2019-" in each.target for each in links
        )
    assert place(shelf_of(sample_published(2019)), "en", "gjilan").corrections == ()
