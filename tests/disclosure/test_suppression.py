"""What is withheld stays withheld: everything that is published gives none of it away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.disclosure.attacker import Known, read, recovered
from tests.effort import THOROUGH
from tests.support import (
    COMMUNITIES,
    LANGUAGES,
    ROSTER,
    YEARS,
    office,
    sample_rows,
    sample_sheet,
    sample_table,
    sheet_of,
    staff,
    whole_table,
    year_rows,
)

from zkkk_factsheet.disclosure import THRESHOLD, publish, suppression
from zkkk_factsheet.disclosure.export import to_csv
from zkkk_factsheet.edition.published import published_of
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.rows import Staff, YearRows

GENDERS = ("women", "men")


def published(years: Sequence[YearRows], threshold: int = THRESHOLD) -> str:
    """The tables of consecutive years, as they are published."""
    before = [None, *years[:-1]]
    return to_csv(
        published_of(year, previous, threshold)
        for year, previous in zip(years, before, strict=True)
    )


def known_of(years: Sequence[YearRows]) -> dict[int, Known]:
    """How many officials the offices have that are compared with the years beside, or are not."""
    complete = [_complete(rows) for rows in years]
    known = {}
    for number, rows in enumerate(years):
        before = complete[number - 1] if number else frozenset()
        after = complete[number + 1] if number + 1 < len(years) else frozenset()
        parts: dict[tuple[bool, bool], int] = {}
        for row in _counted(rows):
            whole = row.municipality in complete[number]
            part = (whole and row.municipality in before, whole and row.municipality in after)
            parts[part] = parts.get(part, 0) + (row.women or 0) + (row.men or 0)
        known[rows.about.year] = Known(parts)
    return known


def _established(rows: YearRows) -> set[str]:
    return {each.municipality for each in rows.offices if each.status == "established"}


def _counted(rows: YearRows) -> list[Staff]:
    return [
        row
        for row in rows.staff
        if row.municipality in _established(rows) and None not in (row.women, row.men)
    ]


def _complete(rows: YearRows) -> frozenset[str]:
    """The offices that have officials and no count missing."""
    missing = {row.municipality for row in rows.staff} - {r.municipality for r in _counted(rows)}
    missing |= {row.municipality for row in rows.staff if None in (row.women, row.men)}
    return frozenset({row.municipality for row in _counted(rows)} - missing)


def one_office(counts: Mapping[str, tuple[int, int]], *, year: int = 2019) -> YearRows:
    """A year with one office and some women and men of each community."""
    rows = [staff("peja", community, *count) for community, count in counts.items()]
    return year_rows([office("peja")], rows, year=year)


def withheld_communities(rows: YearRows, threshold: int = THRESHOLD) -> set[str]:
    """The communities whose women and men are not published."""
    table = published_of(rows, None, threshold).figures
    by_gender = [f for f in table if f.indicator in {f"staff.{g}_by_community" for g in GENDERS}]
    withheld = [f.community for f in by_gender if f.status == "suppressed"]
    assert sorted(withheld) == sorted([*set(withheld)] * 2)
    return set(withheld)


SAMPLE_YEARS = [sample_rows(year) for year in YEARS]

# The example of two communities with one woman each: 9 - 4 - 3 leaves two women for two officials.
ONE_WOMAN_EACH = {"albanian": (4, 16), "serb": (3, 7), "croat": (1, 0), "gorani": (1, 0)}


# The attack ----------------------------------------------------------------------------------


def test_nothing_withheld_in_the_sample_years_can_be_recovered() -> None:
    """From the tables of all sample years no withheld figure follows, nor the gender of few."""
    rows = read(published(SAMPLE_YEARS))
    assert sum(row["status"] == "suppressed" for row in rows) > 20
    assert recovered(rows, known_of(SAMPLE_YEARS), THRESHOLD) == []


def test_the_attack_succeeds_where_no_other_community_is_withheld(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without secondary suppression both women are found; with it neither is."""
    rows = one_office(ONE_WOMAN_EACH)
    assert withheld_communities(rows) > {"croat", "gorani"}
    assert recovered(read(published([rows])), known_of([rows]), THRESHOLD) == []
    monkeypatch.setattr(suppression, "_every_number_possible", lambda *_: True)
    assert withheld_communities(rows) == {"croat", "gorani"}
    assert recovered(read(published([rows])), known_of([rows]), THRESHOLD) == [
        "2019: women among gorani",
        "2019: women among croat",
    ]


def test_the_attack_succeeds_where_women_of_the_same_offices_are_told() -> None:
    """The one official of a new office, by the difference of two totals."""
    table = published(SAMPLE_YEARS)
    whole = published(SAMPLE_YEARS, threshold=0)
    rows = [
        there if row["indicator"].startswith("change.women") else row
        for row, there in zip(read(table), read(whole), strict=True)
    ]
    found = recovered(rows, known_of(SAMPLE_YEARS), THRESHOLD)
    assert "2019: women in offices with 1 officials" in found


@st.composite
def three_years(draw: st.DrawFn) -> list[YearRows]:
    """Consecutive years of a few offices with few officials, some not known, some not there."""
    roster = ROSTER[: draw(st.integers(2, 5))]
    communities = COMMUNITIES[: draw(st.integers(1, 5))]
    few, most = st.integers(0, 2), draw(st.sampled_from([1, 3, 9]))
    years = []
    for year in (2017, 2018, 2019):
        offices, counts = [], []
        for id_ in roster:
            there = draw(st.integers(0, 4)) > 0
            offices.append(office(id_, "established" if there else "not established"))
            for community in draw(st.lists(st.sampled_from(communities), unique=True)):
                men = st.integers(0, most)
                blank = draw(st.integers(0, 9)) == 0
                counts.append(staff(id_, community, None if blank else draw(few), draw(men)))
        years.append(year_rows(offices, counts, year=year))
    return years


