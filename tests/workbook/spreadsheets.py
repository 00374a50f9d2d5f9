"""Spreadsheets for the tests: filled in as by a person, passed through LibreOffice, inspected."""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from zkkk_factsheet.reference import community, find_municipality, municipality
from zkkk_factsheet.workbook.checking.check import check_year
from zkkk_factsheet.workbook.declaration.schema import is_passive_column, sheet
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.reading.sources import SourceFile
from zkkk_factsheet.workbook.rows import YearRows

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
EXCEL = "{urn:schemas-microsoft-com:office:excel}"

# The order that Excel insists on in a worksheet.
ORDER = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
]


@cache
def sample_rows(year: int) -> YearRows:
    """The checked rows of a sample year."""
    name = f"zkkk-{year}.xlsx"
    rows = check_year([SourceFile(name, (SAMPLE / name).read_bytes())], year).rows
    assert rows is not None
    return rows


def opened(data: bytes) -> Workbook:
    """A workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(data))


@cache
def seen(data: bytes) -> Workbook:
    """The same to look at: it is opened once, and nobody may change it."""
    return opened(data)


def saved(book: Workbook) -> bytes:
    """A workbook as openpyxl writes it."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    """A package of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return file.getvalue()


# Filling in --------------------------------------------------------------------------------


def filled_in(data: bytes, rows: YearRows, language: str) -> bytes:
    """A blank workbook with a year typed into it, in its language, row by row."""
    book = opened(data)
    for row in book[sheet("about").names[language]].iter_rows(min_row=2):
        item = sheet("about").find_column(str(row[0].value))
        assert item
        name, _, part = item.rpartition("_")
        if item == "published_on":
            row[1].value = rows.about.published_on
        elif name in {"publisher", "contact", "source", "note"}:
            row[1].value = getattr(rows.about, name).get(part)
    offices = {each.municipality: each for each in rows.offices}
    for cells in _rows(book, "offices", language):
        (id_,) = find_municipality(cells["municipality"].value).ids
        office = offices[id_]
        cells["status"].value = _word("office_status", office.status, language)
        cells["work_plan"].value = _answer(office.work_plan, language)
        cells["annual_report"].value = _answer(office.annual_report, language)
        for part, text in office.remarks.items():
            cells[f"remark_{part}"].value = text
    for cells, staff in zip(_rows(book, "staff", language), rows.staff, strict=False):
        cells["municipality"].value = municipality(staff.municipality).name(language)
        cells["community"].value = community(staff.community).label(language)
        cells["women"].value, cells["men"].value = staff.women, staff.men
    for cells, duties in zip(_rows(book, "duties", language), rows.duties, strict=False):
        cells["municipality"].value = municipality(duties.municipality).name(language)
        for duty, answer in duties.answers.items():
            cells[duty].value = _answer(answer, language)
    return saved(book)


def said(rows: YearRows) -> tuple[object, ...]:
    """What a year's rows say, without the cells they came from and the edition's year."""
    about = rows.about
    return (
        (about.published_on, about.publisher, about.contact, about.source, about.note),
        [(o.municipality, o.status, o.work_plan, o.annual_report, o.remarks) for o in rows.offices],
        [(s.municipality, s.community, s.women, s.men) for s in rows.staff],
        [(d.municipality, d.answers) for d in rows.duties],
    )


def _rows(book: Workbook, sheet_id: str, language: str) -> Iterator[dict[str, Any]]:
    schema = sheet(sheet_id)
    header, *rows = book[schema.names[language]].iter_rows()
    columns = [schema.find_column(str(cell.value)) or str(cell.value) for cell in header]
    assert all(schema.find_column(each) or is_passive_column(each) for each in columns)
    yield from (dict(zip(columns, row, strict=True)) for row in rows)


def _word(kind: str, id_: str, language: str) -> str:
    return next(each.words[language] for each in words(kind) if each.id == id_)


