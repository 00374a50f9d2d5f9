"""Years of monitoring for the tests: those of the sample, and some made to measure."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from openpyxl import load_workbook
from tests.sheets import Sheet

from zkkk_factsheet.charts.draw import svg_of
from zkkk_factsheet.disclosure import THRESHOLD, Published
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.documents import national
from zkkk_factsheet.documents.blocks import Chart
from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.compute import compute
from zkkk_factsheet.indicators.table import Status
from zkkk_factsheet.language import Period
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import communities, duties, municipalities
from zkkk_factsheet.render.fonts import web_fonts
from zkkk_factsheet.render.html import HtmlRenderer
from zkkk_factsheet.render.pdf import PdfRenderer
from zkkk_factsheet.resources import templates_folder
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.rows import (
    About,
    Caseload,
    Duties,
    EditionStatus,
    Office,
    OfficeStatus,
    Residents,
    Staff,
    YearRows,
)

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "data" / "sample"
YEARS = (2016, 2017, 2018, 2019)
PRINTED_YEARS = (2016, 2019)
"""The years whose sheets were published: one without a year before it, one with."""

LANGUAGES = ("sq", "sr", "en")
FORMATS = ("html", "pdf")


@cache
def sample_rows(year: int) -> YearRows:
    """The checked rows of a sample year."""
    name = f"zkkk-{year}.xlsx"
    previous = sample_rows(year - 1) if year - 1 in YEARS else None
    rows = check_year([SourceFile(name, (SAMPLE / name).read_bytes())], year, previous).rows
    assert rows is not None
    return rows


@cache
def sample_year(year: int) -> MonitoringYear:
    """A sample year as observations."""
    return MonitoringYear.from_rows(sample_rows(year))


@cache
def sample_published(year: int) -> Published:
    """What is published of a sample year."""
    previous = sample_rows(year - 1) if year - 1 in YEARS else None
    earlier = [sample_rows(each) for each in YEARS if each < year]
    return published_of(sample_rows(year), previous, THRESHOLD, earlier)


@cache
def sample_with_years(year: int) -> Published:
    """What is published of a sample year and of all sample years before it."""
    before = [sample_rows(each) for each in YEARS if each < year]
    return published_of(sample_rows(year), before[-1] if before else None, THRESHOLD, before)


def with_officials(
    published: Published, municipality: str, genders: Status, communities: Status, count: int = 4
) -> Published:
    """What is published, and the officials of an office: all Serbs, as many women as men."""

    def figure(
        indicator: str, status: Status, number: int, *, community: str = "", gender: str = ""
    ) -> Figure:
        return Figure(
            published.period.year,
            indicator,
            municipality=municipality,
            community=community,
            gender=gender,
            numerator=number if status == "ok" else None,
            denominator=None if indicator == "staff.officials" else count,
            status=status,
        )

    own = [figure("staff.officials", "ok", count)]
    own += [
        figure("staff.by_gender", genders, count // 2, gender=each) for each in ("women", "men")
    ]
    own += [
        figure("staff.by_community", communities, count * (each == "serb"), community=each)
        for each in COMMUNITIES
    ]
    keys = {each.key for each in own}
    others = [each for each in published.figures if each.key not in keys]
    return replace(published, figures=Figures([*others, *own]))


def sample_table(year: int) -> Figures:
    """The tidy table of a sample year, as it is published."""
    return sample_published(year).figures


@cache
def whole_table(year: int) -> Figures:
    """The tidy table of a sample year with nothing withheld."""
    return compute(sample_year(year), sample_year(year - 1) if year - 1 in YEARS else None)


def table_of(rows: YearRows, previous: YearRows | None = None) -> Figures:
    """The tidy table of any rows, with nothing withheld."""
    before = MonitoringYear.from_rows(previous) if previous else None
    return compute(MonitoringYear.from_rows(rows), before)


@cache
def sample_sheet(year: int, language: str) -> Sheet:
    """The fact sheet of a sample year."""
    return Sheet(national.compose(sample_published(year), language))


def sheet_of(rows: YearRows, language: str, previous: YearRows | None = None) -> Sheet:
    """The fact sheet of any rows."""
    return Sheet(national.compose(published_of(rows, previous, THRESHOLD), language))


Links = Mapping[str, str]
NOWHERE: Links = {}


def rendered(
    sheet: Sheet,
    format_: str,
    pdf: str = "",
    whole: str = "",
    accounts: Links = NOWHERE,
    single: Links = NOWHERE,
) -> bytes:
    """A sheet as HTML or PDF, as a build makes it, once for all tests of a process.

    A page leads to its PDF, to the whole, and to the pages that tell how its figures are made.
    """
    key = repr(sheet.document), format_, pdf, whole, repr((accounts, single))
    if key not in _RENDERED:
        _RENDERED[key] = rendered_with(
            templates_folder(), format_, sheet, pdf, whole, accounts, single
        )
    return _RENDERED[key]


def rendered_with(
    templates: Path,
    format_: str,
    sheet: Sheet,
    pdf: str = "",
    whole: str = "",
    accounts: Links = NOWHERE,
    single: Links = NOWHERE,
) -> bytes:
    """A sheet as HTML or PDF, by the templates of a folder."""
    charts = {chart.id: _drawn(chart) for chart in sheet.charts()}
    if format_ == "html":
        return _html_renderer(templates).render(
            sheet.document, charts, pdf, whole, accounts, single
        )
    return _pdf_renderer(templates).render(sheet.document, charts)


_RENDERED: dict[tuple[str, str, str, str, str], bytes] = {}
_DRAWN: dict[tuple[str, str], str] = {}


def forget() -> None:
    """Have everything drawn and rendered again."""
    _RENDERED.clear()
    _DRAWN.clear()


def _drawn(chart: Chart) -> str:
    key = repr(chart.drawing), chart.id
    if key not in _DRAWN:
        _DRAWN[key] = svg_of(chart.drawing, chart.id)
    return _DRAWN[key]


@cache
def _html_renderer(templates: Path) -> HtmlRenderer:
    return HtmlRenderer(templates, web_fonts)


@cache
def _pdf_renderer(templates: Path) -> PdfRenderer:
    return PdfRenderer(templates)


# Years made to measure ---------------------------------------------------------------------

ROSTER = tuple(each.id for each in municipalities())
COMMUNITIES = tuple(each.id for each in communities())
DUTIES = tuple(each.id for each in duties())


def office(
    municipality: str,
    status: OfficeStatus = "established",
    work_plan: bool | None = None,
    annual_report: bool | None = None,
    **remarks: str,
) -> Office:
    """A row of the offices sheet; ``all="..."`` is a remark for every language."""
    by_language = {"" if key == "all" else key: text for key, text in remarks.items()}
    return Office(municipality, status, work_plan, annual_report, by_language, {})


def staff(municipality: str, community: str, women: int | None, men: int | None) -> Staff:
    """A row of the staff sheet."""
    return Staff(municipality, community, women, men, {})


def answers(municipality: str, *given: bool | None) -> Duties:
    """A row of the duties sheet; a single answer is given to all eight."""
    all_given = given * len(DUTIES) if len(given) == 1 else given
    return Duties(municipality, dict(zip(DUTIES, all_given, strict=True)), {})


def year_rows(
    offices: Iterable[Office],
    staff: Iterable[Staff] = (),
    duties: Iterable[Duties] = (),
    *,
    year: int = 2019,
    status: EditionStatus = "final",
    published_on: date | None = date(2020, 3, 31),
    next_on: date | None = None,
    **texts: str,
) -> YearRows:
    """A year's rows; ``publisher``, ``contact``, ``source`` and ``note`` serve every language."""
    given = {item: {"": text} for item, text in texts.items()}
    about = About(
        year=year,
        status=status,
        published_on=published_on,
        publisher=given.get("publisher", {}),
        contact=given.get("contact", {}),
        source=given.get("source", {}),
        note=given.get("note", {}),
        places={},
        next_on=next_on,
    )
    return YearRows(about, tuple(offices), tuple(staff), tuple(duties))


