"""What the central office is told of a period, and from when on something calls for attention."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # who asks for a threshold alone loads nothing else
    from datetime import date

    from zkkk_factsheet.indicators.activities import Undertaking
    from zkkk_factsheet.indicators.digest.attention import (
        FewDuties,
        Silent,
        WithoutOfficial,
        WithoutPlan,
    )
    from zkkk_factsheet.indicators.digest.gaps import Unserved, Untouched
    from zkkk_factsheet.indicators.digest.overlaps import Overlap


class Thresholds(NamedTuple):
    """From when on something calls for attention, unless zkkk.toml says otherwise.

    Attributes:
        years_without_plan: So many years running without a work plan; with 0 nobody looks.
        fewest_duties: An office that performs fewer core duties than this performs few.
        residents_without_official: So many residents of a community that has no official in the
            municipality's office; with 0 nobody looks.
        silent_quarters: So many quarters without a word on what was initiated; with 0 nobody looks.
    """

    years_without_plan: int = 2
    fewest_duties: int = 4
    residents_without_official: int = 100
    silent_quarters: int = 3


class Digest(NamedTuple):
    """What the rules of the digest found in a period.

    Attributes:
        thresholds: From when on something calls for attention.
        assessed: The newest year that was assessed; None if none was.
        until: The last day of which anything is known; None if no activity was ever told.
        told: What offices did in the period.
        overlaps: Where two partners may do the same.
        unserved: Core duties that nobody performs and no activity serves.
        untouched: Components without an activity.
        without_plan: Offices without a work plan for years.
        few_duties: Offices that perform few core duties.
        without_official: Communities without an official in the office.
        silent: What was initiated and not told of again.
    """

    thresholds: Thresholds
    assessed: int | None
    until: "date | None"
    told: "tuple[Undertaking, ...]"
    overlaps: "tuple[Overlap, ...]"
    unserved: "tuple[Unserved, ...]"
    untouched: "tuple[Untouched, ...]"
    without_plan: "tuple[WithoutPlan, ...]"
    few_duties: "tuple[FewDuties, ...]"
    without_official: "tuple[WithoutOfficial, ...]"
    silent: "tuple[Silent, ...]"
