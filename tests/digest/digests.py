"""Digests for the tests: those of the sample, and of activities made to measure."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.report.reports import sample_activities
from tests.sheets import Sheet
from tests.support import DUTIES, ROSTER, answers, office, residents, sample_rows, year_rows

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.digest import Thresholds
from zkkk_factsheet.disclosure.digesting import digest_of
from zkkk_factsheet.documents.kinds import DIGEST
from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import Activity, YearRows

YEAR = 2025
PERIODS = ("2025", "2025-H1", "2025-Q1", "2025-Q2")

_COLUMNS = ("municipality", "component", "status", "partners")


@cache
def sample_digest(period: str) -> Published:
    """What the central office is told of a period, by the sample workbooks."""
    years = (sample_activities(), *(sample_rows(each) for each in (2019, 2018, 2017, 2016)))
    return digest_of(Period.parse(period), years, Thresholds())


@cache
def sample_sheet(period: str, language: str) -> Sheet:
    """The digest of a period of the sample."""
    return written(sample_digest(period), language)


def written(published: Published, language: str = "en") -> Sheet:
    """A digest in a language."""
    return Sheet(DIGEST.compose(published, language, ""))


def told(row: int, text: str = "", day: str = "2025-02-03", **values: Any) -> Activity:
    """An activity in a row of the worksheet: in Peja, on schools for Roma, unless said otherwise.

    ``text`` is its description in Albanian; without one it has one of its own.
    """
    given = {
        "municipality": "peja",
        "component": "education",
        "status": "completed",
        "duty": "projects",
        "communities": ("roma",),
        "partners": (),
        "texts": {"sq": text or f"Aktiviteti {row}"},
    }
    places = {name: Place("a.xlsx", "activities", row, n) for n, name in enumerate(_COLUMNS, 1)}
    return Activity(day=date.fromisoformat(day), places=places, **{**given, **values})


def year_of(*activities: Activity, year: int = YEAR) -> YearRows:
    """A year of which there are activities alone."""
    return replace(year_rows([], year=year), activities=activities)


def assessed(year: int, *given: bool | None, plan: bool) -> YearRows:
    """A year in which the office of Peja was assessed."""
    places = {each: Place(f"{year}.xlsx", "duties", 2, n) for n, each in enumerate(DUTIES, 2)}
    row = replace(answers("peja", *given), places=places)
    rows = year_rows([office("peja", work_plan=plan)], (), [row], year=year)
    cell = {"work_plan": Place(f"{year}.xlsx", "offices", 2, 3)}
    return replace(rows, offices=(replace(rows.offices[0], places=cell),))


def digest_with(*years: YearRows, period: str = str(YEAR)) -> Published:
    """The digest of some years, the newest first."""
    return digest_of(Period.parse(period), years, Thresholds())


LIVES: dict[str, int | None] = {"albanian": 900, "serb": 200, "roma": 150, "turkish": 99}
"""Who lives in a municipality, on both sides of the threshold."""


@cache
def with_residents() -> Published:
    """What is told of a year in which everybody lives everywhere, beside the sample's officials."""
    rows = residents(sample_rows(2019), dict.fromkeys(ROSTER, LIVES))
    return digest_with(sample_activities(), rows)


def digests_of_all_kinds() -> Iterator[Sheet]:
    """Digests in which everything comes out that any can say."""
    yield from (sample_sheet(each, "en") for each in PERIODS)
    full = (
        year_of(
            told(2, "Rruga", "2025-01-07", status="initiated", partners=("IOM",)),
            told(3, "Rruga e re", partners=("UNDP",)),
            told(4, day="2025-12-30", municipality="gjilan"),
        ),
        *(assessed(year, *[False] * 8, plan=False) for year in (2019, 2018)),
    )
    yield written(digest_with(*full))
    yield written(with_residents())
    empty = year_of()
    for status in ("sample", "draft", "final"):
        yield written(digest_with(replace(empty, about=replace(empty.about, status=status))))
