"""What may be said of corrections: why a published figure was changed, and from what to what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.workbook.rows import Correction

_BY_ONE: Final = frozenset({"staff.by_gender", "staff.by_community"})
"""How many officials there are by gender or by community, of offices and of all of them."""

_BY_BOTH: Final = frozenset({"staff.women_by_community", "staff.men_by_community"})


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction with the figures that it changed.

    Attributes:
        day: Its date.
        number: Which one of that day it is, from 1.
        reasons: Why, by language; "" is the text that serves every language without its own.
        changes: The figures that it changed, as far as that is recorded; none if nobody knows.
    """

    day: date
    number: int
    reasons: Mapping[str, str]
    changes: tuple[Change, ...] = ()

    @property
    def id(self) -> tuple[date, int]:
        """What it is known by, however its reason may be worded."""
        return (self.day, self.number)

    def concerns(self, municipality: str) -> bool:
        """Whether it changed a figure of a municipality; also if nobody knows what it changed."""
        return not self.changes or any(
            each.key.municipality == municipality for each in self.changes
        )


def new_corrections(
    told: Iterable[Correction], recorded: Iterable[Corrected]
) -> tuple[Correction, ...]:
    """Those of the workbook's corrections that were not published yet."""
    known = {each.id for each in recorded}
    return tuple(each for each in told if (each.day, each.number) not in known)


def corrections_of(
    told: Iterable[Correction],
    recorded: Iterable[Corrected],
    changes: Iterable[Change],
    figures: Figures,
) -> tuple[Corrected, ...]:
    """All corrections of an edition, by their days.

    What was published once stays, in the words that the workbook has for it now, also if the
    workbook has lost it. What changes now is told of the last one of those that are new.

    Args:
        told: The corrections in the workbook.
        recorded: Those that were published before.
        changes: The published figures that change now.
        figures: The table as it is published now: what it withholds is withheld of corrections too.
    """
    told, known = tuple(told), {each.id: each for each in recorded}
    news = new_corrections(told, known.values())
    all_ = {**known, **{(each.day, each.number): _from(each) for each in news}}
    for each in told:
        id_ = (each.day, each.number)
        all_[id_] = replace(all_[id_], reasons=each.reasons)
    last = max(((each.day, each.number) for each in news), default=None)
    if last:
        all_[last] = replace(all_[last], changes=tuple(changes))
    let_through = {id_: _let_through(all_[id_], figures) for id_ in sorted(all_)}
    if last:
        let_through[last] = _without_what_is_withheld(let_through[last])
    return tuple(let_through.values())


def _without_what_is_withheld(corrected: Corrected) -> Corrected:
    """A correction without the figures that are withheld now.

    Most of them say what they said, and were not corrected. To name only those that were would
    tell that the others are as they were published once.
    """
    changes = (each for each in corrected.changes if not is_withheld(each.after))
    return replace(corrected, changes=tuple(changes))


def is_withheld(figure: Figure | None) -> bool:
    """Whether a figure is there, and may not be published."""
    return figure is not None and figure.status == "suppressed"


def _from(told: Correction) -> Corrected:
    return Corrected(told.day, told.number, told.reasons)


def _let_through(corrected: Corrected, figures: Figures) -> Corrected:
    """A correction without the values of what is withheld now, nor old ones that would tell it.

    Who supposes that all else stayed as it was takes the difference of two sums to be that of the
    few officials who were corrected. So sums by gender or by community are told as they were only
    where each difference is that of offices of which the same is published; and those by both
    never, as they never are of an office.
    """
    changes = [_without_withheld(each, figures) for each in corrected.changes]
    if any(each.status == "suppressed" for each in figures):
        secret = {each.key.indicator for each in changes if _tells_of_few(each, changes)}
        changes = [
            each
            if each.key.municipality or each.key.indicator not in secret
            else replace(each, before=_withheld(each.before))
            for each in changes
        ]
    return replace(corrected, changes=tuple(changes))


def _without_withheld(change: Change, figures: Figures) -> Change:
    now = figures.get(change.key)
    if now is None or now.status != "suppressed":
        return change
    return replace(change, before=_withheld(change.before), after=_withheld(change.after))


def _tells_of_few(change: Change, changes: Iterable[Change]) -> bool:
    """Whether a sum as it was would tell something of single officials."""
    key = change.key
    if key.municipality:
        return False
    if key.indicator in _BY_ONE:
        of_offices = [
            _difference(each)
            for each in changes
            if each.key.municipality and each.key._replace(municipality="") == key
        ]
        return _difference(change) is None or _difference(change) != _sum(of_offices)
    return key.indicator in _BY_BOTH or (
        key.indicator.startswith("change.") and "women" in key.indicator
    )


def _sum(differences: Collection[int | None]) -> int | None:
    """None if one is not known."""
    known = [each for each in differences if each is not None]
    return sum(known) if len(known) == len(differences) else None


def _difference(change: Change) -> int | None:
    """How many more there are; None if one side is not told."""
    before, after = (
        side.numerator if side and side.status == "ok" else None
        for side in (change.before, change.after)
    )
    return None if before is None or after is None else after - before


def _withheld(figure: Figure | None) -> Figure | None:
    if figure is None:
        return None
    return replace(
        figure, numerator=None, denominator=None, value=None, status="suppressed", cells=()
    )
