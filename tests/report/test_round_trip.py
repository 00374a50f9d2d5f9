"""From an empty workbook to a report: what an office types in its own language is what is told."""

import html
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl.utils import get_column_letter
from tests.program.conftest import Run
from tests.support import LANGUAGES
from tests.workbook.office import Typing, later
from tests.workbook.spreadsheets import opened, saved

from zkkk_factsheet.disclosure.reporting import reported_of
from zkkk_factsheet.documents.kinds import REPORT
from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import community, component, municipality
from zkkk_factsheet.workbook.blank.book import blank_workbook
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.reading.sources import SourceFile


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quarter_that_is_typed_into_an_empty_workbook_is_reported(language: str) -> None:
    """All else stays as blank as it was written: an office only tells what it did."""
    book = opened(new(language))
    page = book[sheet("activities").names[language]]
    columns = {
        sheet("activities").find_column(str(cell.value)): number
        for number, cell in enumerate(page[1], start=1)
    }
    typed: dict[str, Any] = {
        "municipality": municipality("peja").name(language),
        "date": date(2025, 2, 14),
        "component": component("education").name(language),
        "status": next(each.words[language] for each in words("activity_status")),
        "duty": 4,
        "communities": ", ".join(community(each).label(language) for each in ("roma", "serb")),
        "partners": "IOM; KFOR",
        f"text_{language}": "UNICEF, 60.",
    }
    for column, value in typed.items():
        page.cell(2, columns[column]).value = value
    checked = check_year([SourceFile("zkkk-2025.xlsx", saved(book))], 2025)
    assert {each.code for each in checked.findings} == {"blank-item"}
    assert checked.rows is not None
    assert not checked.rows.monitored
    document = REPORT.compose(
        reported_of(checked.rows, [], Period.parse("2025-Q1")), language, "peja"
    )
    said = " ".join(map(str, document.texts()))
    assert "UNICEF, 60." in said
    assert "KFOR" in said
    assert community("serb").label(language) in said


class Quarter(NamedTuple):
    """What an office in a language types of a quarter, and as what it saves the workbook."""

    format: str
    municipality: str
    days: tuple[str, str, str]
    texts: tuple[str, str, str]


# As a person types it: a day in three ways, quotation marks, an ampersand, spaces at the end.
QUARTERS = {
    "sq": Quarter(
        "xlsx",
        "Rahovec",
        ("14.2.2025", "2025-03-01", "2025-03-20"),
        ("U shpërndanë 60 çanta.", "U pajis klasa “Lule”  ", "Takim me komunitetin egjiptian."),
    ),
    "sr": Quarter(
        "ods",
        "Orahovac",
        ("14.2.2025.", "2025-03-01", "2025-03-20"),
        ("Podeljeno je 60 torbi.", "Opremljena je učionica „Cvet“  ", "Sastanak & obilazak."),
    ),
    "en": Quarter(
        "xls",
        "Rahovec/Orahovac",
        ("2/14/2025", "2025-03-01", "3/20/2025"),
        ('60 school bags were "handed out".', "A classroom was equipped.  ", "A <b>meeting</b>."),
    ),
}
PARTNERS = ("IOM; KFOR", "Caritas", "")


@cache
def new(language: str) -> bytes:
    """A workbook for a year of which nobody knows anything."""
    return blank_workbook(2025, language)


def typing_of(language: str) -> Typing:
    """The three activities of a quarter, typed below the headers of a new workbook."""
    data, quarter, schema = new(language), QUARTERS[language], sheet("activities")
    page = opened(data)[schema.names[language]]
    letters = {
        schema.find_column(str(cell.value)): get_column_letter(number)
        for number, cell in enumerate(page[1], start=1)
    }
    status = [each.words[language] for each in words("activity_status")]
    texts: dict[str, str] = {}
    for number in range(3):
        row = {
            "municipality": quarter.municipality,
            "date": quarter.days[number],
            "component": component(("education", "infrastructure", "meetings")[number]).name(
                language
            ),
            "status": status[number],
            "duty": str(number + 2),
            "partners": PARTNERS[number],
            f"text_{language}": quarter.texts[number],
        }
        texts |= {f"{letters[column]}{number + 2}": text for column, text in row.items() if text}
    return Typing(data, page.title, texts)


TYPED = {
    language: later(partial(typing_of, language), quarter.format)
    for language, quarter in QUARTERS.items()
}
"""The quarters as LibreOffice saves them."""


@pytest.mark.office
def test_an_office_without_excel_reports_its_quarter(zkkk: Run, tmp_path: Path) -> None:
    """A new workbook, typed into in LibreOffice, is checked and reported, in each language.

    No error is found, and the report says each description once, with its component and partners.
    """
    for language in LANGUAGES:
        folder = tmp_path / language
        (folder / "data").mkdir(parents=True)
        made = zkkk("new", "zkkk-2025.xlsx", "--year", "2025", "--lang", language, cwd=folder)
        assert made.returncode == 0, made.stderr
        assert (folder / "zkkk-2025.xlsx").read_bytes() == new(language)
        quarter = QUARTERS[language]
        (folder / "data" / f"zkkk-2025.{quarter.format}").write_bytes(TYPED[language]())
        checked = zkkk("check", "--lang", language, cwd=folder)
        assert checked.returncode == 0, checked.stdout
        period = ("--period", "2025-Q1", "--lang", language)
        assert zkkk("report", *period, "--format", "html", cwd=folder).returncode == 0
        (page,) = (folder / "build" / "reports" / "2025-Q1" / "rahovec").glob("*.html")
        said = html.unescape(page.read_text("utf-8"))
        for text in quarter.texts:
            assert said.count(text.strip()) == 1, text
        for partner in ("IOM", "KFOR", "Caritas"):
            assert partner in said
        for each in ("education", "infrastructure", "meetings"):
            assert component(each).name(language) in said
