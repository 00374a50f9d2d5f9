"""Numbers, percentages, dates and lists as each language writes them."""

from datetime import date
from fractions import Fraction

import pytest
from tests.support import LANGUAGES

from zkkk_factsheet.language import catalogue

PERCENT = [
    (0, 7, 0),
    (7, 7, 100),
    (1, 8, 13),  # 12.5
    (7, 8, 88),  # 87.5
    (1, 40, 3),  # 2.5, which rounding to even would make 2
    (1, 200, 1),  # 0.5, which rounding to even would make 0
    (5, 200, 3),
    (9, 200, 5),  # 4.5
    (199, 200, 100),  # 99.5
    (1, 3, 33),
    (2, 3, 67),
    (35, 38, 92),
    (1249, 10000, 12),  # 12.49
    (12499999, 100000000, 12),
]
"""Parts of a base, and what percentage that is."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_halves_of_a_percent_are_rounded_up(language: str) -> None:
    """A whole percentage is rounded from the exact share, a half always up."""
    percent = catalogue(language, "sheet").written.percent
    said = [(part, base, percent(part, base)) for part, base, _ in PERCENT]
    assert said == [(part, base, f"{each}%") for part, base, each in PERCENT]


@pytest.mark.parametrize(
    ("language", "number", "percent", "tenth"),
    [
        ("sq", "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567", "33,3%", "1,3"),
        ("sr", "1.234.567", "33,3%", "1,3"),
        ("en", "1,234,567", "33.3%", "1.3"),
    ],
)
def test_separators_are_those_of_the_language(
    language: str, number: str, percent: str, tenth: str
) -> None:
    """Thousands and decimals are set off as the language does it."""
    say = catalogue(language, "sheet")
    assert say.number(1234567) == number
    assert say.written.percent(1, 3, decimals=1) == percent
    assert say.written.decimal(1.25, 1) == tenth


CHANGES: list[tuple[Fraction | float, int, str]] = [
    (0, 0, "0"),
    (3, 0, "+3"),
    (-3, 0, "−3"),
    (Fraction(5, 2), 0, "+3"),
    (Fraction(-5, 2), 0, "−3"),
    (Fraction(1, 3), 0, "0"),
    (Fraction(-1, 3), 0, "0"),
    (Fraction(-25, 2), 1, "−12.5"),
    (Fraction(1, 20), 1, "+0.1"),
    (0.35, 1, "+0.4"),  # in binary a little less than that
    (100 / 80 - 100 / 125, 1, "+0.5"),
    (100 / 125 - 100 / 80, 1, "−0.5"),
]
"""A change, with how many decimals it is asked for, and how English writes it."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_has_its_sign(language: str) -> None:
    """Plus or a true minus sign; what rounds to nothing has none; halves go away from zero."""
    separator = "." if language == "en" else ","
    change = catalogue(language, "sheet").written.change
    said = [(value, change(value, decimals)) for value, decimals, _ in CHANGES]
    assert said == [(value, each.replace(".", separator)) for value, _, each in CHANGES]


def test_decimals_are_as_many_as_were_asked_for() -> None:
    """Of three numbers with one decimal none loses it for being round."""
    say = catalogue("en", "sheet")
    assert [say.written.decimal(each, 1) for each in (3.0, 3.25, 1234.56)] == [
        "3.0",
        "3.3",
        "1,234.6",
    ]


@pytest.mark.parametrize(
    ("language", "day", "items"),
    [
        ("sq", "31 mars 2020", "a, b dhe c"),
        ("sr", "31. mart 2020.", "a, b i c"),
        ("en", "31 March 2020", "a, b and c"),
    ],
)
def test_dates_and_lists_are_written_out(language: str, day: str, items: str) -> None:
    """Days with the month's name, lists with "and" before the last."""
    say = catalogue(language, "sheet")
    assert say.written.date(date(2020, 3, 31)) == day
    assert say.written.list_of(["a", "b", "c"]) == items
    assert say.written.list_of(["a"]) == "a"
