"""The tidy table against the workbook's cells."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.indicators import recount
from tests.support import DUTIES, SAMPLE, YEARS, sample_year, whole_table

from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.compute import compute
from zkkk_factsheet.workbook.places import Place

every_year = pytest.mark.parametrize("year", YEARS)


def table_rows(table: Figures) -> dict[recount.Key, Figure]:
    """The rows of a tidy table by their dimensions."""
    figures = list(table)
    rows = {
        (f.indicator, f.municipality, f.community, f.gender, f.duty, f.level): f for f in figures
    }
    assert len(rows) == len(figures)
    return rows


@cache
def counted(year: int) -> dict[recount.Key, recount.Row]:
    """The rows counted from the cells of a year's workbook and of the year before."""
    cells = recount.read(SAMPLE / f"zkkk-{year}.xlsx")
    before = recount.read(SAMPLE / f"zkkk-{year - 1}.xlsx") if year > min(YEARS) else None
    return recount.count(cells, before)


def differences(
    expected: dict[recount.Key, recount.Row], rows: dict[recount.Key, Figure]
) -> list[str]:
    """Where the tidy table differs from what was counted."""
    found = [f"{key}: not in the table" for key in expected.keys() - rows.keys()]
    found += [f"{key}: not counted" for key in rows.keys() - expected.keys()]
    for key in expected.keys() & rows.keys():
        numerator, denominator, value, unit, status = expected[key]
        figure = rows[key]
        stated = (figure.numerator, figure.denominator, figure.unit, figure.status)
        if stated != (numerator, denominator, unit, status):
            found.append(f"{key}: {stated}")
        if figure.value != (None if value is None else pytest.approx(float(value), abs=1e-12)):
            found.append(f"{key}: {figure.value} is not {value}")
    return found


@every_year
def test_the_tidy_table_is_what_the_cells_say(year: int) -> None:
    """Every row of the tidy table equals a count of the cells; none is missing, none is extra."""
    expected = counted(year)
    assert len(expected) > 100
    assert differences(expected, table_rows(whole_table(year))) == []


@every_year
def test_the_year_stands_in_every_row(year: int) -> None:
    """Every row says which year it is about."""
    assert {figure.year for figure in whole_table(year)} == {year}


def test_a_slip_in_one_answer_shows() -> None:
    """The comparison notices if a single answer is read differently."""
    year = sample_year(2019)
    duties = list(year.duties)
    assert duties[5].yes is not None
    duties[5] = duties[5]._replace(yes=not duties[5].yes)
    table = compute(replace(year, duties=tuple(duties)), sample_year(2018))
    assert differences(counted(2019), table_rows(table))


# The cells behind a figure -----------------------------------------------------------------


@cache
def _sheets(file: str) -> dict[str, dict[tuple[int | None, int | None], object]]:
    book = load_workbook(SAMPLE / file)
    return {
        page.title: {
            (cell.row, cell.column): cell.value for row in page.iter_rows() for cell in row
        }
        for page in book
    }


def values(cells: Iterable[Place]) -> list[Any]:
    """What stands in some cells."""
    return [_sheets(cell.file)[cell.sheet][cell.row, cell.column] for cell in cells]


def headers(cells: Iterable[Place]) -> list[object]:
    """The headers of some cells' columns."""
    return [_sheets(cell.file)[cell.sheet][1, cell.column] for cell in cells]


@every_year
def test_no_cell_is_named_twice_and_all_are_of_the_years_compared(year: int) -> None:
    """A figure names each of its cells once, in the year's own workbook or the year's before."""
    for figure in whole_table(year):
        assert len(set(figure.cells)) == len(figure.cells), figure.indicator
        compared = figure.indicator.startswith("change.")
        allowed = {f"zkkk-{year}.xlsx"} | ({f"zkkk-{year - 1}.xlsx"} if compared else set())
        assert {cell.file for cell in figure.cells} <= allowed, figure.indicator


@every_year
@pytest.mark.parametrize("status", ["established", "similar", "not established", "not covered"])
def test_the_status_cells_give_the_number_of_offices(year: int, status: str) -> None:
    """From the named cells alone: as many as there are municipalities, so many of that status."""
    key = ("offices." + status.replace(" ", "_"), "", "", "", "", None)
    figure = table_rows(whole_table(year))[key]
    found = values(figure.cells)
    assert (found.count(status), len(found)) == (figure.numerator, figure.denominator)
    assert set(headers(figure.cells)) == {"status"}


def _questions(year: int) -> list[tuple[Figure, Figure]]:
    rows = table_rows(whole_table(year))
    keys = [(f"offices.{each}", "", "", "", "", None) for each in ("work_plan", "annual_report")]
    keys += [("duties.performed", "", "", "", duty, None) for duty in DUTIES]
    keys.append(("duties.overall", "", "", "", "", None))
    return [(rows[key], rows[f"{key[0]}.missing", *key[1:]]) for key in keys]


@every_year
def test_the_answer_cells_give_the_answers(year: int) -> None:
    """From the named cells alone: yes, yes and no together, and the blanks beside them."""
    questions = _questions(year)
    assert len(questions) == 11
    for figure, missing in questions:
        found = values(figure.cells)
        yes, no, blank = (found.count(each) for each in ("yes", "no", None))
        assert (yes, yes + no) == (figure.numerator, figure.denominator)
        assert (blank, yes + no + blank) == (missing.numerator, missing.denominator)
        assert missing.cells == figure.cells
        if figure.indicator != "duties.overall":
            assert len(set(headers(figure.cells))) == 1


@every_year
def test_the_count_cells_give_the_officials(year: int) -> None:
    """From the named cells alone: the officials, the women and the men among them."""
    rows = table_rows(whole_table(year))
    for gender in ("women", "men"):
        figure = rows["staff.by_gender", "", "", gender, "", None]
        found = values(figure.cells)
        of_gender = [
            value
            for value, header in zip(found, headers(figure.cells), strict=True)
            if header == gender
        ]
        assert sum(of_gender) == figure.numerator
        assert sum(found) == figure.denominator
        assert 2 * len(of_gender) == len(found)


@every_year
def test_the_cells_of_an_office_give_its_number_of_duties(year: int) -> None:
    """From the named cells alone: how many duties an office performs; all lie in its row."""
    figures = [f for f in whole_table(year) if f.indicator == "duties.count"]
    assert len(figures) > 30
    for figure in figures:
        found = values(figure.cells)
        assert len(found) == 8
        assert len({cell.row for cell in figure.cells}) == 1
        assert found.count("yes") == figure.numerator
        assert found.count("yes") + found.count("no") == figure.denominator


@pytest.mark.parametrize("name", ["work_plan", "annual_report", "duties"])
def test_the_cells_of_a_change_lie_in_both_years(name: str) -> None:
    """A change is answers given in both years: its cells are theirs, and give both shares."""
    rows = table_rows(whole_table(2019))
    for when, year in (("before", 2018), ("after", 2019)):
        figure = rows[f"change.{name}.{when}", "", "", "", "", None]
        found = values(figure.cells)
        assert {cell.file for cell in figure.cells} == {f"zkkk-{year}.xlsx"}
        assert (found.count("yes"), len(found)) == (figure.numerator, figure.denominator)
        assert None not in found
