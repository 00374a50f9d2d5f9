"""The data files: what they hold, what describes them, and that other programs read them."""

import csv
import io
import json
import math
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.effort import THOROUGH
from tests.support import CATEGORIES, LANGUAGES, PRINTED_YEARS, YEARS, people, sample_published

from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.corrections import Corrected
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.edition.data_files import data_files_of
from zkkk_factsheet.edition.manifest import Plan
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.language import catalogue
from zkkk_factsheet.open_data.caseload import caseload_to_csv, has_persons, mapping_to_csv
from zkkk_factsheet.open_data.corrections import corrections_from_csv, corrections_to_csv
from zkkk_factsheet.open_data.descriptor import to_datapackage
from zkkk_factsheet.open_data.names import names_to_csv
from zkkk_factsheet.open_data.reading import figures_of
from zkkk_factsheet.open_data.table import to_csv, to_json
from zkkk_factsheet.reference import communities, duties, licences, municipalities
from zkkk_factsheet.workbook.places import Place

DESCRIPTOR, TABLE, NAMES = "datapackage.json", "indicators.csv", "names.csv"
CORRECTIONS = "corrections.csv"
CASELOAD, MAPPING = "caseload.csv", "caseload-mapping.csv"
FILES = {"indicators": TABLE, "names": NAMES, "corrections": CORRECTIONS}
SOME_PLAN = Plan("1", {}, {"w.xlsx": "a"}, {})
FILES_OF_PERSONS = {"caseload": CASELOAD, "caseload-mapping": MAPPING}


def package(published: Published, licence: str = "") -> dict[str, Any]:
    """What the descriptor says."""
    text = to_datapackage(published, licence, files=FILES | FILES_OF_PERSONS)
    described: dict[str, Any] = json.loads(text)
    return described


def written(published: Published, folder: Path, licence: str = "CC-BY-4.0") -> Path:
    """The data files in a folder; the path of their description."""
    (folder / TABLE).write_text(to_csv([published]), encoding="utf-8", newline="")
    (folder / NAMES).write_text(names_to_csv(), encoding="utf-8", newline="")
    corrections = corrections_to_csv(published.period.year, published.corrections)
    (folder / CORRECTIONS).write_text(corrections, encoding="utf-8", newline="")
    files = dict(FILES)
    if has_persons(published):
        (folder / CASELOAD).write_text(caseload_to_csv(published), encoding="utf-8", newline="")
        (folder / MAPPING).write_text(mapping_to_csv(), encoding="utf-8", newline="")
        files |= FILES_OF_PERSONS
    described = to_datapackage(published, licence, files=files)
    (folder / DESCRIPTOR).write_text(described, encoding="utf-8")
    return folder / DESCRIPTOR


def corrected(year: int) -> Published:
    """What is published of a sample year, with a figure changed, one gone, one new, one unknown."""
    published = sample_published(year)
    one = published.figures.one("staff.by_gender", gender="women")
    two = published.figures.one("duties.distribution", level=0)
    changes = (
        Change(one.key, one, replace(one, numerator=1, value=0.5)),
        Change(two.key, two, None),
        Change(two.key, None, replace(two, status="no information", numerator=None, value=None)),
    )
    reasons = {"sq": "=1+1", "sr": "'quoted', \"twice\"\nand below", "en": "-"}
    told = (
        Corrected(date(2020, 5, 5), 1, reasons, changes),
        Corrected(date(2020, 5, 5), 2, dict.fromkeys(LANGUAGES, "!")),
    )
    return replace(published, corrections=told)


@pytest.mark.parametrize("year", YEARS)
def test_corrections_are_read_back_as_they_were(year: int) -> None:
    """Days, reasons, figures and both sides, but for cells; and no text is a formula."""
    published = corrected(year)
    text = corrections_to_csv(year, published.corrections)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 5
    assert not any(cell.startswith(("=", "-", "+", "@")) for row in rows for cell in row)
    assert corrections_from_csv(text) == tuple(
        replace(each, changes=tuple(without_cells(change) for change in each.changes))
        for each in published.corrections
    )


def without_cells(change: Change) -> Change:
    """A change whose sides don't say where they come from."""
    before, after = (each and replace(each, cells=()) for each in (change.before, change.after))
    return Change(change.key, before, after)