def in_care(rows: YearRows, counts: Mapping[str, Mapping[str, Sequence[int | None]]]) -> YearRows:
    """A year with women and men in the care of some offices, by category, as they were at its end.

    Each stands in a row of its own of a worksheet.
    """
    year = rows.about.year
    told: list[Caseload] = []
    for municipality, there in counts.items():
        for category, (women, men) in there.items():
            row = len(told) + 2
            file = f"zkkk-{year}.xlsx"
            places = {
                "women": Place(file, "caseload", row, 4),
                "men": Place(file, "caseload", row, 5),
            }
            told.append(Caseload(municipality, Period(year), category, women, men, places))
    return replace(rows, caseload=tuple(told))


def residents(rows: YearRows, counts: Mapping[str, Mapping[str, int | None]]) -> YearRows:
    """A year with the residents of some municipalities by community, each in a row of its own."""
    told: list[Residents] = []
    for municipality, there in counts.items():
        for community, persons in there.items():
            places = {"persons": Place("zkkk.xlsx", "population", len(told) + 2, 3)}
            told.append(Residents(municipality, community, persons, "Census", places))
    return replace(rows, population=tuple(told))


def uniform_year(answer: bool | None, *, year: int = 2019) -> YearRows:
    """All 38 offices established, every question answered alike, one woman and one man each."""
    return year_rows(
        (office(id_, "established", answer, answer) for id_ in ROSTER),
        (staff(id_, "albanian", 1, 1) for id_ in ROSTER),
        (answers(id_, answer) for id_ in ROSTER),
        year=year,
        publisher="Publisher",
    )


