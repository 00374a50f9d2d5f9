"""Titles that say what to see: rules on the figures that choose a sentence of the catalogue.

A rule gives the key of a title, or None where what is known does not bear one; then the neutral
title stands. docs/titles.md tells the rules to readers.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zkkk_factsheet.indicators import SMALLEST_BASE, Figure, Figures
from zkkk_factsheet.reference import duties

_HALF = Fraction(1, 2)
_BARELY = Fraction(11, 20)
"""From a half up to this, "barely half" is right."""

_THREE_QUARTERS = Fraction(3, 4)
_ABOUT_HALF = (Fraction(9, 20), Fraction(11, 20))
_THIRD, _QUARTER = Fraction(1, 3), Fraction(1, 4)

Title = tuple[str, Mapping[str, object]]
"""The key of a title, and the values that it is filled with."""


def of_duties(figures: Figures) -> str | None:
    """What to see of the eight core duties: the one that the fewest offices perform."""
    performed = [figures.one("duties.performed", duty=duty.id) for duty in duties()]
    missing = [figures.one("duties.performed.missing", duty=duty.id) for duty in duties()]
    if not all(map(_bears, performed, missing)):
        return None
    shares = [share(figure) for figure in performed]
    known = not any(figure.numerator for figure in missing)
    if min(shares) == 1 or max(shares) == 0:
        # Of all offices nothing may be said while one of them is not known.
        return f"title.duties.{'all' if max(shares) else 'none'}" if known else None
    if min(shares) < _BARELY:
        least = [f.duty for f, each in zip(performed, shares, strict=True) if each == min(shares)]
        band = "under-half" if min(shares) < _HALF else "half"
        return f"title.duties.{band}.{least[0]}" if len(least) == 1 else None
    return f"title.duties.{'most' if min(shares) < _THREE_QUARTERS else 'three-quarters'}"


def of_counts(figures: Figures) -> Title | None:
    """What to see of the number of duties: how many at least half of all offices perform.

    Only what is certain counts, so that it is true whatever the missing answers would be.
    """
    certain = [figure.numerator or 0 for figure in figures.all("duties.count")]
    possible = [
        (figure.numerator or 0) + len(duties()) - (figure.denominator or 0)
        for figure in figures.all("duties.count")
    ]
    if not _enough(len(certain)):
        return None
    if min(certain) == len(duties()):
        return "title.counts.all", {}
    if max(possible) == 0:
        return "title.counts.none", {}
    level = sorted(certain)[len(certain) // 2]  # so many or more: half of them, or one more
    if level == len(duties()):
        return "title.counts.half-all", {}
    return ("title.counts.half", {"number": level}) if level else None


def of_women(figures: Figures) -> str | None:
    """What to see of the officials: how many of them are women."""
    women = figures.one("staff.by_gender", gender="women")
    if women.status != "ok" or not _bears(women, figures.one("staff.missing")):
        return None
    each, known = share(women), not figures.one("staff.missing").numerator
    if each in (0, 1):
        return f"title.women.{'all' if each else 'none'}" if known else None
    low, high = _ABOUT_HALF
    bands: Sequence[tuple[bool, str]] = (
        (each < _QUARTER, "under-quarter"),
        (each < _THIRD, "under-third"),
        (each < low, "under-half"),
        (each <= high, "half"),
    )
    return f"title.women.{next((name for fits, name in bands if fits), 'over-half')}"


def of_changes(figures: Figures) -> str | None:
    """What to see of the offices one by one: whether more perform more duties than before."""
    changes = figures.by_municipality("change.duties")
    if not _enough(len(changes)):
        return None
    more = sum((figure.numerator or 0) > 0 for figure in changes.values())
    fewer = sum((figure.numerator or 0) < 0 for figure in changes.values())
    if more == fewer:
        return None
    return f"title.changes.{'more' if more > fewer else 'fewer'}"


def share(figure: Figure) -> Fraction:
    """A figure's share of its base, exactly."""
    return Fraction(figure.numerator or 0, figure.denominator or 1)


def _bears(figure: Figure, missing: Figure) -> bool:
    """Whether a share bears a title: a base for percentages, and at most a quarter missing."""
    return figure.stands_as_percent and share(missing) <= _QUARTER


def _enough(offices: int) -> bool:
    return offices >= SMALLEST_BASE
