"""What else could be true: other officials with whom all that is published would be the same.

A reader of everything that is published knows the officials of each office and of each community,
and some of the women and men. What is withheld stays open as long as there are other tables of
officials that say the same. Such a table comes of the true one by a move:

- Some officials change their gender, so that every published sum stays. An office or a community
  whose women are published must lose one for each that it gains; those whose women are withheld
  share what is left of the total. That is a flow in a network of offices and communities, where
  an official may carry one unit and the withheld ones meet in a hub. Whether a unit more can pass
  is exact, also in whole numbers (the network methods for tables with two margins: Cox, *JASA* 75,
  1980; Fischetti and Salazar, *Mathematical Programming* 84, 1999). The communities of all
  officials are taken as known there, which asks for more than a reader knows.
- Two officials change places, or their communities alone, where that touches withheld cells only.

Every move is a table that a reader can't exclude, so what a move changes is not known.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

Cell = tuple[str, str]
"""An office and a community."""

_Node = tuple[str, str]

_WOMEN_OF_COMMUNITIES = ("hub", "communities")


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is withheld of a year.

    Attributes:
        communities: The communities whose women and men in all offices are withheld.
        totals: Whether the women and men of the whole country are withheld.
        genders: The offices whose women and men are withheld.
        counts: The offices and communities of which it is withheld how many officials there are.
        unsure: The offices of which it is withheld which communities are not known; all of theirs
            are then.
        numbers: Whether it is withheld how many officials of each community the country has.
    """

    communities: frozenset[str] = frozenset()
    totals: bool = False
    genders: frozenset[str] = frozenset()
    counts: frozenset[Cell] = frozenset()
    unsure: frozenset[str] = frozenset()
    numbers: bool = False


Officials = Mapping[Cell, tuple[int, int]]
"""The women and men of each community in each office."""


class Truth:
    """All officials; who has none is left out."""

    def __init__(self, officials: Officials, unknown: Iterable[Cell] = ()) -> None:
        """Lay the officials out by office and by community.

        Args:
            officials: The officials that are counted.
            unknown: Where it is not known how many there are, and told so; none is counted there.
        """
        self.unknown = frozenset(unknown)
        counts = {cell: counts for cell, counts in sorted(officials.items()) if any(counts)}
        self.women = {cell: women for cell, (women, _) in counts.items()}
        self.men = {cell: men for cell, (_, men) in counts.items()}
        self.offices: dict[str, int] = {}
        self.communities: dict[str, int] = {}
        self.of_office: dict[str, list[str]] = {}
        self.of_community: dict[str, list[str]] = {}
        for (office, community), officials_there in counts.items():
            number = sum(officials_there)
            self.offices[office] = self.offices.get(office, 0) + number
            self.communities[community] = self.communities.get(community, 0) + number
            self.of_office.setdefault(office, []).append(community)
            self.of_community.setdefault(community, []).append(office)

    def number(self, cell: Cell) -> int:
        """How many officials of a community an office has."""
        return self.women.get(cell, 0) + self.men.get(cell, 0)


