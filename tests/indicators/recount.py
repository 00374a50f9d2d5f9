"""The indicators once more, counted from the workbook's cells in plain Python.

Nothing here is shared with the program but the meaning of names: what is written as a sentence
in docs/indicators.md is written a second time, so that one slip can't hide in both.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from pathlib import Path

from openpyxl import load_workbook

from zkkk_factsheet.reference import find_community, find_duty, find_municipality

Key = tuple[str, str, str, str, str, int | None]
Row = tuple[int | None, int | None, Fraction | None, str, str]

ANSWERS = {"yes": True, "no": False, None: None}
STATUSES = ("established", "similar", "not established", "not covered", "no information")
GENDERS = ("women", "men")
COMMUNITIES = (
    "albanian serb turkish bosniak gorani roma ashkali egyptian croat montenegrin".split()  # noqa: SIM905 - ten words
)
DUTIES = "contact assessment coordination projects participation monitoring advice information"


@dataclass
class Cells:
    """A year as it stands in its workbook."""

    status: dict[str, str] = field(default_factory=dict)
    reporting: dict[str, dict[str, bool | None]] = field(default_factory=dict)
    staff: dict[tuple[str, str], dict[str, int | None]] = field(default_factory=dict)
    duties: dict[str, dict[str, bool | None]] = field(default_factory=dict)

    def established(self) -> set[str]:
        """The municipalities with an office."""
        return {id_ for id_, status in self.status.items() if status == "established"}

    def complete(self) -> set[str]:
        """The offices all of whose counts are known."""
        return {
            office
            for office, _ in self.staff
            if all(None not in row.values() for (of, _), row in self.staff.items() if of == office)
        }


def read(path: Path) -> Cells:
    """Read a workbook in the form that the sample has."""
    book = load_workbook(path, read_only=False)
    cells = Cells()
    for row in book["offices"].iter_rows(min_row=2, values_only=True):
        (id_,) = find_municipality(str(row[0])).ids
        cells.status[id_] = str(row[1])
        cells.reporting[id_] = {"work_plan": ANSWERS[row[2]], "annual_report": ANSWERS[row[3]]}  # type: ignore[index] # a text or None
    for row in book["staff"].iter_rows(min_row=2, values_only=True):
        (id_,) = find_municipality(str(row[0])).ids
        (community,) = find_community(str(row[1])).ids
        assert (id_, community) not in cells.staff
        cells.staff[id_, community] = {"women": row[2], "men": row[3]}  # type: ignore[dict-item] # whole numbers or None
    header, *rows = book["duties"].iter_rows(values_only=True)
    names = [find_duty(str(name)).ids[0] for name in header[1:]]
    assert names == DUTIES.split()
    for row in rows:
        (id_,) = find_municipality(str(row[0])).ids
        cells.duties[id_] = {
            name: ANSWERS[answer]  # type: ignore[index] # a text or None
            for name, answer in zip(names, row[1:], strict=True)
        }
    return cells


def count(cells: Cells, previous: Cells | None) -> dict[Key, Row]:
    """Every row that the tidy table must have, and no other."""
    rows = [*_offices(cells), *_staff(cells), *_duties(cells), *_one_by_one(cells)]
    if previous:
        rows += _change(cells, previous)
    table = dict(rows)
    assert len(table) == len(rows)
    return table


def _key(
    indicator: str,
    municipality: str = "",
    community: str = "",
    gender: str = "",
    duty: str = "",
    level: int | None = None,
) -> Key:
    return (indicator, municipality, community, gender, duty, level)


def _share(part: int, base: int) -> Row:
    if base == 0:
        return (None, 0, None, "percent", "no information")
    return (part, base, Fraction(100 * part, base), "percent", "ok")


def _offices(cells: Cells) -> Iterator[tuple[Key, Row]]:
    statuses = list(cells.status.values())
    for status in STATUSES:
        name = "offices." + status.replace(" ", "_")
        yield _key(name), _share(statuses.count(status), len(statuses))
    for question in ("work_plan", "annual_report"):
        given = [cells.reporting[id_][question] for id_ in cells.established()]
        yes, no, blank = given.count(True), given.count(False), given.count(None)
        yield _key(f"offices.{question}"), _share(yes, yes + no)
        yield _key(f"offices.no_{question}"), _share(no, yes + no)
        yield _key(f"offices.{question}.missing"), _share(blank, len(given))


def _staff(cells: Cells) -> Iterator[tuple[Key, Row]]:
    counted = {key: row for key, row in cells.staff.items() if key[0] in cells.established()}
    known = {key: row for key, row in counted.items() if None not in row.values()}
    by_gender = {each: sum(row[each] or 0 for row in known.values()) for each in GENDERS}
    total = sum(by_gender.values())
    yield _key("staff.officials"), (total, None, Fraction(total), "officials", "ok")
    unknown = {office for office, _ in counted.keys() - known.keys()}
    unknown |= cells.established() - {office for office, _ in counted}
    whole = {key: row for key, row in known.items() if key[0] not in unknown}
    offices = len({office for office, _ in whole})
    all_of = sum((row["women"] or 0) + (row["men"] or 0) for row in whole.values())
    yield (
        _key("staff.per_office"),
        (all_of, offices, Fraction(all_of, offices), "officials per office", "ok"),
    )
    yield _key("staff.missing"), _share(len(unknown), len(cells.established()))
    for gender in GENDERS:
        yield _key("staff.by_gender", gender=gender), _share(by_gender[gender], total)
    for community in COMMUNITIES:
        rows = [row for (_, of), row in known.items() if of == community]
        of_community = sum((row["women"] or 0) + (row["men"] or 0) for row in rows)
        yield _key("staff.by_community", community=community), _share(of_community, total)
        for gender in GENDERS:
            yield (
                _key(f"staff.{gender}_by_community", community=community, gender=gender),
                _share(sum(row[gender] or 0 for row in rows), of_community),
            )


def _duties(cells: Cells) -> Iterator[tuple[Key, Row]]:
    everything: list[bool | None] = []
    for duty in DUTIES.split():
        given = [row[duty] for row in cells.duties.values()]
        everything += given
        yes, no, blank = given.count(True), given.count(False), given.count(None)
        yield _key("duties.performed", duty=duty), _share(yes, yes + no)
        yield _key("duties.not_performed", duty=duty), _share(no, yes + no)
        yield _key("duties.performed.missing", duty=duty), _share(blank, len(given))
    yes, blank = everything.count(True), everything.count(None)
    yield _key("duties.overall"), _share(yes, len(everything) - blank)
    yield _key("duties.overall.missing"), _share(blank, len(everything))
    performed = []
    for office, row in cells.duties.items():
        known = [answer for answer in row.values() if answer is not None]
        key = _key("duties.count", office)
        if len(known) == 8:
            performed.append(sum(known))
        if known:
            yield key, (sum(known), len(known), Fraction(sum(known)), "duties", "ok")
        else:
            yield key, (None, 0, None, "duties", "no information")
    for level in range(9):
        yield (
            _key("duties.distribution", level=level),
            _share(performed.count(level), len(performed)),
        )
    half = [k for k in range(9) if 2 * sum(each >= k for each in performed) >= len(performed)]
    if performed:
        yield _key("duties.median"), (half[-1], len(performed), Fraction(half[-1]), "duties", "ok")
    else:
        yield _key("duties.median"), (None, 0, None, "duties", "no information")
    blank_somewhere = sum(None in row.values() for row in cells.duties.values())
    yield _key("duties.distribution.missing"), _share(blank_somewhere, len(cells.duties))


def _one_by_one(cells: Cells) -> Iterator[tuple[Key, Row]]:
    """Every municipality's own answers and officials; whose are unknown, of which community."""
    for id_, status in cells.status.items():
        for each in STATUSES:
            yield _key("offices." + each.replace(" ", "_"), id_), _share(int(each == status), 1)
    for id_ in cells.established():
        answers = {("offices." + name, ""): a for name, a in cells.reporting[id_].items()}
        answers |= {("duties.performed", name): a for name, a in cells.duties[id_].items()}
        for (indicator, duty), answer in answers.items():
            known = answer is not None
            yield _key(indicator, id_, duty=duty), _share(int(answer or False), int(known))
        yield _key("staff.missing", id_), _share(int(id_ not in cells.complete()), 1)
        yield from _officials_of(cells, id_)
    for community in COMMUNITIES:
        blank = [
            id_
            for (id_, of), row in cells.staff.items()
            if of == community and None in row.values() and id_ in cells.established()
        ]
        offices = len(cells.established())
        yield _key("staff.missing", community=community), _share(len(blank), offices)


