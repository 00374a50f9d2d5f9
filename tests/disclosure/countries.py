"""Years with officials, what is published of them, and what of that can be recovered."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from random import Random

from tests.disclosure.attacker import Attack, read
from tests.support import (
    COMMUNITIES,
    ROSTER,
    YEARS,
    office,
    residents,
    sample_rows,
    staff,
    year_rows,
)

from zkkk_factsheet.disclosure import (
    MUNICIPAL_THRESHOLD,
    THRESHOLD,
)
from zkkk_factsheet.disclosure.publishing import published_of
from zkkk_factsheet.open_data.table import to_csv
from zkkk_factsheet.workbook.rows import Staff, YearRows

GENDERS = ("women", "men")


def published(
    years: Sequence[YearRows], threshold: int = THRESHOLD, municipal: int = MUNICIPAL_THRESHOLD
) -> str:
    """The tables of consecutive years, as they are published."""
    before = [None, *years[:-1]]
    return to_csv(
        published_of(year, previous, threshold, municipal_threshold=municipal)
        for year, previous in zip(years, before, strict=True)
    )


def attack(years: Sequence[YearRows], **thresholds: int) -> list[str]:
    """The withheld figures that follow from everything that is published of consecutive years."""
    return Attack(read(published(years, **thresholds))).recovered()


def one_office(counts: Mapping[str, tuple[int, int]], *, year: int = 2019) -> YearRows:
    """A year with one office and some women and men of each community."""
    rows = [staff("peja", community, *count) for community, count in counts.items()]
    return year_rows([office("peja")], rows, year=year)


def some_offices(counts: Mapping[str, Mapping[str, tuple[int, int]]]) -> YearRows:
    """A year with some women and men of each community in each of some offices."""
    rows = [staff(id_, each, *of) for id_, there in counts.items() for each, of in there.items()]
    return year_rows([office(id_) for id_ in counts], rows)


def withheld_communities(rows: YearRows, threshold: int = THRESHOLD) -> set[str]:
    """The communities whose women and men are not published."""
    table = published_of(rows, None, threshold).figures
    by_gender = [f for f in table if f.indicator in {f"staff.{g}_by_community" for g in GENDERS}]
    withheld = [f.community for f in by_gender if f.status == "suppressed"]
    assert sorted(withheld) == sorted([*set(withheld)] * 2)
    return set(withheld)


def sample_years() -> list[YearRows]:
    """The years of the sample, the oldest first."""
    return [sample_rows(year) for year in YEARS]


@cache
def published_sample(threshold: int = THRESHOLD, municipal: int = MUNICIPAL_THRESHOLD) -> str:
    """The tables of all sample years, as they are published."""
    return published(sample_years(), threshold, municipal)


# The example of two communities with one woman each: 9 - 4 - 3 leaves two women for two officials.
ONE_WOMAN_EACH = {"albanian": (4, 16), "serb": (3, 7), "croat": (1, 0), "gorani": (1, 0)}


def random_country(random: Random, year: int) -> YearRows:
    """A year of all municipalities."""
    offices = [office(id_) for id_ in ROSTER if random.random() > 0.1]
    counts = []
    for each in offices:
        there: Counter[tuple[str, bool]] = Counter()
        for _ in range(random.choice([1, 1, 2, 3, 4, 5, 6, 7])):
            community = random.choices(COMMUNITIES, [12, 7, 1, 2, 1, 2, 3, 2, 0.3, 0.3])[0]
            there[community, random.random() < 0.35] += 1
        counts += [
            staff(each.municipality, community, there[community, True], there[community, False])
            for community in sorted({community for community, _ in there})
        ]
    return year_rows(offices, counts, year=year)


def tiny_country(random: Random, *, blanks: bool) -> list[YearRows]:
    """Up to three years of one to five offices, most of one or two officials; with residents."""
    roster, there = ROSTER[: random.randint(1, 5)], COMMUNITIES[: random.randint(1, 5)]
    most = random.choice([1, 1, 2, 3, 6])
    years = []
    for year in range(2019 - random.randint(0, 2), 2020):
        offices = [
            office(id_, "established" if random.random() < 0.85 else "not established")
            for id_ in roster
        ]
        counts: list[Staff] = []
        for each in offices:
            if each.status == "established":
                counts += _few(random, each.municipality, there, most, blanks=blanks)
        lives = {id_: dict.fromkeys(there, 100) for id_ in roster}
        years.append(residents(year_rows(offices, counts, year=year), lives))
    return years


def _few(
    random: Random, municipality: str, communities: Sequence[str], most: int, *, blanks: bool
) -> Iterator[Staff]:
    """A few officials of an office, and some rows of it in which a number is missing."""
    number = random.choice([1, 1, 1, 2, 2, 3, most])
    people = Counter((random.choice(communities), random.random() < 0.35) for _ in range(number))
    for community in sorted({community for community, _ in people}):
        women = None if blanks and random.random() < 0.12 else people[community, True]
        yield staff(municipality, community, women, people[community, False])
