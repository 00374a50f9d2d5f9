"""Years, half years and quarters: written, read, in order, and by name."""

from datetime import timedelta

import pytest
from tests.effort import THOROUGH
from tests.support import LANGUAGES

from zkkk_factsheet.language import Period, catalogue
from zkkk_factsheet.language.period import Part

PARTS: dict[Part, int] = {"": 1, "H": 2, "Q": 4}

# Leap years and others, and the ends of centuries, of a millennium, and of what can be written.
_TELLING = [*range(1995, 2030), 1001, 1582, 1900, 2100, 2400, 9996, 9998]
PERIODS = [
    Period(year, part, n + 1)
    for year in (range(1001, 9999) if THOROUGH else _TELLING)
    for part, of in PARTS.items()
    for n in range(of)
]


@pytest.mark.parametrize(
    ("text", "period", "first", "last", "before"),
    [
        ("2019", Period(2019), "2019-01-01", "2019-12-31", "2018"),
        ("2025-H1", Period(2025, "H", 1), "2025-01-01", "2025-06-30", "2024-H2"),
        ("2025-H2", Period(2025, "H", 2), "2025-07-01", "2025-12-31", "2025-H1"),
        ("2024-Q1", Period(2024, "Q", 1), "2024-01-01", "2024-03-31", "2023-Q4"),
        ("2024-Q4", Period(2024, "Q", 4), "2024-10-01", "2024-12-31", "2024-Q3"),
    ],
)
def test_a_period_by_its_text(
    text: str, period: Period, first: str, last: str, before: str
) -> None:
    """A text and its period, its first and last day, and the one before."""
    assert Period.parse(text) == period
    assert str(period) == text
    assert (period.first_day.isoformat(), period.last_day.isoformat()) == (first, last)
    assert str(period.previous) == before


def test_what_is_written_is_read() -> None:
    """The text of a period is read as that period, and can stand in a file's name."""
    for period in PERIODS:
        assert Period.parse(str(period)) == period
        assert set(str(period)) <= set("0123456789-HQ")


def test_a_period_follows_on_the_one_before() -> None:
    """No day lies between a period and its predecessor, which is of the same kind."""
    for period in PERIODS:
        assert period.previous.last_day + timedelta(days=1) == period.first_day, period
        assert period.previous.part == period.part, period


def test_the_parts_of_a_year_make_up_the_year() -> None:
    """As many periods back as the year has parts it is the same part of the year before."""
    for period in PERIODS:
        earlier = period
        for _ in range(PARTS[period.part]):
            earlier = earlier.previous
        assert (earlier.year, earlier.number) == (period.year - 1, period.number), period


def test_what_is_no_period_is_refused() -> None:
    """Only the text that a period writes of itself is read as one, whatever else is nearly one."""
    read = set()
    for text in _nearly_periods():
        try:
            period = Period.parse(text)
        except ValueError:
            continue
        assert str(period) == text
        read.add(text)
    assert {"2025", "2029-Q4", "2025-Q3"} < read


def _nearly_periods() -> set[str]:
    """Texts of periods with a sign more, less, or another one, anywhere."""
    return {
        text[:place] + sign + text[place + dropped :]
        for text in ("2025", "2025-H1", "2025-H2", "2025-Q1", "2025-Q4")
        for place in range(len(text) + 1)
        for dropped in (0, 1, 2)
        for sign in ("", *"0123456789-HQhq \n٢")
    }


@pytest.mark.parametrize("text", ["", "19", "02019", "2019-", "2019-H3", "2019-Q5", "2019-Q0"])
def test_a_year_has_no_such_part(text: str) -> None:
    """There is no third half year, no fifth quarter and no year of two digits."""
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_period_has_a_name_of_its_own(language: str) -> None:
    """A year is its number; each half and quarter has its own name, with the year in it."""
    assert Period(2025).name(language) == "2025"
    names = {Period(2025, "H", n).name(language) for n in (1, 2)} | {
        Period(2025, "Q", n).name(language) for n in (1, 2, 3, 4)
    }
    assert len(names) == 6
    assert all("2025" in name for name in names)
    say = catalogue(language, "sheet")
    assert Period(2025, "Q", 1).name(language) == say.text("period.Q1", year=2025)
