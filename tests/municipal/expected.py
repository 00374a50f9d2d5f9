"""What the sheet of a municipality must say, counted from the rows of the workbook alone."""

import re
from dataclasses import dataclass
from functools import cache

from tests.support import DUTIES, YEARS, sample_rows

from zkkk_factsheet.workbook.rows import Office

SIGNS = {True: "✓", False: "–", None: "?"}
MARKS = {True: "yes", False: "no", None: "missing"}


def numbers(text: str) -> list[int]:
    """The whole numbers in a text, in their order."""
    return [int(found) for found in re.findall(r"\d+", text)]


@dataclass(frozen=True, slots=True)
class Answered:
    """What one office said in a year."""

    duties: tuple[bool | None, ...]
    plan: bool | None
    report: bool | None

    def count(self) -> list[int]:
        """The number of duties performed as it is printed: one, or the least and the most."""
        least, most = self.duties.count(True), 8 - self.duties.count(False)
        return [] if set(self.duties) == {None} else [least] if least == most else [least, most]


@cache
def offices(year: int) -> dict[str, Office]:
    """The row of each municipality."""
    return {each.municipality: each for each in sample_rows(year).offices}


@cache
def established(year: int) -> dict[str, Answered]:
    """What each established office said."""
    rows = {each.municipality: each.answers for each in sample_rows(year).duties}
    return {
        id_: Answered(
            tuple(rows.get(id_, {}).get(duty) for duty in DUTIES),
            each.work_plan,
            each.annual_report,
        )
        for id_, each in offices(year).items()
        if each.status == "established"
    }


def share(answers: list[bool | None]) -> list[int]:
    """The numbers of "30 of 34 (88%)"."""
    yes, base = answers.count(True), len(answers) - answers.count(None)
    return [yes, base, (200 * yes + base) // (2 * base)]


def of_the_office(year: int, id_: str) -> list[int]:
    """The numbers of the large figures, in their order; the officials are not among them."""
    if id_ not in established(year):
        return [year]
    said, everybody = established(year)[id_], established(year).values()
    whole = [each.count()[0] for each in everybody if None not in each.duties]
    half = max(k for k in range(9) if 2 * sum(each >= k for each in whole) >= len(whole))
    found = [*said.count(), 8, len(whole), half]
    if year - 1 in YEARS:
        before = established(year - 1).get(id_)
        found += [year - 1, *(before.count() if before else [])]
    found += share([each.plan for each in everybody])
    found += share([each.report for each in everybody])
    return [*found, officials(year)[id_], sum(officials(year).values())]


@cache
def staff(year: int, id_: str) -> dict[str, tuple[int, int]]:
    """The women and men of each community that an office has, where both are known."""
    return {
        each.community: (each.women, each.men)
        for each in sample_rows(year).staff
        if each.municipality == id_ and each.women is not None and each.men is not None
    }


@cache
def officials(year: int) -> dict[str, int]:
    """How many officials each office has."""
    return {id_: sum(map(sum, staff(year, id_).values())) for id_ in established(year)}


def of_the_duties(year: int) -> list[list[int]]:
    """The numbers behind each duty: the share of all offices that perform it."""
    everybody = established(year).values()
    return [share([each.duties[number] for each in everybody]) for number in range(8)]


def of_the_years(year: int, id_: str) -> list[list[int]]:
    """The numbers of each year's bar: how many duties of how many on which there is information."""
    found = []
    for each in (each for each in YEARS if each <= year):
        said = established(each).get(id_)
        known = 8 - said.duties.count(None) if said else 0
        found.append([said.duties.count(True), known] if said and known else [])
    return found


def to_do(year: int, id_: str) -> list[int]:
    """The numbers of the duties that are not performed, then of those that nothing is known of."""
    said = established(year)[id_]
    return [
        number
        for answer in (False, None)
        for number, each in enumerate(said.duties, start=1)
        if each is answer
    ]


def on_the_map(year: int) -> dict[str, list[int]]:
    """The number in each municipality's tile."""
    return {
        id_: established(year)[id_].count() if id_ in established(year) else []
        for id_ in offices(year)
    }
