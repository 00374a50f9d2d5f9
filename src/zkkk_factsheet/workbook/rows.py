"""One year's checked rows, each value with the cell it came from.

Plain data: what reading and checking hand on to the monitoring room.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zkkk_factsheet.language import Period
from zkkk_factsheet.workbook.places import Place

OfficeStatus = Literal["established", "similar", "not established", "not covered", "no information"]
"""What the workbook says of an office; the last is a blank cell."""

EditionStatus = Literal["sample", "draft", "final"]

ActivityStatus = Literal["initiated", "under way", "completed"]


@dataclass(frozen=True, slots=True)
class Office:
    """A municipality on the year's roster.

    ``remarks`` maps a language to the remark to print in it; the key "" holds a remark that is
    printed as it stands in every language that has none of its own.
    """

    municipality: str
    status: OfficeStatus
    work_plan: bool | None
    annual_report: bool | None
    remarks: Mapping[str, str]
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Staff:
    """The officials of one community in one office; None is no information, never zero."""

    municipality: str
    community: str
    women: int | None
    men: int | None
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Duties:
    """What one office answered about each core duty, by the duty's id."""

    municipality: str
    answers: Mapping[str, bool | None]
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that an office did on a day.

    ``duty`` is the core duty that it serves, by its id; ``communities`` are those it reached.
    ``texts`` map a language to what was done, as it is told in it.
    """

    municipality: str
    day: date
    component: str
    status: ActivityStatus | None
    duty: str | None
    communities: tuple[str, ...]
    partners: tuple[str, ...]
    texts: Mapping[str, str]
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Caseload:
    """The persons of one category in the care of an office at the end of a period.

    None is no information, never zero.
    """

    municipality: str
    period: Period
    category: str
    women: int | None
    men: int | None
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Residents:
    """The residents of one community in a municipality, and where that number is from."""

    municipality: str
    community: str
    persons: int | None
    source: str
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True)
class Correction:
    """That something that was published is corrected: since when, and why.

    ``number`` counts those of one day from 1. ``reasons`` map a language to its text; the key ""
    holds a text that serves every language that has none of its own.
    """

    day: date
    number: int
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class About:
    """What the edition says of itself.

    The texts map a language to its text; the key "" holds a text that serves every language
    that has none of its own. ``corrections`` are those that are told of it, by their days;
    ``next_on`` is the day on which the next edition is expected, where it is known.
    """

    year: int
    status: EditionStatus
    published_on: date | None
    publisher: Mapping[str, str]
    contact: Mapping[str, str]
    source: Mapping[str, str]
    note: Mapping[str, str]
    places: Mapping[str, Place]
    corrections: tuple[Correction, ...] = ()
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class YearRows:
    """Everything the workbooks say about one year, checked.

    Raises nothing by itself: it is only made from workbooks without errors. ``places`` of a row
    map its column (as the schema names it; a duty's id in `Duties`) to the cell. Of optional
    worksheets there are no rows if the workbooks have none. If they have nothing else, the year
    was not ``monitored``: reports can be made of it, and no sheets.
    """

    about: About
    offices: tuple[Office, ...]
    staff: tuple[Staff, ...]
    duties: tuple[Duties, ...]
    activities: tuple[Activity, ...] = ()
    caseload: tuple[Caseload, ...] = ()
    population: tuple[Residents, ...] = ()

    @property
    def monitored(self) -> bool:
        """Whether the workbooks say anything about the offices themselves."""
        return bool(self.offices)
