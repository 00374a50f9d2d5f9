"""Years, half years and quarters: written, read, in order, and by name."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support import LANGUAGES

from zkkk_factsheet.language import Period, catalogue

PARTS = {"": 1, "H": 2, "Q": 4}

periods = st.sampled_from([(part, n + 1) for part, of in PARTS.items() for n in range(of)]).flatmap(
    lambda part: st.builds(Period, st.integers(1001, 9998), st.just(part[0]), st.just(part[1]))
)


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


@given(periods)
def test_what_is_written_is_read(period: Period) -> None:
    """The text of a period is read as that period, and can stand in a file's name."""
    assert Period.parse(str(period)) == period
    assert set(str(period)) <= set("0123456789-HQ")


@given(periods)
def test_a_period_follows_on_the_one_before(period: Period) -> None:
    """No day lies between a period and its predecessor, which is of the same kind."""
    assert period.previous.last_day + timedelta(days=1) == period.first_day
    assert period.previous.part == period.part


@given(periods)
def test_the_parts_of_a_year_make_up_the_year(period: Period) -> None:
    """As many periods back as the year has parts it is the same part of the year before."""
    earlier = period
    for _ in range(PARTS[period.part]):
        earlier = earlier.previous
    assert (earlier.year, earlier.number) == (period.year - 1, period.number)


@given(st.text("0123456789-HQ ٢", max_size=8))
def test_what_is_no_period_is_refused(text: str) -> None:
    """Only the text that a period writes of itself is read as one."""
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert str(period) == text


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
