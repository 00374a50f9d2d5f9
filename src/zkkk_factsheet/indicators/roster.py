"""Which offices are compared with the previous year, which are new, and which are gone."""

from collections.abc import Collection, Iterator, Mapping

from zkkk_factsheet.indicators.table import Figure, Status, places, share
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.places import Place
from zkkk_factsheet.workbook.rows import Office

_ASSESSED = {"established", "similar", "not established"}
"""The statuses that say whether there was an office, rather than that nobody looked or knows."""


def roster_figures(
    year: MonitoringYear, previous: MonitoringYear, offices: Collection[str]
) -> Iterator[Figure]:
    """The ``change.offices`` figures; ``offices`` are those established in both years."""
    number = year.about.year
    after, before = _offices(year), _offices(previous)
    yield share(
        number,
        "change.offices",
        len(offices),
        len(year.with_status("established")),
        _cells(offices, before, after),
    )
    assessed = [
        each
        for each in after
        if each in before and {before[each].status, after[each].status} <= _ASSESSED
    ]
    for when, roster in (("before", before), ("after", after)):
        count = sum(roster[each].status == "established" for each in assessed)
        cells = _cells(assessed, roster)
        yield share(number, f"change.offices.{when}", count, len(assessed), cells)
    for each in dict.fromkeys([*after, *before]):
        words = [roster[each].status if each in roster else "" for roster in (before, after)]
        if words.count("established") == 1:
            yield _in_one_year(number, each, words, _cells([each], before, after))


def _offices(year: MonitoringYear) -> dict[str, Office]:
    return {office.municipality: office for office in year.offices}


def _cells(municipalities: Collection[str], *years: Mapping[str, Office]) -> tuple[Place, ...]:
    """The cells that tell the status of some offices, as far as they are on a year's roster."""
    return places(
        offices[each].places.get("status")
        for offices in years
        for each in municipalities
        if each in offices
    )


def _in_one_year(
    year: int, municipality: str, words: list[str], cells: tuple[Place, ...]
) -> Figure:
    """An office established in one of the years: new, gone, or unknown in the other year."""
    name, known = "change.offices.not_compared", set(words) <= _ASSESSED
    if known:
        name = "change.offices.new" if words[1] == "established" else "change.offices.gone"
    status: Status = "ok" if known else "no information"
    count = 1 if known else None
    return Figure(
        year,
        name,
        municipality=municipality,
        numerator=count,
        value=None if count is None else float(count),
        unit="offices",
        status=status,
        cells=cells,
    )
