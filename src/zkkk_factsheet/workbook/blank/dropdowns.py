"""Drop-downs and what else Excel accepts in a cell, by the kind of its column.

The lists stand on a worksheet of their own that Excel doesn't show, under names of their own:
a list of names written into the validation itself may have no more than 255 characters, and a
list on another worksheet that has no name is moved by Excel to where older programs lose it.
"""

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from zkkk_factsheet.language import catalogue, sort_key
from zkkk_factsheet.reference import categories, communities, components, duties, municipalities
from zkkk_factsheet.workbook.declaration.schema import Kind
from zkkk_factsheet.workbook.declaration.values import (
    HIGHEST_COUNT,
    HIGHEST_NUMBER_OF_PERSONS,
    YEARS,
)
from zkkk_factsheet.workbook.declaration.words import words

_LISTS: dict[Kind, str] = {
    "municipality": "municipalities",
    "community": "communities",
    "answer": "answers",
    "office_status": "statuses",
    "edition_status": "edition_statuses",
    "component": "components",
    "activity_status": "activity_statuses",
    "duty": "duties",
    "category": "categories",
}
"""The kinds that have a drop-down, and the name of its list."""

_WHOLE_NUMBERS: dict[Kind, tuple[int, int]] = {
    "count": (0, HIGHEST_COUNT),
    "persons": (0, HIGHEST_NUMBER_OF_PERSONS),
    "year": (YEARS[0], YEARS[-1]),
}

_EXCEL_DAY_ZERO = date(1899, 12, 30)


def choices(kind: Kind, language: str) -> Sequence[str]:
    """What the drop-down of a kind offers, in the order in which it does."""
    if kind == "municipality":
        names = [each.name(language) for each in municipalities()]
        return sorted(names, key=lambda each: sort_key(each, language))
    if kind == "community":
        return [each.label(language) for each in communities()]
    if kind == "component":
        return [each.name(language) for each in components()]
    if kind == "category":
        return [each.name(language) for each in categories()]
    if kind == "duty":
        return [each.short[language] for each in duties()]
    return [each.words[language] for each in words(kind)]


def add_lists(book: Workbook, language: str) -> None:
    """Add the worksheet with the lists; reading passes it over by its name."""
    sheet = book.create_sheet(catalogue(language, "workbook").text("lists.sheet"))
    sheet.sheet_state = "veryHidden"
    for column, (kind, name) in enumerate(_LISTS.items(), start=1):
        offered = choices(kind, language)
        sheet.cell(1, column, name)
        for row, text in enumerate(offered, start=2):
            sheet.cell(row, column, text)
        letter = get_column_letter(column)
        cells = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${len(offered) + 1}"
        book.defined_names[name] = DefinedName(name, attr_text=cells)


def validate(sheet: Worksheet, kind: Kind, cells: str, language: str) -> None:
    """Let Excel accept in some cells what belongs in a column of a kind; texts are free.

    A list can be overruled, since names and words of the other languages are read as well; so
    can a date, since Excel knows only those that are written as on its own system.
    """
    texts = catalogue(language, "workbook")
    if kind in _LISTS:
        rule = DataValidation(type="list", formula1=_LISTS[kind], errorStyle="warning")
        name, limits = "list", {}
    elif kind in _WHOLE_NUMBERS:
        lowest, highest = _WHOLE_NUMBERS[kind]
        rule = DataValidation("whole", formula1=str(lowest), formula2=str(highest))
        name = "year" if kind == "year" else "count"
        limits = {"lowest": lowest, "highest": highest}
    elif kind == "date":
        first, last = (_day(date(YEARS[0], 1, 1)), _day(date(YEARS[-1], 12, 31)))
        rule = DataValidation("date", formula1=first, formula2=last, errorStyle="warning")
        name, limits = "date", {}
    else:
        return
    rule.operator = None if kind in _LISTS else "between"
    rule.allow_blank = True
    rule.showErrorMessage = True
    rule.errorTitle = texts.text(f"invalid.{name}.title")
    rule.error = texts.text(f"invalid.{name}.message", **limits)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _day(day: date) -> str:
    return str((day - _EXCEL_DAY_ZERO).days)
