"""Which offices are compared with the previous year, which are new, and which are gone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from zkkk_factsheet.indicators.table import Figure, Status, places, share
from zkkk_factsheet.monitoring import MonitoringYear
from zkkk_factsheet.workbook.places import Place

_ASSESSED = {"established", "similar", "not established"}
"""The statuses that say whether there was an office, rather than that nobody looked or knows."""


def roster_figures(
    year: MonitoringYear, previous: MonitoringYear, offices: Collection[str]
) -> Iterator[Figure]:
    """The ``change.offices`` figures; ``offices`` are those established in both years."""
    number = year.about.year
    after, before = _statuses(year), _statuses(previous)
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
        if each in before and {before[each].word, after[each].word} <= _ASSESSED
    ]
    for when, statuses in (("before", before), ("after", after)):
        count = sum(statuses[each].word == "established" for each in assessed)
        cells = _cells(assessed, statuses)
        yield share(number, f"change.offices.{when}", count, len(assessed), cells)
    for each in dict.fromkeys([*after, *before]):
        words = [statuses[each].word if each in statuses else "" for statuses in (before, after)]
        if words.count("established") == 1:
            yield _in_one_year(number, each, words, _cells([each], before, after))


@dataclass(frozen=True, slots=True)
class _Status:
    word: str
    cell: object


def _statuses(year: MonitoringYear) -> dict[str, _Status]:
    offices = year.offices
    return {
        municipality: _Status(word, cell)
        for municipality, word, cell in zip(
            offices["municipality"], offices["status"], offices["status_cell"], strict=True
        )
    }


def _cells(municipalities: Iterable[str], *years: Mapping[str, _Status]) -> tuple[Place, ...]:
    wanted = list(municipalities)
    return places(
        cell
        for statuses in years
        for each in wanted
        if each in statuses and isinstance(cell := statuses[each].cell, Place)
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
