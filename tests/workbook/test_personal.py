"""Personal data in remarks and headers: what identifies a person is found, and nothing else."""

from functools import cache

import pytest
from tests.workbook.books import Book, at, check, found, valid_book

REMARK = 5


_REMARKS: list[str] = []
"""What is asked about, told when the tests are collected: all of it is read in few workbooks."""


def each_of(*texts: str) -> pytest.MarkDecorator:
    """A test for each of these remarks."""
    _REMARKS.extend(texts)
    return pytest.mark.parametrize("text", texts)


def codes(remark: str) -> list[str]:
    """The kinds of personal data that are found in a remark."""
    return _codes()[remark]


@cache
def _codes() -> dict[str, list[str]]:
    """Those of every remark that is asked about: one in each row of the offices."""
    kinds: dict[str, list[str]] = {}
    rows = range(2, len(valid_book()["offices"].rows) + 1)
    for first in range(0, len(_REMARKS), len(rows)):
        book, texts = valid_book(), dict(zip(rows, _REMARKS[first:], strict=False))
        for row, text in texts.items():
            book["offices"].set(row, REMARK, text)
            kinds[text] = []
        for each in check(book).findings:
            # A remark in Cyrillic is named as such, whatever else it says; and one that is long
            # beside so many others.
            assert each.code in {"personal-data", "cyrillic-text", "long-remark"}
            if each.code == "personal-data":
                assert (each.place.sheet, each.place.column) == ("offices", REMARK)
                kinds[texts[each.place.row]].append(each.values["kind"])
    return kinds


@each_of(
    "Zyrtarja u lind më 03.05.1980",
    "Zyrtarja lindur 3.5.1980",
    "Zyrtari (i lindur në Fushë Kosovë më 3.5.1980) është në pension",
    "datëlindja: 3 maj 1980",
    "Datelindja 03/05/1980",
    "Data e lindjes: 3.5.1980",
    "data e lindjes së zyrtares 03.05.80",
    "rođena 03.05.1980. godine",
    "rodjena 3. maja 1980.",
    "rodena 03.05.1980",
    "Службеница рођена 03.05.1980. године",
    "rođ. 3.5.1980.",
    "Datum rođenja: 03.05.1980",
    "Датум рођења: 3. мај 1980.",
    "born 3 May 1980",
    "born on May 3rd, 1980",
    "Born in Peja on 3rd May 1980",
    "DOB 1980-05-03",
    "D.O.B.: 03-05-1980",
    "date of birth 3/5/1980",
    "03.05.1980 (date of birth)",
    "(3.5.1980, rođena u Peći)",
    "Fëmija i lindur më 03.05.2015",
    "rođen 3. V 1980.",
    "viti i lindjes 1980",
    "Rođena 1980. godine",
    "born in 1980",
)
def test_a_date_with_a_word_of_birth_is_a_birth_date(text: str) -> None:
    """In the three languages, with or without diacritics, in Latin or Cyrillic script."""
    assert codes(text) == ["birth"]


@each_of(
    "044.123.456",
    "tel. 038.200.200",
    "tel.044 123 456",
    "044 - 123 - 456",
    "+383 44 / 123-456",
    "038/20 10 12 13",
    "+383.44.123.456",
)
def test_a_telephone_number_may_have_dots_and_spaces(text: str) -> None:
    """Groups of a number are set apart in many ways."""
    assert codes(text) == ["phone"]


@each_of(
    "NP: 1001 234 567",
    "nr. personal 1001-234-567",
    "Numri personal i zyrtares është 1001 234 567",
    "JMBG 0305 980 123 456",
    "ЈМБГ: 030598 0123456",
    "lični broj 1001.234.567",
    "personal no. 10 0123 4567",
)
def test_a_personal_number_may_have_spaces(text: str) -> None:
    """Behind the words for it, the digits count, however they are grouped."""
    assert codes(text) == ["number"]


@each_of(
    "Zyra u themelua më 03.05.2010",
    "Nevoja për zyrë të re lindi më 12.03.2019",
    "Office established in 2010",
    "Office established on 03.05.2010, moved on 12.11.2015.",
    "Vendimi nr. 01-112/2019, datë 12.03.2019",
    "Odluka br. 010-112/2019 od 12.03.2019. godine",
    "Odluka od 12.03.1999. godine",
    "Rregullorja 02/2010; Ligji Nr. 03/L-040",
    "Buxheti: 12.345.678,90 €; 1 250 000 €; 250 000 €",
    "Buxheti 2018 2019 2020: 120.000 130.000 140.000",
    "NP Ujësjellësi, 03.05.2019",
    "01-01-2019/31-12-2019; 03-05-2019 04-06-2019; 02/2010 03/2012",
    "Protokolli 016-12345/19, datë 03.04.2019; br. 01-016-12345/19.",
    "Të zhvendosurit e lindur para vitit 1999",
    "Personat e kthyer në 1999, raseljeni 1999",
    "Takimet 03.05.2019. 12.06.2019. 13.07.2019",
    "03.05.2019 10:00, 04.06.2019 11:30",
    "Janë lëshuar 120 certifikata të lindjes më 03.05.2019",
    "Izvodi iz matične knjige rođenih izdati su 05.03.2019",
    "Upis rođenja: 12 slučajeva do 31.12.2019",
    "Birth certificates were issued on 5 March 2019",
    "Maternity ward (birth clinic) opened 05.03.2019",
    "Në pjesën lindore të komunës, më 03.05.2019",
    "Rodna ravnopravnost, 05.03.2019.",
    "Fëmijët e lindur jashtë vendit u regjistruan prej zyrës më 05.03.2019",
    "Deca rođena van zemlje upisana su u matične knjige 05.03.2019",
    "12 children born abroad were registered by 31.12.2019",
    "Projekti nr. 2019/123-456, 3 zyrtarë, 45.000 €",
)
def test_what_remarks_say_is_no_personal_data(text: str) -> None:
    """Dates of decisions, amounts, numbers of laws and files identify nobody."""
    assert codes(text) == []


