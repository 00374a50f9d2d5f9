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
from zkkk_factsheet.workbook.blank.dropdowns import add_lists, validate
from zkkk_factsheet.workbook.blank.instructions import add_instructions
from zkkk_factsheet.workbook.blank.look import (
    AnyCell,
    entry_cell,
    header_cell,
    help_cell,
    known_cell,
    look_like,
    name_cell,
    printed,
)
from zkkk_factsheet.workbook.declaration.schema import (
    Kind,
    SheetSchema,
    earlier_status_header,
    sheets,
)
from zkkk_factsheet.workbook.declaration.words import words
from zkkk_factsheet.workbook.excel import ACCENT, BLANK, bytes_of, height_for
from zkkk_factsheet.workbook.rows import YearRows

_Value = str | int | None

_ROWS = {
    "offices": 38,
    "staff": 200,
    "duties": 38,
    "activities": 200,
    "caseload": 240,
    "population": 240,
}
_SPARE_ROWS = 20
"""How many rows of a table are ready to be filled, at least, and how many more than are filled.
Rows below them are read all the same."""

_WIDTHS = {
    "municipality": 30,
    "community": 20,
    "communities": 26,
    "component": 30,
    "category": 38,
    "period": 13,
    "office_status": 22,
    "activity_status": 15,
    "answer": 17,
    "count": 13,
    "persons": 17,
    "date": 13,
    "duty": 30,
    "names": 30,
    "text": 42,
    "earlier_status": 22,
}
_ABOUT_WIDTHS = (30, 58, 98)
"""The help fits on one line: a row's height is left to what is typed in it."""


_EARLIER_STATUS = "earlier_status"
_DAY = "dd.mm.yyyy"
_WRAPPED = ("text", "names", "communities")


@dataclass(frozen=True, slots=True)
class _Field:
    """A column or an item as it is written: a text has one for each language.

    Without a ``kind`` it is for information: nothing is to be filled in.
    """

    id: str
    header: str
    help: str
    kind: Kind | None
    wanted: bool = False
    """Whether a blank is worth a colour."""


def blank_workbook(year: int, language: str, roster: YearRows | None = None) -> bytes:
    """A workbook (.xlsx) ready to be filled in for a year, in a language.

    A ``roster``, the rows of another year, gives it that year's offices and their communities,
    its publisher and contact; answers and counts are blank. So is the status: that of the other
    year stands beside it, for information, for it is no answer until somebody says that nothing
    has changed. The same arguments give the same bytes. Raises KeyError or OSError for a language
    there is none of.
    """
    texts = catalogue(language, "workbook")
    book = Workbook()
    del book["Sheet"]
    book.properties.creator = "zkkk-factsheet"
    book.properties.title = texts.text("instructions.title", year=year)
    earlier = roster.about.year if roster else None
    add_instructions(book, year, language, earlier)
    for schema in sheets():
        page = book.create_sheet(schema.names[language])
        page.sheet_properties.tabColor = ACCENT
        if schema.layout == "keys":
            _add_items(page, schema, language, _about(year, language, roster))
        else:
            fields = list(_columns(schema, language, earlier))
            _add_table(page, schema.id, fields, language, list(_rows(schema.id, language, roster)))
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
        help_cell(page.cell(row, 3), field.help)
        _validate(page, field, value.coordinate, language)
        if field.kind == "date":
            value.number_format = _DAY
        if field.wanted:
            _colour_blanks(page, value.coordinate, _blank(value.coordinate))


def _add_table(
    page: Worksheet,
    sheet_id: str,
    fields: Sequence[_Field],
    language: str,
    filled: Sequence[Mapping[str, _Value]],
) -> None:
    last = 1 + max(_ROWS[sheet_id], len(filled) + _SPARE_ROWS if sheet_id == "staff" else 0)
    widths = {field.header: _WIDTHS[field.kind or _EARLIER_STATUS] for field in fields}
    page.row_dimensions[1].height = height_for(widths)
    page.freeze_panes = "B2"
    for number, field in enumerate(fields, start=1):
        letter = get_column_letter(number)
        header_cell(page.cell(1, number), field.header, field.help)
        page.column_dimensions[letter].width = widths[field.header]
        _validate(page, field, f"{letter}2:{letter}{last}", language)
        first, *others = column = [page.cell(row, number) for row in range(2, last + 1)]
        _prepare(first, field)
        for cell in others:
            look_like(first, cell)
        for cell, row in zip(column, filled, strict=False):
            cell.value = row.get(field.id)
    for cells, formula in _blanks(sheet_id, fields, language, last):
        _colour_blanks(page, cells, formula)