def _answer(answer: bool | None, language: str) -> str | None:
    return None if answer is None else _word("answer", "yes" if answer else "no", language)


# What Excel would have to repair -----------------------------------------------------------


def repairs(data: bytes) -> list[str]:
    """What is wrong with a package by Excel's rules, as far as a script can tell."""
    content = parts(data)
    faults = [f"{name} twice" for name, n in Counter(map(str.casefold, content)).items() if n > 1]
    trees = {
        name: ET.fromstring(part)  # noqa: S314 - written by the program itself
        for name, part in content.items()
        if name.endswith((".xml", ".rels", ".vml"))
    }
    faults += _undeclared(content, trees["[Content_Types].xml"])
    related = {name: _related(name, trees) for name in content if not name.endswith(".rels")}
    for name, targets in related.items():
        faults += [f"{name} refers to {each}" for each in targets.values() if each not in content]
    book = trees["xl/workbook.xml"]
    names = [each.get("name", "") for each in book.iter(f"{MAIN}sheet")]
    ids = [each.get("sheetId") for each in book.iter(f"{MAIN}sheet")]
    faults += ["sheet names"] * (len({each.casefold() for each in names}) != len(names))
    faults += ["sheet ids"] * (len(set(ids)) != len(ids))
    faults += [f"name {each}" for each in names if not each or len(each) > 31]
    faults += _selected(book, related["xl/workbook.xml"], trees)
    styles = next(tree for tree in trees.values() if tree.tag == f"{MAIN}styleSheet")
    faults += _styles(styles)
    formats = len(styles.findall(f"{MAIN}cellXfs/{MAIN}xf"))
    defined = {each.get("name", "") for each in book.iter(f"{MAIN}definedName")}
    sheets = {name: tree for name, tree in trees.items() if tree.tag == f"{MAIN}worksheet"}
    assert len(sheets) == len(names)
    for name, tree in sheets.items():
        found = [
            *_sheet(tree, formats),
            *_validations(tree, defined),
            *_notes(tree, related[name], trees),
        ]
        faults += [f"{name}: {each}" for each in found]
    return faults


def _undeclared(content: dict[str, bytes], types: ET.Element) -> Iterator[str]:
    endings = {each.get("Extension", "").casefold() for each in types if "Default" in each.tag}
    overrides = [each.get("PartName", "") for each in types if "Override" in each.tag]
    for name in content:
        ending = name.rpartition(".")[2].casefold()
        if name != "[Content_Types].xml" and f"/{name}" not in overrides and ending not in endings:
            yield f"{name} has no type"
    yield from (f"no part {each}" for each in overrides if each.lstrip("/") not in content)
    yield from (f"{each} declared twice" for each, n in Counter(overrides).items() if n > 1)


def _related(name: str, trees: dict[str, ET.Element]) -> dict[str, str]:
    folder, base = posixpath.split(name)
    relationships = trees.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    targets = {}
    for each in relationships if relationships is not None else ():
        assert each.get("Id") not in targets
        where = posixpath.join("/", folder, each.get("Target", ""))
        targets[each.get("Id", "")] = posixpath.normpath(where).lstrip("/")
    return targets


def _selected(
    book: ET.Element, related: dict[str, str], trees: dict[str, ET.Element]
) -> Iterator[str]:
    sheets = [trees[related[each.get(f"{RELATED}id", "")]] for each in book.iter(f"{MAIN}sheet")]
    selected = [
        number
        for number, tree in enumerate(sheets)
        if any(view.get("tabSelected") == "1" for view in tree.iter(f"{MAIN}sheetView"))
    ]
    view = book.find(f"{MAIN}bookViews/{MAIN}workbookView")
    active = int(view.get("activeTab", 0)) if view is not None else 0
    if selected not in ([], [active]):
        yield f"selected {selected}, active {active}"
    for each in book.iter(f"{MAIN}definedName"):
        if int(each.get("localSheetId", 0)) >= len(sheets):
            yield f"{each.get('name')} of no sheet"