@pytest.mark.parametrize("year", YEARS)
def test_the_table_is_read_back_as_it_was(year: int) -> None:
    """Every figure with its cells, which the file draws together, in whatever order."""
    figures = sample_published(year).figures
    again = figures_of(to_json([sample_published(year)]))
    assert len(again) == len(figures) > 1000
    for one, other in zip(figures, again, strict=True):
        assert replace(one, cells=()) == replace(other, cells=())
        assert set(one.cells) == set(other.cells)


def validated(descriptor: Path) -> Any:
    """What a validator says of files: it takes a second to load, and few processes need it."""
    from frictionless import validate  # noqa: PLC0415 - as it says

    return validate(descriptor)


@pytest.mark.parametrize("year", YEARS if THOROUGH else PRINTED_YEARS)
def test_the_files_are_as_they_are_described(year: int, tmp_path: Path) -> None:
    """A validator reads every row of all tables and finds each value of the type that is said."""
    report = validated(written(corrected(year), tmp_path))
    assert report.valid, report.flatten(["title", "message"])
    rows = {task.name: task.stats["rows"] for task in report.tasks}
    names = len(municipalities()) + len(communities()) + len(duties())
    assert rows == {
        "indicators": len(sample_published(year).figures),
        "names": names,
        "corrections": 4,
    }


def test_persons_in_care_are_told_by_category_and_gender(tmp_path: Path) -> None:
    """Each row is a published figure: of the country, and of each office that tells of persons."""
    published = published_of(people(2019), None, THRESHOLD)
    assert validated(written(published, tmp_path)).valid
    rows = list(csv.DictReader(io.StringIO(caseload_to_csv(published))))
    of_country = [row for row in rows if not row["municipality"]]
    assert len(of_country) == 3 + 6 * 3
    assert len(rows) - len(of_country) == 37 * (3 + 6)
    withheld = [row for row in rows if row["status"] == "suppressed"]
    assert len(withheld) > 5
    for row in rows:
        assert bool(row["persons"]) == (row["status"] == "ok")
        of = row["category"] or ("by_gender" if row["gender"] else "persons")
        figure = published.figures.one(
            f"caseload.{of}", municipality=row["municipality"], gender=row["gender"]
        )
        assert row["persons"] == ("" if figure.numerator is None else str(figure.numerator))
    together = sum(
        int(row["persons"]) for row in of_country if row["category"] and not row["gender"]
    )
    assert str(together) == next(row["persons"] for row in of_country)


def test_other_institutions_find_room_for_their_own_codes() -> None:
    """Codes and names are there; nothing is said of codes that nobody has told."""
    rows = list(csv.DictReader(io.StringIO(mapping_to_csv())))
    assert [row["code"] for row in rows] == list(CATEGORIES)
    assert all(row[language] for row in rows for language in LANGUAGES)
    assert {row[each] for row in rows for each in ("mkk", "mpms", "mpb", "note")} == {""}


@pytest.mark.parametrize("told", [True, False])
def test_there_are_files_of_persons_if_the_workbooks_tell_of_any(told: bool) -> None:
    """Without them neither the files nor their description are there."""
    rows = people(2019) if told else replace(people(2019), caseload=())
    products = data_files_of(published_of(rows, None, THRESHOLD), SOME_PLAN, "")
    made = {each.path: each.make({}) for each in products}
    described = json.loads(made["data/datapackage.json"])
    names = {each["path"] for each in described["resources"]}
    assert names == {*FILES.values()} | ({*FILES_OF_PERSONS.values()} if told else set())
    assert {path.removeprefix("data/") for path in made} - {"indicators.json", DESCRIPTOR} == names


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("duties.performed", ""),
        (",ok,", ",fine,"),
        (",women,", ",girls,"),
        (",percent,", ",percent,,"),
    ],
)
def test_a_file_that_is_not_as_described_is_found(right: str, wrong: str, tmp_path: Path) -> None:
    """A name that is missing, an unknown word or a column too many is no valid table."""
    descriptor = written(sample_published(2019), tmp_path)
    table = tmp_path / TABLE
    text = table.read_text(encoding="utf-8")
    assert right in text
    table.write_text(text.replace(right, wrong, 1), encoding="utf-8", newline="")
    assert not validated(descriptor).valid


