"""The pages on figures: each figure has one place, and each printed number leads to it."""

from collections import Counter
from collections.abc import Mapping

import pytest
from tests.documents.composed import ODD, composed, every_sheet, numbers
from tests.render.markup import Element, read_page
from tests.sheets import Sheet
from tests.support import EXTREMES, LANGUAGES, YEARS, rendered, sample_with_years

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.accounts.anchors import anchor
from zkkk_factsheet.documents.accounts.made import MADE, PAGES
from zkkk_factsheet.documents.accounts.teller import Teller
from zkkk_factsheet.documents.derivation import Derivation
from zkkk_factsheet.documents.kinds import ACCOUNTS, MUNICIPAL, NATIONAL
from zkkk_factsheet.documents.model import Document
from zkkk_factsheet.documents.text import Number, Text
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.render.accounts import linked

every_year = pytest.mark.parametrize("year", YEARS)


def pages(year: int, language: str) -> dict[str, Document]:
    """The pages of a sample year."""
    return composed(ACCOUNTS, year, language)


def derivations(document: Document) -> list[Derivation]:
    """The blocks of a page that tell how figures are made."""
    blocks = (block for section in document.sections for block in section.blocks)
    return [block for block in blocks if isinstance(block, Derivation)]


def places(document: Document) -> list[str]:
    """The ids on a page."""
    ids = [section.id for section in document.sections]
    for block in derivations(document):
        ids += [each.id for each in block.figures]
        ids += [each.id for each in block.sources]
    return [id_ for id_ in ids if id_]


def missing_places(published: Published, documents: Mapping[str, Document]) -> list[str]:
    """The figures of a table that have no place on their page, or more than one."""
    found: Counter[tuple[str, str]] = Counter()
    for page, document in documents.items():
        ids = places(document)
        assert len(ids) == len(set(ids))
        found.update((page, id_) for id_ in ids)
    keys = [figure.key for figure in published.figures]
    return [str(key) for key in keys if found[MADE[key.indicator].page, anchor(key)] != 1]


@every_sheet
def test_every_figure_has_one_place(year: int, language: str) -> None:
    """All of the table are told, each on the page of its indicator; no id is there twice."""
    published = sample_with_years(year)
    assert len(published.figures) > 1000
    assert missing_places(published, pages(year, language)) == []


@pytest.mark.parametrize("name", ODD)
def test_every_figure_of_an_odd_year_has_one_place(name: str) -> None:
    """Also where nothing is known, and of a year without one before it."""
    published = published_of(EXTREMES[name], None, THRESHOLD)
    documents = {each: ACCOUNTS.compose(published, "en", each) for each in ACCOUNTS.subjects()}
    assert missing_places(published, documents) == []


@every_year
def test_every_printed_number_leads_to_its_place(year: int) -> None:
    """Each number of the year itself, on every sheet, has an account that can be led to."""
    there = {page: set(places(document)) for page, document in pages(year, "en").items()}
    walked = 0
    for kind in (NATIONAL, MUNICIPAL):
        for number in numbers(kind, year, "en"):
            if not number.period:
                walked += 1
                assert anchor(number.figure) in there[MADE[number.figure.indicator].page]
    assert walked > 3000


@every_sheet
def test_a_page_says_what_the_account_says(year: int, language: str) -> None:
    """The page has the account's definition, formula, notes and each part, and nothing else."""
    published = sample_with_years(year)
    teller = Teller(published, language)
    told = {anchor(each.key): teller.account(each) for each in published.figures}
    compared = 0
    for document in pages(year, language).values():
        for block in derivations(document):
            sources = str(block.sources)
            for figure in block.figures:
                if not figure.id:
                    continue
                account = told[figure.id]
                assert figure.definition == account.definition
                assert (figure.formula, figure.notes) == (account.formula, account.notes)
                assert [(each.name, each.answers) for each in block.sources] == [
                    (part.name, tuple(answer.text for answer in part.answers))
                    for part in account.parts
                ]
                cells = [part.answers[-1].figure for part in account.parts]
                alone = [str(each.cells[0]) for each in cells if each and len(each.cells) == 1]
                assert all(cell in sources for cell in alone)
                compared += 1
    assert compared > 80


def test_a_target_on_a_page_is_there() -> None:
    """What a line of a page leads to stands on the same page."""
    followed = 0
    for document in pages(2019, "en").values():
        ids = set(places(document))
        targets = [row.target for block in derivations(document) for row in block.sources]
        assert ids >= {each for each in targets if each}
        followed += sum(map(bool, targets))
    assert followed > 100


def test_a_year_without_one_before_says_so() -> None:
    """A page of changes is there in every year; where nothing is compared, it says why."""
    (section,) = pages(min(YEARS), "en")["change.duties"].sections
    assert section.id == "none"
    assert not derivations(pages(min(YEARS), "en")["change.duties"])


# Numbers as links ------------------------------------------------------------------------------

ALL = {page: f"figures/{page}.html" for page in PAGES}


def test_numbers_of_one_figure_are_one_link() -> None:
    """They are one stop, with the bracket that is opened in it; what follows is apart."""
    key, other = Key("offices.work_plan"), Key("offices.similar")
    numbers = [Number(text, key, "numerator") for text in ("3", "4", "75%")]
    text = Text.of(
        numbers[0], " of ", numbers[1], " (", numbers[2], "); ", Number("1", other, "numerator")
    )
    assert linked(ALL, text) == (
        '<a class="made" href="figures/work_plan.html#offices.work_plan">3 of 4 (75%)</a>; '
        '<a class="made" href="figures/offices.html#offices.similar">1</a>'
    )


def test_what_leads_nowhere_is_no_link() -> None:
    """Without the page, or of another period, a number stays a number; words are escaped."""
    key = Key("offices.work_plan")
    now, then = Number("3", key, "numerator"), Number("2", key, "numerator", "2018")
    assert linked({}, Text.of("<", now)) == "&lt;3"
    assert linked({"offices": "offices.html"}, Text.of("<", now)) == "&lt;3"
    assert linked(ALL, Text.of("<", then)) == "&lt;2"
    assert linked(ALL, "<3") == "&lt;3"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_of_the_matrix_are_no_links(language: str) -> None:
    """Heads and totals lead to accounts; three hundred marks would be three hundred stops."""
    sheet = Sheet(NATIONAL.compose(sample_with_years(2019), language, ""))
    page = read_page(rendered(sheet, "html", accounts=ALL))
    (matrix,) = (each for each in page.all("div") if each.get("class") == "matrix")
    cells = matrix.all("td")
    totals = [each for each in cells if each.get("class") == "total"]
    assert len(totals) == 35
    assert all(len(each.all("a")) == 1 for each in totals)
    assert sum(len(each.all("a")) for each in cells) == 35
    heads = [each for each in matrix.all("th") if each.all("a")]
    assert len(heads) == 2 * 13
    assert _nested(page) == 0


def _nested(element: Element) -> int:
    """How many links stand within a link."""
    return sum(len(each.all("a")) for each in element.all("a"))