def _officials_of(cells: Cells, office: str) -> Iterator[tuple[Key, Row]]:
    """The officials of one office by gender, by community, and by both."""
    rows: dict[str, tuple[int, int]] = {
        community: (row["women"] or 0, row["men"] or 0)
        for (of, community), row in cells.staff.items()
        if of == office and None not in row.values()
    }
    women, men = (sum(row[each] for row in rows.values()) for each in (0, 1))
    yield (
        _key("staff.officials", office),
        _officials(women + men) if rows else (None, None, None, "officials", "no information"),
    )
    for gender, number in zip(GENDERS, (women, men), strict=True):
        yield _key("staff.by_gender", office, gender=gender), _share(number, women + men)
    for community in COMMUNITIES:
        half = (office, community) in cells.staff and community not in rows
        base = 0 if half else women + men
        there = sum(rows.get(community, (0, 0)))
        yield _key("staff.by_community", office, community), _share(there, base)
    for community, row in rows.items():
        for gender, number in zip(GENDERS, row, strict=True):
            key = _key(f"staff.{gender}_by_community", office, community, gender)
            yield key, _share(number, sum(row))


def _change(now: Cells, then: Cells) -> Iterator[tuple[Key, Row]]:
    both = now.established() & then.established()
    yield from _roster(now, then)
    answers: list[tuple[str, str, bool, bool]] = []  # what, office, before, after
    for office in both:
        for question, after in now.reporting[office].items():
            before = then.reporting[office][question]
            if before is not None and after is not None:
                answers.append((question, office, before, after))
        if office in now.duties and office in then.duties:
            for duty, after in now.duties[office].items():
                before = then.duties[office][duty]
                if before is not None and after is not None:
                    answers.append((f"duty {duty}", office, before, after))
                    answers.append(("duties", office, before, after))
    answers.sort()
    by_name = {name: list(group) for name, group in groupby(answers, key=lambda each: each[0])}
    for name in ("work_plan", "annual_report", "duties", *(f"duty {d}" for d in DUTIES.split())):
        compared = by_name.get(name, [])
        yield from _answer_change(name, compared)
        yield from _who(name, {each[1] for each in compared}, both, now)
    yield from _duties_of_each_office(by_name.get("duties", []))
    yield from _staff_change(now, then, both)


