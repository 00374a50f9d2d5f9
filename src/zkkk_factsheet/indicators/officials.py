"""The officials of each established office: how many, women and men, and of which community.

These are the national figures once more, for one office each, and add up to them. A row of the
worksheet with a count missing says nothing certain of its total, so it is left out here as there:
``staff.missing`` says of an office whether that happened. Of the community in such a row there is
no information, which is not that the office has nobody of it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from zkkk_factsheet.indicators.counting import places, rows_of, share
from zkkk_factsheet.indicators.table import Figure
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.reference import communities
from zkkk_factsheet.workbook.places import Place

GENDERS = ("women", "men")


@dataclass(slots=True)
class _Officials:
    """The women and men of a community in an office, and where they were read."""

    counts: dict[str, int] = field(default_factory=dict)
    cells: dict[str, Place | None] = field(default_factory=dict)


def officials_of_each_office(year: MonitoringYear) -> Iterator[Figure]:
    """The ``staff`` figures of every established office."""
    offices: dict[str, dict[str, _Officials]] = {
        office: {} for office in year.with_status("established")
    }
    incomplete: dict[str, set[str]] = {}
    for office, community, gender, count, cell in rows_of(
        year.staff, "municipality", "community", "gender", "officials", "cell"
    ):
        if count is pd.NA:
            incomplete.setdefault(office, set()).add(community)
        else:
            row = offices[office].setdefault(community, _Officials())
            row.counts[gender], row.cells[gender] = count, cell
    for office, rows in offices.items():
        whole = {id_: row for id_, row in rows.items() if len(row.counts) == len(GENDERS)}
        half = incomplete.get(office, set())
        yield from _of_office(year.about.year, office, whole, half)


def _of_office(
    year: int, office: str, rows: Mapping[str, _Officials], incomplete: Collection[str]
) -> Iterator[Figure]:
    cells = tuple(
        cell for gender in GENDERS for cell in places(row.cells[gender] for row in rows.values())
    )
    total = sum(sum(row.counts.values()) for row in rows.values())
    yield Figure(
        year,
        "staff.officials",
        municipality=office,
        numerator=total if rows else None,
        value=float(total) if rows else None,
        unit="officials",
        status="ok" if rows else "no information",
        cells=cells,
    )
    for gender in GENDERS:
        count = sum(row.counts[gender] for row in rows.values())
        yield share(
            year, "staff.by_gender", count, total, cells, municipality=office, gender=gender
        )
    for community in communities():
        of_community = sum(rows[community.id].counts.values()) if community.id in rows else 0
        yield share(
            year,
            "staff.by_community",
            of_community,
            0 if community.id in incomplete else total,
            cells,
            municipality=office,
            community=community.id,
        )
    yield from _by_gender(year, office, rows)


def _by_gender(year: int, office: str, rows: Mapping[str, _Officials]) -> Iterator[Figure]:
    """Women and men of each community that the office has: to be weighed, never to be published."""
    for community, row in rows.items():
        cells = places(row.cells[gender] for gender in GENDERS)
        for gender in GENDERS:
            yield share(
                year,
                f"staff.{gender}_by_community",
                row.counts[gender],
                sum(row.counts.values()),
                cells,
                municipality=office,
                community=community,
                gender=gender,
            )