def _prepare(cell: AnyCell, field: _Field) -> None:
    if field.kind is None:
        known_cell(cell)
    elif field.kind == "municipality":
        name_cell(cell)
    else:
        entry_cell(cell, wrap=field.kind in _WRAPPED)
        if field.kind == "date":
            cell.number_format = _DAY


def _validate(page: Worksheet, field: _Field, cells: str, language: str) -> None:
    if field.kind:
        validate(page, field.kind, cells, language)


def _blanks(
    sheet_id: str, fields: Sequence[_Field], language: str, last: int
) -> Iterator[tuple[str, str]]:
    """Where a blank is worth a colour, as ranges and the formula of their first cell."""
    columns = [get_column_letter(number) for number, each in enumerate(fields, 1) if each.wanted]
    first, end = columns[0], columns[-1]
    begun = f"COUNTA(${first}2:${end}2)>0"
    if sheet_id == "offices":
        # Every municipality has its row: only where there is an office, answers are missing.
        status, answers = columns[1], columns[2]
        begun_answers = f'${status}2="{_word("office_status", "established", language)}"'
        yield f"{first}2:{status}{last}", f"AND({begun},{_blank(f'{first}2')})"
        yield f"{answers}2:{end}{last}", f"AND({begun_answers},{_blank(f'{answers}2')})"
    else:
        yield f"{first}2:{end}{last}", f"AND({begun},{_blank(f'{first}2')})"


def _blank(cell: str) -> str:
    # LEN, ISTEXT or COUNTIF would also see a blank made of spaces; but LibreOffice 7.4, which
    # reads TRUE and FALSE as formulas, crashes in whatever makes it compute one while it paints.
    return f"ISBLANK({cell})"


def _colour_blanks(page: Worksheet, cells: str, formula: str) -> None:
    look = DifferentialStyle(fill=PatternFill("solid", bgColor=BLANK))
    page.conditional_formatting.add(cells, Rule("expression", dxf=look, formula=[formula]))


def _columns(schema: SheetSchema, language: str, earlier: int | None) -> Iterator[_Field]:
    """The columns of a table; beside the status that of an earlier year, if there is one."""
    for field in _fields(schema, language):
        yield field
        if earlier and field.kind == "office_status":
            header = earlier_status_header(earlier, language)
            note = catalogue(language, "workbook").text("earlier-status.help", year=earlier)
            yield _Field(_EARLIER_STATUS, header, note, kind=None)


def _fields(schema: SheetSchema, language: str) -> Iterator[_Field]:
    messages = catalogue(language, "messages")
    for column in schema.columns:
        header, help_ = column.headers[language], column.help[language]
        wanted = column.required or column.expected
        if not column.languages:
            yield _Field(column.id, header, help_, column.kind, wanted)
            continue
        for each in LANGUAGES:
            parts = {"column": header, "language": messages.text(f"language.{each}")}
            text = messages.text("report.column-in-language", **parts)
            yield _Field(f"{column.id}_{each}", text, help_, column.kind, wanted)


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


def _rows(sheet_id: str, language: str, roster: YearRows | None) -> Iterator[Mapping[str, _Value]]:
    """What stands in the rows of a table from the beginning: their key, and what was before."""
    if sheet_id == "offices":
        before = {each.municipality: each.status for each in roster.offices} if roster else {}
        known = {word.id: word.words[language] for word in words("office_status")}
        for id_ in _sorted((each.id for each in municipalities()), language):
            name = municipality(id_).name(language)
            # Of a blank status nothing is known.
            yield {"municipality": name, _EARLIER_STATUS: known.get(before.get(id_, ""))}
    elif roster and sheet_id == "staff":
        for id_ in _sorted({each.municipality for each in roster.staff}, language):
            for row in roster.staff:
                if row.municipality == id_:
                    label = community(row.community).label(language)
                    yield {"municipality": municipality(id_).name(language), "community": label}
    elif roster and sheet_id == "duties":
        offices = {each.municipality for each in roster.offices if each.status == "established"}
        for id_ in _sorted(offices | {each.municipality for each in roster.duties}, language):
            yield {"municipality": municipality(id_).name(language)}


def _sorted(ids: Iterable[str], language: str) -> list[str]:
    return sorted(ids, key=lambda each: sort_key(municipality(each).name(language), language))


def _word(kind: str, id_: str, language: str) -> str:
    return next(each.words[language] for each in words(kind) if each.id == id_)
