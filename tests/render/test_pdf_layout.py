"""The printed pages: all texts are there, within the margins, none over another."""

import re
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import islice

import pytest
from tests.effort import THOROUGH, in_turn
from tests.sheets import Sheet, texts_of
from tests.support import (
    EXTREMES,
    LANGUAGES,
    PRINTED_YEARS,
    YEARS,
    extreme_sheet,
    long_text,
    office,
    people,
    rendered,
    sample_rows,
    sample_sheet,
    sheet_of,
    year_rows,
)

from zkkk_factsheet.disclosure import THRESHOLD
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.blocks import Table
from zkkk_factsheet.documents.national import compose

pytestmark = pytest.mark.poppler

MILLIMETRE = 72 / 25.4
MARGIN = 14 * MILLIMETRE

OF_PEOPLE = ("population", "caseload")
"""The worksheets that tell of people, and the sections that they have."""

SHEETS = [f"{year} {language}" for year in PRINTED_YEARS for language in LANGUAGES]
SHEETS += [f"{name} {language}" for name, language in in_turn(EXTREMES, LANGUAGES)]

fullest = pytest.mark.parametrize("language", LANGUAGES if THOROUGH else ["en"])
"""The language in which the sheet of 2019 has the least room left, or each."""

every_sheet = pytest.mark.parametrize("name", SHEETS)


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page and its box in points from the top left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@cache
def sheet(name: str) -> Sheet:
    """A sheet by its name above."""
    year, _, language = name.rpartition(" ")
    if year.isdigit():
        return sample_sheet(int(year), language)
    return extreme_sheet(year, language)


def printed_texts(name: str) -> list[str]:
    """What a sheet says in print: without spoken texts and tables one click away."""
    return [text for text in texts_of(sheet(name), in_print=True) if text]


@cache
def file(name: str) -> bytes:
    """The PDF of a sheet."""
    return rendered(sheet(name), "pdf")


@cache
def pdftotext(data: bytes, *options: str) -> str:
    """What pdftotext makes of a PDF."""
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


@cache
def pages_of(data: bytes) -> list[list[Word]]:
    """The words of each page, in the order in which they are written."""
    pattern = r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>'
    return [
        [
            Word(unescape(text), *(float(each) for each in box))
            for *box, text in re.findall(pattern, page)
        ]
        for page in pdftotext(data, "-bbox", "-raw").split("<page ")[1:]
    ]


def printed_on(data: bytes) -> list[str]:
    """All that is printed on each page, without spaces and line ends."""
    return [squeezed("".join(word.text for word in page)) for page in pages_of(data)]


def squeezed(text: str) -> str:
    """A text without spaces and line ends."""
    return "".join(text.split())


@every_sheet
def test_every_text_is_printed(name: str) -> None:
    """Nothing the sheet says is lost between the model and the printed page."""
    shown = "".join(printed_on(file(name)))
    said = printed_texts(name)
    assert len(said) > 50
    assert [text for text in said if squeezed(text) not in shown] == []


@every_sheet
def test_every_number_printed_is_one_of_the_sheet(name: str) -> None:
    """No number comes into the PDF that is not in the content model."""
    known = {number for text in printed_texts(name) for number in re.findall(r"\d+", text)}
    known |= {
        str(segment.size)
        for chart in sheet(name).charts()
        for bar in getattr(chart.drawing, "bars", ())
        for segment in bar.segments
    }
    words = (word.text for page in pages_of(file(name)) for word in page)
    found = {number for word in words for number in re.findall(r"\d+", word)}
    assert len(found) > 5
    assert found - known == set()


@every_sheet
def test_every_word_lies_within_the_margins(name: str) -> None:
    """No word reaches into the margins or is cut by the edge; head and foot lines have theirs."""
    pages = pages_of(file(name))
    assert len(pages) == 2
    for page in pages:
        assert len(page) > 50
        for word in page:
            assert word.left >= MARGIN - 0.5, word
            assert word.right <= 595.28 - MARGIN + 0.5, word
            assert word.top >= 6 * MILLIMETRE, word
            assert word.bottom <= 841.89 - 4 * MILLIMETRE, word


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """The pairs of words of which one covers a good part of the other."""
    found = []
    ordered = sorted(words, key=lambda word: word.left)
    for number, one in enumerate(ordered, start=1):
        for other in islice(ordered, number, None):
            if other.left >= one.right:
                break
            if other.top >= one.bottom or one.top >= other.bottom:
                continue
            width = min(one.right, other.right) - other.left
            height = min(one.bottom, other.bottom) - max(one.top, other.top)
            lower = min(one.bottom - one.top, other.bottom - other.top)
            # Boxes reach from the highest accent to the lowest descender, so that those of two
            # lines may touch; letters touch when a third is shared.
            if width > 0.5 and height > 0.34 * lower:
                found.append((one.text, other.text))
    return found


@every_sheet
def test_no_word_lies_over_another(name: str) -> None:
    """Nothing overlaps: not in the text, not in the charts, not in the tables."""
    for page in pages_of(file(name)):
        assert overlapping(page) == []


