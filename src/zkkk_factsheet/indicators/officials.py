"""The officials of the established offices: how many, women and men, and of which community.

The figures of each office are the national ones once more, and add up to them. A row of the
worksheet with a count missing says nothing certain of its total, so it is left out of both:
``staff.missing`` says of an office whether that happened. Of the community in such a row there is
no information, which is not that the office has nobody of it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from zkkk_factsheet.indicators.table import Figure, Status, places, share
from zkkk_factsheet.monitoring import MonitoringYear, grouped, rows_of
from zkkk_factsheet.reference import communities
from zkkk_factsheet.workbook.places import Place

GENDERS = ("women", "men")


@dataclass(slots=True)
class _Officials:
    """The women and men of a community in an office, and where they were read."""

    counts: dict[str, int] = field(default_factory=dict)
    cells: dict[str, Place | None] = field(default_factory=dict)


def officials_of_country(year: MonitoringYear) -> Iterator[Figure]:
    """The ``staff`` figures of all established offices together."""
    number = year.about.year
    blank = year.staff[year.staff["officials"].isna()]
    # A row with one count missing says nothing certain about its total, nor about its women.
    incomplete = set(rows_of(blank, "municipality", "community"))
    complete = [row not in incomplete for row in rows_of(year.staff, "municipality", "community")]
    counted = year.staff[pd.Series(complete, dtype="bool")]
    total = int(counted["officials"].sum())
    cells = places(counted["cell"])
    status: Status = "no information" if counted.empty else "ok"
    yield Figure(
        number,
        "staff.officials",
        numerator=None if counted.empty else total,
        value=None if counted.empty else float(total),
        unit="officials",
        status=status,
        cells=cells,
    )
    yield _per_office(year)
    yield share(
        number,
        "staff.missing",
        len(year.without_complete_staff()),
        len(year.with_status("established")),
        places(blank["cell"]),
    )
    by_gender = grouped(rows_of(counted, "gender", "officials"))
    for gender in GENDERS:
        of_gender = sum(count for (count,) in by_gender.get(gender, ()))
        yield share(number, "staff.by_gender", of_gender, total, cells, gender=gender)
    yield from _by_community(number, counted, total)


def _by_community(year: int, counted: pd.DataFrame, total: int) -> Iterator[Figure]:
    rows = grouped(rows_of(counted, "community", "gender", "officials", "cell"))
    all_cells = places(counted["cell"])
    for community in communities():
        of_community = rows.get(community.id, ())
        by_gender = {
            gender: sum(count for of, count, _ in of_community if of == gender)
            for gender in GENDERS
        }
        officials = sum(by_gender.values())
        cells = places(cell for _, _, cell in of_community)
        yield share(year, "staff.by_community", officials, total, all_cells, community=community.id)
        for gender, count in by_gender.items():
            yield share(
                year,
                f"staff.{gender}_by_community",
                count,
                officials,
                cells,
                community=community.id,
                gender=gender,
            )


def _per_office(year: MonitoringYear) -> Figure:
    """The mean of offices all of whose officials are known: half of one is not a small one."""
    incomplete = set(year.without_complete_staff())
    whole = year.staff[~year.staff["municipality"].isin(incomplete)]
    total, offices = int(whole["officials"].sum()), whole["municipality"].nunique()
    return Figure(
        year.about.year,
        "staff.per_office",
        numerator=total if offices else None,
        denominator=offices,
        value=total / offices if offices else None,
        unit="officials per office",
        status="ok" if offices else "no information",
        cells=places(whole["cell"]),
    )


def officials_of_each_office(year: MonitoringYear) -> Iterator[Figure]:
    """The ``staff`` figures of every established office."""
    yield from _incomplete_staff(year)
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


def _incomplete_staff(year: MonitoringYear) -> Iterator[Figure]:
    """Whether an office's officials are not all known, and in how many a community's are not."""
    missing = year.staff[year.staff["officials"].isna()]
    established, incomplete = year.with_status("established"), year.without_complete_staff()
    by_office = grouped(rows_of(missing, "municipality", "cell"))
    for office in established:
        cells = places(cell for (cell,) in by_office.get(office, ()))
        count = int(office in incomplete)
        yield share(year.about.year, "staff.missing", count, 1, cells, municipality=office)
    by_community = grouped(rows_of(missing, "community", "municipality", "cell"))
    for community in communities():
        of_community = by_community.get(community.id, ())
        yield share(
            year.about.year,
            "staff.missing",
            len({of for of, _ in of_community}),
            len(established),
            places(cell for _, cell in of_community),
            community=community.id,
        )


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