NAMES = (
    *("Emri i zyrtarëve", "Emri i zyrtarit/es", "Emër", "Emër mbiemër", "Emrat e stafit"),
    *("Zyrtari përgjegjës", "Zyrtarja përgjegjëse", "Personi", "Personi përgjegjës"),
    *("Ime osoblja", "Imena zaposlenih", "Odgovorni službenik", "Одговорна службеница"),
    *("Osoba", "Odgovorna osoba", "Lice"),
    *("Official name", "Officials' names", "Staff names", "Name of staff", "Person"),
    *("Responsible official", "Responsible person", "Employee name"),
)


def test_a_column_of_names_is_known_by_its_header() -> None:
    """However the column is called, names don't belong in the workbook."""
    assert found(check(_with_columns(NAMES, "A. B.")).findings) == [
        ("personal-data-column", *at("staff", 1, column)) for column in range(5, 5 + len(NAMES))
    ]


def _with_columns(headers: tuple[str, ...], value: str) -> Book:
    """The valid book with columns of the analyst's own beside the officials, and one value each."""
    book = valid_book()
    for column, header in enumerate(headers, 5):
        book["staff"].set(1, column, header)
        book["staff"].set(2, column, value)
    return book


OTHERS = (
    "Personat",
    "Broj lica",
    "Number of persons",
    "Emri i zyrës",
    "Naziv kancelarije",
    "Personnel",
)


def test_a_column_of_other_things_is_only_unknown() -> None:
    """A number of persons and the name of an office identify nobody."""
    assert found(check(_with_columns(OTHERS, "3")).findings) == [
        ("unknown-column", *at("staff", 1, column)) for column in range(5, 5 + len(OTHERS))
    ]


def test_every_telephone_number_is_named() -> None:
    """Each cell of a column that has one, and beside whatever else stands in the cell."""
    book = valid_book()
    texts = {
        3: "Thirr 044 123 456",
        5: "a@b.example, 044 123 456",
        6: "JMBG 0101980710006",
        7: "JMBG 0101980710006, tel. +383 44 123 456",
        9: "044/123-456",
    }
    for row, text in texts.items():
        book["offices"].set(row, 5, text)
    told = [
        (each.place.row, each.values["kind"])
        for each in check(book).findings
        if each.code == "personal-data"
    ]
    assert sorted(told) == [
        (3, "phone"),
        (5, "email"),
        (5, "phone"),
        (6, "number"),
        (7, "number"),
        (7, "phone"),
        (9, "phone"),
    ]


@pytest.mark.parametrize("sheet", ["offices", "staff", "duties"])
@pytest.mark.parametrize("header", ["Emri", "Ime", "Name"])
def test_names_of_municipalities_are_no_persons(sheet: str, header: str) -> None:
    """A column that is called a name and holds municipalities is to be renamed, not deleted."""
    book = valid_book()
    book[sheet].set(1, 1, header)
    assert found(check(book).findings) == [("misnamed-column", *at(sheet, 1, 1))]


def test_names_of_persons_beside_a_municipality_are_personal() -> None:
    """One name of a place among those of persons, or nothing at all, changes nothing."""
    for names in ([], ["Arben", "Milena", "Peja"]):
        book = valid_book()
        book["staff"].set(1, 5, "Emri")
        for row, name in enumerate(names, 2):
            book["staff"].set(row, 5, name)
        assert ("personal-data-column", *at("staff", 1, 5)) in found(check(book).findings)


PRINTED = (
    ("offices", "remark"),
    ("about", "note"),
    ("about", "note_sr"),
    ("about", "correction_sq"),
)


@pytest.mark.parametrize(("sheet", "item"), PRINTED)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zyrtarja znj. Mirjeta Gashi është në pushim.", "personal-data"),
        ("Službenica gđa Jović je na odsustvu.", "personal-data"),
        ("Zyrtari Krasniqi D. është në pension.", "perhaps-a-person"),
    ],
)
def test_a_person_is_named_wherever_a_text_is_printed(
    sheet: str, item: str, text: str, code: str
) -> None:
    """In remarks, notes and corrections as in the descriptions of activities."""
    book = valid_book()
    grid, row, column = book[sheet], 5, REMARK
    if sheet == "about":
        grid.rows = [each for each in grid.rows if each[0] != item]
        grid.rows += [["corrected_on", "2020-05-05"], [item]]
        row, column = len(grid.rows), 2
    grid.set(row, column, text)
    codes = {"personal-data", "perhaps-a-person"}
    told = [each for each in check(book).findings if each.code in codes]
    assert found(told) == [(code, *at(sheet, row, column))]


def test_a_publisher_s_contact_may_have_a_name() -> None:
    """Who answers questions is meant to be known."""
    book = valid_book()
    about = book["about"]
    for row in about.rows:
        if str(row[0]).startswith("contact"):
            row[1] = "znj. Mirjeta Gashi"
    assert check(book).findings == ()
