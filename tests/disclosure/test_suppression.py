"""What is withheld stays withheld: everything that is published gives none of it away."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.disclosure.attacker import Attack, read
from tests.effort import THOROUGH
from tests.support import (
    COMMUNITIES,
    LANGUAGES,
    ROSTER,
    YEARS,
    office,
    sample_rows,
    sample_table,
    sheet_of,
    staff,
    whole_table,
    year_rows,
)

from zkkk_factsheet.disclosure import (
    MUNICIPAL_THRESHOLD,
    THRESHOLD,
    guesses,
    municipal,
    national,
    publish,
)
from zkkk_factsheet.disclosure.export import to_csv
from zkkk_factsheet.edition.published import published_of
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.rows import YearRows

GENDERS = ("women", "men")


def published(
    years: Sequence[YearRows], threshold: int = THRESHOLD, municipal: int = MUNICIPAL_THRESHOLD
) -> str:
    """The tables of consecutive years, as they are published."""
    before = [None, *years[:-1]]
    return to_csv(
        published_of(year, previous, threshold, municipal_threshold=municipal)
        for year, previous in zip(years, before, strict=True)
    )


def attack(years: Sequence[YearRows], **thresholds: int) -> list[str]:
    """The withheld figures that follow from everything that is published of consecutive years."""
    return Attack(read(published(years, **thresholds))).recovered()


def one_office(counts: Mapping[str, tuple[int, int]], *, year: int = 2019) -> YearRows:
    """A year with one office and some women and men of each community."""
    rows = [staff("peja", community, *count) for community, count in counts.items()]
    return year_rows([office("peja")], rows, year=year)


def some_offices(counts: Mapping[str, Mapping[str, tuple[int, int]]]) -> YearRows:
    """A year with some women and men of each community in each of some offices."""
    rows = [staff(id_, each, *of) for id_, there in counts.items() for each, of in there.items()]
    return year_rows([office(id_) for id_ in counts], rows)


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
    """From the tables of all sample years no withheld figure follows."""
    on_samples = Attack(read(published(SAMPLE_YEARS)))
    withheld = [(row["indicator"], bool(row["municipality"])) for row in on_samples.withheld()]
    assert withheld.count(("staff.women_by_community", False)) == 15
    assert withheld.count(("change.women", False)) == 3
    assert withheld.count(("staff.by_gender", True)) > 80
    assert withheld.count(("staff.by_community", True)) > 150
    assert on_samples.recovered() == []


def test_of_few_every_number_remains_possible() -> None:
    """Women from none to all in each office and each community with few officials."""
    on_samples = Attack(read(published(SAMPLE_YEARS[-1:])))
    few = [
        row
        for row in on_samples.withheld()
        if row["gender"] == "women"
        and int(row["denominator"]) < (MUNICIPAL_THRESHOLD if row["municipality"] else THRESHOLD)
    ]
    assert len(few) == 14
    for row in few:
        assert on_samples.interval(row) == (0, int(row["denominator"])), row


def test_the_attack_succeeds_where_single_offices_withhold_nothing_besides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without secondary suppression in offices, the gender of the country's few is found."""
    monkeypatch.setattr(municipal, "_short", lambda *_: [])
    found = attack(SAMPLE_YEARS)
    assert "2016 staff.women_by_community montenegrin women" in found
    assert "2019 staff.men_by_community gorani men" in found
    assert len(found) >= 8


