"""Somebody who has everything that is published, and a pencil.

The published figures of some years are a system of equations in whole numbers: the women of each
community, those of the offices that are compared with another year and of those that are not, and
the totals. Which officials belong to which office is taken as known, their gender is not. The
system is solved by search, not by the formula that the program decides with.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

Variable = tuple[object, ...]


@dataclass
class System:
    """Unknown whole numbers with bounds, and sums of them that are known or unknown, too."""

    bounds: dict[Variable, tuple[int, int]] = field(default_factory=dict)
    sums: list[tuple[tuple[Variable, ...], Variable]] = field(default_factory=list)

    def possible(self, variable: Variable) -> Iterator[int]:
        """The values that a variable may have, so far as the system tells."""
        least, most = self.bounds[variable]
        for value in range(least, most + 1):
            if self._has_solution({**self.bounds, variable: (value, value)}):
                yield value

    def is_known(self, variable: Variable) -> bool:
        """Whether the system leaves a variable one value."""
        values = self.possible(variable)
        assert next(values, None) is not None, "the true values must be a solution"
        return next(values, None) is None

    def _has_solution(self, bounds: dict[Variable, tuple[int, int]]) -> bool:
        narrowed = self._narrowed(bounds)
        if narrowed is None:
            return False
        still_open = [v for v, (least, most) in narrowed.items() if least < most]
        if not still_open:
            return True
        variable = min(still_open, key=lambda v: narrowed[v][1] - narrowed[v][0])
        least, most = narrowed[variable]
        return any(
            self._has_solution({**narrowed, variable: (value, value)})
            for value in range(least, most + 1)
        )

    def _narrowed(
        self, bounds: Mapping[Variable, tuple[int, int]]
    ) -> dict[Variable, tuple[int, int]] | None:
        """The bounds as the sums narrow them; None if one of them can't hold."""
        now = dict(bounds)
        before: dict[Variable, tuple[int, int]] = {}
        while before != now:
            before = dict(now)
            for parts, total in self.sums:
                least = sum(now[each][0] for each in parts)
                most = sum(now[each][1] for each in parts)
                now[total] = (max(now[total][0], least), min(now[total][1], most))
                for each in parts:
                    low, high = now[each]
                    now[each] = (
                        max(low, now[total][0] - (most - high)),
                        min(high, now[total][1] - (least - low)),
                    )
            if any(low > high for low, high in now.values()):
                return None
        return now


@dataclass(frozen=True)
class Known:
    """What is known of a year without being published: who works in the offices, not as what.

    Attributes:
        parts: The officials of the offices, by whether these are compared with the year before,
            and with the year after.
    """

    parts: Mapping[tuple[bool, bool], int]


def read(text: str) -> list[dict[str, str]]:
    """The rows of the published table."""
    return list(csv.DictReader(io.StringIO(text)))


def recovered(rows: Sequence[dict[str, str]], known: Mapping[int, Known], few: int) -> list[str]:
    """The withheld figures that follow from what is published, and groups of few officials."""
    found = []
    for year in known:
        system, communities = _system(rows, year, known[year])
        for row in rows:
            withheld = row["status"] == "suppressed" and row["indicator"].endswith("_by_community")
            if withheld and int(row["year"]) == year and row["gender"] == "women":
                assert row["community"] in communities
                if system.is_known((year, row["community"])):
                    found.append(f"{year}: women among {row['community']}")
        parts = list(known[year].parts.items())
        for some in chain.from_iterable(combinations(parts, n) for n in range(1, len(parts) + 1)):
            officials = sum(number for _, number in some)
            if 0 < officials < few:
                group = tuple((year, part) for part, _ in some)
                system.bounds[year, "group"] = (0, officials)
                system.sums.append((group, (year, "group")))
                if system.is_known((year, "group")):
                    found.append(f"{year}: women in offices with {officials} officials")
                system.sums.pop()
                del system.bounds[year, "group"]
    return found


def _system(rows: Sequence[dict[str, str]], year: int, known: Known) -> tuple[System, set[str]]:
    """What the table of a year, and that of the year after, say of the women of the year."""
    system = System()
    own = [row for row in rows if int(row["year"]) == year]
    officials = sum(int(r["numerator"] or 0) for r in own if r["indicator"] == "staff.officials")
    assert officials == sum(known.parts.values())
    total: Variable = (year, "all")
    system.bounds[total] = (0, officials)
    communities = {
        row["community"]: int(row["numerator"])
        for row in own
        if row["indicator"] == "staff.by_community" and row["numerator"] not in {"", "0"}
    }
    for community, number in communities.items():
        system.bounds[year, community] = (0, number)
    system.sums.append((tuple((year, each) for each in communities), total))
    for part, number in known.parts.items():
        system.bounds[year, part] = (0, number)
    system.sums.append((tuple((year, part) for part in known.parts), total))
    for position, name in enumerate(("with the year before", "with the year after")):
        compared = tuple((year, part) for part in known.parts if part[position])
        system.bounds[year, name] = (0, officials)
        system.sums.append((compared, (year, name)))
    for row in rows:
        fact = _fact(row, year)
        if fact:
            variable, women = fact
            least, most = system.bounds[variable]
            assert least <= women <= most
            system.bounds[variable] = (women, women)
    return system, set(communities)


def _fact(row: dict[str, str], year: int) -> tuple[Variable, int] | None:
    """How many women a row says there are among some officials of the year."""
    if row["numerator"] == "" or row["denominator"] in {"", "0"}:
        return None
    count, base, when = int(row["numerator"]), int(row["denominator"]), int(row["year"])
    women = base - count if row["gender"] == "men" else count
    match row["indicator"], when - year:
        case ("staff.by_gender" | "change.all_women.after", 0) | ("change.all_women.before", 1):
            return (year, "all"), women
        case ("staff.women_by_community" | "staff.men_by_community", 0):
            return (year, row["community"]), women
        case ("change.women.after", 0):
            return (year, "with the year before"), women
        case ("change.women.before", 1):
            return (year, "with the year after"), women
    return None
