"""The files of a year: each says what the workbook says of its municipality, and no more."""

import json
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from tests.municipal import expected
from tests.municipal.expected import numbers
from tests.municipal.shown import SHOWN
from tests.program.conftest import Built
from tests.render.markup import Element, read_page
from tests.support import FORMATS, LANGUAGES, ROSTER, YEARS, sample_rows, sample_with_years

from zkkk_factsheet.documents.accounts.made import PAGES
from zkkk_factsheet.edition.sheets import every_sheet
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import communities, duties, municipalities, municipality
from zkkk_factsheet.render.pdf import page_count

YEAR = 2019
every_municipality = pytest.mark.parametrize(
    ("id_", "language"), [(id_, language) for id_ in SHOWN for language in LANGUAGES]
)
SECTIONS = ("office", "duties", "years", "remaining", "map", "officials", "mandate", "contact")


def path(id_: str, language: str, format_: str) -> Path:
    """Where a sheet is in an edition."""
    return Path("municipalities", id_, f"zkkk-{YEAR}-{id_}-{language}.{format_}")


def file(whole: Built, id_: str, language: str, format_: str) -> bytes:
    """A sheet of the edition."""
    return (whole[0] / "build" / str(YEAR) / path(id_, language, format_)).read_bytes()


@cache
def read(data: bytes) -> Element:
    """A page, taken apart."""
    return read_page(data)


def sections(page: Element) -> dict[str, Element]:
    """The sections of a page by their ids."""
    return {each.get("id"): each for each in page.all("section")}