def _styles(styles: ET.Element) -> Iterator[str]:
    sizes = {}
    for name in ("fonts", "fills", "borders", "cellXfs"):
        collection = styles.find(f"{MAIN}{name}")
        assert collection is not None
        sizes[name] = len(collection)
        if int(collection.get("count", len(collection))) != len(collection):
            yield f"{name} counted wrongly"
    for each in styles.iter(f"{MAIN}xf"):
        for key, name in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
            if int(each.get(key, 0)) >= sizes[name]:
                yield f"{key} of nothing"


def _sheet(tree: ET.Element, formats: int) -> Iterator[str]:
    children = [each.tag.removeprefix(MAIN) for each in tree]
    places = [ORDER.index(each) for each in children if each in ORDER]
    if places != sorted(places):
        yield f"order {children}"
    yield from _addresses(tree)
    for each in tree.iter(f"{MAIN}c"):
        if int(each.get("s", 0)) >= formats:
            yield f"{each.get('r')} has no format"
        if len("".join(each.itertext())) > 32_767:
            yield f"{each.get('r')} too long"
    for each in tree.iter(f"{MAIN}hyperlink"):
        if not re.fullmatch(r"'.+'![A-Z]+[0-9]+", each.get("location", "")):
            yield f"link to {each.get('location')}"


def _addresses(tree: ET.Element) -> Iterator[str]:
    numbers = [int(each.get("r", 0)) for each in tree.iter(f"{MAIN}row")]
    if numbers != sorted(set(numbers)):
        yield "rows out of order"
    for row in tree.iter(f"{MAIN}row"):
        addresses = [each.get("r", "") for each in row]
        columns = [range_boundaries(each)[0] or 0 for each in addresses]
        if columns != sorted(set(columns)):
            yield f"cells out of order: {addresses}"
        if any(not each.endswith(row.get("r", "")) for each in addresses):
            yield f"cells of other rows: {addresses}"


def _validations(tree: ET.Element, defined: set[str]) -> Iterator[str]:
    for each in tree.iter(f"{MAIN}dataValidation"):
        formulas = [formula.text or "" for formula in each]
        if any(len(formula) > 255 for formula in formulas):
            yield "formula too long"
        if each.get("type") == "list" and formulas[0] not in defined:
            yield f"no list {formulas}"
        if len(each.get("errorTitle", "")) > 32 or len(each.get("error", "")) > 255:
            yield f"message too long: {each.get('errorTitle')}"


def _notes(
    tree: ET.Element, related: dict[str, str], trees: dict[str, ET.Element]
) -> Iterator[str]:
    texts = [trees[each] for each in related.values() if trees[each].tag == f"{MAIN}comments"]
    drawing = tree.find(f"{MAIN}legacyDrawing")
    if not texts:
        return
    if drawing is None:
        yield "notes without boxes"
        return
    boxes = trees[related[drawing.get(f"{RELATED}id", "")]]
    drawn = [
        (int(each.findtext(f"{EXCEL}Row", "")) + 1, int(each.findtext(f"{EXCEL}Column", "")) + 1)
        for each in boxes.iter(f"{EXCEL}ClientData")
    ]
    ids = [each.get("id") for each in boxes if each.tag.endswith("}shape")]
    noted = [each.get("ref", "") for each in texts[0].iter(f"{MAIN}comment")]
    authors = len(list(texts[0].iter(f"{MAIN}author")))
    if len(set(ids)) != len(ids) or len(set(noted)) != len(noted):
        yield "notes twice"
    if sorted(drawn) != sorted(
        (range_boundaries(each)[1], range_boundaries(each)[0]) for each in noted
    ):
        yield f"boxes of {drawn}, notes of {noted}"
    if any(int(each.get("authorId", 0)) >= authors for each in texts[0].iter(f"{MAIN}comment")):
        yield "notes of nobody"
