"""Every published figure tells how it is made, of published figures alone, and it is true."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.documents.composed import ODD, every_sheet, numbers
from tests.documents.recount import recount
from tests.report.reports import evident
from tests.support import (
    CATEGORIES,
    EXTREMES,
    ROOT,
    ROSTER,
    SAMPLE,
    YEARS,
    answers,
    before,
    office,
    sample_with_years,
    staff,
    year_rows,
)

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents.accounts.made import MADE
from zkkk_factsheet.documents.accounts.model import Account
from zkkk_factsheet.documents.accounts.teller import Teller
from zkkk_factsheet.documents.kinds import MUNICIPAL, NATIONAL
from zkkk_factsheet.indicators import Figure, Key
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.reference import community

every_year = pytest.mark.parametrize("year", YEARS)


@cache
def accounts(year: int | str, language: str = "en") -> tuple[Account, ...]:
    """The accounts of all figures of a year."""
    published = _published(year)
    teller = Teller(published, language)
    return tuple(teller.account(figure) for figure in published.figures)


@cache
def odd() -> Published:
    """A year in which offices came, went, and were looked at in one of two years only."""
    earlier = year_rows(
        [
            office("peja", "established", work_plan=True),
            office("istog", "established", work_plan=False),
            office("viti", "established", work_plan=None),
            office("klina", "similar"),
            office("junik", "not covered"),
        ],
        [staff("peja", "serb", 2, 3), staff("istog", "serb", 1, None)],
        [answers("peja", *[True] * 8), answers("istog", None)],
        year=2018,
    )
    year = year_rows(
        [
            office("peja", "established", work_plan=True),
            office("istog", "established", work_plan=True),
            office("viti", "not established"),
            office("klina", "established", work_plan=True),
            office("junik", "established"),
        ],
        [staff("peja", "serb", 2, 3), staff("istog", "serb", 1, 1), staff("klina", "roma", 1, 2)],
        [answers("peja", *[False] * 8), answers("istog", *[True] * 8)],
    )
    return published_of(year, earlier, THRESHOLD, [earlier])


def figures_in(account: Account) -> Iterator[Figure]:
    """The figures that an account tells of: its own and those it is made of."""
    yield account.figure
    yield from (each.figure for part in account.parts for each in part.answers if each.figure)


# Complete ------------------------------------------------------------------------------------


def test_it_is_said_of_every_indicator_of_which_figures_it_is_made() -> None:
    """The list has the indicators that the tables have, and no others; docs name each."""
    tables = [*map(sample_with_years, YEARS), odd(), _published("people"), evident()]
    there = {figure.indicator for table in tables for figure in table.figures}
    # In no sample year is an office in both years without a duty to compare.
    assert there == set(MADE)
    assert len(MADE) == 83


@every_sheet
def test_every_printed_number_has_an_account(year: int, language: str) -> None:
    """Each figure on each sheet is told: its formula says the number that is printed."""
    published = sample_with_years(year)
    tellers = {str(each.period): Teller(each, language) for each in published.earlier}
    tellers[""] = Teller(published, language)
    told: dict[tuple[str, Key], Account] = {}
    walked = in_words = 0
    for kind in (NATIONAL, MUNICIPAL):
        for number in numbers(kind, year, language):
            walked += 1
            key = (number.period, number.figure)
            if key not in told:
                teller = tellers[number.period]
                told[key] = teller.account(teller.published.figures[number.figure])
            formula = told[key].formula
            if not re.search(r"\d", formula):  # a yes, a no, or why there is no number
                in_words += 1
            elif number.part in ("numerator", "denominator"):
                assert re.search(rf"\b{number.text}\b", formula), (number, formula)
            elif number.part == "change":
                assert f"= {number.text}" in formula
    assert walked > 3000
    assert len(told) > 200
    assert in_words < walked / 10
    print(f"{year} {language}: {walked} numbers, {len(told)} accounts")  # noqa: T201 - the report


@every_sheet
def test_every_account_says_what_the_figure_is(year: int, language: str) -> None:
    """Each has a name, a definition and a formula in the language; no place is left open."""
    for account in accounts(year, language):
        texts = (account.name, account.definition, account.formula, *account.notes, account.head)
        assert all((account.name, account.definition, account.formula))
        assert bool(account.head) == bool(account.parts)
        assert not any("{" in text for text in texts)
        small = (account.figure.denominator or 0) < 10
        assert not (small and "%" in account.formula)


# True ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("published", [*YEARS, "odd", *ODD])
def test_the_parts_make_the_figure(published: int | str) -> None:
    """Counted again from what the account tells of its parts, a figure is what it is."""
    counted: Counter[str] = Counter()
    table = _published(published)
    total = table.figures.one("staff.officials").numerator or 0
    persons = sum(each.numerator or 0 for each in table.figures.national("caseload.persons"))
    of_persons = {"caseload.by_gender", *(f"caseload.{each}" for each in CATEGORIES)}
    for account in accounts(published):
        figure = account.figure
        found = recount(account)
        if found is None or figure.status == "suppressed":
            continue
        numerator, denominator = found
        if figure.status == "no information":
            assert not figure.denominator
            assert not denominator
            continue
        assert numerator == figure.numerator, account
        if figure.indicator in {"staff.by_gender", "staff.by_community"}:
            assert figure.denominator == total
        elif figure.indicator == "population.by_community":
            whole = table.figures.one("population.residents", municipality=figure.municipality)
            assert figure.denominator == whole.numerator
        elif figure.indicator in of_persons:
            assert figure.denominator == persons
        elif figure.indicator != "change.women":
            assert denominator == figure.denominator, account
        counted[figure.indicator] += 1
    if isinstance(published, int):
        expected = 180 if published > min(YEARS) else 90
        assert counted.total() > expected
        assert len(counted) > (40 if published > min(YEARS) else 20)


@cache
def _published(name: int | str) -> Published:
    if isinstance(name, int):
        return sample_with_years(name)
    if name == "odd":
        return odd()
    earlier = before(name)
    return published_of(EXTREMES[name], earlier, THRESHOLD, [earlier])


@cache
def book(file: str) -> Any:
    """A sample workbook as openpyxl reads it."""
    return load_workbook(SAMPLE / file)


SAYS = {"yes": 1, "no": 0, None: None}
STATUSES = {
    "offices.established": "established",
    "offices.similar": "similar",
    "offices.not_established": "not established",
    "offices.not_covered": "not covered",
    "offices.no_information": None,
}


@every_year
def test_the_cells_say_what_the_account_says(year: int) -> None:
    """Each answer stands in the cell that is named for it, in the row of its municipality."""
    checked: Counter[str] = Counter()
    seen: set[tuple[int, Key]] = set()
    for account in accounts(year):
        for figure in figures_in(account):
            if (figure.year, figure.key) in seen or not figure.municipality:
                continue
            seen.add((figure.year, figure.key))
            contents = [book(c.file)[c.sheet][c.cell] for c in figure.cells]
            # The municipality stands in the first column.
            rows = {cell.parent.cell(cell.row, 1).value for cell in contents}
            name = figure.indicator
            if name in STATUSES:
                (cell,) = contents
                assert figure.numerator == int(cell.value == STATUSES[name])
            elif name in {"offices.work_plan", "offices.annual_report", "duties.performed"}:
                (cell,) = contents
                assert figure.numerator == SAYS[cell.value]
            elif name == "duties.count":
                assert len(contents) == 8
                assert figure.numerator == sum(cell.value == "yes" for cell in contents)
                assert figure.denominator == sum(cell.value is not None for cell in contents)
            elif name.startswith("staff.") and figure.status == "ok" and len(rows) == 1:
                assert figure.numerator == _officials(figure, contents)
            else:
                continue
            checked[name] += 1
    assert set(checked) >= {*STATUSES, "duties.performed", "duties.count", "staff.officials"}
    assert checked["duties.performed"] >= 8 * 30
    assert checked["staff.officials"] > 20


def _officials(figure: Figure, contents: list[Any]) -> int:
    """The officials of an office in some cells: women or men, or of a community, or all."""
    if figure.indicator == "staff.missing":
        return int(any(cell.value is None for cell in contents))
    called = community(figure.community).label("en") if figure.community else ""
    return sum(
        cell.value
        for cell in contents
        if figure.gender in ("", cell.parent.cell(1, cell.column).value)
        and called in ("", cell.parent.cell(cell.row, 2).value)
    )


# Nothing that is withheld ----------------------------------------------------------------------


@every_sheet
def test_an_account_tells_nothing_that_is_not_published(year: int, language: str) -> None:
    """Every figure in it, with its cells, is one of the tables that each year's edition tells."""
    tables = {each: sample_with_years(each).figures for each in (year, year - 1) if each in YEARS}
    withheld = 0
    for account in accounts(year, language):
        for figure in figures_in(account):
            assert tables[figure.year][figure.key] == figure
        suppressed = catalogue(language, "figures").text("answer.suppressed")
        for part in account.parts:
            for each in part.answers:
                if each.figure and each.figure.status == "suppressed":
                    assert (each.text, each.figure.cells) == (suppressed, ())
                    withheld += 1
        if account.figure.status == "suppressed":
            assert (account.figure.numerator, account.figure.cells) == (None, ())
            assert not re.search(r"\d", account.formula)
            withheld += 1
    assert withheld > 50


# In agreement with the documentation -----------------------------------------------------------


def test_the_page_on_indicators_names_each() -> None:
    """What is told of is what docs/indicators.md defines."""
    page = (ROOT / "docs" / "indicators.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`([a-z_.]+)`", page))
    ends = ("before", "after", "offices", "not_compared")
    for indicator in MADE:
        of, _, end = indicator.rpartition(".")
        known = indicator in told or (end in ends and (of in told or f"{of}.before" in told))
        short = any(indicator.endswith(each) for each in told if each.startswith("."))
        assert known or short, indicator
    assert len(ROSTER) == 38
