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
    is_of_office = row["indicator"] == "staff.missing" and row["municipality"]
    return bool(is_of_office) and row["numerator"] == "1"


def _incomplete(rows: Sequence[Row]) -> Iterator[tuple[Sum, int]]:
    year = rows[0]["year"]
    offices = {
        row["municipality"]: 0
        for row in rows
        if row["indicator"] == "staff.missing" and _is_incomplete(row)
    }
    for row in rows:
        if row["indicator"] == "staff.officials" and row["municipality"] in offices:
            offices[row["municipality"]] = int(row["numerator"] or 0)
    unknown: dict[str, Sum] = {office: {} for office in offices}
    for row in rows:
        office, community = row["municipality"], row["community"]
        is_part = row["indicator"] == "staff.by_community" and office in offices
        if is_part and row["status"] != "ok":
            unknown[office][year, office, community, "unknown"] = 1
            yield _may_be_unknown(row, offices[office])
    for office, there in unknown.items():
        if offices[office]:  # else it may have no row at all
            yield {**there, (year, office, "", "more unknown"): -1}, 1
    every = [each for there in unknown.values() for each in there]
    for row in rows:
        if row["indicator"] == "staff.missing" and row["community"] and row["status"] == "ok":
            of_community = (each for each in every if each[2] == row["community"])
            yield dict.fromkeys(of_community, 1), int(row["numerator"])


def _may_be_unknown(row: Row, most: int) -> tuple[Sum, int]:
    """Who is not known is not counted, in an office of which some officials are, or none."""
    unknown, room = (
        (row["year"], row["municipality"], row["community"], name) for name in ("unknown", "room")
    )
    if not most:
        return {unknown: 1, room: 1}, 1
    if row["status"] == "no information":
        return {unknown: 1}, 1
    return {**_officials(row), unknown: most, room: 1}, most
