"""What Excel shows is what the analyst meant: a number format may hide a value or change it."""

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


def _formatted(sheet: str, row: int, column: int, value: CellValue, code: str) -> bytes:
    """The valid workbook with a value in a cell that has a number format of its own."""
    book = valid_book()
    book[sheet].set(row, column, value)
    content = parts_of(to_xlsx(book))
    styles = content["xl/styles.xml"].decode()
    declared = f'<numFmt numFmtId="200" formatCode={quoteattr(code)}/></numFmts>'
    styles = styles.replace("</numFmts>", declared)
    number = styles.partition("<cellXfs")[2].partition("</cellXfs>")[0].count("<xf ")
    styles = styles.replace("</cellXfs>", '<xf numFmtId="200"/></cellXfs>')
    name = f"xl/worksheets/sheet{list(book).index(sheet) + 1}.xml"
    cell = f'<c r="{at(sheet, row, column)[1]}"'
    page = content[name].decode()
    assert page.count(cell) == 1
    content["xl/styles.xml"] = styles.encode()
    content[name] = page.replace(cell, f'{cell} s="{number}"').encode()
    return zipped(content)


@pytest.mark.parametrize(
    ("sheet", "column", "value", "code", "finding"),
    [
        ("duties", 4, 0, '"po"', "shown-otherwise"),
        ("duties", 4, 1, '[=0]"po";"jo"', "shown-otherwise"),
        ("duties", 4, 1, '0" jo"', "shown-otherwise"),
        ("duties", 4, "po", '@" jo"', "shown-otherwise"),
        ("duties", 4, "po", ";;;", "shown-blank"),
        ("staff", 3, 2, '"1"0', "shown-otherwise"),
        ("staff", 3, 2, '"n/a"', "shown-otherwise"),
        ("staff", 3, 2, ";;;", "shown-blank"),
        ("staff", 3, 0, "#", "shown-blank"),
        ("staff", 3, 2, '0"%"', "shown-otherwise"),
        ("about", 2, 2019, '"2018"', "shown-otherwise"),
    ],
)
def test_a_cell_that_shows_something_else_is_an_error(
    sheet: str, column: int, value: CellValue, code: str, finding: str
) -> None:
    """Whatever the value is: somebody saw another one, or none."""
    row = 2 if sheet == "about" else 5
    checked = check_files((NAME, _formatted(sheet, row, column, value, code)))
    assert found(checked.findings) == [(finding, *at(sheet, row, column))]


@pytest.mark.parametrize(
    ("sheet", "column", "value", "code"),
    [
        ("duties", 4, 1, '[=1]"po";[=0]"jo"'),
        ("duties", 4, 0, '"po";"po";"jo"'),
        ("duties", 4, 0, '[=1]"Да";"Не"'),
        ("staff", 3, 2, '0 "zyrtarë"'),
        ("staff", 3, 2, "0.00"),
        ("staff", 3, 0, '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)'),
        ("about", 2, 2019, "#,##0"),
        ("about", 2, 2019, '0". godina"'),
    ],
)
def test_a_cell_that_shows_the_same_in_other_words_is_read(
    sheet: str, column: int, value: CellValue, code: str
) -> None:
    """1 shown as "po" is yes, and "2 zyrtarë" are two officials."""
    row = 2 if sheet == "about" else 5
    assert found(check_files((NAME, _formatted(sheet, row, column, value, code))).findings) == []


def test_the_sentence_says_both() -> None:
    """What the cell shows, and what is in it."""
    book = valid_book()
    book["duties"].set(5, 4, Entry(0, display="po"))
    (finding,) = check(book).findings
    assert finding.values == {"found": "0", "shown": "po"}