def _duties_of_each_office(
    answers: list[tuple[str, str, bool, bool]],
) -> Iterator[tuple[Key, Row]]:
    """The same of each office that has an answer in both years."""
    for office in {each[1] for each in answers}:
        of_office = [each for each in answers if each[1] == office]
        for (indicator, *_), row in _answer_change("duties", of_office):
            yield _key(indicator, office), row


def _roster(now: Cells, then: Cells) -> Iterator[tuple[Key, Row]]:
    """Which offices there are in one of the years, in both, and in neither."""
    unknown = {"not covered", "no information"}
    assessed = [
        id_
        for id_ in now.status.keys() & then.status.keys()
        if now.status[id_] not in unknown and then.status[id_] not in unknown
    ]
    both = now.established() & then.established()
    yield _key("change.offices"), _share(len(both), len(now.established()))
    for when, cells in (("before", then), ("after", now)):
        offices = len(cells.established().intersection(assessed))
        yield _key(f"change.offices.{when}"), _share(offices, len(assessed))
    for in_one, indicator in (
        (now.established() - then.established(), "change.offices.new"),
        (then.established() - now.established(), "change.offices.gone"),
    ):
        for id_ in in_one:
            if id_ in assessed:
                yield _key(indicator, id_), (1, None, Fraction(1), "offices", "ok")
            else:
                yield _key("change.offices.not_compared", id_), NOT_COMPARED


NOT_COMPARED: Row = (None, None, None, "offices", "no information")


def _who(name: str, compared: set[str], both: set[str], now: Cells) -> Iterator[tuple[Key, Row]]:
    """How many offices are compared, and which are not."""
    indicator, _, duty = name.partition(" ")
    established = len(now.established())
    yield _key(f"change.{indicator}.offices", duty=duty), _share(len(compared), established)
    for id_ in both - compared:
        yield _key(f"change.{indicator}.not_compared", id_, duty=duty), NOT_COMPARED


def _answer_change(
    name: str, compared: list[tuple[str, str, bool, bool]]
) -> Iterator[tuple[Key, Row]]:
    indicator, _, duty = name.partition(" ")
    before = sum(each[2] for each in compared)
    after = sum(each[3] for each in compared)
    yield _key(f"change.{indicator}.before", duty=duty), _share(before, len(compared))
    yield _key(f"change.{indicator}.after", duty=duty), _share(after, len(compared))
    difference: Row = (None, 0, None, "percentage points", "no information")
    if compared:
        points = Fraction(100 * (after - before), len(compared))
        difference = (after - before, len(compared), points, "percentage points", "ok")
    yield _key(f"change.{indicator}", duty=duty), difference


def _staff_change(now: Cells, then: Cells, both: set[str]) -> Iterator[tuple[Key, Row]]:
    compared = both & now.complete() & then.complete()
    total, women = {}, {}
    for when, cells in (("before", then), ("after", now)):
        rows = [row for (office, _), row in cells.staff.items() if office in compared]
        women[when] = sum(row["women"] or 0 for row in rows)
        total[when] = women[when] + sum(row["men"] or 0 for row in rows)
        yield _key(f"change.officials.{when}"), _officials(total[when])
        yield (
            _key(f"change.women.{when}", gender="women"),
            _share(women[when], total[when]),
        )
    yield _key("change.officials"), _officials(total["after"] - total["before"])
    yield from _who("officials", compared, both, now)
    shares = {when: Fraction(100 * women[when], total[when]) for when in total}
    yield (
        _key("change.women", gender="women"),
        (
            women["after"] - women["before"],
            total["after"],
            shares["after"] - shares["before"],
            "percentage points",
            "ok",
        ),
    )
    for when, cells in (("before", then), ("after", now)):
        for key, row in _staff(cells):
            if key == _key("staff.by_gender", gender="women"):
                yield _key(f"change.all_women.{when}", gender="women"), row


def _officials(number: int) -> Row:
    return (number, None, Fraction(number), "officials", "ok")
