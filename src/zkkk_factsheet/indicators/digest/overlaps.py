"""Where two partners may do the same: for one community, in one component, in one place."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations

from zkkk_factsheet.indicators.activities import Undertaking
from zkkk_factsheet.reference import communities, components, fold


@dataclass(frozen=True, slots=True)
class Overlap:
    """Undertakings that may be the same thing done twice; whether they are, people have to look.

    Attributes:
        municipality: Where it is.
        component: The component that all of them belong to.
        communities: Those that all of them reach, in the usual order.
        partners: Who is behind one of them and never together with who is behind another one.
        told: The undertakings.
    """

    municipality: str
    component: str
    communities: tuple[str, ...]
    partners: tuple[str, ...]
    told: tuple[Undertaking, ...]


def overlaps(told: Iterable[Undertaking]) -> tuple[Overlap, ...]:
    """Where partners that don't work together work on the same, by municipality and component.

    Partners of one undertaking know of each other: what they do apart is no overlap. An undertaking
    without a partner or without a community says nothing here. Communities of which the same is to
    be said are told of together.
    """
    all_ = tuple(told)
    groups: dict[tuple[str, str, str], list[int]] = {}
    for number, each in enumerate(all_):
        for community in each.communities if each.partners else ():
            groups.setdefault((each.municipality, each.component, community), []).append(number)
    found: dict[tuple[str, str, tuple[int, ...]], list[str]] = {}
    for (municipality, component, community), numbers in groups.items():
        if apart := _apart([all_[each] for each in numbers]):
            kept = tuple(each for each in numbers if apart & _partners(all_[each]))
            found.setdefault((municipality, component, kept), []).append(community)
    return tuple(
        _overlap(municipality, component, reached, tuple(all_[each] for each in numbers))
        for (municipality, component, numbers), reached in sorted(found.items(), key=_order)
    )


def _order(found: tuple[tuple[str, str, tuple[int, ...]], list[str]]) -> tuple[str, int]:
    (municipality, component, _), _ = found
    return municipality, [each.id for each in components()].index(component)


def _overlap(
    municipality: str, component: str, reached: Collection[str], told: tuple[Undertaking, ...]
) -> Overlap:
    apart = _apart(told)
    names = named(told)
    return Overlap(
        municipality,
        component,
        tuple(each.id for each in communities() if each.id in reached),
        tuple(name for folded, name in names.items() if folded in apart),
        told,
    )


def named(told: Iterable[Undertaking]) -> dict[str, str]:
    """The partners of some undertakings as they are written first, by how they are compared."""
    names: dict[str, str] = {}
    for each in told:
        for name in each.partners:
            names.setdefault(fold(name), name)
    return names


def _partners(undertaking: Undertaking) -> set[str]:
    return {fold(name) for name in undertaking.partners}


def _apart(told: Collection[Undertaking]) -> set[str]:
    """The partners of whom one is behind an undertaking, another behind another, never both."""
    sets = [_partners(each) for each in told]
    together = {pair for each in sets for pair in combinations(sorted(each), 2)}
    pairs = set(combinations(sorted(set().union(*sets)), 2)) - together
    return {partner for pair in pairs for partner in pair}
