"""Residents by community, to hold the composition of the offices against."""

from collections.abc import Iterator, Sequence

from zkkk_factsheet.indicators.table import Figure, places, share
from zkkk_factsheet.monitoring import MonitoringYear, grouped
from zkkk_factsheet.reference import communities
from zkkk_factsheet.workbook.rows import Residents


def residents_figures(year: MonitoringYear) -> Iterator[Figure]:
    """The ``population`` figures, of all municipalities that are told of and of each.

    There are none of a year whose workbooks tell of no residents.
    """
    told = [each for each in year.population if each.persons is not None]
    if not told:
        return
    yield from _of(year.about.year, "", told)
    officials = _officials(year)
    for id_, rows in grouped(told, lambda each: each.municipality).items():
        yield from _of(year.about.year, id_, rows)
        if any(office == id_ for office, _ in officials):
            yield from _without_official(year.about.year, rows, officials)


def _of(year: int, municipality: str, rows: Sequence[Residents]) -> Iterator[Figure]:
    """The residents of a municipality, or of all, and those of each community there."""
    total = sum(each.persons or 0 for each in rows)
    cells = places(each.places.get("persons") for each in rows)
    yield Figure(
        year,
        "population.residents",
        municipality=municipality,
        numerator=total,
        value=float(total),
        unit="persons",
        cells=cells,
    )
    of_community = grouped(rows, lambda each: each.community)
    for community in communities():
        if community.id in of_community:
            yield share(
                year,
                "population.by_community",
                sum(each.persons or 0 for each in of_community[community.id]),
                total,
                cells,
                municipality=municipality,
                community=community.id,
            )


_Officials = dict[tuple[str, str], int | None]
"""The officials of each community in each office that has any; None where it is not known."""


def _officials(year: MonitoringYear) -> _Officials:
    counts: _Officials = {}
    for row in year.staff:
        cell = (row.municipality, row.community)
        before = counts.get(cell, 0)
        is_known = before is not None and row.number is not None
        counts[cell] = (before or 0) + (row.number or 0) if is_known else None
    return {
        cell: number
        for cell, number in counts.items()
        if any(other[0] == cell[0] and counts[other] for other in counts)
    }


def _without_official(
    year: int, rows: Sequence[Residents], officials: _Officials
) -> Iterator[Figure]:
    """Whether a community that lives in a municipality has no official in its office."""
    for each in rows:
        if each.persons:
            number = officials.get((each.municipality, each.community), 0)
            yield share(
                year,
                "population.without_official",
                int(number == 0),
                int(number is not None),
                # The rows of officials would tell of whom there are any.
                places([each.places.get("persons")]),
                municipality=each.municipality,
                community=each.community,
            )
