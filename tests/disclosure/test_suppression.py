"""What is withheld, and what is not."""

from dataclasses import replace

import pytest
from tests.disclosure.attacker import Attack, read
from tests.disclosure.countries import (
    one_office,
    published,
    published_sample,
    some_offices,
    withheld_communities,
)
from tests.support import (
    sample_table,
    sheet_of,
)

from zkkk_factsheet.disclosure import (
    THRESHOLD,
)
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.indicators import Figures
from zkkk_factsheet.language import catalogue

# What is published of the sample is shared, if one process has the tests.
pytestmark = pytest.mark.xdist_group("attack")


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
    text = published_sample(threshold, threshold)
    assert len(read(text)) > 500
    assert {row["status"] for row in read(text)} == {"ok", "no information"}


def test_what_may_be_published_stays_as_it_is() -> None:
    """Withholding takes numbers and cells away, and changes no other figure."""
    text, whole = read(published_sample()), read(published_sample(0, 0))
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
    table = read(published_sample(0, 0))
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


def test_all_officials_together_may_be_few() -> None:
    """Of four officials neither the total nor a community is shown by gender."""
    few = one_office({"roma": (1, 1), "serb": (1, 1)})
    table = published_of(few, None, THRESHOLD).figures
    assert _statuses(table, "staff.by_gender") == {"suppressed"}
    assert "suppressed" in _statuses(table, "staff.women_by_community")
    assert {each.status for each in table.national("staff.by_community")} == {"ok"}


def _statuses(table: Figures, indicator: str) -> set[str]:
    return {figure.status for figure in table if figure.indicator == indicator}
