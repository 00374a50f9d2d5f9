"""The optional worksheets in Cyrillic with one of each mistake, and what is to be found."""

import datetime as dt

from tests.workbook.books import Book, Value, valid_book

_HEADERS: dict[str, list[Value]] = {
    "activities": [
        *("Општина", "Датум", "Компонента", "Статус", "Основна дужност", "Заједнице", "Партнери"),
        *("Опис (албански)", "Опис (српски)", "Опис (енглески)"),
    ],
    "caseload": ["Општина", "Период", "Категорија", "Жене", "Мушкарци"],
    "population": ["Општина", "Заједница", "Лица", "Извор"],
}

_OF_SAMPLE = "Активно учешће у истраживању о праксама инклузивног запошљавања."

_IN_CELLS: tuple[tuple[str, str, str, Value], ...] = (
    ("unknown-municipality", "activities", "A2", "Ораховацц"),
    ("unknown-component", "activities", "C3", "Шпорт"),
    ("unknown-status", "activities", "D4", "готово?"),
    ("unknown-duty", "activities", "E5", "десет"),
    ("unknown-community", "activities", "F6", "Срби и Марсовци"),
    ("date-outside-year", "activities", "B7", dt.date(2018, 2, 3)),
    ("missing-text", "activities", "I9", None),
    ("partner-spelled-otherwise", "activities", "G10", "Каритас"),
    ("personal-data", "activities", "I11", "Разговор са г. Петровићем"),
    ("perhaps-a-person", "activities", "I12", "за Петровић Д."),
    ("sample-text", "activities", "I13", _OF_SAMPLE),
    ("unknown-category", "caseload", "C2", "Избеглицее"),
    ("invalid-period", "caseload", "B9", "К9 2019"),
    ("period-outside-year", "caseload", "B10", "Тромесечје 2 2018."),
    ("text-as-count", "caseload", "D11", "два"),
    ("missing-source", "population", "D2", None),
    ("unknown-community", "population", "B3", "Марсовци"),
    ("fraction-as-count", "population", "C4", 1.5),
)
"""What is wrong in a single cell, and what stands there then."""

_WITHOUT_TEXT = ("activity-without-text", "activities", "A8")
FAULTS_OF_CELLS = [*(each[:3] for each in _IN_CELLS), _WITHOUT_TEXT]
FAULTS_BETWEEN = [
    ("activities-despite-no", "duties", "B2"),
    ("no-activity-for-yes", "duties", "C2"),
    ("text-without-language", "activities", "K1"),
    ("missing-category", "caseload", "A14"),
    ("periods-disagree", "caseload", "D18"),
]


def book_of_cells() -> Book:
    """Everything that is wrong in a cell, each in a row of its own."""
    book = _in_cyrillic()
    book["about"].set(3, 2, "нацрт")  # the sample itself may have its texts
    for _, sheet, cell, value in _IN_CELLS:
        book[sheet].set(int(cell[1:]), ord(cell[0]) - ord("A") + 1, value)
    for column in (8, 9, 10):
        book["activities"].set(8, column, None)
    return book


def book_between() -> Book:
    """What is wrong between rows and worksheets, and in a header."""
    book = _in_cyrillic()
    book["activities"].set(1, 11, "Опис")
    municipality = book["duties"].get(2, 1)
    book["duties"].rows[1][1:] = ["не", "да", *["не"] * 6]
    book["activities"].set(2, 1, municipality)
    book["activities"].set(2, 5, "Дужност 1")
    caseload = book["caseload"]
    again = list(caseload.rows[1])
    del caseload.rows[15:17]  # of the six categories on the latest day
    again[1], again[3] = "К4 2019", 700
    caseload.rows.append(again)
    return book


def _in_cyrillic() -> Book:
    """A valid year with the headers of the optional worksheets in Cyrillic."""
    book = valid_book()
    for name, header in _HEADERS.items():
        book[name].rows[0] = [*header]
    return book