@cache
def words(data: bytes) -> str:
    """What a PDF says, in the order in which it is read."""
    command = ["pdftotext", "-raw", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


def shown(element: Element) -> str:
    """What a reader sees of an element, a space between its parts."""
    if "spoken" in element.get("class").split():
        return ""
    return " ".join(each if isinstance(each, str) else shown(each) for each in element.children)


def printed(data: bytes, page: Element) -> dict[str, str]:
    """What a PDF says below each of the headings that its page has."""
    text = words(data)
    headings = {id_: each.all("h2")[0].text() for id_, each in sections(page).items()}
    places = {id_: text.index(f"\n{heading}\n") for id_, heading in headings.items()}
    ends = {
        id_: min([p for p in places.values() if p > at] or [len(text)])
        for id_, at in places.items()
    }
    return {id_: text[at + len(headings[id_]) + 2 : ends[id_]] for id_, at in places.items()}


def known(id_: str) -> dict[str, object]:
    """What is known of a municipality, by which the parts of its sheet are told or left out."""
    said = expected.established(YEAR).get(id_)
    table = sample_with_years(YEAR).figures
    return {
        **{f"status in {year}": expected.offices(year)[id_].status for year in YEARS},
        "remarks": bool(expected.offices(YEAR)[id_].remarks),
        "duties": set(said.duties) if said else None,
        "plan": said and said.plan,
        "report": said and said.report,
        "communities": len(expected.staff(YEAR, id_)),
        **{
            f"{indicator} withheld": any(
                each.status == "suppressed" and each.municipality == id_
                for each in table.all(indicator)
            )
            for indicator in ("staff.by_gender", "staff.by_community")
        },
    }


def test_what_is_known_of_any_municipality_is_known_of_one_that_is_shown() -> None:
    """Each state of an office, each answer and each number of communities; the longest name."""
    of_all, of_shown = ([known(id_) for id_ in each] for each in (ROSTER, SHOWN))
    for name in of_all[0]:
        assert [
            each[name] for each in of_all if each[name] not in [k[name] for k in of_shown]
        ] == []
    for language in LANGUAGES:
        longest = max(ROSTER, key=lambda id_: len(municipality(id_).name(language)))
        assert longest in SHOWN


def paths_of(ids: Iterable[str]) -> set[str]:
    """The files of some municipalities: one for each, language and format."""
    return {
        path(id_, language, format_).as_posix()
        for id_ in ids
        for language in LANGUAGES
        for format_ in FORMATS
    }


def test_there_are_228_files() -> None:
    """One for each municipality, language and format, besides those of the country."""
    planned = {each.path for each in every_sheet(YEAR)}
    assert len(paths_of(ROSTER)) == 228
    assert paths_of(ROSTER) == {each for each in planned if each.startswith("municipalities/")}


def test_the_manifest_lists_them_and_each_is_told(whole: Built) -> None:
    """They are the edition's, and those of a kind are told by their folder."""
    folder, done = whole
    assert done.returncode == 0
    edition = folder / "build" / str(YEAR)
    expected_paths = paths_of(SHOWN)
    assert len(expected_paths) == 6 * len(SHOWN)
    found = {each.relative_to(edition).as_posix() for each in edition.rglob("municipalities/*/*")}
    assert found == expected_paths
    manifest = json.loads((edition / "manifest.json").read_bytes())
    assert expected_paths < manifest["outputs"].keys()
    national = [f"build/2019/zkkk-2019-{each}.{end}" for each in LANGUAGES for end in FORMATS]
    assert done.stdout.splitlines() == [
        *national,
        "build/2019/municipalities",
        "build/2019/figures",
    ]
    assert f"2019: {6 * len(SHOWN) + 6 + 3 * len(PAGES)} files were made" in done.stderr


@every_municipality
def test_a_page_says_what_is_known_of_its_municipality(
    whole: Built, id_: str, language: str
) -> None:
    """Each number and each mark of a page is its own municipality's, in its place."""
    page = read(file(whole, id_, language, "html"))
    name = municipality(id_).name(language)
    (place,) = (each for each in page.all("span") if each.get("class") == "place")
    assert place.text() == name
    found = sections(page)
    said = expected.established(YEAR).get(id_)
    assert numbers(shown(found["office"])) == [YEAR, *expected.of_the_office(YEAR, id_)]
    rows = found["duties"].all("tr")[1:]
    assert len(rows) == 8
    for number, (row, shares) in enumerate(zip(rows, expected.of_the_duties(YEAR), strict=True)):
        duty = duties()[number]
        marks = [each for each in row.all("span") if each.get("class").startswith("cell ")]
        assert numbers(row.text()) == [number + 1, *shares]
        if said is None:
            assert marks == []
            assert row.all("th")[0].text() == f"{number + 1}. {duty.full[language]}"
            continue
        (mark,) = marks
        answer = said.duties[number]
        assert mark.get("class") == f"cell {expected.MARKS[answer]}"
        assert mark.text() == expected.SIGNS[answer]
        assert word_for(answer, language) in row.text()
    check_map(found["map"], id_, language)
    if said is None:
        assert "officials" not in found
        return
    first, plans, reports = found["years"].all("tr")[1:]
    assert [numbers(each.text()) for each in first.all("td")] == expected.of_the_years(YEAR, id_)
    for row, answers in ((plans, "plan"), (reports, "report")):
        given = [getattr(expected.established(each).get(id_), answers, None) for each in YEARS]
        say = catalogue(language, "sheet")
        told = {True: say.text("reporting.yes"), False: say.text("reporting.no")}
        unknown = {say.text("value.no-information"), say.text("years.no-data")}
        for cell, answer in zip(row.all("td"), given, strict=True):
            text = cell.text().strip()
            assert text == told[answer] if answer is not None else text in unknown
    assert numbers(found["remaining"].text()) == expected.to_do(YEAR, id_)
    check_officials(found["officials"], id_, language)


def check_officials(section: Element, id_: str, language: str) -> None:
    """The total is told; what else is told is true, and what is withheld is told to be."""
    say, told = catalogue(language, "sheet"), [each.text() for each in section.all("p")]
    known = expected.staff(YEAR, id_)
    assert told.pop(0) == say.plural("municipal.officials.total", expected.officials(YEAR)[id_])
    table = sample_with_years(YEAR).figures
    withheld = [
        any(
            each.status == "suppressed" for each in table.all(indicator) if each.municipality == id_
        )
        for indicator in ("staff.by_gender", "staff.by_community")
    ]
    if any(withheld):
        which = "both" if all(withheld) else "gender" if withheld[0] else "communities"
        assert told.pop() == say.text(f"municipal.withheld-{which}")
    if not withheld[0]:
        women, men = (sum(each[gender] for each in known.values()) for gender in (0, 1))
        assert told.pop(0) == say.text("municipal.gender", women=women, men=men)
    if told:
        names = {each.label(language): sum(known.get(each.id, (0, 0))) for each in communities()}
        (line,) = told
        stated = re.findall(r"([^\W\d]+) (\d+)", line.partition(": ")[2])
        assert stated
        assert {name: int(count) for name, count in stated}.items() <= names.items()
        if not withheld[1]:
            assert sum(int(count) for _, count in stated) == sum(names.values())


def word_for(answer: bool | None, language: str) -> str:
    """What stands beside a mark."""
    key = {True: "municipal.yes", False: "municipal.no", None: "performance.missing"}[answer]
    return catalogue(language, "sheet").text(key)


def check_map(section: Element, id_: str, language: str) -> None:
    """Every tile has its own number, and one is pointed out."""
    items = [each for each in section.all("li") if "tile" in each.get("class").split()]
    tiles = {each.all("strong")[0].text(): each for each in items}
    names = {each.name(language): each.id for each in municipalities()}
    assert set(tiles) == set(names)
    for name, count in expected.on_the_map(YEAR).items():
        tile = tiles[municipality(name).name(language)]
        drawn = next(each for each in tile.children if isinstance(each, Element))
        assert numbers(drawn.text()) == count
        said = tile.all("span")[-1].text()
        assert numbers(said) == ([*count, 8] if count else [])
    own = [name for name, tile in tiles.items() if tile.get("aria-current")]
    assert [names[name] for name in own] == [id_]


@pytest.mark.poppler
@every_municipality
def test_a_pdf_says_what_its_page_says(whole: Built, id_: str, language: str) -> None:
    """One page; in each section the numbers and signs are those of the HTML, in their order."""
    data, page = file(whole, id_, language, "pdf"), read(file(whole, id_, language, "html"))
    assert page_count(data) == 1
    text = printed(data, page)
    found = sections(page)
    assert list(text) == [each for each in SECTIONS if each in found]
    assert municipality(id_).name(language) in " ".join(words(data).split())
    for name in text.keys() - {"map", "contact"}:
        body = shown(found[name]).partition(found[name].all("h2")[0].text())[2]
        assert numbers(text[name]) == numbers(body), name
    assert re.findall("[✓–?]", text["duties"]) == re.findall("[✓–?]", found["duties"].text())
    lines = text["map"].splitlines()
    for each, count in expected.on_the_map(YEAR).items():
        code = municipality(each).code[language]
        assert code in lines
        if count:
            assert numbers(lines[lines.index(code) + 1]) == count


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_lead_to_the_national_page_and_to_their_pdf(whole: Built, language: str) -> None:
    """Links are relative, stay in the edition, and what they lead to is there."""
    explained = 0
    for id_ in SHOWN:
        page = whole[0] / "build" / str(YEAR) / path(id_, language, "html")
        links = [str(each.get("href")) for each in read(page.read_bytes()).all("a")]
        assert links[:2] == [
            f"../../zkkk-{YEAR}-{language}.html",
            f"zkkk-{YEAR}-{id_}-{language}.pdf",
        ]
        # The others tell how a figure is made.
        assert all(link.startswith(f"../../figures/zkkk-{YEAR}-") for link in links[2:])
        explained += len(links[2:])
        files = {link.partition("#")[0] for link in links}
        assert all((page.parent / file).is_file() for file in files)
    assert explained > 15 * len(SHOWN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_national_page_leads_to_every_municipality_that_has_one(
    whole: Built, language: str
) -> None:
    """From its tile on the map and from its name in the table, to the page in the same language."""
    page = whole[0] / "build" / str(YEAR) / f"zkkk-{YEAR}-{language}.html"
    links = {each.text(): str(each.get("href")) for each in read(page.read_bytes()).all("a")}
    for id_ in SHOWN:
        place, target = municipality(id_), path(id_, language, "html").as_posix()
        assert links[place.name(language)] == target
        assert (page.parent / target).is_file()
        (tile,) = (each for text, each in links.items() if text.startswith(place.code[language]))
        assert tile == target
    to_pages = {each for each in links.values() if each.startswith("municipalities/")}
    assert len(to_pages) == len(SHOWN)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_sheet_is_marked_as_a_sample(whole: Built, format_: str) -> None:
    """What isn't final is called so on each sheet."""
    assert sample_rows(YEAR).about.status == "sample"
    for language in LANGUAGES:
        mark = catalogue(language, "sheet").text("mark.sample")
        for id_ in SHOWN:
            data = file(whole, id_, language, format_)
            text = words(data) if format_ == "pdf" else read(data).text()
            # In print beside the head and at the foot.
            assert text.count(mark) >= (2 if format_ == "pdf" else 1)
