"""Somebody who has everything that is published, and a solver.

The unknowns are the women and men of each community in each office, and those of each category in
the care of each office, of all years together: whole numbers that aren't negative. Every published
count is an equation, also those of changes between years. What a withheld figure may be, the solver
says (branch and bound over linear programs), which knows nothing of how the program decides.

The attacker reads the table as it is published, and nothing else.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from tests.disclosure.told import CATEGORIES, GENDERS, Row, Sum, absent, unknown_somewhere

# The solver takes a second to load: each process that collects the tests would load it.
if TYPE_CHECKING:
    from scipy.optimize import OptimizeResult


def read(text: str) -> list[Row]:
    """The rows of the published table."""
    return list(csv.DictReader(io.StringIO(text)))


def count(row: Row) -> int:
    """A published count."""
    return int(row["numerator"])


def is_category(indicator: str) -> bool:
    """Whether it counts the persons of a category."""
    return indicator.removeprefix("caseload.") in CATEGORIES


@dataclass
class Attack:
    """Everything that the rows say, and what follows from it.

    Attributes:
        rows: The published table, of one or more years.
        seen: Tables that the attacker can't exclude, as they were found.
    """

    rows: Sequence[Row]
    seen: list[np.ndarray] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Write the equations down."""
        from scipy.optimize import LinearConstraint  # noqa: PLC0415 - see above
        from scipy.sparse import csc_array  # noqa: PLC0415 - see above

        self._communities = sorted({row["community"] for row in self.rows} - {""})
        self._offices = self._offices_of_years()
        self._left_out = self._not_compared()
        self._numbers = self._offices_with_numbers()
        equations = list(self._equations())
        # What is 0 all together is 0 in every part.
        self._zeros = {
            each
            for terms, total in equations
            if total == 0 and min(terms.values(), default=0) > 0
            for each in terms
        }
        variables = {each for terms, _ in equations for each in terms} - self._zeros
        self._variables = {each: number for number, each in enumerate(sorted(variables))}
        entries = [
            (factor, line, self._variables[each])
            for line, (terms, _) in enumerate(equations)
            for each, factor in terms.items()
            if each not in self._zeros
        ]
        factors, lines, columns = zip(*entries, strict=True) if entries else ((), (), ())
        matrix = csc_array((factors, (lines, columns)), (len(equations), len(variables)), float)
        right = np.array([total for _, total in equations])
        self._system = LinearConstraint(matrix, right, right)

    def _equations(self) -> Iterator[tuple[Sum, int]]:
        yield from unknown_somewhere(self.rows)
        yield from absent(self.rows)
        for row in self.rows:
            terms = self.sum_of(row)
            if row["indicator"] == "population.without_official":
                continue  # it counts nobody, but says whether there is anybody
            if row["status"] == "ok" and terms is not None:
                yield terms, count(row)
            elif terms is not None and self._is_counted_nowhere(row):
                yield terms, 0

    def _is_counted_nowhere(self, row: Row) -> bool:
        """Whether it is told that a community of an office isn't known, and so is in no sum."""
        is_part = row["indicator"] == "staff.by_community" or is_category(row["indicator"])
        return bool(is_part and row["municipality"]) and row["status"] == "no information"

    def _offices_of_years(self) -> dict[str, list[str]]:
        """The offices that have officials, by year."""
        offices: dict[str, list[str]] = {row["year"]: [] for row in self.rows}
        for row in self.rows:
            is_total = row["indicator"] == "staff.officials" and row["municipality"]
            if is_total and row["numerator"] not in {"", "0"}:
                offices[row["year"]].append(row["municipality"])
        return offices

    def sum_of(self, row: Row) -> Sum | None:
        """What a row counts, if it counts officials or persons in care."""
        year = row["year"]
        if "caseload." in row["indicator"] or row["indicator"] == "change.caseload":
            return self._sum_of_persons(row)
        before = str(int(year) - 1)
        match row["indicator"]:
            case (
                "staff.officials"
                | "staff.by_gender"
                | "staff.by_community"
                | "staff.women_by_community"
                | "staff.men_by_community"
                | "population.without_official"
            ):
                office = row["municipality"]
                return self._officials(year, [office] if office else self._offices[year], row)
            case "change.women" | "change.officials":
                plus = self._officials(year, self._compared(year, year), row)
                minus = self._officials(before, self._compared(before, year), row)
                return plus | {each: -factor for each, factor in minus.items()}
        of = {"after": year, "before": before}.get(row["indicator"].rpartition(".")[2], "")
        match row["indicator"].split("."):
            case "change", "women" | "officials", "before" | "after":
                return self._officials(of, self._compared(of, year), row)
            case "change", "all_women", "before" | "after":
                return self._officials(of, self._offices[of], row)
        return None

    def _sum_of_persons(self, row: Row) -> Sum | None:
        """What a row counts, if it counts persons in care."""
        year, name, office = row["year"], row["indicator"], row["municipality"]
        before = str(int(year) - 1)
        if is_category(name) or name in {"caseload.persons", "caseload.by_gender"}:
            where = [office] if office else self._with("caseload.persons", year)
            return self._persons(year, where, row)
        if name == "caseload.per_official":
            where = [office] if office else self._with("caseload.per_official", year)
            return self._persons(year, where, row)
        compared = [office] if office else self._with("change.caseload", year)
        match name:
            case "change.caseload.before":
                return self._persons(before, compared, row)
            case "change.caseload.after":
                return self._persons(year, compared, row)
            case "change.caseload":
                minus = self._persons(before, compared, row)
                plus = self._persons(year, compared, row)
                return plus | {each: -factor for each, factor in minus.items()}
        return None

    def _with(self, indicator: str, year: str) -> list[str]:
        """The offices of which an indicator of a year has a number."""
        return self._numbers.get((indicator, year), [])

    def _offices_with_numbers(self) -> dict[tuple[str, str], list[str]]:
        """The offices of which there is a number, by indicator and year."""
        offices: dict[tuple[str, str], list[str]] = {}
        for row in self.rows:
            if row["municipality"] and row["numerator"]:
                offices.setdefault((row["indicator"], row["year"]), []).append(row["municipality"])
        return offices

    def _persons(self, year: str, offices: Sequence[str], row: Row) -> Sum:
        name = row["indicator"].removeprefix("caseload.")
        genders = [row["gender"]] if row["gender"] else GENDERS
        return {
            (year, f"in the care of {office}", category, gender): 1
            for office in offices
            for category in ([name] if name in CATEGORIES else CATEGORIES)
            for gender in genders
        }

    def _officials(self, year: str, offices: Sequence[str], row: Row) -> Sum:
        communities = [row["community"]] if row["community"] else self._communities
        genders = [row["gender"]] if row["gender"] else GENDERS
        return {
            (year, office, community, gender): 1
            for office in offices
            if office in self._offices[year]
            for community in communities
            for gender in genders
        }

    def _compared(self, of: str, year: str) -> list[str]:
        """The offices of one of two years that are compared, as the table of the later says."""
        return [office for office in self._offices[of] if office not in self._left_out[year]]

    def _not_compared(self) -> dict[str, set[str]]:
        """The offices that each year's table names as not compared with the year before."""
        names = {"offices.new", "offices.gone", "offices.not_compared", "officials.not_compared"}
        left_out: dict[str, set[str]] = {row["year"]: set() for row in self.rows}
        for row in self.rows:
            if row["indicator"].removeprefix("change.") in names:
                left_out[row["year"]].add(row["municipality"])
        return left_out

    # What follows ------------------------------------------------------------------------------

    def withheld(self) -> list[Row]:
        """The counts of officials and of persons in care that are withheld.

        That a community has no official is as open as how many it has, as are the rows that
        are incomplete.
        """
        other = {"population.without_official", "staff.missing"}
        return [
            row
            for row in self.rows
            if row["status"] == "suppressed" and row["indicator"] not in other
        ]

    def interval(self, row: Row) -> tuple[int, int]:
        """The least and the most that a figure may be."""
        objective = self._objective(row)
        return self._least(objective), -self._least(-objective)

    def is_known(self, row: Row) -> bool:
        """Whether a figure can have one value only; also that it is not known is one."""
        return self._is_one_value(self._objective(row)) and self._is_one_value(self._unknown(row))

    def _is_one_value(self, objective: np.ndarray) -> bool:
        if len(values := self._values(objective)) > 1:
            return False
        least = self._least(objective)
        if values and values != {least}:
            return False
        return -self._least(-objective) == least

    def present_or_absent(self) -> list[Row]:
        """Where it is withheld whether there is any official, and follows all the same."""
        told = []
        for row in self.rows:
            if row["indicator"] == "population.without_official" and row["status"] == "suppressed":
                objective = self._objective(row)
                least, most = self._least(objective), -self._least(-objective)
                if least > 0 or (most == 0 and self._is_one_value(self._unknown(row))):
                    told.append(row)
        return told

    def _values(self, objective: np.ndarray) -> set[int]:
        """The values that a figure has in the tables that were found so far."""
        return {round(float(objective @ table)) for table in self.seen}

    def look_around(self) -> None:
        """Find tables far apart, in which most figures differ: they needn't be asked for.

        Each two of them lie apart in what had the same value in all before, until this remains.
        """
        alike = np.array([self._objective(row) for row in self.withheld()])
        chance = np.random.default_rng(2019)
        before = len(alike) + 1
        while 0 < len(alike) < before:
            before = len(alike)
            together = chance.choice([-1, 1], before) @ alike
            self._least(together)
            self._least(-together)
            alike = alike[[len(self._values(each)) == 1 for each in alike]]

    def recovered(self) -> list[str]:
        """The withheld figures that follow from what is published."""
        self.look_around()
        return [
            " ".join(
                filter(
                    None,
                    (
                        row[key]
                        for key in ("year", "indicator", "municipality", "community", "gender")
                    ),
                )
            )
            for row in self.withheld()
            if self.is_known(row)
        ]

    def _unknown(self, row: Row) -> np.ndarray:
        """Whether what a row counts is not known."""
        objective = np.zeros(len(self._variables))
        unknown = (row["year"], row["municipality"], row["community"], "unknown")
        if unknown in self._variables:
            objective[self._variables[unknown]] = 1
        return objective

    def _objective(self, row: Row) -> np.ndarray:
        objective = np.zeros(len(self._variables))
        terms = self.sum_of(row)
        assert terms is not None, row
        for each, factor in terms.items():
            if each not in self._zeros:
                objective[self._variables[each]] = factor
        return objective

    def _solved(self, objective: np.ndarray) -> "OptimizeResult":
        from scipy.optimize import Bounds, milp  # noqa: PLC0415 - see above

        return milp(
            objective,
            integrality=np.ones(len(objective)),
            bounds=Bounds(0, np.inf),
            constraints=self._system,
        )

    def _least(self, objective: np.ndarray) -> int:
        found = self._solved(objective)
        assert found.status == 0, "the true values must be a solution"
        self.seen.append(found.x)
        return round(float(found.fun))
