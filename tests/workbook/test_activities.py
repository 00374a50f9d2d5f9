"""The optional worksheet of activities: what it says, and that nobody needs it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.workbook.books import (
    NAME,
    YEAR,
    Book,
    Grid,
    Value,
    at,
    check,
    found,
    in_memory,
    valid_book,
)

from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.checking.check import check_workbooks
from zkkk_factsheet.workbook.rows import Activity, YearRows

TYPED: list[list[Value]] = [
    ["Општина", "Датум", "Компонента", "Статус", "Основна дужност", "Партнери", "Опис (српски)"],
    ["Ораховац", "14.2.2019", "Образовање", "ЗАВРШЕНО", "4", "Кфор; ИОМ", "Подељене су торбе."],
    ["Rahovec", date(2019, 2, 14), "ARSIMI", "në vazhdim", None, "", "Друга активност."],
]


def rows_of(book: Book) -> YearRows:
    """The checked rows of a book that has no errors."""
    rows = check(book).rows
    assert rows is not None
    return rows


def without(book: Book, *names: str) -> Book:
    """A book without some worksheets."""
    return {name: grid for name, grid in book.items() if name not in names}


def test_a_row_is_read_in_any_language_and_script() -> None:
    """Names, words and headers in Cyrillic mean the same; lists come apart; texts are in Latin."""
    first, second = rows_of(
        {**valid_book(), "activities": Grid([list(r) for r in TYPED])}
    ).activities
    assert replace(first, places={}) == Activity(
        municipality="rahovec",
        day=date(2019, 2, 14),
        component="education",
        status="completed",
        duty="projects",
        communities=(),
        partners=("Кфор", "ИОМ"),
        texts={"sr": "Podeljene su torbe."},
        places={},
    )
    assert str(first.places["status"]) == f"{NAME}!activities!D2"
    assert (second.status, second.duty, second.partners) == ("under way", None, ())


@pytest.mark.parametrize(
    ("text", "communities"),
    [
        ("rom, ashkali dhe egjiptian", ("roma", "ashkali", "egyptian")),
        ("RAE", ("roma", "ashkali", "egyptian")),
        ("Срби и Роми; Bošnjaci/Turks", ("serb", "roma", "bosniak", "turkish")),
        ("Serbs and Serbs", ("serb",)),
        ("Gorani", ("gorani",)),
    ],
)
def test_communities_are_a_list(text: str, communities: tuple[str, ...]) -> None:
    """They stand between commas, semicolons, strokes or "and", each counted once."""
    book = valid_book()
    book["activities"].set(2, 6, text)
    assert communities in {each.communities for each in rows_of(book).activities}


@pytest.mark.parametrize("rows", [1, 0], ids=["only a header", "nothing at all"])
def test_a_worksheet_without_rows_is_as_good_as_none(rows: int) -> None:
    """What `zkkk new` leaves in a workbook changes neither its findings nor its rows."""
    book = valid_book()
    none, empty = without(book, "activities"), dict(book)
    empty["activities"] = Grid(book["activities"].rows[:rows])
    if not rows:
        del empty["activities"]
    assert check(none).findings == check(empty).findings == ()
    assert rows_of(none) == rows_of(empty)
    assert rows_of(none).activities == ()
    assert MonitoringYear.from_rows(rows_of(none)).activities == ()


def test_activities_stand_in_the_order_of_the_roster_and_of_the_days() -> None:
    """However they were typed; and each knows its cells."""
    activities = MonitoringYear.from_rows(rows_of(valid_book())).activities
    assert len(activities) == 18
    peja = [each.day for each in activities if each.municipality == "peja"]
    assert len(peja) == 6
    assert peja == sorted(peja)
    assert len({each.municipality for each in activities}) == 4
    assert all(each.places["date"].cell for each in activities)


def test_a_workbook_of_activities_alone_is_no_monitored_year() -> None:
    """An office hands in what it did: nothing is missing, and there is nothing to publish."""
    checked = check(without(valid_book(), "offices", "staff", "duties"))
    assert checked.findings == ()
    assert checked.coverage == ()
    assert checked.rows is not None
    assert not checked.rows.monitored
    assert len(checked.rows.activities) == 18
    assert rows_of(valid_book()).monitored


@pytest.mark.parametrize("left", ["offices", "staff", "duties"])
def test_of_a_monitored_year_nothing_may_be_missing(left: str) -> None:
    """One worksheet of the four is enough to ask for the others."""
    gone = {"offices", "staff", "duties"} - {left}
    checked = check(without(valid_book(), *gone))
    assert {each.values.get("sheet") for each in checked.findings} >= gone


def test_without_rows_the_other_worksheets_are_missing() -> None:
    """An empty worksheet of activities is no reason to do without the others."""
    book = without(valid_book(), "offices", "staff", "duties")
    book["activities"] = Grid(book["activities"].rows[:1])
    missing = {each.values["sheet"] for each in check(book).findings}
    assert missing == {"offices", "staff", "duties"}


def test_the_same_row_in_two_workbooks_is_one_activity() -> None:
    """An office's own workbook and the organisation's may both have it."""
    book = valid_book()
    copy = {"Aktivitetet": Grid([list(row) for row in book["activities"].rows[:3]])}
    name = "rahovec-2019.xlsx"
    read = {NAME: in_memory(book), name: in_memory(copy, name)}
    checked = check_workbooks(read, YEAR)
    assert checked.findings == ()
    assert checked.rows is not None
    assert len(checked.rows.activities) == 18


def test_two_activities_that_differ_in_anything_are_two() -> None:
    """On one day an office may do several things of one component."""
    book = valid_book()
    again = list(book["activities"].rows[1])
    again[8] = "Nešto drugo."
    book["activities"].rows.append(again)
    assert len(rows_of(book).activities) == 19


def test_a_language_that_an_office_never_uses_is_not_missed() -> None:
    """Rahovec reports in Albanian alone; nobody asks it for Serbian."""
    book = valid_book()
    for row in book["activities"].rows[1:]:
        if row[0] == "Rahovec":
            row[8:] = [None, None]
    assert check(book).findings == ()


@pytest.mark.parametrize(
    "text",
    [
        *("Në vitin 2019. Takim.", "U 2019. g. Opština je odlučila.", "u 2019. godini"),
        *("Kg. Opština", "pika a. Zyra", "Klasa 5 A", "rruga e re, etj. Kanalizimi", "KFOR; IOM"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    """A year with its "g.", a class, the end of a sentence."""
    book = valid_book()
    book["activities"].set(2, 8, text)
    assert check(book).findings == ()


def test_a_table_of_another_name_is_only_read_if_it_has_all_it_needs() -> None:
    """What somebody lists of their own has no day and no component."""
    book = without(valid_book(), "activities")
    book["Plani im"] = Grid([["Komuna", "Statusi", "Partnerët", "Përshkrimi"], ["Peja", "x", "y"]])
    assert found(check(book).findings) == [("unknown-sheet", "Plani im", "")]
    full = valid_book()
    full["Plani im"] = full.pop("activities")
    assert len(rows_of(full).activities) == 18


def test_a_year_that_is_stated_wrongly_makes_no_date_wrong() -> None:
    """That is said once, at the year; not at each of the dates."""
    book = valid_book()
    book["about"].set(2, 2, 2018)
    assert found(check(book).findings) == [("year-disagrees", "about", "B2")]


def test_the_date_of_a_row_with_other_errors_is_looked_at_at_once() -> None:
    """Nobody has to correct a row to learn that its date is of another year."""
    book = valid_book()
    book["activities"].set(5, 2, date(2024, 12, 3))
    book["activities"].set(5, 3, "Infrastrukturr")
    assert found(check(book).findings) == [
        ("date-outside-year", *at("activities", 5, 2)),
        ("unknown-component", *at("activities", 5, 3)),
    ]


@pytest.mark.parametrize("name", ["I.O.M.", "i. o. m.", "I O M"])
def test_points_between_letters_make_no_other_partner(name: str) -> None:
    """With or without them it is one partner, and its rarer spelling is named."""
    book = valid_book()
    book["activities"].set(5, 7, name)
    (told,) = check(book).findings
    assert (told.code, told.place.cell) == ("partner-spelled-otherwise", "G5")
    assert told.values == {"found": name, "suggestion": "IOM"}
