"""What Excel shows is what the analyst meant: a number format may hide a value or change it."""

from typing import NamedTuple
from xml.sax.saxutils import quoteattr

import pytest
from tests.workbook.books import (
    NAME,
    Entry,
    at,
    check,
    check_files,
    found,
    to_xlsx,
    valid_book,
)
from tests.workbook.packages import parts_of, zipped

from zkkk_factsheet.workbook.reading.cells import CellValue
from zkkk_factsheet.workbook.reading.files.displayed import displayed

# What Excel 365 and LibreOffice 7.4 show of a number that is formatted so.
_SHOWN: list[tuple[str, CellValue, str]] = [
    ('"po"', 0, "po"),
    ('"1"0', 2, "12"),
    ("\\10", 2, "12"),
    ('"n/a"', 2, "n/a"),
    (";;;", 2, ""),
    ("0;-0;;@", 0, ""),
    ("#", 0, ""),
    ("0,", 2, "0"),
    ("0-0", 12, "1-2"),
    ('0"%"', 2, "2%"),
    ('0 "zyrtarë"', 2, "2 zyrtarë"),
    ('[=1]"po";[=0]"jo"', 1, "po"),
    ('[=1]"po";[=0]"jo";General', 0, "jo"),
    ('"po";"po";"jo"', 0, "jo"),
    ('General" po"', 1, "1 po"),
    ('0;0;0;"jo"', "po", "jo"),
    ('"nuk "@', "ka", "nuk ka"),
    (";;;", "po", ""),
]
_AS_IT_IS: list[tuple[str, CellValue]] = [
    ("0;-0;0", 7),
    ("#,##0", 2019),
    ("#,##0 ", 2019),
    ("0.00_ ", 2),
    ("00", 2),
    ("[Red]0;[Blue]-0", 3),
    ('_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 0),
    ('_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)', 5),
    ("# ?/?", 2),
    ("[$€-1]0", 2),
    ("0.0E+00", 2),
    ("0;-0;;@", "po"),
    (";;;", True),
    ("0.0_ ", 2.46),
]


@pytest.mark.parametrize(("code", "value", "shown"), _SHOWN)
def test_what_a_format_shows_instead(code: str, value: CellValue, shown: str) -> None:
    """Words, digits and nothing at all in the place of the value."""
    assert displayed(code, value) == shown


@pytest.mark.parametrize(("code", "value"), _AS_IT_IS)
def test_most_formats_show_the_value(code: str, value: CellValue) -> None:
    """Separators, decimals, colours, padding and an accountant's dash for zero hide nothing."""
    assert displayed(code, value) is None


@pytest.mark.parametrize("value", [0, 2, -1.5, 1e308, float("inf"), float("nan"), "po", "1" * 9999])
@pytest.mark.parametrize(
    "code",
    [
        "0" + "," * 250,
        "0" * 255,
        "0." + "0" * 250,
        "[" * 255,
        '"' * 255,
        ";" * 255,
        "\\",
        "[=]0",
        "@" * 255,
    ],
)
def test_no_format_is_too_odd(code: str, value: CellValue) -> None:
    """Whatever a stranger's file says, the answer is a text or nothing."""
    shown = displayed(code, value)
    assert shown is None or len(shown) < 100_000


class Formatted(NamedTuple):
    """A value in a cell that has a number format of its own."""

    sheet: str
    row: int
    column: int
    value: CellValue
    code: str


def _formatted(*cells: Formatted) -> bytes:
    """The valid workbook with such cells."""
    book = valid_book()
    for each in cells:
        book[each.sheet].set(each.row, each.column, each.value)
    content = parts_of(to_xlsx(book))
    styles = content["xl/styles.xml"].decode()
    number = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ")
    for id_, each in enumerate(cells, 200):
        declared = f'<numFmt numFmtId="{id_}" formatCode={quoteattr(each.code)}/></numFmts>'
        styles = styles.replace("</numFmts>", declared)
        styles = styles.replace("</cellXfs>", f'<xf numFmtId="{id_}"/></cellXfs>')
        name = f"xl/worksheets/sheet{list(book).index(each.sheet) + 1}.xml"
        cell = f'<c r="{at(each.sheet, each.row, each.column)[1]}"'
        page = content[name].decode()
        assert page.count(cell) == 1
        content[name] = page.replace(cell, f'{cell} s="{number + id_ - 200}"').encode()
    content["xl/styles.xml"] = styles.encode()
    return zipped(content)


def test_a_cell_that_shows_something_else_is_an_error() -> None:
    """Whatever the value is: somebody saw another one, or none."""
    cells = {
        Formatted("about", 2, 2, 2019, '"2018"'): "shown-otherwise",
        Formatted("staff", 5, 3, 2, '"1"0'): "shown-otherwise",
        Formatted("staff", 6, 3, 2, '"n/a"'): "shown-otherwise",
        Formatted("staff", 7, 3, 2, ";;;"): "shown-blank",
        Formatted("staff", 8, 3, 0, "#"): "shown-blank",
        Formatted("staff", 9, 3, 2, '0"%"'): "shown-otherwise",
        Formatted("duties", 5, 4, 0, '"po"'): "shown-otherwise",
        Formatted("duties", 6, 4, 1, '[=0]"po";"jo"'): "shown-otherwise",
        Formatted("duties", 7, 4, 1, '0" jo"'): "shown-otherwise",
        Formatted("duties", 8, 4, "po", '@" jo"'): "shown-otherwise",
        Formatted("duties", 9, 4, "po", ";;;"): "shown-blank",
    }
    findings = found(check_files((NAME, _formatted(*cells))).findings)
    assert findings == [
        (code, *at(each.sheet, each.row, each.column)) for each, code in cells.items()
    ]


@pytest.mark.parametrize("year", ["#,##0", '0". godina"'])
def test_a_cell_that_shows_the_same_in_other_words_is_read(year: str) -> None:
    """1 shown as "po" is yes, and "2 zyrtarë" are two officials."""
    cells = (
        Formatted("about", 2, 2, 2019, year),
        Formatted("staff", 5, 3, 2, '0 "zyrtarë"'),
        Formatted("staff", 6, 3, 2, "0.00"),
        Formatted("staff", 7, 3, 0, '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'),
        Formatted("duties", 5, 4, 1, '[=1]"po";[=0]"jo"'),
        Formatted("duties", 6, 4, 0, '"po";"po";"jo"'),
        Formatted("duties", 7, 4, 0, '[=1]"Да";"Не"'),
    )
    assert found(check_files((NAME, _formatted(*cells))).findings) == []


def test_the_sentence_says_both() -> None:
    """What the cell shows, and what is in it."""
    book = valid_book()
    book["duties"].set(5, 4, Entry(0, display="po"))
    (finding,) = check(book).findings
    assert finding.values == {"found": "0", "shown": "po"}