class Guess:
    """A table that is possible; it begins as the true one, and each move makes another."""

    def __init__(self, truth: Truth, withheld: Withheld, apart: Collection[str] = ()) -> None:
        """Begin with the truth.

        Args:
            truth: The true table.
            withheld: What a reader is not told.
            apart: Offices whose women are published in one sum, apart from those of the others.
        """
        self._truth = truth
        self._women, self._men = dict(truth.women), dict(truth.men)
        self._withheld = withheld
        self._apart = frozenset(apart)

    # Women more or fewer ---------------------------------------------------------------------

    def alter_office(self, office: str, *, more: bool) -> bool:
        """Whether the office can have a woman more, or one fewer; then it has."""
        ends = ("office", office), self._hub_of(office)
        gives, takes = (self._men, self._women) if more else (self._women, self._men)
        return self._shift(*(ends if more else ends[::-1])) or self._exchange(office, gives, takes)

    def alter_community(self, community: str, *, more: bool) -> bool:
        """Whether the community can have a woman more, or one fewer; then it has."""
        ends = self._hub_of_communities(), ("community", community)
        return self._shift(*(ends if more else ends[::-1]))

    def alter_total(self) -> bool:
        """Whether there can be a woman more or one fewer in the country, the total withheld."""
        apart = replace(self._withheld, totals=False)
        guess = Guess(self._truth, apart)
        ends = ("hub", ""), _WOMEN_OF_COMMUNITIES
        return guess._shift(*ends) or guess._shift(*ends[::-1])

    def _hub_of(self, office: str) -> _Node:
        return ("hub", "apart" if office in self._apart else "")

    def _hub_of_communities(self) -> _Node:
        # Where no total is published, women of the offices and of communities need not agree.
        return ("hub", "") if self._withheld.totals else _WOMEN_OF_COMMUNITIES

    def _shift(self, start: _Node, goal: _Node) -> bool:
        """Pass a unit from start to goal over officials who change their gender, if that can be."""
        came_from = {start: start}
        ahead = deque([start])
        while ahead:
            node = ahead.popleft()
            for after in self._next(node):
                if after in came_from:
                    continue
                if after != goal:
                    came_from[after] = node
                    ahead.append(after)
                elif node != start:
                    came_from[goal] = node
                    self._pass(came_from, start, goal)
                    return True
        return False

    def _next(self, node: _Node) -> Iterator[_Node]:
        kind, id_ = node
        if kind == "office":
            there = self._truth.of_office[id_]
            yield from (("community", each) for each in there if self._men[id_, each])
            if id_ in self._withheld.genders:
                yield self._hub_of(id_)
        elif kind == "community":
            there = self._truth.of_community[id_]
            yield from (("office", each) for each in there if self._women[each, id_])
            if id_ in self._withheld.communities:
                yield self._hub_of_communities()
        else:
            yield from (
                ("office", office)
                for office in sorted(self._withheld.genders)
                if node == self._hub_of(office)
            )
            if node == self._hub_of_communities():
                yield from (("community", each) for each in sorted(self._withheld.communities))

    def _pass(self, came_from: Mapping[_Node, _Node], start: _Node, goal: _Node) -> None:
        after = goal
        while after != start:
            before = came_from[after]
            match before[0], after[0]:
                case "office", "community":
                    self._turn((before[1], after[1]), self._men, self._women)
                case "community", "office":
                    self._turn((after[1], before[1]), self._women, self._men)
            after = before

    @staticmethod
    def _turn(cell: Cell, source: dict[Cell, int], target: dict[Cell, int]) -> None:
        source[cell] -= 1
        target[cell] += 1

    # Officials who change places ---------------------------------------------------------------

    def _exchange(self, office: str, gives: dict[Cell, int], takes: dict[Cell, int]) -> bool:
        """Exchange an official for one of another gender, office and community, if that can be."""
        for mine, other in self._pairs(office):
            if other[0] in self._withheld.genders and gives.get(mine) and takes.get(other):
                gives[mine] -= 1
                takes[other] -= 1
                for table, cell in ((gives, (other[0], mine[1])), (takes, (office, other[1]))):
                    table[cell] = table.get(cell, 0) + 1
                return True
        return False

    def _pairs(self, office: str) -> Iterator[tuple[Cell, Cell]]:
        """The officials of an office, and those who could be there in their place."""
        hub = self._hub_of(office)
        counts = self._withheld.counts
        mine = sorted(cell for cell in counts if cell[0] == office)
        others = sorted(cell for cell in counts if cell[0] != office)
        for cell, other in product(mine, others):
            crossed = {(office, other[1]), (other[0], cell[1])}
            if cell[1] != other[1] and hub == self._hub_of(other[0]) and crossed <= counts:
                yield cell, other

    def told_counts(self) -> list[Cell]:
        """Where it is withheld how many officials there are, and no two can change communities."""
        if self._withheld.numbers:
            return []  # each could be of another community, whatever the others are
        withheld: dict[str, set[str]] = {}
        for office, community in self._withheld.counts:
            withheld.setdefault(office, set()).add(community)
        return sorted(
            (office, community)
            for office, community in self._withheld.counts
            if not any(
                self.may_change_communities((office, community), (other, another))
                or self.may_change_communities((office, another), (other, community))
                for other, theirs in withheld.items()
                if other != office and community in theirs
                for another in theirs & withheld[office] - {community}
            )
        )

    def may_change_communities(self, one: Cell, other: Cell) -> bool:
        """Whether two officials could be in each other's community, so far as gender goes."""
        there = self._truth.number
        return bool(there(one) and there(other)) and (
            any(of.get(one) and of.get(other) for of in (self._truth.women, self._truth.men))
            or {one[1], other[1]} <= self._withheld.communities
            or (
                {one[0], other[0]} <= self._withheld.genders
                and self._hub_of(one[0]) == self._hub_of(other[0])
            )
        )
