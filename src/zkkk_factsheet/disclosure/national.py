"""Which figures of the country are withheld: women and men of communities, and their totals.

How many officials a community has is always published. Their gender is that of persons if they
are few, so it is withheld where they are fewer than a threshold. What is withheld must not follow
from what is printed beside it (secondary cell suppression, after Hundepool et al., *Statistical
Disclosure Control*, Wiley 2012, chapter 4: the feasibility interval of each withheld cell is
computed from the published margins).

The officials of a withheld community are known, and so is what is left of all women and all men
when the communities that are shown are taken off. These bound the women of each community from
below and above, and the bounds are exact, as always in a table of two columns. The rule:

1. So many other communities are withheld too, as few as possible and of those the smallest, that
   for each small community every number of women from none to all remains possible, and for each
   that was added at least two numbers.
2. Where no choice gives that, for every withheld community at least two numbers remain possible.
3. Where no choice gives that either (nobody in the country is a woman, say), the totals of women
   and men are withheld in place of further communities; also if all officials together are few.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from zkkk_factsheet.disclosure.guesses import Truth, Withheld


@dataclass(frozen=True, slots=True)
class _Count:
    """The officials of a community."""

    women: int
    men: int

    @property
    def officials(self) -> int:
        return self.women + self.men


def is_few(officials: int, threshold: int) -> bool:
    """Whether there are officials, but fewer than the threshold."""
    return 0 < officials < threshold


def small_communities(truth: Truth, threshold: int) -> frozenset[str]:
    """The communities that have officials, but few of them."""
    counts = _communities(truth)
    return frozenset(id_ for id_, of in counts.items() if is_few(of.officials, threshold))


def withheld_of_country(truth: Truth, threshold: int) -> Withheld:
    """The communities whose women and men are withheld, and whether all women and men are."""
    counts, small = _communities(truth), small_communities(truth, threshold)
    if is_few(sum(truth.offices.values()), threshold):
        return Withheld(small, totals=True)
    if not small:
        return Withheld(small)
    for is_safe in (_every_number_possible, _two_numbers_possible):
        for added in _choices(counts, small):
            if is_safe(counts, small, added):
                return Withheld(small.union(added))
    return Withheld(small, totals=True)


def _communities(truth: Truth) -> dict[str, _Count]:
    return {
        community: _Count(
            women=sum(truth.women[office, community] for office in offices),
            men=sum(truth.men[office, community] for office in offices),
        )
        for community, offices in truth.of_community.items()
    }


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
