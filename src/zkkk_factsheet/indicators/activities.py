"""What offices did: which rows tell of one undertaking, and how many undertakings there are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zkkk_factsheet.indicators.table import Figure, places
from zkkk_factsheet.monitoring import grouped
from zkkk_factsheet.reference import communities, duties, fold
from zkkk_factsheet.workbook.rows import Activity

STATUSES = {
    "activities.initiated": "initiated",
    "activities.under_way": "under way",
    "activities.completed": "completed",
}
"""What an indicator counts the undertakings of: by the last status that is told."""


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Something an office did, with the rows that tell of it, by their days.

    Rows are about the same if municipality and component are, and the description is in one of
    the languages: who goes on with something repeats what it is.
    """

    rows: tuple[Activity, ...]

    @property
    def municipality(self) -> str:
        """The municipality's id."""
        return self.rows[0].municipality

    @property
    def component(self) -> str:
        """The component's id."""
        return self.rows[0].component

    @property
    def status(self) -> str | None:
        """The last status that is told; None if none is."""
        return next((row.status for row in reversed(self.rows) if row.status), None)

    @property
    def duty(self) -> str | None:
        """The core duty that it serves, as it was told last; None if it was not."""
        return next((row.duty for row in reversed(self.rows) if row.duty), None)

    @property
    def texts(self) -> Mapping[str, str]:
        """What was done, by language."""
        return {language: text for row in self.rows for language, text in row.texts.items()}

    @property
    def communities(self) -> tuple[str, ...]:
        """The communities that it reached, in their order."""
        reached = {each for row in self.rows for each in row.communities}
        return tuple(each.id for each in communities() if each.id in reached)

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners, as they are told first."""
        return tuple(dict.fromkeys(each for row in self.rows for each in row.partners))

    def within(self, first: date, last: date) -> "Undertaking | None":
        """What is told of it between two days; None if nothing is."""
        rows = tuple(row for row in self.rows if first <= row.day <= last)
        return Undertaking(rows) if rows else None


def undertakings(activities: Iterable[Activity]) -> tuple[Undertaking, ...]:
    """The undertakings that some rows tell of, in the order of their first rows."""
    told: list[list[Activity]] = []
    known: dict[tuple[str, str, str, str], list[Activity]] = {}
    for row in activities:
        keys = [
            (row.municipality, row.component, language, fold(text))
            for language, text in row.texts.items()
        ]
        rows = next((known[key] for key in keys if key in known), None)
        if rows is None:
            rows = []
            told.append(rows)
        rows.append(row)
        for key in keys:
            known.setdefault(key, rows)
    return tuple(Undertaking(tuple(sorted(rows, key=lambda row: row.day))) for rows in told)


def activity_figures(year: int, told: Iterable[Undertaking]) -> Iterator[Figure]:
    """What is counted of some undertakings, for each municipality that tells of any."""
    for municipality, own in grouped(told, lambda each: each.municipality).items():
        yield _counted(year, "activities.count", municipality, own)
        for indicator, status in STATUSES.items():
            of_status = [each for each in own if each.status == status]
            yield _counted(year, indicator, municipality, of_status)
        yield from evidence(year, municipality, own)
        yield from _reached(year, municipality, own)
        partners = {fold(name) for each in own for name in each.partners}
        yield _number(year, "activities.partners", municipality, len(partners), own)
        components = {each.component for each in own}
        yield _number(year, "activities.components", municipality, len(components), own)


def evidence(year: int, municipality: str, own: Iterable[Undertaking]) -> Iterator[Figure]:
    """How many undertakings of an office serve each core duty."""
    by_duty = grouped(own, lambda each: each.duty or "")
    for duty in duties():
        serving = by_duty.get(duty.id, [])
        yield _counted(year, "activities.by_duty", municipality, serving, duty=duty.id)


def evidence_figures(year: int, activities: Iterable[Activity]) -> Iterator[Figure]:
    """How many undertakings of a year serve each duty, of the offices that say which they serve.

    Where no activity names a duty, nobody can say that one is not served.
    """
    told = grouped(undertakings(activities), lambda each: each.municipality)
    for municipality, own in told.items():
        if any(each.duty for each in own):
            yield from evidence(year, municipality, own)


def _reached(year: int, municipality: str, own: list[Undertaking]) -> Iterator[Figure]:
    count = Counter(community for each in own for community in each.communities)
    yield _number(year, "activities.communities", municipality, len(count), own)
    for community in communities():
        if community.id in count:
            reaching = [each for each in own if community.id in each.communities]
            yield _counted(
                year, "activities.by_community", municipality, reaching, community=community.id
            )


def _counted(
    year: int,
    indicator: str,
    municipality: str,
    own: list[Undertaking],
    *,
    community: str = "",
    duty: str = "",
) -> Figure:
    return _number(year, indicator, municipality, len(own), own, community=community, duty=duty)


def _number(
    year: int,
    indicator: str,
    municipality: str,
    number: int,
    own: Iterable[Undertaking],
    *,
    community: str = "",
    duty: str = "",
) -> Figure:
    return Figure(
        year,
        indicator,
        municipality=municipality,
        community=community,
        duty=duty,
        numerator=number,
        value=float(number),
        unit="activities",
        cells=places(
            row.places.get("duty" if duty else "municipality") for each in own for row in each.rows
        ),
    )
