"""``zkkk diff``: what would change in a published edition, and what differs between two years."""

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tests.program.conftest import Run
from tests.program.promised import ANSWERED, BUILD, DIFF, FINAL, QUICK, corrected, rows_told, save
from tests.program.test_building import snapshot
from tests.support import LANGUAGES, SAMPLE, sample_rows, sample_table, table_of

from zkkk_factsheet.cli.differences import as_text, by_municipality, worth_telling
from zkkk_factsheet.indicators import Key
from zkkk_factsheet.indicators.comparison import differences
from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import municipality


def test_what_would_change_is_told_before_anything_is_built(zkkk: Run, published: Path) -> None:
    """Nothing; or each figure with both sides and its cell, as text and JSON; none is built."""
    before = snapshot(published / "build")
    done = zkkk(*DIFF, cwd=published)
    assert (done.returncode, done.stdout) == (0, "")
    assert "2019: nothing would change in the published figures." in done.stderr
    save(published, FINAL, ANSWERED)
    done = zkkk(*DIFF, cwd=published)
    assert done.returncode == 0
    head, *lines = rows_told(done.stdout)
    assert head == ["Cells: zkkk-2019.xlsx!duties!G9", "published", "now"]
    assert len(lines) == 18
    assert ["Monitoring the implementation of policies", "18 of 34", "19 of 35"] in lines
    assert "18 published figures of the final edition would change" in done.stderr
    records = json.loads(zkkk(*DIFF, "--format", "json", cwd=published).stdout)
    assert len(records) == 18
    assert all(each["cells"] == ["zkkk-2019.xlsx!duties!G9"] for each in records)
    (duty,) = (each for each in records if each["municipality"] and each["duty"])
    assert (duty["before"]["status"], duty["after"]["numerator"]) == ("no information", 1)
    assert snapshot(published / "build") == before
    save(published, FINAL, ANSWERED, corrected())
    assert "with the correction that the workbook tells" in zkkk(*DIFF, cwd=published).stderr
    save(published, {"about!B3": "draft"})
    assert "says that this one is not" in zkkk(*DIFF, cwd=published).stderr
    (published / "build" / "2019" / "data" / "indicators.json").unlink()
    assert zkkk(*DIFF, cwd=published).returncode == 3
    shutil.rmtree(published / "build")
    done = zkkk(*DIFF, "--format", "json", cwd=published)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "there is no edition in build/2019" in done.stderr


def test_what_would_change_of_a_draft_is_told_too(zkkk: Run, tmp_path: Path) -> None:
    """It may change; one may want to know what."""
    save(tmp_path, {"about!B3": "draft"})
    assert zkkk(*BUILD, *QUICK, cwd=tmp_path).returncode == 0
    save(tmp_path, {"about!B3": "draft"}, ANSWERED)
    done = zkkk(*DIFF, cwd=tmp_path)
    assert len(rows_told(done.stdout)) == 19
    assert "18 figures of the draft would change." in done.stderr


def key_of(row: dict[str, str]) -> tuple[str | int | None, ...]:
    """Which figure a row of the table is."""
    level = int(row["level"]) if row["level"] else None
    names = ("indicator", "municipality", "community", "gender", "duty")
    return (*(row[name] for name in names), level)


def test_two_years_are_compared_by_their_workbooks(zkkk: Run, tmp_path: Path) -> None:
    """The same figure of both, with what is new and what is gone; no comparisons."""
    done = zkkk("diff", "2018", "2019", "--data", SAMPLE, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0
    told = {tuple(list(each.values())[:6]): each for each in json.loads(done.stdout)}
    shown = ("show", "--data", SAMPLE, "--format", "csv", "--year")
    tables = [zkkk(*shown, year, cwd=tmp_path).stdout.splitlines() for year in ("2018", "2019")]
    first, second = ({key_of(row): row for row in csv.DictReader(each)} for each in tables)
    said = ("numerator", "denominator", "value", "unit", "status")
    differ = {
        key
        for key in first.keys() | second.keys()
        if not str(key[0]).startswith("change.")
        and [first.get(key, {}).get(name) for name in said]
        != [second.get(key, {}).get(name) for name in said]
    }
    assert set(told) == differ
    assert len(differ) > 100
    assert {key for key, each in told.items() if each["before"] is None} == differ - first.keys()
    wrong = zkkk("diff", "2018", cwd=tmp_path)
    assert wrong.returncode == 2
    assert "Name two years, or one with --year." in wrong.stderr


# As a person reads it -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_years_are_told_by_municipality(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    """All together first, then from A to Z; what says the same is left out; in 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    first, second = sample_table(2018), sample_table(2019)
    changes = worth_telling(differences(first, second), language)
    say = catalogue(language, "program")
    text = by_municipality(changes, say, ("2018", "2019"))
    assert max(map(len, text.splitlines())) <= 80
    places = re.findall(r"^(\S.*?)  +2018  +2019$", text, re.MULTILINE)
    ids = {each.key.municipality for each in changes} - {""}
    names = [municipality(id_).name(language) for id_ in ids]
    names.sort(key=lambda name: sort_key(name, language))
    assert places == [say.text("diff.all-municipalities"), *names]
    assert len(names) > 20
    told = {each.key for each in changes}
    # An office whose number of officials is the same, and one where somebody came.
    assert Key("staff.by_community", "peja", "serb") not in told
    (came,) = (each for each in changes if each.key == Key("staff.by_community", "", "serb"))
    assert came.before
    assert came.after
    assert (came.before.numerator, came.after.numerator) == (29, 31)
    for change in differences(first, second):
        sides = [each and (each.numerator, each.status) for each in (change.before, change.after)]
        is_same = sides[0] == sides[1]
        assert change.key in told or is_same or None in sides


def test_what_comes_from_a_cell_stands_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each figure once, whole, also on a narrow terminal; cells that stand alone come first."""
    monkeypatch.setenv("COLUMNS", "60")
    rows_now = sample_rows(2019)
    gjilan, istog = (
        replace(each, answers={**each.answers, duty: answer})
        for id_, duty, answer in (("gjilan", "monitoring", True), ("istog", "contact", False))
        for each in rows_now.duties
        if each.municipality == id_
    )
    changed = {each.municipality: each for each in (gjilan, istog)}
    now = replace(
        rows_now, duties=tuple(changed.get(each.municipality, each) for each in rows_now.duties)
    )
    changes = tuple(differences(table_of(rows_now), table_of(now)))
    say, sides = catalogue("en", "program"), ("published", "now")
    narrow = as_text(changes, say, sides)
    assert max(map(len, narrow.splitlines())) <= 60
    monkeypatch.setenv("COLUMNS", "200")
    text = as_text(changes, say, sides)
    heads = [
        ["Cells: zkkk-2019.xlsx!duties!B11", *sides],
        ["Cells: zkkk-2019.xlsx!duties!G9", *sides],
    ]
    first, second, both = (rows_told(block) for block in text.split("\n\n"))
    assert [first[0], second[0]] == heads
    assert ["Contact with communities and beneficiaries", "35 of 35", "34 of 35"] in first
    assert ["Core duties performed in all offices together", "205 of 276", "205 of 277"] in both
    assert len([*first, *second, *both]) == len(changes) + 3 > 20
    assert sorted(narrow.split()) == sorted(text.split())
