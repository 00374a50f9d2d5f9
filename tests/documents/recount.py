"""What a figure must be by what its account tells of its parts, counted without the program."""

from collections.abc import Sequence
from typing import Any

from tests.support import CATEGORIES

from zkkk_factsheet.documents.accounts.model import Account
from zkkk_factsheet.indicators import Figure

Counted = tuple[int | None, int | None]

_ALL_DUTIES = 8

_SUMS = {
    "staff.officials",
    "caseload.persons",
    "population.residents",
    # The base of these is one of those above.
    "staff.by_gender",
    "staff.by_community",
    "caseload.by_gender",
    "population.by_community",
}


def recount(account: Account) -> Counted | None:
    """Numerator and base by the parts; None where a part is withheld, or there are none."""
    rows = [[answer.figure for answer in part.answers] for part in account.parts]
    if any(figure and figure.status == "suppressed" for row in rows for figure in row):
        return None
    name = account.figure.indicator
    if not rows:
        return None
    if name.startswith("change."):
        return _changed(account.figure, rows)
    parts: list[Any] = [row[0] for row in rows]
    return _counted(name, account.figure.level, parts)


def _sum(figures: Sequence[Any], what: str = "numerator") -> int:
    return sum(getattr(each, what) or 0 for each in figures)


def _counted(  # noqa: PLR0911 - one for each way of counting
    name: str, level: int | None, parts: Sequence[Any]
) -> Counted | None:
    whole = len(parts)
    by_category = name.startswith("caseload.") and name.rpartition(".")[2] in CATEGORIES
    if name in _SUMS or by_category:
        return _sum(parts), None
    if name == "staff.per_office":
        return _sum(parts), whole
    if name == "duties.distribution":
        return sum(each.numerator == level for each in parts), whole
    if name == "duties.median":
        counts = [each.numerator for each in parts]
        reached = [k for k in range(9) if 2 * sum(n >= k for n in counts) >= whole]
        return max(reached), whole
    if name == "duties.distribution.missing":
        return sum(each.denominator < _ALL_DUTIES for each in parts), whole
    if name == "duties.overall.missing" or name in {"staff.missing", "caseload.missing"}:
        return _sum(parts), _sum(parts, "denominator")
    if name.endswith(".missing"):
        return sum(each.numerator is None for each in parts), whole
    if name in {"offices.no_work_plan", "offices.no_annual_report", "duties.not_performed"}:
        no = sum(each.numerator == 0 for each in parts)
        return no, sum(each.numerator is not None for each in parts)
    return _sum(parts), _sum(parts, "denominator")


def _changed(  # noqa: PLR0911 - one for each way of counting
    figure: Figure, rows: Sequence[Sequence[Figure | None]]
) -> Counted | None:
    name = figure.indicator
    if name.endswith((".new", ".gone", ".not_compared")):
        return None
    if name == "change.offices":
        return sum(all(each and each.numerator for each in row) for row in rows), len(rows)
    if name == "change.officials.offices":
        return sum(all(each and each.numerator == 0 for each in row) for row in rows), len(rows)
    if name.endswith(".offices"):
        known = (all(each and each.numerator is not None for each in row) for row in rows)
        return sum(known), len(rows)
    # What is not known of both years is not compared.
    rows = [row for row in rows if all(each and each.numerator is not None for each in row)]
    if not rows:
        return 0, None if figure.denominator is None else 0
    if name.endswith((".before", ".after")) or len(rows[0]) == 1:
        parts = [row[-1 if name.endswith(".after") else 0] for row in rows]
        has_base = figure.denominator is not None
        return _sum(parts), _sum(parts, "denominator") if has_base else None
    before, after = ([row[n] for row in rows] for n in (0, 1))
    base = None if figure.denominator is None else _sum(after, "denominator")
    return _sum(after) - _sum(before), base
