"""Which figures of single offices are withheld, and what besides so that none of them follows.

Of an office with fewer officials than the threshold all is withheld but their number. Then, as long
as a withheld figure could be worked out, something is added (secondary suppression):

1. Communities: the four figures of two offices and two communities, if two officials could be in
   each other's place; of all such four those with the fewest new figures, then officials.
2. Women and men: those of the office that opens most, and of offices that do alike, of the one
   with the fewest officials; in the end those that proved needless are taken back.

That is greedy, after Hundepool et al., *Statistical Disclosure Control*, Wiley 2012, chapter 4: the
fewest of all is not worth its price in time. Whether a figure is safe is not guessed, though:
`Guess` finds other tables that say the same as everything published. What it must find: for every
office below the threshold and every community that is withheld for being small, each number of
women from none to all where withholding those of all offices gave that; for all others, two.

An office and a community that nobody withheld belongs to have no official there, and that follows
from the national figure; so this zero is not called withheld.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from zkkk_factsheet.disclosure.guesses import Cell, Guess, Truth, Withheld
from zkkk_factsheet.reference import communities

_OPEN: Final = 2
"""As many numbers must be possible for anything that is withheld."""

Target = tuple[str, str]
"""What must stay open: the women of an "office" or of a "community", by its id, or of "all"."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is withheld, and how many numbers each target is to have for a reader."""

    withheld: Withheld
    wanted: Mapping[Target, int]


def choose(
    truth: Truth,
    national: Withheld,
    small: Collection[str],
    few: int,
    cells: Collection[Cell] = (),
) -> Choice:
    """Withhold of single offices what has to be; of the country more only where nothing else helps.

    Args:
        truth: All officials.
        national: What is withheld of the country.
        small: The communities that are withheld there because they are small.
        few: Fewer officials than this in an office are few.
        cells: Where so few are counted that this is withheld, whatever else is of the office.
    """
    offices = frozenset(office for office, size in truth.offices.items() if size < few)
    secret = _with_communities(truth, replace(national, genders=offices), cells)
    for withheld in _more_and_more(truth, secret):
        choice = _with_genders(truth, withheld, _wanted(truth, withheld, offices, small))
        if choice:
            return choice
    raise AssertionError("with everything withheld every number is possible")


def is_safe(truth: Truth, choice: Choice, apart: Collection[str]) -> bool:
    """Whether all stays open if the women of some offices are published in one sum."""
    told = Guess(truth, choice.withheld, apart).told_counts()
    return not told and not any(_short(truth, choice.withheld, choice.wanted, apart))


def _more_and_more(truth: Truth, withheld: Withheld) -> Iterator[Withheld]:
    """What is withheld; then women and men of a community more each time; then their totals."""
    yield withheld
    communities, sizes = withheld.communities, truth.communities
    if any(truth.women.values()) and any(truth.men.values()):  # else their totals tell of each
        for community in sorted(sizes.keys() - communities, key=lambda id_: (sizes[id_], id_)):
            communities |= {community}
            yield replace(withheld, communities=communities)
    yield replace(withheld, communities=frozenset(sizes), totals=True)


# Communities -----------------------------------------------------------------------------------


def _with_communities(truth: Truth, withheld: Withheld, cells: Collection[Cell]) -> Withheld:
    """Withhold the communities of the few, and so many others that none of them follows."""
    few, added = withheld.genders, frozenset(cells)
    last = replace(withheld, counts=frozenset(product(few, truth.communities)), numbers=True)
    if not (few or cells):
        return withheld
    if len(truth.offices) == 1 or len(truth.communities) == 1:
        return last  # those of every office follow from the national figures
    while True:
        secret = replace(withheld, counts=_counts(truth, few, added, withheld.unsure))
        guess = Guess(truth, secret)
        if not (told := guess.told_counts()):
            return secret
        ways = list(_squares(truth, guess, secret, told[0]))
        if not ways:
            return last
        way = min(ways, key=lambda way: _price(truth, secret, few, way))
        added |= {each for each in way.cells if each[0] not in few}
        withheld = replace(
            withheld, genders=secret.genders | way.genders, unsure=secret.unsure | way.unsure
        )


def _counts(
    truth: Truth, few: Collection[str], added: Collection[Cell], unsure: Collection[str]
) -> frozenset[Cell]:
    """What is withheld: all of offices with few officials but the zeros that follow; and others."""
    entire = frozenset(product(unsure, truth.communities))
    left = {each for id_ in (*few, *unsure) for each in truth.of_office.get(id_, ())}
    left |= {cell[1] for cell in added if cell in truth.women}
    return frozenset({*product(few, left), *added} - truth.unknown) | entire


@dataclass(frozen=True, slots=True)
class _Way:
    """The figures of two offices and two communities, and what goes with them.

    Attributes:
        cells: The four figures.
        genders: The offices whose women and men are withheld as well.
        unsure: The offices of which it is withheld which communities are not known, as well.
    """

    cells: frozenset[Cell]
    genders: frozenset[str]
    unsure: frozenset[str]


