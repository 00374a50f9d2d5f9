"""The blank workbook: everything an analyst needs to fill in a year, in their language.

What the worksheets have in them comes from the declaration in ``schema.toml``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import LANGUAGES, community, municipalities, municipality
from zkkk_factsheet.workbook.blank_look import (
    entry_cell,
    header_cell,
    help_cell,
    name_cell,
    printed,
)
from zkkk_factsheet.workbook.dropdowns import add_lists, validate
from zkkk_factsheet.workbook.excel import ACCENT, BLANK, bytes_of, height_for
from zkkk_factsheet.workbook.instructions import add_instructions
from zkkk_factsheet.workbook.rows import YearRows
from zkkk_factsheet.workbook.schema import Column, SheetSchema, sheets, words

_Value = str | int | None

_ROWS = {"offices": 38, "staff": 200, "duties": 38}
_SPARE_ROWS = 20
"""How many rows of a table are ready to be filled, at least, and how many more than are filled.
Rows below them are read all the same."""

_WIDTHS = {
    "municipality": 30,
    "community": 20,
    "office_status": 22,
    "answer": 17,
    "count": 13,
    "text": 42,
}
_ABOUT_WIDTHS = (30, 58, 98)
"""The help fits on one line: a row's height is left to what is typed in it."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A column or an item as it is written: a text has one for each language."""

    column: Column
    id: str
    header: str


def blank_workbook(year: int, language: str, roster: YearRows | None = None) -> bytes:
    """A workbook (.xlsx) ready to be filled in for a year, in a language.

    A ``roster``, the rows of another year, gives it that year's statuses, its offices and their
    communities, its publisher and contact; answers and counts are blank. The same arguments
    give the same bytes. Raises KeyError or OSError for a language there is none of.
    """
    texts = catalogue(language, "workbook")
    book = Workbook()
    del book["Sheet"]
    book.properties.creator = "zkkk-factsheet"
    book.properties.title = texts.text("instructions.title", year=year)
    add_instructions(book, year, language)
    for schema in sheets():
        page = book.create_sheet(schema.names[language])
        page.sheet_properties.tabColor = ACCENT
        if schema.layout == "keys":
            _add_items(page, schema, language, _about(year, language, roster))
        else:
            _add_table(page, schema, language, list(_rows(schema.id, language, roster)))
        printed(page, texts.text("footer"))
    add_lists(book, language)
    return bytes_of(book)


def _add_items(
    page: Worksheet, schema: SheetSchema, language: str, filled: Mapping[str, _Value]
) -> None:
    texts = catalogue(language, "workbook")
    for number, (key, width) in enumerate(
        zip(("item", "value", "help"), _ABOUT_WIDTHS, strict=True)
    ):
        header_cell(page.cell(1, number + 1), texts.text(f"about.{key}"), schema.help[language])
        page.column_dimensions[get_column_letter(number + 1)].width = width
    page.row_dimensions[1].height = 24
    page.freeze_panes = "B2"
    for row, field in enumerate(_fields(schema, language), start=2):
        name_cell(page.cell(row, 1), field.header)
        value = page.cell(row, 2)
        entry_cell(value, filled.get(field.id), wrap=True)
        help_cell(page.cell(row, 3), field.column.help[language])
        validate(page, field.column.kind, value.coordinate, language)
        if field.column.kind == "date":
            value.number_format = "dd.mm.yyyy"
        if field.column.required or field.column.expected:
            _colour_blanks(page, value.coordinate, _blank(value.coordinate))


def _add_table(
    page: Worksheet, schema: SheetSchema, language: str, filled: Sequence[Sequence[_Value]]
) -> None:
    fields = list(_fields(schema, language))
    last = 1 + max(_ROWS[schema.id], len(filled) + _SPARE_ROWS if schema.id == "staff" else 0)
    headers = {field.header: _WIDTHS[field.column.kind] for field in fields}
    page.row_dimensions[1].height = height_for(headers)
    page.freeze_panes = "B2"
    for number, field in enumerate(fields, start=1):
        column = field.column
        letter = get_column_letter(number)
        header_cell(page.cell(1, number), field.header, column.help[language])
        page.column_dimensions[letter].width = headers[field.header]
        validate(page, column.kind, f"{letter}2:{letter}{last}", language)
        for row in range(2, last + 1):
            values = filled[row - 2] if row - 2 < len(filled) else ()
            value = values[number - 1] if number <= len(values) else None
            if column.kind == "municipality":
                name_cell(page.cell(row, number), value)
            else:
                entry_cell(page.cell(row, number), value, wrap=column.kind == "text")
    for cells, formula in _blanks(schema, language, last):
        _colour_blanks(page, cells, formula)


