"""The committed sample workbooks: what the script makes, right where the sources speak."""

import importlib.util
import io
import sys
import zipfile
from collections import Counter, defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook

from zkkk_factsheet.reference import (
    LANGUAGES,
    duties,
    find_community,
    find_duty,
    find_municipality,
    municipalities,
)
from zkkk_factsheet.resources import sample_folder
from zkkk_factsheet.workbook.checking.sample_texts import DIGESTS, is_of_sample

SCRIPT = Path(__file__).parents[2] / "tools" / "make_sample.py"
YEARS = (2016, 2017, 2018, 2019)
NORTH = {"leposavic", "mitrovica-north", "zubin-potok", "zvecan"}
OF_ACTIVITIES = 2025
ALL = (*YEARS, OF_ACTIVITIES)
every_year = pytest.mark.parametrize("year", YEARS)
every_workbook = pytest.mark.parametrize("year", ALL)

Row = dict[str, Any]


@cache
def script() -> ModuleType:
    """The script that makes the workbooks, as a module."""
    spec = importlib.util.spec_from_file_location("make_sample", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@cache
def workbook(year: int) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of each sheet of a committed workbook."""
    book = load_workbook(sample_folder() / f"zkkk-{year}.xlsx")
    return {sheet.title: [tuple(row) for row in sheet.values] for sheet in book.worksheets}


def rows(year: int, sheet: str) -> list[Row]:
    """The rows of a sheet as header to value, never none; municipalities by their id."""
    header, *body = workbook(year)[sheet]
    found = [dict(zip(header, row, strict=True)) for row in body]
    assert found
    for row in found:
        if "municipality" in row:
            row["municipality"] = only(find_municipality(row["municipality"]).ids)
    return found


def only(items: tuple[str, ...]) -> str:
    """The single item there has to be."""
    (item,) = items
    return item


def about(year: int) -> dict[str, Any]:
    """The keys of the about sheet and their values."""
    return {row["key"]: row["value"] for row in rows(year, "about")}


def status(year: int) -> dict[str, str]:
    """The status of each municipality's office."""
    return {row["municipality"]: row["status"] for row in rows(year, "offices")}


def parts(content: bytes) -> list[tuple[str, tuple[int, ...], bytes]]:
    """Each part of a workbook: its name, its time, its bytes, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(each.filename, each.date_time, archive.read(each)) for each in archive.infolist()]


def test_there_is_a_workbook_for_each_year() -> None:
    """The sample folder holds those of four years, one of activities, and nothing else."""
    assert sorted(path.name for path in sample_folder().iterdir()) == [
        f"zkkk-{year}.xlsx" for year in ALL
    ]


@every_workbook
def test_the_committed_workbooks_are_what_the_script_makes(year: int) -> None:
    """No sample workbook was edited by hand, or left behind by a change of the script.

    Compared part by part, since compression is allowed to differ between builds of zlib.
    """
    committed = (sample_folder() / f"zkkk-{year}.xlsx").read_bytes()
    assert parts(committed) == parts(script().contents()[year])


def test_the_script_makes_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Two runs into two folders write the same files."""
    make = script().make
    first, second = make(tmp_path / "first"), make(tmp_path / "second")
    assert [path.name for path in first] == [f"zkkk-{year}.xlsx" for year in ALL]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@every_workbook
def test_a_workbook_is_small(year: int) -> None:
    """Each is under 25 kB, since the wheel carries them."""
    assert 5_000 < (sample_folder() / f"zkkk-{year}.xlsx").stat().st_size < 25_000


@every_workbook
def test_a_workbook_says_in_every_language_that_it_is_a_sample(year: int) -> None:
    """The status is sample, and publisher, contact, source and note are marked and translated."""
    texts = about(year)
    assert (texts["year"], texts["status"]) == (year, "sample")
    assert texts["published_on"].date().year == year + 1
    marks = {"sq": ["shembull"], "sr": ["primer", "ogledni"], "en": ["sample"]}
    invented = {"sq": "trilluara", "sr": "izmišljeni", "en": "invented"}
    for language in LANGUAGES:
        assert invented[language] in texts[f"note_{language}"]
        for key in ("publisher", "contact", "source"):
            text = texts[f"{key}_{language}"].casefold()
            assert any(mark in text for mark in marks[language])
    assert len(texts) == 3 + 4 * len(LANGUAGES)


def test_2016_is_as_published() -> None:
    """34 offices, and the four northern municipalities not covered."""
    found = status(2016)
    assert Counter(found.values()) == {"established": 34, "not covered": 4}
    assert {id_ for id_, state in found.items() if state == "not covered"} == NORTH


def test_2019_is_as_published() -> None:
    """35 offices, and similar ones in Leposavić, Mitrovica North and Zubin Potok."""
    found = status(2019)
    assert Counter(found.values()) == {"established": 35, "similar": 3}
    assert {id_ for id_, state in found.items() if state == "similar"} == NORTH - {"zvecan"}


@every_year
def test_every_municipality_is_on_the_roster_once(year: int) -> None:
    """The offices sheet lists all 38, in the roster's order, and the north alone differs."""
    listed = [row["municipality"] for row in rows(year, "offices")]
    assert listed == [each.id for each in sorted(municipalities(), key=lambda each: each.number)]
    assert all(status(year)[id_] == "established" for id_ in set(listed) - NORTH)


@every_year
def test_established_offices_and_no_others_have_staff_and_answers(year: int) -> None:
    """Every established office has staff rows and one duties row; the others have nothing."""
    established = {id_ for id_, state in status(year).items() if state == "established"}
    assert {row["municipality"] for row in rows(year, "staff")} == established
    answered = [row["municipality"] for row in rows(year, "duties")]
    assert len(answered) == len(set(answered))
    assert set(answered) == established
    for row in rows(year, "offices"):
        if row["municipality"] not in established:
            assert (row["work_plan"], row["annual_report"]) == (None, None)


@every_year
def test_offices_have_one_to_seven_officials_of_known_communities(year: int) -> None:
    """Counts are whole numbers, no community is listed twice, one office at most has none."""
    officials: dict[str, int] = defaultdict(int)
    unknown, women = set(), 0
    seen = set()
    for row in rows(year, "staff"):
        key = (row["municipality"], only(find_community(row["community"]).ids))
        assert key not in seen
        seen.add(key)
        if row["women"] is None and row["men"] is None:
            unknown.add(row["municipality"])
            continue
        assert type(row["women"]) is type(row["men"]) is int
        officials[row["municipality"]] += row["women"] + row["men"]
        women += row["women"]
    assert set(officials.values()) <= set(range(1, 8))
    assert len(officials) >= 33
    assert unknown == ({"gllogoc"} if year == 2017 else set())
    assert 0.25 < women / sum(officials.values()) < 0.45


@every_year
def test_answers_are_yes_no_or_missing(year: int) -> None:
    """A few answers are missing, 1 to 3 about reporting, and each office does 2 to 8 duties."""
    established = [row for row in rows(year, "offices") if row["status"] == "established"]
    for question in ("work_plan", "annual_report"):
        given = Counter(row[question] for row in established)
        assert set(given) == {"yes", "no", None}
        assert 1 <= given[None] <= 3
    answers: Counter[str | None] = Counter()
    for row in rows(year, "duties"):
        office = [value for header, value in row.items() if header != "municipality"]
        assert 2 <= office.count("yes") <= 8
        answers.update(office)
    assert set(answers) == {"yes", "no", None}
    assert 3 <= answers[None] <= 8


@every_year
def test_the_duties_are_the_eight_core_duties_in_order(year: int) -> None:
    """Each column header is one duty; contact is performed most, monitoring and advice least."""
    header = workbook(year)["duties"][0]
    assert header[0] == "municipality"
    ids = [only(find_duty(each).ids) for each in header[1:]]
    assert ids == [each.id for each in duties()]
    performed = {
        id_: sum(row[name] == "yes" for row in rows(year, "duties"))
        for id_, name in zip(ids, header[1:], strict=True)
    }
    by_number = sorted(performed, key=lambda id_: performed[id_])
    assert set(by_number[:2]) == {"monitoring", "advice"}
    assert by_number[-1] == "contact"


@every_year
def test_remarks_are_in_every_language_or_in_none(year: int) -> None:
    """A remark is never left untranslated, and the years with similar offices have some."""
    remarked = 0
    for row in rows(year, "offices"):
        texts = [row[f"remark_{language}"] for language in LANGUAGES]
        assert len({text is None for text in texts}) == 1
        remarked += texts[0] is not None
    assert remarked == {2016: 0, 2017: 0, 2018: 1, 2019: 2}[year]


def test_little_changes_from_year_to_year() -> None:
    """From one year to the next most offices keep their size, and reporting gets better."""
    sizes: dict[int, Counter[str]] = {year: Counter() for year in YEARS}
    for year in YEARS:
        for row in rows(year, "staff"):
            sizes[year][row["municipality"]] += (row["women"] or 0) + (row["men"] or 0)
    plans = [sum(row["work_plan"] == "yes" for row in rows(year, "offices")) for year in YEARS]
    assert plans == sorted(plans)
    assert plans[0] < plans[-1]
    for before, after in pairwise(YEARS):
        common = sizes[before].keys() & sizes[after].keys()
        same = [id_ for id_ in common if sizes[before][id_] == sizes[after][id_]]
        assert 0.75 * len(common) < len(same)


def test_the_texts_of_activities_are_known_by_their_digests() -> None:
    """What `zkkk check` compares descriptions with is what the script writes, of every text."""
    assert DIGESTS.read_text(encoding="ascii") == script().digests()
    columns = [f"text_{language}" for language in LANGUAGES]
    texts = {row[each] for row in rows(OF_ACTIVITIES, "activities") for each in columns}
    texts.discard(None)
    assert len(texts) > 90
    assert all(map(is_of_sample, texts))
    assert not is_of_sample("An office’s own words")
