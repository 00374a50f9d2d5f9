"""Which figures may be published: the tidy table in, the publishable one out.

How many officials a community has is always published. Their gender is that of persons if they
are few, so it is withheld where a figure, or the difference of two published ones, would be about
fewer officials than a threshold. What is withheld must not follow from what is printed beside it
(secondary cell suppression, after Hundepool et al., *Statistical Disclosure Control*, Wiley 2012,
chapter 4: the feasibility interval of each withheld cell is computed from the published margins).

The officials of a withheld community are known, and so is what is left of all women and all men
when the communities that are shown are taken off. These bound the women of each community from
below and above, and the bounds are exact, as always in a table of two columns. The rule:

1. So many other communities are withheld too, as few as possible and of those the smallest, that
   for each small community every number of women from none to all remains possible, and for each
   that was added at least two numbers.
2. Where no choice gives that, for every withheld community at least two numbers remain possible.
3. Where no choice gives that either (nobody in the country is a woman, say), the totals of women
   and men are withheld in place of further communities; also if all officials together are few.

The women of the offices that are compared with another year (``change.women``) are withheld if
the offices left out have few officials, since these would follow from the total. As a year is
compared with two others, its women are told only once without some offices: in the comparison
with the year before, not in that with the year after. As long as a total is published, women of
some of the offices tell nothing more about a community: whatever is possible in the whole can be
shared out among the offices. Where no total is, they are withheld as well.

Not considered is who knows the rule and reasons from what it chose, nor what people know of
themselves and their colleagues.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from zkkk_factsheet.indicators import Figure

_BY_COMMUNITY = {"staff.women_by_community": "women", "staff.men_by_community": "men"}


def publishable(
    figures: Iterable[Figure], threshold: int, previous: Iterable[Figure] = ()
) -> list[Figure]:
    """The same figures, those that may not be published without their values and cells.

    Args:
        figures: The figures of a year, complete.
        threshold: Fewer officials than this are few; with 0 or 1 everything is published.
        previous: The figures of the year before, complete, if years are compared.
    """
    table = list(figures)
    now, then = _Staff.of(table), _Staff.of(previous)
    withheld = _withheld(now, threshold)
    sides = {
        ".before": _withheld(then, threshold).totals
        or _is_few(_compared(table, ".before"), threshold)
        or (threshold > 1 and _compared(table, ".before") != then.officials),
        ".after": withheld.totals
        or _is_few(_compared(table, ".after"), threshold)
        or _is_few(now.officials - _compared(table, ".after"), threshold),
    }
    secret = {f"change.women{when}" for when, kept_back in sides.items() if kept_back}
    if secret:
        secret.add("change.women")
    if withheld.totals:
        secret |= {"staff.by_gender", "change.all_women.after"}
    if _withheld(then, threshold).totals:
        secret.add("change.all_women.before")
    return [
        _without_value(figure)
        if figure.indicator in secret
        or (figure.indicator in _BY_COMMUNITY and figure.community in withheld.communities)
        else figure
        for figure in table
    ]


def _without_value(figure: Figure) -> Figure:
    if figure.status != "ok":
        return figure
    return replace(figure, numerator=None, value=None, status="suppressed", cells=())


def _is_few(officials: int, threshold: int) -> bool:
    return 0 < officials < threshold


def _compared(figures: Iterable[Figure], when: str) -> int:
    """How many officials the offices have that are compared with another year."""
    return sum(
        figure.numerator or 0 for figure in figures if figure.indicator == f"change.officials{when}"
    )


@dataclass(frozen=True, slots=True)
class _Count:
    """The officials of a community."""

    women: int
    men: int

    @property
    def officials(self) -> int:
        return self.women + self.men


@dataclass(frozen=True, slots=True)
class _Staff:
    """The officials of a year; communities that have none are left out."""

    communities: Mapping[str, _Count]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> "_Staff":
        counts: dict[str, dict[str, int]] = {}
        for figure in figures:
            if figure.indicator in _BY_COMMUNITY and figure.numerator is not None:
                gender = _BY_COMMUNITY[figure.indicator]
                counts.setdefault(figure.community, {})[gender] = figure.numerator
        return cls({community: _Count(**count) for community, count in counts.items()})

    @property
    def officials(self) -> int:
        return sum(count.officials for count in self.communities.values())


@dataclass(frozen=True, slots=True)
class _Withheld:
    """The communities whose women and men are withheld, and whether all women and men are."""

    communities: frozenset[str]
    totals: bool = False


def _withheld(staff: _Staff, threshold: int) -> _Withheld:
    counts = staff.communities
    small = frozenset(id_ for id_, of in counts.items() if _is_few(of.officials, threshold))
    if _is_few(staff.officials, threshold):
        return _Withheld(small, totals=True)
    if not small:
        return _Withheld(small)
    for is_safe in (_every_number_possible, _two_numbers_possible):
        for added in _choices(counts, small):
            if is_safe(counts, small, added):
                return _Withheld(small.union(added))
    return _Withheld(small, totals=True)


def _choices(counts: Mapping[str, _Count], small: Collection[str]) -> Iterator[Sequence[str]]:
    """What could be withheld besides: the fewest communities first, then the fewest officials."""
    others = sorted(counts.keys() - set(small))
    for number in range(len(others) + 1):
        yield from sorted(
            combinations(others, number), key=lambda ids: sum(counts[id_].officials for id_ in ids)
        )


def _every_number_possible(
    counts: Mapping[str, _Count], small: Collection[str], added: Sequence[str]
) -> bool:
    bounds = _bounds(counts, [*small, *added])
    return all(bounds[id_] == (0, counts[id_].officials) for id_ in small) and all(
        bounds[id_][0] < bounds[id_][1] for id_ in added
    )


def _two_numbers_possible(
    counts: Mapping[str, _Count], small: Collection[str], added: Sequence[str]
) -> bool:
    return all(least < most for least, most in _bounds(counts, [*small, *added]).values())


def _bounds(counts: Mapping[str, _Count], withheld: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The fewest and the most women that each withheld community may have, for a reader."""
    hidden = {id_: counts[id_] for id_ in withheld}
    women = sum(count.women for count in hidden.values())
    men = sum(count.men for count in hidden.values())
    return {
        id_: (max(0, count.officials - men), min(count.officials, women))
        for id_, count in hidden.items()
    }
