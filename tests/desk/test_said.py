"""What the desk's pages say of the workbooks in a folder, without a server."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from tests.desk.conftest import with_sample_years
from tests.support import LANGUAGES

from zkkk_factsheet.desk import files, views
from zkkk_factsheet.desk.pages import same_page
from zkkk_factsheet.desk.room import identity
from zkkk_factsheet.desk.survey import Checked, survey
from zkkk_factsheet.workbook.findings import Finding, finding
from zkkk_factsheet.workbook.places import Place

WITHOUT_STATUS = ("decan", "istog", "prizren")


@pytest.fixture(scope="module", name="years")
def surveyed(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Checked]:
    """The sample years, and a workbook that was started for 2020."""
    data = with_sample_years(tmp_path_factory.mktemp("said")) / "data"
    files.start(data, 2020, "sq", 2019)
    return dict(survey(data, {}).checked)


def test_a_workbook_that_was_started_is_empty_and_not_wrong(years: dict[int, Checked]) -> None:
    """That nobody has answered anything is no mistake of anybody's; a draft can be made of 2019."""
    assert [each.code for each in years[2020].findings if each.severity == "error"] == [
        "no-answers"
    ]
    assert (years[2020].empty, years[2020].publishable) == (True, False)
    assert (years[2019].empty, years[2019].publishable) == (False, True)


def blank_statuses() -> list[Finding]:
    """The findings of three offices, below each other, whose status is blank."""
    return [
        finding(
            "blank-status",
            Place("zkkk-2020.xlsx", "Zyrat", row, 2),
            {"municipality": id_, "accepted": "office_status"},
        )
        for row, id_ in enumerate(WITHOUT_STATUS, start=11)
    ]


@pytest.mark.parametrize(("language", "offices"), [("sq", "3 z"), ("sr", "3 k"), ("en", "3 o")])
def test_findings_alike_are_counted_and_found_by_every_municipality(
    language: str, offices: str
) -> None:
    """The heading counts findings, as the page's first line does, not the entries told at once."""
    checked = Checked(2020, ("zkkk-2020.xlsx",), tuple(blank_statuses()))
    (sheet,), more = views.entries(checked, language, None)
    (entry,) = sheet.columns["B"].entries
    assert (sheet.count, entry.count, more) == (3, 3, 0)
    assert offices in entry.text
    assert "B11–B13" in entry.text
    assert all(name in entry.about for name in ("Deçan", "Dečani", "Istog", "Istok", "Prizren"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_draft_says_where_its_status_stands(language: str) -> None:
    """By the name of the worksheet and of the row in it, as a workbook that is started has them."""
    told = views.status_says("draft", language)
    about = {"sq": "Rreth botimit", "sr": "O izdanju", "en": "About"}[language]
    final = {"sq": "përfundimtar", "sr": "konačno", "en": "final"}[language]
    assert re.search(rf"\W{about}\W.*\WStatusi?\W.*\W{final}\W", told)


def test_workbooks_beside_the_folder_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only beside the desk's usual folder: of another one nobody would put them there."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("zkkk-2020.xlsx", "~$zkkk-2020.xlsx", "notes.txt"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert files.beside(data) == ("zkkk-2020.xlsx",)
    monkeypatch.chdir(data)
    assert files.beside(data) == ()


@pytest.mark.parametrize(
    ("method", "query", "shown"),
    [
        ("GET", b"sheet=sq&municipality=prizren", "/year/2020?sheet=sq&municipality=prizren"),
        ("GET", b"", "/year/2020"),
        ("POST", b"", "/"),
    ],
)
def test_another_language_shows_the_same_page(method: str, query: bytes, shown: str) -> None:
    """What was chosen on it stays; where a form has led, it is the page on the workbooks."""
    asked = {"type": "http", "method": method, "path": "/year/2020", "headers": []}
    there = {"query_string": query, "server": ("127.0.0.1", 80), "scheme": "http"}
    assert same_page(Request({**asked, **there})) == shown


def test_only_the_cells_that_are_new_are_said_to_be_so() -> None:
    """One more blank beside others is new, not all of them; another file's name changes nothing."""
    before = Counter(map(identity, blank_statuses()[:2]))
    now = [replace(each, place=each.place._replace(file="other.xlsx")) for each in blank_statuses()]
    new = Counter(map(identity, now)) - before
    assert new.total() == 1
    (sheet,), _ = views.entries(Checked(2020, ("other.xlsx",), tuple(now)), "en", new)
    (entry,) = sheet.columns["B"].entries
    assert (entry.new, entry.fresh) == (True, ["B13"])
    assert entry.cells == [("B11", "Deçan/Dečani"), ("B12", "Istog/Istok"), ("B13", "Prizren")]