def test_the_attack_succeeds_where_no_other_community_is_withheld(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without secondary suppression in the country both women are found; with it neither is."""
    rows = one_office(ONE_WOMAN_EACH)
    assert withheld_communities(rows) > {"croat", "gorani"}
    assert attack([rows]) == []
    monkeypatch.setattr(national, "_every_number_possible", lambda *_: True)
    monkeypatch.setattr(municipal, "_short", lambda *_: [])
    assert withheld_communities(rows) == {"croat", "gorani"}
    assert "2019 staff.women_by_community gorani women" in attack([rows])
    assert "2019 staff.women_by_community croat women" in attack([rows])


def test_the_attack_succeeds_where_women_of_the_same_offices_are_told() -> None:
    """The one official of a new office, by the difference of two totals."""
    table, whole = read(published(SAMPLE_YEARS)), read(published(SAMPLE_YEARS, 0, 0))
    rows = [
        there if row["indicator"].startswith("change.women") else row
        for row, there in zip(table, whole, strict=True)
    ]
    assert "2019 staff.by_gender zvecan women" in Attack(rows).recovered()


ONE_OF_ITS_KIND = {
    "peja": {"croat": (1, 0)},
    "istog": {"albanian": (2, 3), "serb": (2, 0)},
    "prizren": {"albanian": (1, 4), "serb": (1, 3)},
    "gjilan": {"albanian": (0, 6)},
}
"""A municipality with one official, of whose community there is no other."""


def test_one_official_of_one_community_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither gender nor community; without secondary suppression both."""
    rows = some_offices(ONE_OF_ITS_KIND)
    withheld = Attack(read(published([rows]))).withheld()
    of_offices = [(r["municipality"], r["indicator"], r["community"]) for r in withheld]
    assert ("peja", "staff.by_community", "croat") in of_offices
    # Another office joins in, with as few figures and officials as can be.
    assert {office for office, indicator, _ in of_offices if indicator == "staff.by_community"} == {
        "peja",
        "istog",
    }
    assert attack([rows]) == []
    monkeypatch.setattr(municipal, "_short", lambda *_: [])
    monkeypatch.setattr(guesses.Guess, "told_counts", lambda *_: [])
    found = attack([rows])
    assert "2019 staff.by_community peja croat" in found
    assert "2019 staff.by_gender peja women" in found


@st.composite
def three_years(draw: st.DrawFn) -> list[YearRows]:
    """Consecutive years of a few offices with few officials, some not known, some not there."""
    with_blanks = draw(st.booleans())
    roster = ROSTER[: draw(st.integers(2, 6))]
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
                blank = with_blanks and draw(st.integers(0, 9)) == 0
                counts.append(staff(id_, community, None if blank else draw(few), draw(men)))
        years.append(year_rows(offices, counts, year=year))
    return years


@settings(
    max_examples=300 if THOROUGH else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
)
@given(three_years(), st.sampled_from([2, 3, 5, 8]), st.sampled_from([0, 2, 3, 5]))
def test_nothing_withheld_can_be_recovered(
    years: list[YearRows], threshold: int, municipal_threshold: int
) -> None:
    """Whatever the years hold: no withheld figure follows.

    But for communities of offices where it is told of others that they are not known.
    """
    found = attack(years, threshold=threshold, municipal=municipal_threshold)
    half_known = {
        str(each.about.year) for each in years if any(r.women is None for r in each.staff)
    }
    assert [
        each
        for each in found
        if "staff.by_community" not in each or each.split()[0] not in half_known
    ] == []


@pytest.mark.parametrize("seed", range(3))
def test_nothing_withheld_can_be_recovered_in_a_country(seed: int) -> None:
    """All municipalities with officials as in reality: a few, most of one or two communities."""
    random = Random(seed)  # noqa: S311 - no secret
    assert attack([random_country(random, year) for year in (2018, 2019)]) == []


def random_country(random: Random, year: int) -> YearRows:
    """A year of all municipalities."""
    offices = [office(id_) for id_ in ROSTER if random.random() > 0.1]
    counts = []
    for each in offices:
        there: Counter[tuple[str, bool]] = Counter()
        for _ in range(random.choice([1, 1, 2, 3, 4, 5, 6, 7])):
            community = random.choices(COMMUNITIES, [12, 7, 1, 2, 1, 2, 3, 2, 0.3, 0.3])[0]
            there[community, random.random() < 0.35] += 1
        counts += [
            staff(each.municipality, community, there[community, True], there[community, False])
            for community in sorted({community for community, _ in there})
        ]
    return year_rows(offices, counts, year=year)


def exchanged(rows: YearRows, first: str, second: str, *columns: str) -> YearRows:
    """The year with what the only rows of two offices have in some columns exchanged."""
    one, two = (
        next(row for row in rows.staff if row.municipality == office) for office in (first, second)
    )
    there = {
        id(row): replace(row, **{name: getattr(other, name) for name in columns})
        for row, other in ((one, two), (two, one))
    }
    return replace(rows, staff=tuple(there.get(id(row), row) for row in rows.staff))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("first", "second", "columns"),
    [
        ("gllogoc", "hani-i-elezit", ("women", "men")),  # a man here and a woman there
        ("hani-i-elezit", "partes", ("community",)),  # an Albanian here and a Serb there
    ],
)
def test_years_that_differ_in_what_is_withheld_are_published_alike(
    first: str, second: str, columns: tuple[str, ...], language: str
) -> None:
    """Two officials exchanged, both withheld: table and sheet are the same, also the cells."""
    rows, before = sample_rows(2019), sample_rows(2018)
    other = exchanged(rows, first, second, *columns)
    assert published([before, other]) == published([before, rows])
    assert published([before, other], 0, 0) != published([before, rows], 0, 0)
    assert sheet_of(other, language, before) == sheet_of(rows, language, before)