@pytest.mark.parametrize("year", PRINTED_YEARS)
def test_pandas_reads_the_figures_of_the_table(year: int, tmp_path: Path) -> None:
    """Read back, each row is a figure: the same count, base and value, and blank for unknown."""
    import pandas as pd  # noqa: PLC0415 - a second to load, in each process that collects tests

    figures = sample_published(year).figures
    written(sample_published(year), tmp_path)
    frame = pd.read_csv(tmp_path / TABLE, keep_default_na=False, na_values={"value": [""]})
    assert len(frame) == len(figures) > 1000
    for (_, row), figure in zip(frame.iterrows(), figures, strict=True):
        assert (row["indicator"], row["municipality"]) == (figure.indicator, figure.municipality)
        counted = "" if figure.numerator is None else str(figure.numerator)
        assert str(row["numerator"]) == counted
        assert math.isnan(row["value"]) if figure.value is None else row["value"] == figure.value


def test_csv_and_json_say_the_same() -> None:
    """Both forms have the same figures, in the same order."""
    published = sample_published(2019)
    rows = list(csv.DictReader(io.StringIO(to_csv([published]))))
    records = json.loads(to_json([published]))
    assert len(rows) == len(records) == len(published.figures)
    for row, record in zip(rows, records, strict=True):
        cells = "; ".join(record.pop("cells"))
        assert row == {
            **{name: "" if value is None else str(value) for name, value in record.items()},
            "cells": cells,
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_is_described_in_every_language(language: str) -> None:
    """Each column has a title and a sentence on what it holds, as the catalogue has them."""
    described = package(sample_published(2019))
    ending = "" if language == "en" else f"@{language}"
    fields = [field for each in described["resources"] for field in each["schema"]["fields"]]
    header = next(csv.reader(io.StringIO(to_csv([]))))
    assert [field["name"] for field in fields] == [
        *(*header, "kind", "id", "sq", "sr", "en"),
        *("date", "number", "reason_sq", "reason_sr", "reason_en", *header[:7], "unit"),
        *(f"{side}_{each}" for side in ("old", "new") for each in ("status", *header[7:10])),
        *("year", "municipality", "category", "gender", "persons", "status"),
        *("code", "sq", "sr", "en", "mkk", "mpms", "mpb", "note"),
    ]
    texts = catalogue(language, "data")
    for field in fields:
        for part in ("title", "description"):
            assert field[f"{part}{ending}"] == texts.text(f"field.{field['name']}.{part}")


def test_sample_data_are_called_sample_data() -> None:
    """The description of what is no final edition says so in each language; a final one doesn't."""
    sample = sample_published(2019)
    final = replace(sample, about=replace(sample.about, status="final"))
    for language in LANGUAGES:
        note = "note" if language == "en" else f"note@{language}"
        assert package(sample)[note] == catalogue(language, "data").text("package.sample")
        assert note not in package(final)
    assert (package(sample)["status"], package(final)["status"]) == ("sample", "final")


def test_the_licence_is_the_publisher_s() -> None:
    """A licence is named if the settings name one, with where it stands; none is invented."""
    assert "licenses" not in package(sample_published(2019))
    for id_ in licences():
        licence = package(sample_published(2019), id_)["licenses"]
        assert [each["name"] for each in licence] == [id_]
        assert licence[0]["path"].startswith("https://")


def test_what_the_edition_does_not_say_of_itself_is_not_described() -> None:
    """Without a source and a publisher there is no empty list, which would be no valid package."""
    sample = sample_published(2019)
    silent = replace(sample, about=replace(sample.about, source={}, publisher={}))
    assert {"sources", "contributors"}.isdisjoint(package(silent))
    assert {"sources", "contributors"} <= package(sample).keys()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_becomes_a_formula(sign: str) -> None:
    """A spreadsheet that opens the table has a text where a file's name begins like a formula."""
    figure = Figure(2019, "offices.established", cells=(Place(f"{sign}cmd.xlsx", "offices", 2, 2),))
    odd = replace(sample_published(2019), figures=Figures([figure]))
    row = next(csv.DictReader(io.StringIO(to_csv([odd]), newline="")))
    assert row["cells"] == f"'{sign}cmd.xlsx'!offices!B2"
