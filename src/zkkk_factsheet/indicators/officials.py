"""The officials of the established offices: how many, women and men, and of which community.

The figures of each office are the national ones once more, and add up to them. A row of the
worksheet with a count missing says nothing certain of its total, so it is left out of both:
``staff.missing`` says of an office whether that happened. Of the community in such a row there is
no information, which is not that the office has nobody of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zkkk_factsheet.indicators.table import Figure, Status, places, share
from zkkk_factsheet.monitoring import MonitoringYear, Officials, grouped
from zkkk_factsheet.reference import communities
from zkkk_factsheet.workbook.places import Place

GENDERS = ("women", "men")


@dataclass(slots=True)
class _Row:
    """The women and men of a community in an office, and where they were read."""

    counts: dict[str, int] = field(default_factory=dict)
    cells: dict[str, Place | None] = field(default_factory=dict)


def officials_of_country(year: MonitoringYear) -> Iterator[Figure]:
    """The ``staff`` figures of all established offices together."""
    number = year.about.year
    blank = [row for row in year.staff if row.number is None]
    # A row with one count missing says nothing certain about its total, nor about its women.
    incomplete = {(row.municipality, row.community) for row in blank}
    counted = [row for row in year.staff if (row.municipality, row.community) not in incomplete]
    total = _sum(counted)
    cells = places(row.cell for row in counted)
    status: Status = "ok" if counted else "no information"
    yield Figure(
        number,
        "staff.officials",
        numerator=total if counted else None,
        value=float(total) if counted else None,
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
        places(row.cell for row in blank),
    )
    by_gender = grouped(counted, lambda row: row.gender)
    for gender in GENDERS:
        of_gender = _sum(by_gender.get(gender, ()))
        yield share(number, "staff.by_gender", of_gender, total, cells, gender=gender)
    yield from _by_community(number, counted, total)


def _sum(rows: Iterable[Officials]) -> int:
    return sum(row.number or 0 for row in rows)


def _by_community(year: int, counted: Sequence[Officials], total: int) -> Iterator[Figure]:
    rows = grouped(counted, lambda row: row.community)
    all_cells = places(row.cell for row in counted)
    for community in communities():
        of_community = rows.get(community.id, ())
        by_gender = {
            gender: _sum(row for row in of_community if row.gender == gender) for gender in GENDERS
        }
        officials = sum(by_gender.values())
        cells = places(row.cell for row in of_community)
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
    whole = [row for row in year.staff if row.municipality not in incomplete]
    total, offices = _sum(whole), len({row.municipality for row in whole})
    return Figure(
        year.about.year,
        "staff.per_office",
        numerator=total if offices else None,
        denominator=offices,
        value=total / offices if offices else None,
        unit="officials per office",
        status="ok" if offices else "no information",
        cells=places(row.cell for row in whole),
    )


def officials_of_each_office(year: MonitoringYear) -> Iterator[Figure]:
    """The ``staff`` figures of every established office."""
    yield from _incomplete_staff(year)
    offices: dict[str, dict[str, _Row]] = {office: {} for office in year.with_status("established")}
    incomplete: dict[str, set[str]] = {}
    for officials in year.staff:
        office, community = officials.municipality, officials.community
        if officials.number is None:
            incomplete.setdefault(office, set()).add(community)
        else:
            row = offices[office].setdefault(community, _Row())
            row.counts[officials.gender] = officials.number
            row.cells[officials.gender] = officials.cell
    for office, rows in offices.items():
        whole = {id_: row for id_, row in rows.items() if len(row.counts) == len(GENDERS)}
        half = incomplete.get(office, set())
        yield from _of_office(year.about.year, office, whole, half)


def _incomplete_staff(year: MonitoringYear) -> Iterator[Figure]:
    """Whether an office's officials are not all known, and in how many a community's are not."""
    missing = [row for row in year.staff if row.number is None]
    established, incomplete = year.with_status("established"), year.without_complete_staff()
    by_office = grouped(missing, lambda row: row.municipality)
    for office in established:
        cells = places(row.cell for row in by_office.get(office, ()))
        count = int(office in incomplete)
        yield share(year.about.year, "staff.missing", count, 1, cells, municipality=office)
    by_community = grouped(missing, lambda row: row.community)
    for community in communities():
        of_community = by_community.get(community.id, ())
        yield share(
            year.about.year,
            "staff.missing",
            len({row.municipality for row in of_community}),
            len(established),
            places(row.cell for row in of_community),
            community=community.id,
        )


def _of_office(
    year: int, office: str, rows: Mapping[str, _Row], incomplete: Collection[str]
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


def _by_gender(year: int, office: str, rows: Mapping[str, _Row]) -> Iterator[Figure]:
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
