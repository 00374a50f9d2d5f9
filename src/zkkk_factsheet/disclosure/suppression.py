"""Which figures may be published: the tidy table in, the publishable one out.

What is withheld of the country is decided first (`national`), then what single offices withhold so
that neither their own officials nor the country's few are told (`municipal`). Women of the offices
that are compared with another year (``change.women``) are one more sum of offices:

- They are published where they follow: if women and men of all offices on one side, of those that
  are compared or of the others, are published, anybody can add them up.
- Else those of the year itself are withheld if there are few officials on one side, or if a figure
  that is withheld would become less open. Those of the year before are withheld then: another such
  sum may stand in its own edition.

So what an edition withholds of its own year doesn't depend on the years beside it.

Where a workbook has something is a figure's only in part: the rows of a community, laid over the
rows of an office, would tell who is where. So rows are told of all offices together where that
would be withheld.

Not considered is who knows the rule and reasons from what it chose, nor what people know of
themselves and their colleagues.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from zkkk_factsheet.disclosure import caseload
from zkkk_factsheet.disclosure.caseload import Caseload
from zkkk_factsheet.disclosure.municipal import is_safe
from zkkk_factsheet.disclosure.national import is_few
from zkkk_factsheet.disclosure.officials import (
    GENDER_OF,
    OfficialsOfYear,
    is_crossed,
    without_value,
)
from zkkk_factsheet.indicators import Figure
from zkkk_factsheet.workbook.places import Place

_OF_OFFICE = {"staff.officials", "staff.by_gender", "staff.by_community"}

_NOT_COMPARED = {
    "change.offices.new",
    "change.offices.gone",
    "change.offices.not_compared",
    "change.officials.not_compared",
}


def publishable(
    figures: Iterable[Figure],
    threshold: int,
    municipal_threshold: int,
    previous: Iterable[Figure] = (),
) -> list[Figure]:
    """The same figures, those that may not be published without their values and cells.

    Args:
        figures: The figures of a year, complete.
        threshold: Fewer officials than this are few in the country; with 0 or 1 nobody's gender
            is withheld for that.
        municipal_threshold: Fewer officials than this are few in an office, likewise.
        previous: The figures of the year before, complete, if years are compared.
    """
    table, earlier = list(figures), list(previous)
    people = _People.of(table, earlier, threshold, municipal_threshold)
    now = OfficialsOfYear.of(table, threshold, municipal_threshold)
    then = OfficialsOfYear.of(earlier, threshold, municipal_threshold)
    secret = _secret_changes(table, now, then, threshold)
    in_part, before, everywhere = now.in_part(), then.in_part(), _cells_of_all(table)
    return [
        people.let_through(figure, in_part, everywhere)
        if "caseload" in figure.indicator
        else without_value(figure)
        if figure.indicator in secret
        else _without_rows(now.let_through(figure), in_part, before, everywhere)
        for figure in table
        if not is_crossed(figure) and not caseload.is_crossed(figure)
    ]


@dataclass(frozen=True, slots=True)
class _People:
    """What is withheld of persons in care, of a year and of the year before."""

    now: Caseload
    before: Caseload

    @classmethod
    def of(
        cls,
        table: Iterable[Figure],
        previous: Iterable[Figure],
        threshold: int,
        municipal_threshold: int,
    ) -> "_People":
        years = (Caseload.of(each, threshold, municipal_threshold) for each in (table, previous))
        return cls(*years)

    def let_through(
        self, figure: Figure, in_part: Collection[str], everywhere: tuple[Place, ...]
    ) -> Figure:
        """A figure of persons in care; the rows of officials are as secret as elsewhere."""
        if figure.indicator.startswith("change."):
            return caseload.without_rows_of_change(figure, self.now, self.before)
        told = self.now.let_through(figure)
        if figure.indicator == "caseload.per_official" and told.cells and in_part:
            return replace(told, cells=(*self.now.cells, *everywhere))
        return told


# Changes ---------------------------------------------------------------------------------------


def _secret_changes(
    table: Sequence[Figure], now: OfficialsOfYear, then: OfficialsOfYear, threshold: int
) -> frozenset[str]:
    """The indicators of change that may not be published."""
    left_out = {each.municipality for each in table if each.indicator in _NOT_COMPARED}
    after = now.truth.offices.keys() - left_out
    before = then.truth.offices.keys() - left_out
    secret = {
        f"change.all_women.{when}"
        for when, year in (("after", now), ("before", then))
        if year.choice.withheld.totals
    }
    if not _follows(before, then):
        secret |= {"change.women.before", "change.women"}
    if not _follows(after, now) and not _may_be_told(after, now, threshold):
        secret |= {"change.women.after", "change.women"}
    return frozenset(secret)


def _follows(compared: set[str], year: OfficialsOfYear) -> bool:
    """Whether the women of the offices compared can be added up from what is published."""
    withheld = year.choice.withheld
    apart = withheld.genders & compared
    return not apart or (apart == withheld.genders and not withheld.totals)


def _may_be_told(compared: set[str], year: OfficialsOfYear, threshold: int) -> bool:
    offices = year.truth.offices
    sides = [sum(offices[id_] for id_ in side) for side in (compared, offices.keys() - compared)]
    return (
        not year.choice.withheld.totals
        and not any(is_few(officials, threshold) for officials in sides)
        and is_safe(year.truth, year.choice, compared)
    )


# Where it stands -------------------------------------------------------------------------------


def _without_rows(
    figure: Figure, in_part: Collection[str], before: Collection[str], everywhere: tuple[Place, ...]
) -> Figure:
    """The figure without telling which rows a community or an office has, where these would meet.

    Args:
        figure: A figure as it is published; one that is withheld names no cells anyway.
        in_part: The offices of whose officials some communities are withheld.
        before: Those of the year before.
        everywhere: The cells of all officials of the year, to be named in place of a few.
    """
    if figure.status == "suppressed":
        return figure
    if figure.indicator == "change.officials.not_compared":
        told = figure.municipality not in in_part and figure.municipality not in before
        return figure if told else replace(figure, cells=())
    if figure.indicator in GENDER_OF and in_part:
        return replace(figure, cells=everywhere if figure.cells else ())
    if figure.indicator in _OF_OFFICE and figure.municipality in in_part:
        return replace(figure, cells=everywhere)
    return figure


def _cells_of_all(table: Sequence[Figure]) -> tuple[Place, ...]:
    """The cells of all officials."""
    return next(
        each.cells
        for each in table
        if each.indicator == "staff.officials" and not each.municipality
    )
