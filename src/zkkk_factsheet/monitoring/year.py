"""The checked rows of one year as observations, each with the cell that it was read from.

They are tuples, not frames: a year has some hundred of them, which are counted in less time than
it takes to load a library for millions.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeVar

from zkkk_factsheet.language import Period
from zkkk_factsheet.reference import duties
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import (
    About,
    Activity,
    Caseload,
    Office,
    OfficeStatus,
    Residents,
    YearRows,
)

T = TypeVar("T")

DOCUMENTS: Final = ("work_plan", "annual_report")
"""What an office is asked for beside its duties."""


class Answer(NamedTuple):
    """What an established office answered.

    Attributes:
        municipality: The municipality's id.
        question: A core duty's id, or one of `DOCUMENTS`.
        yes: The answer; None is no information.
        cell: Where it stands, or would stand; None if the workbook has no such row.
    """

    municipality: str
    question: str
    yes: bool | None
    cell: Place | None


class Officials(NamedTuple):
    """How many women or men of a community an established office has.

    Attributes:
        municipality: The municipality's id.
        community: The community's id.
        gender: Whether they are women or men.
        number: How many there are; None is no information.
        cell: Where it stands.
    """

    municipality: str
    community: str
    gender: Literal["women", "men"]
    number: int | None
    cell: Place | None


class InCare(NamedTuple):
    """How many women or men of a category are in the care of an established office.

    Attributes:
        municipality: The municipality's id.
        category: The category's id.
        gender: Whether they are women or men.
        number: How many there are; None is no information.
        cell: Where it stands.
        period: At the end of which they were counted: the latest of which the office tells.
    """

    municipality: str
    category: str
    gender: Literal["women", "men"]
    number: int | None
    cell: Place | None
    period: Period


@dataclass(frozen=True, slots=True)
class MonitoringYear:
    """One year of monitoring.

    Attributes:
        about: What the edition says of itself.
        offices: Every municipality on the roster, with the status of its office.
        documents: One for each established office and each of `DOCUMENTS`.
        staff: One for each community in an established office, and gender.
        duties: One for each established office and core duty, also if the workbook has none.
        remarks: A municipality's remark by language; "" is the remark for all languages.
        activities: What offices did, by municipality and day; none if the workbooks tell of none.
        caseload: One for each category that an established office tells of, and gender, as it was
            at the end of the latest period; none if the workbooks tell of none.
        population: The residents of municipalities by community; none likewise.
    """

    about: About
    offices: tuple[Office, ...]
    documents: tuple[Answer, ...]
    staff: tuple[Officials, ...]
    duties: tuple[Answer, ...]
    remarks: Mapping[str, Mapping[str, str]]
    activities: tuple[Activity, ...] = ()
    caseload: tuple[InCare, ...] = ()
    population: tuple[Residents, ...] = ()

    @classmethod
    def from_rows(cls, rows: YearRows) -> "MonitoringYear":
        """The observations of a year: what stands of offices that don't count is left out."""
        established = [each for each in rows.offices if each.status == "established"]
        names = {each.municipality for each in established}
        return cls(
            about=rows.about,
            offices=rows.offices,
            documents=tuple(_documents(established)),
            staff=tuple(_staff(rows, names)),
            duties=tuple(_duties(rows, established)),
            remarks={each.municipality: each.remarks for each in rows.offices if each.remarks},
            activities=rows.activities,
            caseload=tuple(_caseload(each for each in rows.caseload if each.municipality in names)),
            population=rows.population,
        )

    def without_complete_staff(self) -> list[str]:
        """The established offices of whose officials something, or everything, is not known."""
        told = {each.municipality for each in self.staff}
        told -= {each.municipality for each in self.staff if each.number is None}
        return [each for each in self.with_status("established") if each not in told]

    def with_status(self, status: OfficeStatus) -> list[str]:
        """The ids of the municipalities whose office has this status, in the roster's order."""
        return [each.municipality for each in self.offices if each.status == status]


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    """Rows by what they have in common, in the order in which these come."""
    groups: dict[str, list[T]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return groups


def _documents(established: Iterable[Office]) -> Iterator[Answer]:
    for office in established:
        answers = (office.work_plan, office.annual_report)
        for document, answer in zip(DOCUMENTS, answers, strict=True):
            yield Answer(office.municipality, document, answer, office.places.get(document))


def _staff(rows: YearRows, established: set[str]) -> Iterator[Officials]:
    for row in rows.staff:
        if row.municipality in established:
            women, men = row.places.get("women"), row.places.get("men")
            yield Officials(row.municipality, row.community, "women", row.women, women)
            yield Officials(row.municipality, row.community, "men", row.men, men)


def _duties(rows: YearRows, established: Iterable[Office]) -> Iterator[Answer]:
    given = {row.municipality: row for row in rows.duties}
    for office in established:
        row = given.get(office.municipality)
        for duty in duties():
            answer = row.answers.get(duty.id) if row else None
            cell = row.places.get(duty.id) if row else None
            yield Answer(office.municipality, duty.id, answer, cell)


def _caseload(rows: Iterable[Caseload]) -> Iterator[InCare]:
    """Persons as on the last day that each office tells of: they are a stock, never added up."""
    for told in grouped(rows, lambda each: each.municipality).values():
        last = max(each.period.last_day for each in told)
        latest = [each for each in told if each.period.last_day == last]
        # Periods that end on one day agree, as far as both say something: a blank gives way.
        for of_category in grouped(latest, lambda each: each.category).values():
            women = next((each for each in of_category if each.women is not None), of_category[0])
            men = next((each for each in of_category if each.men is not None), of_category[0])
            about = women.municipality, women.category
            yield InCare(*about, "women", women.women, women.places.get("women"), women.period)
            yield InCare(*about, "men", men.men, men.places.get("men"), men.period)
