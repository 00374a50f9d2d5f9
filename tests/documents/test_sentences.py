"""Every sentence of a document is printed for some data."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from tests.digest.digests import digests_of_all_kinds
from tests.documents.offices import counts, offices, performing
from tests.language.catalogues import messages
from tests.report.reports import evident, reports_of_all_kinds
from tests.support import (
    DUTIES,
    EXTREMES,
    ROSTER,
    answers,
    extreme_published,
    in_care,
    office,
    people,
    sample_published,
    sample_with_years,
    sheet_of,
    staff,
    uniform_year,
    with_officials,
    year_rows,
)

from zkkk_factsheet.disclosure import Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents import municipal, national, press
from zkkk_factsheet.documents.national.years import years
from zkkk_factsheet.documents.writer import Writer
from zkkk_factsheet.language import Catalogue, Period, catalogue
from zkkk_factsheet.workbook.rows import Office, OfficeStatus

if TYPE_CHECKING:
    from zkkk_factsheet.indicators.table import Status


def _offices(first: OfficeStatus, second: OfficeStatus, plans: Sequence[bool]) -> list[Office]:
    """Two offices with a status, and as many more as there are answers on documents."""
    more = [
        office(id_, "established", each, each) for id_, each in zip(ROSTER, plans, strict=False)
    ]
    return [office("viti", first), office("zvecan", second), *more]


_UNKNOWN = {"viti": {"refugees": (None, 1)}}
_FEW = {"viti": {"refugees": (1, 0)}}
_SOME = [staff(ROSTER[0], "roma", 10, 10)]
# The two offices in the year before, and in the year: neither new nor gone, new, gone, both.
_NEW_AND_GONE: list[tuple[tuple[OfficeStatus, OfficeStatus], tuple[OfficeStatus, OfficeStatus]]] = [
    (("similar", "similar"), ("similar", "similar")),
    (("similar", "similar"), ("established", "similar")),
    (("established", "similar"), ("similar", "similar")),
    (("established", "similar"), ("similar", "established")),
]
# What is told of years only if they are so: the year before, and the year.
_YEARS_APART = [
    (
        year_rows(_offices("established", "similar", [True]), _SOME),
        year_rows(_offices("similar", "established", [False, False, True]), _SOME),
    ),
    (
        year_rows(_offices("established", "not covered", [True]), _SOME),
        year_rows(
            _offices("similar", "established", [False, False]),
            [staff(ROSTER[0], "roma", 1, 1000), staff("zvecan", "serb", 1, None)],
        ),
    ),
    (
        year_rows(_offices("established", "established", [True, True]), _SOME),
        year_rows(_offices("established", "established", []), [staff("viti", "serb", 1000, 1)]),
    ),
    # Persons in care, in the year alone and in both; what is known of them is not all.
    (people(2018), people(2019)),
    (year_rows([office("viti")]), in_care(year_rows([office("viti")]), _UNKNOWN)),
    (year_rows([office("viti")]), in_care(year_rows([office("viti")]), _FEW)),
    # New, gone, or both; the same where of another office one of the years says nothing.
    *(
        (
            year_rows(_offices(*then, [True]), _SOME),
            year_rows(_offices(*now, [True, True] if unknown_before else [True]), _SOME),
        )
        for then, now in _NEW_AND_GONE
        for unknown_before in (False, True)
    ),
    (year_rows([], []), year_rows([office("viti")], [staff("viti", "serb", 0, 0)])),
]


def _told_of_municipalities() -> Iterator[tuple[Published, Sequence[str]]]:
    """Years in which municipalities have all kinds of offices and officials, and some of them."""
    for name in EXTREMES:
        yield extreme_published(name), (ROSTER[0], ROSTER[-1])
    yield (
        published_of(year_rows([office("viti", "no information")], contact="C"), None, 5),
        ["viti"],
    )
    yield published_of(people(2019), people(2018), 5), ROSTER
    yield published_of(in_care(year_rows([office("viti")]), _UNKNOWN), None, 5), ["viti"]
    yield sample_with_years(2019), ROSTER
    whole = published_of(uniform_year(answer=True), None, 5)
    statuses: tuple[Status, ...] = ("ok", "suppressed")
    for genders, of_community in itertools.product(statuses, repeat=2):
        yield with_officials(whole, "viti", genders, of_community), ["viti"]
    blank = year_rows(
        [office("viti")], [staff("viti", "serb", 1, 1), staff("viti", "roma", 1, None)]
    )
    yield with_officials(published_of(blank, None, 5), "viti", "ok", "ok"), ["viti"]
    yield with_officials(whole, "viti", "ok", "ok", count=0), ["viti"]


# What a title or a main point tells only if a year is so: each duty performed least, by fewer than
# half or barely by half of the offices; their number; women among the officials; all alike; all
# answers that there are.
_TOLD_APART = [
    *(offices(1, [[each, *[None] * 7]]) for each in (True, False)),
    *(performing(10, **{duty: yes}) for duty in DUTIES for yes in (4, 5, 6, 8)),
    performing(10, **dict.fromkeys(DUTIES, 5)),
    *(counts(*[each] * 5, *[2] * 5) for each in (6, 8)),
    *(
        year_rows([office("peja", work_plan=True)], [staff("peja", "roma", women, 20 - women)])
        for women in (0, 4, 6, 8, 10, 12, 20)
    ),
    year_rows([office(id_, "established", n > 0, n > 0) for n, id_ in enumerate(ROSTER[:9])]),
]
# The same offices, a year later.
_CHANGED = [(counts(*[4] * 10), counts(*[each] * 10)) for each in (3, 4, 5)] + [
    (
        year_rows([office(id_, work_plan=True, annual_report=True) for id_ in ROSTER]),
        _TOLD_APART[-1],
    ),
    (performing(20, advice=10, projects=10), performing(20, advice=14, projects=6)),
]


def test_every_message_of_the_sheet_is_printed_in_some_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every sentence of a document comes out for some data: none waits for what can't happen."""
    printed: set[str] = set()
    say = Catalogue.template

    def template(self: Catalogue, key: str, count: int | None = None) -> str:
        printed.add(key)
        return say(self, key, count)

    monkeypatch.setattr(Catalogue, "template", template)
    draft = year_rows(
        [
            office("peja", remarks="x"),
            office("klina", "not covered"),
            office("viti", "no information"),
        ],
        [staff("peja", "serb", 1, None)],
        [answers("peja", None)],
        status="draft",
        publisher="P",
        source="S",
        contact="C",
        note="N",
        next_on=date(2021, 3, 31),
    )
    sheet_of(draft, "en")
    two = [office("peja"), office("klina")]
    few = [staff("peja", "serb", 1, 1), staff("klina", "roma", 1, 0)]
    sheet_of(in_care(year_rows(two, few), {"peja": _FEW["viti"]}), "en")
    few[1] = staff("klina", "roma", 1, None)
    sheet_of(year_rows(two, few), "en")
    sheet_of(draft, "en", EXTREMES["nobody covered"])
    for known in (*map(extreme_published, EXTREMES), sample_with_years(2019)):
        national.compose(known, "en")
    press.compose(sample_published(2019), "en")
    corrected = (Corrected(date(2020, 5, 5), 1, {"en": "R"}),)
    somewhere = replace(sample_published(2019), corrections=corrected, address="https://a.example/")
    national.compose(somewhere, "en")
    for rows in _TOLD_APART:
        sheet_of(rows, "en")
    for then, now in (*_YEARS_APART, *_CHANGED):
        sheet_of(now, "en", then)
    not_covered = [office(id_, "not covered") for id_ in ROSTER]
    apart = [uniform_year(answer=True, year=2014)]
    apart += [year_rows(not_covered, year=year) for year in (2016, 2017)]
    years(Writer(catalogue("en", "sheet"), published_of(apart[-1], None, 5, apart[:-1])))
    for known, some in _told_of_municipalities():
        for id_ in some:
            municipal.compose(known, "en", id_)
    assert len(list(reports_of_all_kinds())) > 10
    municipal.compose(evident(), "en", "peja")
    assert len(list(digests_of_all_kinds())) > 5
    for part in ("H1", "H2", "Q1", "Q2", "Q3", "Q4"):  # no sheet of such a period yet
        Period.parse(f"2025-{part}").name("en")
    assert set(messages("en", "sheet")) - printed == set()
