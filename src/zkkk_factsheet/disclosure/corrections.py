"""What may be said of corrections: why a published figure was changed, and from what to what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from zkkk_factsheet.indicators import Figure, Figures
from zkkk_factsheet.indicators.comparison import Change
from zkkk_factsheet.workbook.rows import Correction


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
    if news:
        last = max((each.day, each.number) for each in news)
        all_[last] = replace(all_[last], changes=tuple(changes))
    return tuple(_let_through(all_[id_], figures) for id_ in sorted(all_))


def _from(told: Correction) -> Corrected:
    return Corrected(told.day, told.number, told.reasons)


def _let_through(corrected: Corrected, figures: Figures) -> Corrected:
    """A correction without the values of what is withheld now."""
    changes = (
        replace(each, before=_withheld(each.before), after=_withheld(each.after))
        if (now := figures.get(each.key)) and now.status == "suppressed"
        else each
        for each in corrected.changes
    )
    return replace(corrected, changes=tuple(changes))


def _withheld(figure: Figure | None) -> Figure | None:
    if figure is None:
        return None
    return replace(
        figure, numerator=None, denominator=None, value=None, status="suppressed", cells=()
    )
