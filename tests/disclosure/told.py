"""What else a reader is told: of which communities something is not known, and who has no official.

Each is an equation in whole numbers that aren't negative. "At most" and "at least" have a number
more, of which nothing is known: what is lacking, or what is too much.
"""

from collections.abc import Iterator, Sequence

Row = dict[str, str]
Variable = tuple[str, str, str, str]
"""Year, office, community and gender; of persons in care, category for community."""

Sum = dict[Variable, int]

GENDERS = ("women", "men")

CATEGORIES = (
    *("non_majority", "refugees", "displaced"),
    *("voluntary_returnees", "involuntary_returnees", "repatriated"),
)


def _officials(row: Row) -> Sum:
    return {(row["year"], row["municipality"], row["community"], each): 1 for each in GENDERS}


def absent(rows: Sequence[Row]) -> Iterator[tuple[Sum, int]]:
    """That a community has no official in an office, or that it has at least one."""
    for row in rows:
        if row["indicator"] == "population.without_official" and row["status"] == "ok":
            officials = _officials(row)
            more = (row["year"], row["municipality"], row["community"], "more than one")
            if row["numerator"] == "1":
                yield officials, 0
            else:
                yield {**officials, more: -1}, 1


def unknown_somewhere(rows: Sequence[Row]) -> Iterator[tuple[Sum, int]]:
    """In which offices, and of which communities, a row is incomplete: it counts nobody then."""
    for year in sorted({row["year"] for row in rows if _is_incomplete(row)}):
        yield from _incomplete([row for row in rows if row["year"] == year])


def _is_incomplete(row: Row) -> bool:
    is_of_office = row["indicator"] in {"staff.missing", "caseload.missing"} and row["municipality"]
    return bool(is_of_office) and row["numerator"] == "1"


def _incomplete(rows: Sequence[Row]) -> Iterator[tuple[Sum, int]]:
    """Of officials; then of persons in care, of whom nothing is told by category."""
    year = rows[0]["year"]
    unknown: Sum = {}
    for about, total in (("staff", "staff.officials"), ("caseload", "caseload.persons")):
        incomplete = {
            row["municipality"]
            for row in rows
            if row["indicator"] == f"{about}.missing" and _is_incomplete(row)
        }
        totals = {
            row["municipality"]: int(row["numerator"] or 0)
            for row in rows
            if row["indicator"] == total and row["municipality"] in incomplete
        }
        for office, most in totals.items():
            parts = [
                row
                for row in rows
                if row["municipality"] == office and row["status"] != "ok" and _part(row) == about
            ]
            there = {_name(row, "unknown"): 1 for row in parts}
            yield from (_may_be_unknown(row, most) for row in parts)
            if most:  # else it may have no row at all
                yield {**there, (year, office, about, "more unknown"): -1}, 1
            unknown |= there if about == "staff" else {}
    for row in rows:
        if row["indicator"] == "staff.missing" and row["community"] and row["status"] == "ok":
            of_community = (each for each in unknown if each[2] == row["community"])
            yield dict.fromkeys(of_community, 1), int(row["numerator"])


def _part(row: Row) -> str:
    """Whether a row counts "staff" of a community or the "caseload" of a category; or neither."""
    if row["indicator"] == "staff.by_community":
        return "staff"
    is_category = row["indicator"].removeprefix("caseload.") in CATEGORIES
    return "caseload" if is_category and not row["gender"] else ""


def _name(row: Row, what: str) -> Variable:
    """What is asked of a community, or a category, in an office."""
    year, office = row["year"], row["municipality"]
    if _part(row) == "caseload":
        return year, f"in the care of {office}", row["indicator"].removeprefix("caseload."), what
    return year, office, row["community"], what


def _may_be_unknown(row: Row, most: int) -> tuple[Sum, int]:
    """Who is not known is not counted, in an office of which some are known, or none."""
    unknown, room = _name(row, "unknown"), _name(row, "room")
    if not most:
        return {unknown: 1, room: 1}, 1
    if row["status"] == "no information":
        return {unknown: 1}, 1
    people = {_name(row, gender): 1 for gender in GENDERS}
    return {**people, unknown: most, room: 1}, most