def test_a_year_is_told_alike_in_every_edition() -> None:
    """What is withheld of a year doesn't depend on the year before; so editions don't add up."""
    for year in YEARS[1:]:
        alone = published_of(sample_rows(year), None, THRESHOLD).figures
        beside = [each for each in sample_table(year) if not each.indicator.startswith("change.")]
        assert beside == list(alone)
        assert any(each.status == "suppressed" for each in alone)


def test_rows_of_an_office_that_is_not_compared_are_not_named() -> None:
    """An office of one official and one blank: its cells would tell the official's row."""
    before = sample_rows(2018)
    now = sample_rows(2019)
    blank = tuple(
        replace(row, men=None) if row.municipality in {"shtime", "podujeva"} else row
        for row in now.staff
        if row.municipality != "podujeva" or row.community == "ashkali"
    )
    table = published_of(replace(now, staff=blank), before, THRESHOLD).figures
    left_out = table.by_municipality("change.officials.not_compared")
    # Podujeva had two officials the year before, Shtime four.
    assert left_out["podujeva"].cells == ()
    assert left_out["shtime"].cells != ()


@pytest.mark.parametrize("year", YEARS)
def test_rows_don_t_tell_who_is_where(year: int) -> None:
    """No row of the worksheet is named for a community and for an office with few officials."""
    table, whole = sample_table(year), whole_table(year)
    few = {each.municipality for each in table if each.status == "suppressed" and each.community}
    assert len(few - {""}) > 8

    def meet(figures: Figures) -> set[str]:
        everywhere = set(figures.one("staff.officials").cells)
        of_communities = [
            set(each.cells)
            for each in figures
            if each.community and not each.municipality and set(each.cells) < everywhere
        ]
        return {
            each.municipality
            for each in figures
            if each.municipality in few - {""} and set(each.cells) < everywhere
            for cells in of_communities
            if cells.intersection(each.cells)
        }

    assert meet(table) == set()
    assert meet(whole) - {""} == few - {""}


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
    text = published(SAMPLE_YEARS, threshold, threshold)
    assert len(read(text)) > 500
    assert {row["status"] for row in read(text)} == {"ok", "no information"}


def test_what_may_be_published_stays_as_it_is() -> None:
    """Withholding takes numbers and cells away, and changes no other figure."""
    text, whole = read(published(SAMPLE_YEARS)), read(published(SAMPLE_YEARS, 0, 0))
    everywhere = {
        row["year"]: row["cells"]
        for row in whole
        if row["indicator"] == "staff.officials" and not row["municipality"]
    }
    withheld = 0
    for row, there in zip(text, whole, strict=True):
        if row["status"] == "suppressed":
            withheld += 1
            blank = dict.fromkeys(("numerator", "value", "cells"), "")
            assert row == {**there, **blank, "status": "suppressed"}
            assert there["gender"] or there["municipality"]
        elif row["cells"] in {"", everywhere[row["year"]]}:  # no row of few officials is named
            assert row == {**there, "cells": row["cells"]}
        else:
            assert row == there
    assert withheld