def _blanks(schema: SheetSchema, language: str, last: int) -> Iterator[tuple[str, str]]:
    """Where a blank is worth a colour, as ranges and the formula of their first cell."""
    required = [column.id for column in schema.columns if column.required]
    end = get_column_letter(len(required))
    begun = f"COUNTA($A2:${end}2)>0"
    if schema.id == "offices":
        # Every municipality has its row: only where there is an office, answers are missing.
        begun_answers = f'$B2="{_word("office_status", "established", language)}"'
        yield f"A2:B{last}", f"AND({begun},{_blank('A2')})"
        yield f"C2:{end}{last}", f"AND({begun_answers},{_blank('C2')})"
    else:
        yield f"A2:{end}{last}", f"AND({begun},{_blank('A2')})"


def _blank(cell: str) -> str:
    # LEN, ISTEXT or COUNTIF would also see a blank made of spaces; but LibreOffice 7.4, which
    # reads TRUE and FALSE as formulas, crashes in whatever makes it compute one while it paints.
    return f"ISBLANK({cell})"


def _colour_blanks(page: Worksheet, cells: str, formula: str) -> None:
    look = DifferentialStyle(fill=PatternFill("solid", bgColor=BLANK))
    page.conditional_formatting.add(cells, Rule("expression", dxf=look, formula=[formula]))


def _fields(schema: SheetSchema, language: str) -> Iterator[_Field]:
    messages = catalogue(language, "messages")
    for column in schema.columns:
        header = column.headers[language]
        if not column.languages:
            yield _Field(column, column.id, header)
            continue
        for each in LANGUAGES:
            parts = {"column": header, "language": messages.text(f"language.{each}")}
            text = messages.text("report.column-in-language", **parts)
            yield _Field(column, f"{column.id}_{each}", text)


def _about(year: int, language: str, roster: YearRows | None) -> dict[str, _Value]:
    # What is carried over from invented data is invented too, and has to say so.
    sample = roster is not None and roster.about.status == "sample"
    status = _word("edition_status", "sample" if sample else "draft", language)
    filled: dict[str, _Value] = {"year": year, "status": status}
    if roster:
        # Who publishes rarely changes; the source, the note and the date are of one year.
        carried = {"publisher": roster.about.publisher, "contact": roster.about.contact}
        for item, texts in carried.items():
            filled |= {f"{item}_{each}": texts.get(each, texts.get("")) for each in LANGUAGES}
    return filled


def _rows(sheet_id: str, language: str, roster: YearRows | None) -> Iterator[Sequence[_Value]]:
    """What stands in the rows of a table from the beginning: their key, and the status."""
    if sheet_id == "offices":
        status = {each.municipality: each.status for each in roster.offices} if roster else {}
        for id_ in _sorted((each.id for each in municipalities()), language):
            known = _word("office_status", status[id_], language) if id_ in status else None
            yield municipality(id_).name(language), known
    elif roster and sheet_id == "staff":
        for id_ in _sorted({each.municipality for each in roster.staff}, language):
            for row in roster.staff:
                if row.municipality == id_:
                    label = community(row.community).label(language)
                    yield municipality(id_).name(language), label
    elif roster:
        offices = {each.municipality for each in roster.offices if each.status == "established"}
        for id_ in _sorted(offices | {each.municipality for each in roster.duties}, language):
            yield (municipality(id_).name(language),)


def _sorted(ids: Iterable[str], language: str) -> list[str]:
    return sorted(ids, key=lambda each: sort_key(municipality(each).name(language), language))


def _word(kind: str, id_: str, language: str) -> str:
    return next(each.words[language] for each in words(kind) if each.id == id_)