def test_words_over_each_other_are_noticed() -> None:
    """Words moved over each other are found; those side by side or in two lines aren't."""
    word = Word("a", 100, 100, 120, 110)
    assert overlapping([word, Word("b", 115, 102, 130, 112)]) == [("a", "b")]
    assert overlapping([word, Word("b", 120.2, 100, 130, 110), Word("c", 100, 108, 120, 118)]) == []


@every_sheet
def test_head_and_foot_lines(name: str) -> None:
    """Every page has its number, and says so if it isn't final."""
    pages = printed_on(file(name))
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        label = sheet(name).labels.page.format(page=number, pages=2)
        assert squeezed(label) in page
        assert squeezed(sheet(name).mark) in page


def column_of(text: str, page: list[Word]) -> str:
    """The column of a page in which a text begins; the key of the table may begin so, too."""
    begin = squeezed(text)[:40]
    found = [
        word
        for number, word in enumerate(page)
        if "".join(each.text for each in page[number : number + 40]).startswith(begin)
    ]
    lowest = max(found, key=lambda word: word.top)
    return "left" if lowest.left < 210 / 2 * MILLIMETRE else "right"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", PRINTED_YEARS)
def test_sections_are_not_parted(year: int, language: str) -> None:
    """What a short section of the second page says stands in the column of its heading."""
    whole, (_, page) = sample_sheet(year, language), pages_of(file(f"{year} {language}"))
    parted = []
    for id_ in ("establishment", "reporting", "missing", "change"):
        if id_ in {section.id for section in whole.document.sections}:
            section = whole.section(id_)
            assert section.paragraphs
            texts = (section.heading, *section.paragraphs, *section.notes)
            columns = {column_of(text, page) for text in texts}
            parted += [id_] if len(columns) > 1 else []
    assert parted == []


def words_of(text: str, page: list[Word]) -> list[Word]:
    """The words of a page that are those of a text, which stands on it once."""
    said, shown = text.split(), [word.text for word in page]
    (start,) = (n for n in range(len(page)) if shown[n : n + len(said)] == said)
    return page[start : start + len(said)]