def test_gender_by_community_in_one_office_is_never_published() -> None:
    """Not even where everything else is."""
    table = read(published(SAMPLE_YEARS, 0, 0))
    crossed = [row for row in table if row["municipality"] and row["community"] and row["gender"]]
    assert crossed == []
    of_offices = {
        (bool(row["community"]), bool(row["gender"]))
        for row in table
        if row["indicator"].startswith("staff.") and row["municipality"]
    }
    assert of_offices == {(False, False), (True, False), (False, True)}


@pytest.mark.parametrize(("officials", "status"), [(2, "suppressed"), (3, "ok")])
def test_an_office_is_told_from_the_threshold_on(officials: int, status: str) -> None:
    """Of two officials neither gender nor community, also where it is none; of three both."""
    offices: dict[str, dict[str, tuple[int, int]]] = {
        "peja": {"serb": (0, officials)},
        "junik": {"albanian": (1, 1)},
        "klina": {"serb": (1, 1)},
        "istog": {"albanian": (5, 9), "serb": (4, 6)},
    }
    table = published_of(some_offices(offices), None, THRESHOLD).figures
    of_peja = {
        each.key: each
        for each in table
        if each.municipality == "peja" and each.indicator.startswith("staff.by")
    }
    assert {each.status for each in of_peja.values() if each.gender} == {status}
    there = {key.community: each.status for key, each in of_peja.items() if key.community}
    # Nobody who is withheld is a Croat, as the national figures tell.
    assert (there["serb"], there["albanian"], there["croat"]) == (status, status, "ok")
    assert table.one("staff.officials", municipality="peja").numerator == officials


def test_the_country_is_told_as_before_offices_were() -> None:
    """What the sample's offices withhold spares the national figures."""
    for year, communities in {
        2016: {"croat", "gorani", "montenegrin", "turkish"},
        2019: {"croat", "gorani", "montenegrin"},
    }.items():
        table = sample_table(year)
        withheld = [
            each
            for each in table.national("staff.women_by_community")
            if each.status == "suppressed"
        ]
        assert {each.community for each in withheld} == communities
        assert _statuses(table, "staff.by_gender") == {"ok", "suppressed"}
        assert {each.status for each in table.national("staff.by_gender")} == {"ok"}


def test_women_of_the_offices_compared_are_told_where_they_follow() -> None:
    """A new office of three is published by gender, so the women of the others follow."""
    before = some_offices({"peja": {"albanian": (4, 6)}, "istog": {"serb": (3, 3)}})
    before = replace(before, about=replace(before.about, year=2018))
    now = some_offices(
        {"peja": {"albanian": (4, 6)}, "istog": {"serb": (3, 3)}, "prizren": {"serb": (1, 2)}}
    )
    table = published_of(now, before, THRESHOLD).figures
    assert table.one("staff.by_gender", municipality="prizren", gender="women").numerator == 1
    assert table.one("change.women.after", gender="women").numerator == 7
    fewer = published_of(now, before, THRESHOLD, municipal_threshold=4).figures
    assert (
        fewer.one("staff.by_gender", municipality="prizren", gender="women").status == "suppressed"
    )
    assert fewer.one("change.women.after", gender="women").status == "suppressed"


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
    assert Attack(both).recovered() == []
    sheet = sheet_of(later, "en", rows)
    say = catalogue("en", "sheet")
    withheld = say.text(
        "change.counted", what=say.text("change.women"), counts=say.text("value.suppressed")
    )
    assert withheld in sheet.section("change").paragraphs
    assert sheet.key_figures[3].change == ""


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
    assert {each.status for each in table.national("staff.by_community")} == {"ok"}


def _statuses(table: Figures, indicator: str) -> set[str]:
    return {figure.status for figure in table if figure.indicator == indicator}