def _squares(truth: Truth, guess: Guess, secret: Withheld, cell: Cell) -> Iterator[_Way]:
    """The ways in which it can be hidden how many officials of a community an office has."""
    office, community = cell
    for other, another in product(truth.offices, truth.communities):
        if other == office or another == community:
            continue
        square = frozenset(product((office, other), (community, another)))
        unsure = frozenset(id_ for id_, _ in square & truth.unknown) - secret.unsure
        if any(len(truth.of_office[id_]) + 1 >= len(communities()) for id_ in unsure):
            continue  # where an official more would leave none that could be the unknown one
        for one, two in ((cell, (other, another)), ((office, another), (other, community))):
            if truth.number(one) and truth.number(two):
                alike = guess.may_change_communities(one, two)
                genders = frozenset(() if alike else (office, other))
                yield _Way(square, genders, unsure)


def _price(
    truth: Truth, withheld: Withheld, few: Collection[str], way: _Way
) -> tuple[int, int, int, list[Cell], list[str]]:
    """How many offices more are unsure, and figures withheld, of how many officials; then names."""
    added, unsure = withheld.counts | way.cells, withheld.unsure | way.unsure
    more = _counts(truth, few, added, unsure) - withheld.counts
    figures = len(more) + 2 * len(way.genders - withheld.genders)
    people = sum(map(truth.number, more))
    return len(way.unsure), figures, people, sorted(more), sorted(way.genders)


# Women and men -----------------------------------------------------------------------------------


def _wanted(
    truth: Truth, withheld: Withheld, few: Collection[str], small: Collection[str]
) -> dict[Target, int]:
    """How many numbers each target is to have: every one of the few, two of the others."""
    wanted = {
        ("office", id_): truth.offices[id_] + 1 if id_ in few else _OPEN
        for id_ in sorted(withheld.genders)
    }
    for id_ in sorted(withheld.communities):
        wanted["community", id_] = truth.communities[id_] + 1 if id_ in small else _OPEN
    if withheld.totals:
        wanted["all", ""] = _OPEN
    return wanted


def _with_genders(truth: Truth, withheld: Withheld, wanted: Mapping[Target, int]) -> Choice | None:
    """Withhold women and men of more offices until all is open; None if all of them don't do."""
    everywhere = replace(withheld, genders=frozenset(truth.offices))
    possible = dict(wanted)
    for target in _short(truth, withheld, wanted):
        possible[target] = _numbers(truth, everywhere, target, wanted[target])
        if possible[target] < _OPEN:
            return None
    choice = Choice(withheld, possible)
    if not any(_short(truth, withheld, possible)):
        return choice
    others = [
        id_
        for id_ in sorted(truth.offices, key=lambda id_: (truth.offices[id_], id_))
        if id_ not in withheld.genders
        and _numbers(truth, everywhere, ("office", id_), _OPEN) == _OPEN
    ]
    return _without_needless(truth, _with_others(truth, choice, others), others)


def _with_others(truth: Truth, choice: Choice, others: Sequence[str]) -> Choice:
    """Withhold women and men of one office more each time: of the one that opens most."""
    left = list(others)
    while left and (short := list(_short(truth, choice.withheld, choice.wanted))):
        tries = {id_: _and(choice, id_) for id_ in left}
        best = min(tries, key=lambda id_: _lacking(truth, tries[id_], (*short, ("office", id_))))
        choice = tries[best]
        left.remove(best)
    return choice


def _without_needless(truth: Truth, choice: Choice, others: Sequence[str]) -> Choice:
    """Take those back that the others have made needless, the largest office first."""
    for id_ in reversed(others):
        without = _without(choice, id_)
        told = _short(truth, without.withheld, without.wanted)
        if id_ in choice.withheld.genders and not any(told):
            choice = without
    return choice


def _and(choice: Choice, office: str) -> Choice:
    withheld = replace(choice.withheld, genders=choice.withheld.genders | {office})
    return Choice(withheld, {**choice.wanted, ("office", office): _OPEN})


def _without(choice: Choice, office: str) -> Choice:
    withheld = replace(choice.withheld, genders=choice.withheld.genders - {office})
    wanted = {
        target: number for target, number in choice.wanted.items() if target != ("office", office)
    }
    return Choice(withheld, wanted)


def _short(
    truth: Truth, withheld: Withheld, wanted: Mapping[Target, int], apart: Collection[str] = ()
) -> Iterator[Target]:
    """The targets of which too few numbers are possible; looked for as far as somebody asks."""
    return (
        target
        for target, number in wanted.items()
        if _numbers(truth, withheld, target, number, apart) < number
    )


def _lacking(truth: Truth, choice: Choice, targets: Iterable[Target]) -> int:
    """How many numbers the targets lack all together."""
    return sum(
        choice.wanted[each] - _numbers(truth, choice.withheld, each, choice.wanted[each])
        for each in targets
    )


def _numbers(
    truth: Truth, withheld: Withheld, target: Target, most: int, apart: Collection[str] = ()
) -> int:
    """How many numbers of women are found to be possible for a target, counted up to a limit."""
    kind, id_ = target
    if kind == "all":
        return 1 + Guess(truth, withheld).alter_total()
    found = 1
    for more in (True, False):
        guess = Guess(truth, withheld, apart)
        alter = guess.alter_office if kind == "office" else guess.alter_community
        while found < most and alter(id_, more=more):
            found += 1
    return found
