"""What analysts really send: other spellings, orders and surroundings change nothing."""

import unicodedata
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.effort import THOROUGH
from tests.workbook.books import Book, Grid, Value, check, found, valid_book
from tests.workbook.mistakes import Draw

from zkkk_factsheet.reference import (
    communities,
    duties,
    find_community,
    find_municipality,
    municipality,
)
from zkkk_factsheet.workbook.checking.check import CheckedYear
from zkkk_factsheet.workbook.declaration.schema import sheet
from zkkk_factsheet.workbook.declaration.words import find_word, words
from zkkk_factsheet.workbook.reading.sheets import Block
from zkkk_factsheet.workbook.rows import YearRows

_TABLES = ("offices", "staff", "duties")
_SPACES = (" ", "  ", "\u00a0", "\u200b", "\n", "\t ")

# One choice for all: a draw takes as long as a cell takes to be read.
_SPELLINGS = st.sampled_from(
    list(product(range(5), _SPACES, ("", *_SPACES), ("", *_SPACES))),
)

_variation = settings(
    max_examples=1000 if THOROUGH else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def _said(rows: YearRows | None) -> Any:
    """What a year says, without where it says it."""
    assert rows is not None
    return (
        rows.about.year,
        rows.about.status,
        rows.about.publisher,
        [(o.municipality, o.status, o.work_plan, o.annual_report, o.remarks) for o in rows.offices],
        [(s.municipality, s.community, s.women, s.men) for s in rows.staff],
        [(d.municipality, d.answers) for d in rows.duties],
    )


@cache
def _expected() -> Any:
    """What the valid book says."""
    return _said(check(valid_book()).rows)


def _same(checked: CheckedYear, *codes: str) -> None:
    """The rows are the valid book's, and no finding has another code than these."""
    assert {code for code, _, _ in found(checked.findings)} == set(codes)
    assert _said(checked.rows) == _expected()


def _spelled(draw: Draw, text: str) -> str:
    """A text in another case, with other spaces, composed or decomposed, or bare of marks."""
    decomposed = unicodedata.normalize("NFD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    letters, space, before, after = draw(_SPELLINGS)
    text = (text, text.upper(), text.lower(), decomposed, bare)[letters]
    text = text.replace(" ", f"{space} ") if " " in text else text
    return f"{before}{text}{after}"


def _other_word(draw: Draw, kind: str, text: str) -> Value:
    """Another way to say the same: a synonym in any language, spelled somehow."""
    if kind == "municipality":
        place = municipality(find_municipality(text).ids[0])
        return _spelled(draw, draw(st.sampled_from([*place.names.values(), place.cyrillic])))
    if kind == "community":
        (id_,) = find_community(text).ids
        group = next(each for each in communities() if each.id == id_)
        names = [*group.names.values(), group.cyrillic, *group.aliases]
        return _spelled(draw, draw(st.sampled_from(names)))
    word = next(each for each in words(kind) if each.id == find_word(kind, text))
    spelled = _spelled(draw, draw(st.sampled_from([*word.words.values(), *word.aliases])))
    if kind == "answer":
        is_yes = word.id == "yes"
        values: list[Value] = [spelled, is_yes, int(is_yes)]
        return values[draw(st.integers(0, 2))]
    return spelled


@_variation
@given(st.data())
def test_every_spelling_of_a_value_is_read_alike(data: st.DataObject) -> None:
    """Names and words in any language, script, case and spacing mean what they mean."""
    book = valid_book()
    for name in _TABLES:
        row = data.draw(st.integers(2, len(book[name].rows)))
        for number, header in enumerate(book[name].rows[0], 1):
            column = sheet(name).column(sheet(name).find_column(str(header)) or "")
            value = book[name].get(row, number)
            if value is None or column.kind == "text":
                continue
            if column.kind == "count":
                assert isinstance(value, int | float)
                texts: list[Value] = [int(value), float(value), f" {int(value)} "]
                book[name].set(row, number, texts[data.draw(st.integers(0, 2))])
            else:
                book[name].set(row, number, _other_word(data.draw, column.kind, str(value)))
    _same(check(book))


@_variation
@given(st.data())
def test_every_spelling_of_a_header_is_read_alike(data: st.DataObject) -> None:
    """Headers and worksheet names in any language, order, case and spacing mean what they mean."""
    book = valid_book()
    renamed: Book = {}
    for name, grid in book.items():
        schema = sheet(name)
        tab = _spelled(
            data.draw, data.draw(st.sampled_from([*schema.names.values(), *schema.aliases]))
        )
        renamed[tab] = grid
        if schema.layout == "keys":
            continue
        order = data.draw(st.permutations(range(len(grid.rows[0]))))
        for number, header in enumerate(grid.rows[0], 1):
            id_ = schema.find_column(str(header)) or ""
            column = schema.column(id_)
            text = data.draw(st.sampled_from([*column.headers.values(), *column.aliases]))
            language = id_.removeprefix(column.id).strip("_")
            grid.set(1, number, _spelled(data.draw, f"{text} ({language})" if language else text))
        grid.rows = [[row[n] if n < len(row) else None for n in order] for row in grid.rows]
    _same(check(renamed))


@_variation
@given(st.data())
def test_what_surrounds_a_table_is_passed_over(data: st.DataObject) -> None:
    """Titles above, notes below, blank rows and columns: the rows are the same."""
    book = valid_book()
    notes = [
        "* Pa informacion për këtë vit",
        "Shënim: sipas raporteve",
        "Izvor: nadgledanje",
        "(1)",
    ]
    for name in _TABLES:
        grid = book[name]
        after = data.draw(st.integers(0, 3))
        grid.rows += [[] for _ in range(after)]
        texts = [*notes, "Përgatiti: zyra", "vetëm për përdorim të brendshëm"] if after else notes
        for _ in range(data.draw(st.integers(0, 2))):
            indent = data.draw(st.integers(0, 3))
            grid.rows.append([*[None] * indent, data.draw(st.sampled_from(texts))])
        for _ in range(data.draw(st.integers(0, 3))):
            title = data.draw(st.sampled_from([None, "ZKKK 2019", "Komunat e Kosovës", 2019]))
            grid.rows.insert(0, [title])
        for row in data.draw(st.lists(st.integers(len(grid.rows) - 40, len(grid.rows)))):
            if any(sheet(name).find_column(str(each)) for each in grid.rows[max(0, row - 1)]):
                continue
            grid.rows.insert(row, []) if row < len(grid.rows) - 10 else None
        columns = data.draw(st.integers(0, 3))
        grid.rows = [[*[None] * columns, *row] for row in grid.rows]
    _same(check(book))


@pytest.mark.parametrize("by", ["sheets", "regions"])
def test_a_year_may_be_spread_over_workbooks(by: str) -> None:
    """One workbook for each worksheet, or one for each field office, are read as one."""
    book = valid_book()
    if by == "sheets":
        books = [{name: grid} for name, grid in book.items()]
    else:
        books = [{"about": book["about"]}]
        for n in range(5):
            part: Book = {}
            for name in _TABLES:
                head, *rows = book[name].rows
                mine = [row for row in rows if _hash_of(str(row[0])) % 5 == n]
                part[name] = Grid([head, *mine])
            books.append(part)
    _same(check(*books))


def _hash_of(text: str) -> int:
    """A number of a text that is the same in every run."""
    return sum(text.encode())


def test_field_offices_may_all_list_the_whole_roster() -> None:
    """Blank in one workbook and answered in another is answered, and no copy."""
    full, empty = valid_book(), valid_book()
    for name in ("about", "staff", "duties", "caseload", "population"):
        del empty[name]
    for row in empty["offices"].rows[1:]:
        row[1:] = [None] * (len(row) - 1)
    _same(check(full, empty))
    _same(check(empty, full))


def test_a_forgotten_copy_is_pointed_out_and_counts_once() -> None:
    """The same answers in two workbooks are read once, with a warning for each."""
    checked = check(valid_book(), valid_book())
    _same(checked, "in-two-workbooks")
    places = [each.place for each in checked.findings]
    assert {place.file for place in places} == {"zkkk-2019_2.xlsx"}
    assert len(places) == len(set(places))


def test_a_header_two_rows_high_is_one_header() -> None:
    """A header cell merged downwards is read with the row it reaches into."""
    book = valid_book()
    grid = book["staff"]
    municipality_, community, women, men = grid.rows[0]
    grid.rows[0] = [None, None, women, men]
    grid.rows.insert(0, [municipality_, community, "Officials", None])
    grid.merged = [Block(1, 1, 2, 1), Block(1, 2, 2, 2), Block(1, 3, 1, 4)]
    _same(check(book))


def test_a_header_repeated_on_every_page_is_passed_over() -> None:
    """The header once more in the middle of the data is no data."""
    book = valid_book()
    book["staff"].rows.insert(40, list(book["staff"].rows[0]))
    _same(check(book))


def test_a_bilingual_header_is_one_header() -> None:
    """A header may say the same in several languages, with a slash or in several lines."""
    book = valid_book()
    book["offices"].rows[0][:3] = ["Komuna / Opština", "Statusi/Status", "Plani i punës\nPlan rada"]
    _same(check(book))


@pytest.mark.parametrize("numbers", [True, False])
def test_duties_are_known_by_their_number(*, numbers: bool) -> None:
    """A duty's header may be its number, or begin with it."""
    book = valid_book()
    header = book["duties"].rows[0]
    for duty in duties():
        header[duty.number] = (
            float(duty.number) if numbers else f"{duty.number}. {duty.short['sq']}"
        )
    _same(check(book))


def test_a_sheet_is_known_by_its_header_alone() -> None:
    """Worksheets called Sheet1 to Sheet4 are known by what stands in them."""
    book = valid_book()
    _same(check({f"Sheet{n}": grid for n, grid in enumerate(book.values(), 1)}))


def test_extra_columns_are_kept_out_and_reported() -> None:
    """A column that nobody asked for is named; a column of row numbers isn't worth a word."""
    book = valid_book()
    for number, row in enumerate(book["offices"].rows):
        row.insert(0, number or "Nr.")
        row.insert(3, "x" if number else "Checked")
    _same(check(book), "unknown-column")


def test_hidden_rows_and_sheets_are_read_and_reported() -> None:
    """What is hidden counts like the rest, and is told."""
    book = valid_book()
    book["staff"].hidden = True
    book["offices"].hidden_rows = {3, 4}
    _same(check(book), "hidden-sheet", "hidden-rows")


def _sums(book: Book, name: str, *columns: int) -> list[Value]:
    """What columns of a worksheet add up to."""
    rows = book[name].rows[1:]
    numbers = [[row[column - 1] for row in rows] for column in columns]
    return [sum(each for each in column if isinstance(each, int | float)) for column in numbers]


def test_a_total_row_is_left_out_and_reported() -> None:
    """A total is no municipality, and what it adds up is not counted twice."""
    book = valid_book()
    book["staff"].rows.append(["UKUPNO", None, *_sums(book, "staff", 3, 4)])
    _same(check(book), "total-row")


def test_blank_is_never_no_and_never_zero() -> None:
    """A blank answer has no value, and a blank number of officials neither."""
    book = valid_book()
    book["duties"].set(2, 3, None)
    book["staff"].set(2, 3, "  ")
    rows = check(book).rows
    assert rows is not None
    assert list(rows.duties[0].answers.values()).count(None) == 1
    assert rows.staff[0].women is None