@settings(
    max_examples=1000 if THOROUGH else 50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(three_years(), st.sampled_from([2, 3, 5, 8]))
def test_nothing_withheld_can_be_recovered(years: list[YearRows], threshold: int) -> None:
    """Whatever the years hold: no withheld figure follows, nor the gender of few officials."""
    assert recovered(read(published(years, threshold)), known_of(years), threshold) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_years_that_differ_in_what_is_withheld_are_published_alike(language: str) -> None:
    """A woman more here and one less there, both withheld: table and sheet are the same."""
    rows, before = sample_rows(2019), sample_rows(2018)
    there = {
        "gorani": (1, 0),
        "croat": (-1, 0),
    }  # one of two men is a woman, one of two women a man
    changed, left = [], dict(there)
    for row in rows.staff:
        more = left.get(row.community, (0, 0))[0]
        if more and (row.men if more > 0 else row.women):
            left.pop(row.community)
            assert row.women is not None
            assert row.men is not None
            row = replace(row, women=row.women + more, men=row.men - more)  # noqa: PLW2901 - the changed row
        changed.append(row)
    assert not left
    other = replace(rows, staff=tuple(changed))
    assert published([before, other]) == published([before, rows])
    assert published([before, other], threshold=0) != published([before, rows], threshold=0)
    assert sheet_of(other, language, before) == sample_sheet(2019, language)


# What is withheld, and what is not -------------------------------------------------------------


def test_no_more_is_withheld_than_has_to_be() -> None:
    """Three small communities that hide each other; one alone, with the smallest other."""
    hidden = {"albanian": (10, 20), "gorani": (1, 2), "croat": (2, 0), "roma": (0, 1)}
    assert withheld_communities(one_office(hidden)) == {"gorani", "croat", "roma"}
    alone = {"albanian": (10, 20), "serb": (5, 6), "turkish": (4, 3), "croat": (1, 0)}
    assert withheld_communities(one_office(alone)) == {"turkish", "croat"}
    # The Turks alone would not do: with one man among both, one of the two Croats is a woman.
    one_sided = {"albanian": (10, 20), "serb": (5, 6), "turkish": (6, 0), "croat": (1, 1)}
    assert withheld_communities(one_office(one_sided)) == {"serb", "croat"}


@pytest.mark.parametrize("threshold", [0, 1])
def test_everything_can_be_published(threshold: int) -> None:
    """With 0 or 1 as the threshold nothing is withheld."""
    text = published(SAMPLE_YEARS, threshold)
    assert len(read(text)) > 500
    assert {row["status"] for row in read(text)} == {"ok", "no information"}


def test_what_may_be_published_stays_as_it_is() -> None:
    """Withholding takes numbers and cells away, and changes no other figure."""
    text, whole = read(published(SAMPLE_YEARS)), read(published(SAMPLE_YEARS, 0))
    withheld = 0
    for row, there in zip(text, whole, strict=True):
        if row["status"] == "suppressed":
            withheld += 1
            blank = dict.fromkeys(("numerator", "value", "cells"), "")
            assert row == {**there, **blank, "status": "suppressed"}
            assert there["gender"]
        else:
            assert row == there
    assert withheld


def test_a_known_zero_is_not_withheld() -> None:
    """A community without officials has no women to be withheld."""
    rows = one_office({"albanian": (10, 20), "croat": (0, 0), "serb": (5, 9)})
    assert withheld_communities(rows) == set()


def test_where_all_are_men_the_totals_are_withheld() -> None:
    """A total of 0 women among 20 tells it of everybody; so no total is published."""
    rows = one_office({"albanian": (0, 18), "croat": (0, 2)})
    later = one_office({"albanian": (0, 18), "croat": (1, 12)}, year=2020)
    both = read(published([rows, later]))
    status = {(r["year"], r["indicator"]): r["status"] for r in both if r["gender"] == "women"}
    assert status["2019", "staff.by_gender"] == "suppressed"
    assert status["2020", "staff.by_gender"] == "ok"
    for name in ("women.before", "women", "all_women.before"):
        assert status["2020", f"change.{name}"] == "suppressed"
    assert recovered(both, known_of([rows, later]), THRESHOLD) == []
    sheet = sheet_of(later, "en", rows)
    _, same = sheet.section("change").tables
    say = catalogue("en", "sheet")
    assert (say.text("change.women"), say.text("value.suppressed")) in same.rows


def test_the_threshold_of_the_program_is_that_of_the_table() -> None:
    """Who asks for no threshold gets the one that the settings have by default."""
    monitored = MonitoringYear.from_rows(sample_rows(2019))
    year, before = whole_table(2019), whole_table(2018)
    assert THRESHOLD == 5
    published = publish(year, before, monitored.about, monitored.remarks)
    assert list(sample_table(2019)) == list(published.figures)


def test_all_officials_together_may_be_few() -> None:
    """Of four officials neither the total nor a community is shown by gender."""
    few = one_office({"roma": (1, 1), "serb": (1, 1)})
    table = published_of(few, None, THRESHOLD).figures
    assert _statuses(table, "staff.by_gender") == {"suppressed"}
    assert "suppressed" in _statuses(table, "staff.women_by_community")
    assert _statuses(table, "staff.by_community") == {"ok"}


def _statuses(table: Figures, indicator: str) -> set[str]:
    return {figure.status for figure in table if figure.indicator == indicator}