def long_text(length: int) -> str:
    """A text of some length in ordinary words."""
    return ("Njoftim i gjatë për lexuesit e kësaj flete informative. " * 20)[:length].strip()


CATEGORIES = (
    *("non_majority", "refugees", "displaced"),
    *("voluntary_returnees", "involuntary_returnees", "repatriated"),
)


def people(year: int) -> YearRows:
    """Offices with persons in care: few and many, of a category none, of some not all, or nothing.

    Of the first offices something is not known, and of the last one nothing. All have residents.
    """
    rows = year_rows(
        (office(id_, "established", n % 2 == 0, n % 3 == 0) for n, id_ in enumerate(ROSTER)),
        (
            staff(id_, each, 1 + n % 2, n % 3)
            for n, id_ in enumerate(ROSTER)
            for each in ("albanian", "serb", "roma")[: 1 + n % 3]
        ),
        (answers(id_, *(n % 9 > k for k in range(8))) for n, id_ in enumerate(ROSTER)),
        year=year,
        publisher="Publisher",
    )
    counts = {
        id_: {
            each: (
                None if n + k == 1 else (n * k + year) % 7,
                (31 * n * k) % (9 if k < 3 else 1500),
            )
            for k, each in enumerate(CATEGORIES)
            if n + k > 0
        }
        for n, id_ in enumerate(ROSTER[:-1])
    }
    told = in_care(rows, counts)
    third = [
        replace(each, period=Period(year, "Q", 3)) if each.municipality == ROSTER[2] else each
        for each in told.caseload
    ]
    lives = {
        id_: {each: (n * k * 977) % 40_000 for k, each in enumerate(COMMUNITIES) if (n + k) % 3}
        for n, id_ in enumerate(ROSTER)
    }
    return residents(replace(told, caseload=tuple(third)), lives)


EXTREMES: dict[str, YearRows] = {
    "nothing performed": uniform_year(answer=False),
    "everything performed": uniform_year(answer=True),
    "nothing answered": year_rows(
        (office(id_) for id_ in ROSTER),
        (staff(id_, "albanian", None, None) for id_ in ROSTER),
        (answers(id_, None) for id_ in ROSTER),
        publisher="Publisher",
    ),
    "nobody established": year_rows(
        (office(id_, "not established") for id_ in ROSTER), publisher="Publisher"
    ),
    "nobody covered": year_rows(
        (office(id_, "not covered") for id_ in ROSTER), publisher="Publisher"
    ),
    "ten communities": year_rows(
        (office(id_, "established", n % 2 == 0, n % 3 == 0) for n, id_ in enumerate(ROSTER)),
        (staff(id_, each, 4, 5) for id_ in ROSTER for each in COMMUNITIES),
        (answers(id_, *(n % 9 > k for k in range(8))) for n, id_ in enumerate(ROSTER)),
        publisher="Publisher",
    ),
    "long texts": year_rows(
        (
            office(
                id_,
                "similar" if n < 3 else "established",
                None if n < 3 else True,
                None if n < 3 else False,
                **({"all": long_text(150)} if n < 3 else {}),
            )
            for n, id_ in enumerate(ROSTER)
        ),
        (staff(id_, "serb", 1, 1) for id_ in ROSTER[3:]),
        (answers(id_, *[True] * 8) for id_ in ROSTER[3:]),
        publisher=long_text(100),
        contact=long_text(60),
        source=long_text(100),
        note=long_text(200),
    ),
    "people": people(2019),
}