@pytest.mark.parametrize(
    ("year", "language"),
    [
        (year, language)
        for year in YEARS
        for language in LANGUAGES
        if THOROUGH or year in PRINTED_YEARS or (year, language) == (2017, "sq")
    ],
)
def test_the_mandate_takes_two_lines_at_the_foot(year: int, language: str) -> None:
    """No more, in any language; below it stand only the key documents, source, contact and day."""
    page, _ = pages_of(file(f"{year} {language}"))
    whole = sample_sheet(year, language)
    mandate = words_of(" ".join(whole.section("mandate").paragraphs), page)
    assert len({word.top for word in mandate}) == 2
    (source,) = (words_of(text, page)[0] for text in [whole.section("source").paragraphs[0]])
    assert mandate[-1].bottom - 1 < source.top
    assert mandate[0].top > 0.9 * max(word.top for word in page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", PRINTED_YEARS)
def test_source_contact_and_day_have_lines_of_their_own(year: int, language: str) -> None:
    """At the foot of the first page, in two columns: each begins a line of its column."""
    page, _ = pages_of(file(f"{year} {language}"))
    section = sample_sheet(year, language).section("source")
    begins = [words_of(" ".join(text.split()[:2]), page)[0] for text in section.paragraphs]
    columns = {round(word.left) for word in begins}
    assert len(begins) == 4
    assert len(columns) == 2
    assert len({(round(word.left), word.top) for word in begins}) == len(begins)


@fullest
def test_some_remarks_more_are_set_smaller(language: str) -> None:
    """A full sheet with a few lines of notes more still has two pages, and nothing overlaps."""
    whole = sample_sheet(2019, language)
    remark = (
        "Fushë Kosovë/Kosovo Polje: The office works in two buildings; its plan awaits adoption."
    )
    longer = whole.with_notes("method", remark, remark)
    pages = pages_of(rendered(longer, "pdf"))
    assert len(pages) == 2
    assert [overlapping(page) for page in pages] == [[], []]


@fullest
def test_what_the_check_lets_pass_leaves_two_pages(language: str) -> None:
    """The check allows seven lines of remarks; the sample has four, and three more still fit."""
    whole = sample_sheet(2019, language)
    longer = whole.with_notes("method", *["Podujevë: zyra punon."] * 3)
    assert len(pages_of(rendered(longer, "pdf"))) == 2


def test_a_third_page_has_more_than_a_few_lines() -> None:
    """Where the smaller size doesn't help either, what goes on to a third page is worth one."""
    whole = sample_sheet(2019, "sq")
    lengths = []
    for more in (4, 6, 8, 10, 12) if THOROUGH else (8, 10):
        longer = whole.with_notes("method", *["Komuna: zyra punon."] * more)
        data = rendered(longer, "pdf")
        pages = [page for page in pdftotext(data, "-raw").split("\f") if page.strip()]
        lengths.append(len(pages))
        if len(pages) > 2:
            # The head and the foot of the page are three lines of it.
            assert len([line for line in pages[2].splitlines() if line.strip()]) >= 3 + 6
    assert 3 in lengths


def test_what_is_too_long_goes_on_and_is_not_cut() -> None:
    """Far too long a note takes a third page: it is for an editor to cut, not for a program."""
    rows = year_rows([office("peja", all=long_text(900))], publisher="P", note=long_text(900) * 12)
    long = sheet_of(rows, "sq")
    data = rendered(long, "pdf")
    assert len(pages_of(data)) > 2
    shown = "".join(printed_on(data))
    (note,) = (text for text in texts_of(long) if text.endswith(long_text(900) * 12))
    # A page's end may stand between two lines of the note.
    assert squeezed(note)[:200] in shown
    assert squeezed(note)[-200:] in shown


def sample_with_people(language: str, without: str) -> Sheet:
    """The sheet of 2019 and three years before it, with one of the worksheets of people."""
    years = [
        replace(sample_rows(year), **{each: getattr(people(year), each) for each in OF_PEOPLE})
        for year in YEARS
    ]
    rows, earlier = years[-1], years[:-1]
    offices = {each.municipality for each in rows.offices if each.status == "established"}
    served = tuple(each for each in rows.caseload if each.municipality in offices)
    rows = replace(rows, caseload=() if without == "caseload" else served)
    rows = replace(rows, population=() if without == "population" else rows.population)
    return Sheet(compose(published_of(rows, earlier[-1], THRESHOLD, earlier), language))


@pytest.mark.parametrize(
    ("without", "language"),
    [(each, language) for each in OF_PEOPLE for language in LANGUAGES]
    if THOROUGH
    else [("caseload", "en"), ("population", "sq")],
)
def test_either_table_of_people_leaves_two_pages(without: str, language: str) -> None:
    """A full sheet with persons in care, or with residents: set smaller, nothing overlaps."""
    whole = sample_with_people(language, without)
    pages = pages_of(rendered(whole, "pdf"))
    assert len(pages) == 2
    assert [overlapping(page) for page in pages] == [[], []]


@pytest.mark.parametrize("language", ["sq", "sr"] if THOROUGH else ["sq"])
def test_sections_set_smaller_are_whole_if_they_fit(language: str) -> None:
    """With persons in care none goes on in the second column, where it had no heading above it."""
    whole = sample_with_people(language, "population")
    _, page = pages_of(rendered(whole, "pdf"))
    middle = 297.5
    for id_ in ("establishment", "reporting", "missing"):
        section = whole.section(id_)
        beginning = " ".join(section.paragraphs[-1].split()[:4])
        heading, last = (words_of(text, page)[0] for text in (section.heading, beginning))
        assert (heading.left < middle) == (last.left < middle)


def test_both_tables_of_people_have_a_page_of_their_own() -> None:
    """With the years beside them; all else stands on the second page, which is not cut."""
    whole = sample_with_people("en", "")
    _, second, third = pages_of(rendered(whole, "pdf"))
    headings = {section.id: section.heading for section in whole.document.sections}
    of_people = [*OF_PEOPLE, "years"]
    tops = {id_: words_of(headings[id_], third)[0].top for id_ in of_people}
    assert tops["population"] == tops["caseload"] < tops["years"]
    assert len(third) > 150
    for id_ in ("establishment", "reporting", "missing", "method"):
        words_of(headings[id_], second)
    assert words_of(whole.section("method").notes[-1], second)


@pytest.mark.parametrize("has_caseload", [True, False])
def test_tables_of_people_are_not_parted_by_the_end_of_a_page(*, has_caseload: bool) -> None:
    """Both go on to a third page together; that of residents alone stands in the columns."""
    rows, earlier = people(2019), (people(2017), people(2018))
    if not has_caseload:
        rows = replace(rows, caseload=())
    whole = Sheet(compose(published_of(rows, earlier[-1], THRESHOLD, earlier), "sq"))
    data = rendered(whole, "pdf")
    pages = printed_on(data)
    names = ["population", "caseload"] if has_caseload else ["population"]
    sections = [each for each in whole.document.sections if each.id in names]
    assert [each.id for each in sections] == names
    for section in sections:
        (table,) = (each for each in section.blocks if isinstance(each, Table))
        lines = [squeezed(" ".join(map(str, row))) for row in table.rows]
        on = [all(line in page for line in lines) for page in pages]
        assert on == ([False, False, True] if has_caseload else [False, True])


@pytest.mark.parametrize("length", [1800, 2700] if THOROUGH else [1800])
def test_on_a_third_page_the_duties_stand_in_order(length: int) -> None:
    """Where notes need a third page, all eight duties stand on one page, in their order."""
    note = (long_text(900) * 3)[:length]
    whole = sample_sheet(2019, "en")
    longer = whole.with_notes("method", note)
    data = rendered(longer, "pdf")
    pages = printed_on(data)
    assert len(pages) == 3
    points = [squeezed(point) for point in whole.section("method").points]
    (page,) = (page for page in pages if points[0] in page)
    places = [page.index(point) for point in points]
    assert places == sorted(places)