def before(name: str) -> YearRows:
    """What an extreme year is compared with: another one, of 2018."""
    other = people(2018) if name == "people" else EXTREMES["ten communities"]
    return replace(other, about=replace(other.about, year=2018))


@cache
def extreme_published(name: str) -> Published:
    """What is published of an extreme year."""
    return published_of(EXTREMES[name], None, THRESHOLD)


@cache
def extreme_sheet(name: str, language: str) -> Sheet:
    """The fact sheet of an extreme year."""
    return Sheet(national.compose(extreme_published(name), language))


# Workbooks ---------------------------------------------------------------------------------


def altered(year: int, changes: Mapping[str, str | int | None]) -> bytes:
    """A sample workbook with some cells changed; they are named ``sheet!B2``."""
    return _altered(year, tuple(changes.items()))


@cache
def _altered(year: int, changes: tuple[tuple[str, str | int | None], ...]) -> bytes:
    by_sheet: dict[str, dict[str, str | int | None]] = {}
    for address, value in changes:
        sheet, _, cell = address.partition("!")
        by_sheet.setdefault(f"xl/worksheets/sheet{_SHEETS[sheet]}.xml", {})[cell] = value
    file = io.BytesIO()
    with ZipFile(SAMPLE / f"zkkk-{year}.xlsx") as book, ZipFile(file, "w") as other:
        for part in book.infolist():
            data = book.read(part)
            if part.filename in by_sheet:
                data = _with_cells(data, by_sheet.pop(part.filename))
            other.writestr(part, data)  # with the date of the other: the same to the byte each time
    assert not by_sheet
    return file.getvalue()


_SHEETS = {"about": 1, "offices": 2, "staff": 3, "duties": 4}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ET.register_namespace("", _MAIN.strip("{}"))


def _with_cells(sheet: bytes, changes: Mapping[str, str | int | None]) -> bytes:
    """A worksheet with some cells changed in its file, which takes a tenth of saving it anew."""
    root = ET.fromstring(sheet)  # noqa: S314 - the sample's own
    rows = root.find(f"{_MAIN}sheetData")
    assert rows is not None
    for address, value in changes.items():
        number = address.lstrip("ABCDEFGHI")
        row = _child(rows, f"{_MAIN}row", number)
        cell = _child(row, f"{_MAIN}c", address)
        for each in list(cell):
            cell.remove(each)
        cell.attrib.pop("t", None)
        if isinstance(value, int):
            ET.SubElement(cell, f"{_MAIN}v").text = str(value)
        elif value is not None:
            cell.set("t", "inlineStr")
            inline = ET.SubElement(cell, f"{_MAIN}is")
            ET.SubElement(inline, f"{_MAIN}t").text = value
    return ET.tostring(root)


def _child(parent: ET.Element, tag: str, name: str) -> ET.Element:
    """A row or a cell; one that isn't there yet comes in its place."""
    found = next((each for each in parent if each.get("r") == name), None)
    if found is None:
        found = ET.Element(tag, {"r": name})
        before = [each for each in parent if _order(each.get("r", "")) < _order(name)]
        parent.insert(len(before), found)
    return found


def _order(name: str) -> tuple[int, str]:
    return len(name), name


@cache
def about_cell(year: int, item: str) -> str:
    """Where the about sheet of a sample workbook has the value of an item."""
    page = load_workbook(SAMPLE / f"zkkk-{year}.xlsx")["about"]
    row: Any = next(row for row in page.iter_rows() if row[0].value == item)
    return f"about!B{row[0].row}"
